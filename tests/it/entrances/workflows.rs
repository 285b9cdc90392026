//! The workflows as addresses: the object read fresh, the link by its purpose, and a plain word when there is none.

use proabono_portal::emulator::Options;
use reqwest::Method;
use serde_json::json;

use super::{Opened, SECRET, api, call, insite_account, open_invoice_of, opened, subscription_of, visit};
use crate::support::served::Served;
use crate::support::upstream::{READ, account};

/// The page of the emulator that a workflow opens, whichever the generation.
async fn opens(site: &Served, user: &str, below: &str) -> String {
    match opened(&visit(site, user, below).await) {
        Opened::Frame(page) => page,
        Opened::InSite(told) => {
            let query = told["query"].as_str().unwrap_or_else(|| panic!("{told}"));
            for page in [
                "offers",
                "upgrade",
                "register",
                "subscribe-offer",
                "restart",
                "charge-invoice",
                "subscription",
                "invoices",
                "portal",
            ] {
                let url = format!("{}/{page}/{query}", site.upstream.origin());
                if crate::support::http::get(&url).await.status == 200 {
                    return page.to_owned();
                }
            }
            panic!("the opener opens nothing")
        }
    }
}

#[tokio::test]
async fn each_workflow_opens_its_page_in_either_generation() {
    for options in [account(), insite_account()] {
        let site = Served::of(options, &[SECRET]);
        let subscription = subscription_of(&site, "cust-alice").await;
        let invoice = open_invoice_of(&site, "cust-chloe").await;
        let rows = [
            ("bruno", "/plans".to_owned(), "offers"),
            ("bruno", "/subscribe/offer-pro".to_owned(), "subscribe-offer"),
            // A customer with a running subscription changes to the offer, and does not get a second one.
            ("alice", "/subscribe/offer-starter".to_owned(), "subscribe-offer"),
            ("alice", "/change-plan".to_owned(), "upgrade"),
            ("alice", "/payment-method".to_owned(), "register"),
            ("chloe", format!("/invoices/{invoice}/pay"), "charge-invoice"),
            ("alice", format!("/subscriptions/{subscription}"), "subscription"),
        ];
        for (user, below, page) in rows {
            assert_eq!(opens(&site, user, &below).await, page, "{below}");
        }
        call(
            &site,
            Method::POST,
            &format!("/v1/Subscription/{subscription}/Suspension"),
        )
        .await;
        assert_eq!(
            opens(&site, "alice", &format!("/restart/{subscription}")).await,
            "restart"
        );
    }
}

#[tokio::test]
async fn what_proabono_does_not_offer_now_is_said_plainly() {
    let site = Served::start(&[SECRET]);
    let subscription = subscription_of(&site, "cust-alice").await;
    let paid = api(
        &site,
        "/v1/Invoices?ReferenceCustomer=cust-alice&ReferenceSegment=acme-eur",
    )
    .await["Items"][0]["Id"]
        .clone();
    let rows = [
        (
            "bruno",
            "/change-plan".to_owned(),
            "There is no plan to change to right now",
        ),
        (
            "alice",
            format!("/restart/{subscription}"),
            "There is nothing to restart",
        ),
        (
            "alice",
            format!("/invoices/{paid}/pay"),
            "There is nothing to pay online",
        ),
    ];
    for (user, below, said) in rows {
        visit(&site, user, &below)
            .await
            .assert_status(409)
            .assert_text(said)
            .assert_text("href=\"/Subscriptions\"")
            .assert_no_text("<iframe");
    }
}

#[tokio::test]
async fn a_link_that_is_not_there_is_not_offered_and_comes_back() {
    let site = Served::start(&[SECRET]);
    for (below, said) in [
        ("/plans", "There is no plan to choose right now"),
        ("/subscribe/offer-pro", "You cannot take this plan right now"),
        ("/payment-method", "No payment method can be registered right now"),
    ] {
        let body = json!({ "ReferenceCustomer": "cust-bruno", "ReferenceSegment": "acme-eur", "Links": [] });
        site.upstream
            .fault(json!({ "on": READ, "status": 200, "body": body.to_string() }))
            .await;
        visit(&site, "bruno", below)
            .await
            .assert_status(409)
            .assert_text(said);
        site.upstream.heal().await;
        assert_eq!(
            visit(&site, "bruno", below).await.status,
            200,
            "{below} is there again"
        );
    }
}

#[tokio::test]
async fn nobody_reaches_what_is_somebody_elses() {
    let site = Served::start(&[SECRET]);
    let subscription = subscription_of(&site, "cust-alice").await;
    let invoice = open_invoice_of(&site, "cust-chloe").await;
    for (user, below) in [
        ("bruno", format!("/subscriptions/{subscription}")),
        ("bruno", format!("/restart/{subscription}")),
        ("alice", format!("/invoices/{invoice}/pay")),
        // No such thing, and no number at all, get the same answer.
        ("alice", "/subscriptions/999999999".to_owned()),
        ("alice", "/invoices/999999999/pay".to_owned()),
        ("alice", "/invoices/-1/pay".to_owned()),
        ("alice", "/restart/x".to_owned()),
        ("alice", "/subscriptions/18446744073709551616".to_owned()),
    ] {
        visit(&site, user, &below)
            .await
            .assert_status(404)
            .assert_text("Page not found")
            .assert_no_text("<iframe")
            .assert_no_text("proabono_portal");
    }
}

