//! Addresses that a proxy in front may read as another path.

use crate::support::raw;
use crate::support::served::Served;

use super::SECRET;

/// The texts that may stand where an address has a parameter.
const PARAMETERS: [&str; 11] = [
    "..%2fstatic%2fx",
    "..%2Fstatic",
    "%2e%2e%2fstatic",
    "%2e%2e",
    "..%5cstatic",
    "..\\static",
    "..%252fstatic",
    "..;",
    "..;a=b",
    "1%2f",
    "%2F%2Fevil.test",
];

#[tokio::test]
async fn a_parameter_that_looks_like_another_path_ends_before_anybody_is_asked_for() {
    let site = Served::start(&[SECRET]);
    for below in [
        "subscribe/{}",
        "restart/{}",
        "invoices/{}/pay",
        "subscriptions/{}",
    ] {
        for parameter in PARAMETERS {
            let path = format!("/Subscriptions/{}", below.replace("{}", parameter));
            let answer = raw::exchange(site.address(), &raw::get(&path, &[b"X-Remote-User: alice"])).await;
            assert_eq!(raw::status(&answer), 404, "{path}: {answer}");
            assert!(
                answer.contains("Page not found") && !answer.contains("alice"),
                "{path}: {answer}"
            );
        }
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
    assert_eq!(
        site.metric("portal_identities_total{provider=\"proxy\",outcome=\"user\"}")
            .await,
        0
    );
    site.visit("alice").await.assert_status(200);
    assert_eq!(
        site.metric("portal_identities_total{provider=\"proxy\",outcome=\"user\"}")
            .await,
        1
    );
}

#[tokio::test]
async fn an_offer_whose_reference_does_not_fit_into_a_path_is_asked_for_in_the_query() {
    let site = Served::start(&[SECRET]);
    for (offer, asked) in [
        ("..%2f..%2flogout", "..%2F..%2Flogout"),
        ("pro/yearly", "pro%2Fyearly"),
    ] {
        let address = format!("/Subscriptions/subscribe?refo={asked}");
        let path = format!("/Subscriptions?refo={offer}");
        let sent_on = site.visit_with("bruno", &path, &[]).await;
        sent_on.assert_status(303).assert_header("location", &address);
        // The account has no such offer, which is known once it has been looked up.
        site.upstream.forget().await;
        site.visit_with("bruno", &address, &[])
            .await
            .assert_status(303)
            .assert_header("location", "/Subscriptions/plans?notice=unknown-offer");
        let asked = site.upstream.everything().await;
        assert!(asked.contains("/v1/Offer"), "{offer} was not looked up: {asked}");
    }
}
