//! A frame or in-site: by the account's links, by the setting, and each in place of the other.

use proabono_portal::emulator::Options;
use serde_json::{Value, json};

use super::{Opened, SECRET, data_block, insite_account, opened, visit};
use crate::support::served::{Served, framed};
use crate::support::upstream::{HOSTED, READ, account};

const FRAMED: &str = "frame";
const INSITE: &str = "in-site";
const NOTHING: &str = "nothing";

fn way(opened: &Opened) -> &'static str {
    match opened {
        Opened::Frame(_) => FRAMED,
        Opened::InSite(_) => INSITE,
    }
}

/// The answer to a look-up with that home link and no other.
fn with_home(rel: &str, href: &str) -> Value {
    let body = json!({ "ReferenceCustomer": "cust-alice", "ReferenceSegment": "acme-eur",
        "Links": [{ "rel": rel, "href": href }] });
    json!({ "on": READ, "status": 200, "body": body.to_string() })
}

/// Where the page itself is.
const HERE: &str = "https://app.acme.example/Subscriptions";
const EVIL: &str = "https://evilproabono.com/portal/x";
const GOOD: &str = "https://mon-app.via.proabono.com/portal/x";

/// Name and address of the home link; then what opens by the settings automatic, hosted and insite, each with the secret
/// and without it.
const HOMES: [(&str, &str, [&str; 6]); 7] = {
    let (f, i, n) = (FRAMED, INSITE, NOTHING);
    [
        ("hosted-home", GOOD, [f, f, f, f, i, i]),
        ("insite-home", GOOD, [i, f, f, f, i, i]),
        ("hosted-home", HERE, [i, i, i, i, i, i]),
        ("insite-home", HERE, [i, i, i, i, i, i]),
        ("hosted-home", EVIL, [i, n, i, n, i, i]),
        ("insite-home", EVIL, [i, i, i, n, i, i]),
        ("hosted-register", GOOD, [i, n, i, n, i, i]),
    ]
};

#[tokio::test]
async fn the_home_opens_as_the_links_and_the_setting_say() {
    for (column, generation) in ["automatic", "hosted", "insite"].into_iter().enumerate() {
        for (without, secret) in [Some(SECRET), None].into_iter().enumerate() {
            let mut more = vec![("insite.generation", generation), ("server.public_url", HERE)];
            more.extend(secret);
            for (rel, href, expected) in &HOMES {
                let site = Served::start(&more);
                site.upstream.fault(with_home(rel, href)).await;
                let page = site.visit("alice").await;
                let found = match page.status {
                    502 => NOTHING,
                    _ => way(&opened(&page)),
                };
                assert_eq!(
                    found,
                    expected[2 * column + without],
                    "{generation} {secret:?} {rel} {href}"
                );
                page.assert_no_text("evilproabono")
                    .assert_no_text("app.acme.example/Subscriptions\"");
            }
        }
    }
}

#[tokio::test]
async fn an_in_site_page_has_the_frame_at_hand_that_could_take_its_place() {
    let site = Served::of(insite_account(), &[SECRET]);
    let page = site.visit("alice").await;
    assert!(matches!(opened(&page), Opened::InSite(_)));
    let (_, rest) = page
        .body
        .split_once("<template id=\"fallback\">")
        .expect("a fallback");
    assert!(
        rest.starts_with(&format!("<iframe src=\"{HOSTED}/portal-auth/")),
        "{rest}"
    );

    // A link that the gate refuses is at nobody's hand.
    let site = Served::start(&[SECRET]);
    site.upstream
        .fault(with_home("insite-home", "https://proabono.com.evil.test/"))
        .await;
    let page = site.visit("alice").await;
    assert!(matches!(opened(&page), Opened::InSite(_)));
    page.assert_no_text("evil.test")
        .assert_no_text("<template id=\"fallback\"");
}

#[tokio::test]
async fn a_link_and_an_opener_in_the_address_open_before_the_home() {
    for options in [account(), insite_account()] {
        let site = Served::of(options, &[SECRET]);
        let crylk = format!("?crylk={HOSTED}/portal/sent&pa_query=opener&refo=offer-pro");
        let page = visit(&site, "alice", &crylk).await;
        assert_eq!(
            framed(&page),
            format!("{HOSTED}/portal/sent"),
            "a link comes first"
        );
        let page = visit(&site, "alice", "?pa_query=opener%2B1&refo=offer-pro").await;
        let Opened::InSite(told) = opened(&page) else {
            panic!("{page:?}")
        };
        assert_eq!(told["query"], "opener+1", "decoded once");
        assert_eq!(told["customer_ref"], "cust-alice");
        assert_eq!(
            site.upstream.reads_and_writes().await,
            (1, 0),
            "one look-up, then from memory"
        );
    }
}