#[tokio::test]
async fn an_offer_from_the_address_is_checked_against_the_catalogue() {
    let site = Served::start(&[SECRET]);
    let hidden = "offer-free";
    let known = api(
        &site,
        &format!("/v1/Offer?ReferenceOffer={hidden}&ReferenceSegment=acme-eur"),
    )
    .await;
    assert_eq!(
        known["IsVisible"], false,
        "there is a hidden offer to try: {known}"
    );
    for offer in ["no-such-offer", hidden, "a%3Cb", "%20", "OFFER-PRO"] {
        let page = visit(&site, "bruno", &format!("/subscribe/{offer}")).await;
        page.assert_status(303)
            .assert_header("location", "/Subscriptions/plans?notice=unknown-offer");
    }
    let page = visit(&site, "bruno", "/plans?notice=unknown-offer").await;
    page.assert_text("class=\"note\"");
    assert_eq!(opened(&page), Opened::Frame("offers".to_owned()));
    visit(&site, "bruno", "/plans?notice=%3Cb%3E")
        .await
        .assert_no_text("class=\"note\"")
        .assert_no_text("<b>");
}

#[tokio::test]
async fn an_offer_in_a_parameter_leads_to_its_workflow() {
    let site = Served::start(&[SECRET]);
    for below in [
        "?refo=offer-pro",
        "?offer_ref=offer-pro",
        "/subscribe?refo=offer-pro",
        "/subscribe?offer_ref=offer-pro&x=y",
    ] {
        visit(&site, "bruno", below)
            .await
            .assert_status(303)
            .assert_header("location", "/Subscriptions/subscribe/offer-pro");
    }
    for below in [
        "?refo=a&refo=b",
        "?refo=%zz",
        "?refo=..",
        "/subscribe?refo=.",
        "/subscribe?refo=a%3Bb",
        "?refo=%2f%2fevil.test%22",
    ] {
        visit(&site, "bruno", below)
            .await
            .assert_status(303)
            .assert_header("location", "/Subscriptions/plans?notice=unknown-offer");
    }
    // A reference that a path could misread goes into the query, and stays an offer.
    visit(&site, "bruno", "?refo=..%2f..%2flogout")
        .await
        .assert_header("location", "/Subscriptions/subscribe?refo=..%2F..%2Flogout");
    visit(&site, "bruno", "/subscribe")
        .await
        .assert_header("location", "/Subscriptions/plans");
}

#[tokio::test]
async fn a_link_that_the_gate_refuses_is_opened_by_no_workflow() {
    let site = Served::of(
        Options {
            hosted_origin: Some("https://evilproabono.com".to_owned()),
            ..account()
        },
        &[SECRET],
    );
    let invoice = open_invoice_of(&site, "cust-chloe").await;
    for (user, below) in [
        ("bruno", "/plans"),
        ("bruno", "/subscribe/offer-pro"),
        ("alice", "/change-plan"),
        ("alice", "/payment-method"),
        ("chloe", &format!("/invoices/{invoice}/pay")),
    ] {
        visit(&site, user, below)
            .await
            .assert_status(502)
            .assert_no_text("evilproabono");
    }
    // The home opens in-site in its place, and nothing of the refused link is at hand either.
    site.visit("alice")
        .await
        .assert_status(200)
        .assert_no_text("evilproabono");
}

#[tokio::test]
async fn a_workflow_reads_fresh_and_creates_the_customer_that_there_is_not() {
    let site = Served::of(account(), &[SECRET, ("customers.links_fresh_for", "5m")]);
    site.visit("alice").await.assert_status(200);
    site.upstream.forget().await;
    visit(&site, "alice", "/payment-method").await.assert_status(200);
    visit(&site, "alice", "/payment-method").await.assert_status(200);
    assert_eq!(site.upstream.count(READ).await, 2, "each visit asks");
    let page = visit(&site, "newcomer", "/subscribe/offer-pro").await;
    assert_eq!(opened(&page), Opened::Frame("subscribe-offer".to_owned()));
    assert_eq!(
        site.upstream.customer("cust-newcomer").await["ReferenceCustomer"],
        "cust-newcomer"
    );
}

#[tokio::test]
async fn a_workflow_takes_get_and_head_and_names_itself_in_the_metrics() {
    let site = Served::start(&[SECRET]);
    let headers = [(crate::support::served::USER, "bruno")];
    site.ask(Method::HEAD, "/Subscriptions/plans", &headers)
        .await
        .assert_status(200);
    site.ask(Method::POST, "/Subscriptions/plans", &headers)
        .await
        .assert_status(405)
        .assert_header("allow", "GET, HEAD");
    assert_eq!(
        site.metric(r#"portal_requests_total{route="plans",method="HEAD",status="200"}"#)
            .await,
        1
    );
    site.ask(Method::GET, "/Subscriptions/plans", &[])
        .await
        .assert_status(401);
}