#[tokio::test]
async fn an_opener_that_cannot_be_one_ends_on_the_home_with_a_message() {
    let site = Served::of(insite_account(), &[SECRET]);
    let long = "x".repeat(4097);
    for query in [
        "pa_query=",
        "pa_query=a&pa_query=b",
        "pa_query=%zz",
        "pa_query=a%20b",
        "pa_query=%c3%a9",
        &format!("pa_query={long}"),
    ] {
        let page = visit(&site, "alice", &format!("?{query}")).await;
        let Opened::InSite(told) = opened(&page) else {
            panic!("{page:?}")
        };
        assert_eq!(told["query"], Value::Null, "{query}");
        page.assert_text("cannot be opened here");
    }
    assert_eq!(
        site.metric(r#"portal_link_refusals_total{source="pa_query",reason="too_long"}"#)
            .await,
        1
    );
}

#[tokio::test]
async fn script_in_an_opener_stays_text() {
    let site = Served::start(&[SECRET]);
    let page = visit(
        &site,
        "alice",
        "?pa_query=%3c/script%3e%3cscript%3ealert(1)%3c/script%3e",
    )
    .await;
    let told = data_block(&page, "proabono-portal").expect("the block");
    assert_eq!(told["query"], "</script><script>alert(1)</script>");
    page.assert_no_text("<script>alert");
}

#[tokio::test]
async fn an_account_of_the_in_site_generation_opens_in_an_outage_and_another_does_not() {
    let outage = json!({ "on": READ, "status": 503 });
    let of = async |options: Options, generation: &str, first: bool| {
        let site = Served::of(
            options,
            &[
                SECRET,
                ("insite.generation", generation),
                ("customers.links_stale_for", "0s"),
            ],
        );
        if first {
            site.visit("alice").await.assert_status(200);
        }
        site.upstream.fault(outage.clone()).await;
        site.visit("bruno").await.status
    };
    assert_eq!(of(insite_account(), "automatic", true).await, 200);
    assert_eq!(
        of(insite_account(), "automatic", false).await,
        503,
        "nothing is known of the account"
    );
    assert_eq!(of(account(), "automatic", true).await, 503);
    assert_eq!(of(account(), "insite", false).await, 200);
    assert_eq!(of(insite_account(), "hosted", true).await, 503);
}

#[tokio::test]
async fn a_suspended_customer_sees_no_portal_of_any_generation() {
    for options in [account(), insite_account()] {
        for generation in ["automatic", "hosted", "insite"] {
            let site = Served::of(options.clone(), &[SECRET, ("insite.generation", generation)]);
            for below in [
                "",
                "/plans",
                "/subscribe/offer-pro",
                "/payment-method",
                "/return?from=subscribe&outcome=paid",
            ] {
                visit(&site, "dmitri", below)
                    .await
                    .assert_status(403)
                    .assert_no_text("proabono_portal")
                    .assert_no_text("<iframe");
            }
        }
    }
}

#[tokio::test]
async fn only_a_page_that_opens_in_site_lets_proabonos_script_load_more() {
    let site = Served::of(insite_account(), &[SECRET]);
    let policy =
        |page: &crate::support::http::Answer| page.header("content-security-policy").expect("a policy");
    let insite = policy(&site.visit("alice").await);
    assert!(
        insite.contains("'strict-dynamic'") && insite.contains("connect-src 'self' https://*.proabono.com"),
        "{insite}"
    );
    let framed = policy(&visit(&site, "alice", &format!("?crylk={HOSTED}/portal/x")).await);
    assert!(
        !framed.contains("'strict-dynamic'") && framed.contains("connect-src 'self';"),
        "{framed}"
    );
    let returned = policy(&visit(&site, "alice", "/return").await);
    assert!(returned.contains("frame-ancestors 'self';"), "{returned}");
    assert!(framed.contains("frame-ancestors 'none'"), "{framed}");
}
