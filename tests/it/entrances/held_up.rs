//! ProAbono takes its time: a browser gets a page to look at, which waits for the answer.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;

use crate::support::http::Answer;
use crate::support::served::{Served, framed};

/// The headers of a browser that goes to an address.
const BROWSER: [(&str, &str); 2] = [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
const FRAME: [(&str, &str); 2] = [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")];
const SCRIPT: [(&str, &str); 2] = [("sec-fetch-mode", "cors"), ("sec-fetch-dest", "empty")];
const CUSTOMER: &str = "GET /v1/Customer";
/// More than the moment that a browser waits in front of nothing.
const SLOW: u64 = 2_500;

async fn slow(site: &Served) {
    let rule = json!({ "on": "GET /v1/*", "delay_ms": SLOW });
    site.upstream.fault(rule).await;
    site.upstream.forget().await;
}

/// The address that a holding page goes on to; none for any other page.
fn again(answer: &Answer) -> Option<String> {
    let (_, rest) = answer
        .body
        .split_once("http-equiv=\"refresh\" content=\"0; url=")?;
    let (address, _) = rest.split_once('"')?;
    Some(address.replace("&#38;", "&").replace("&#61;", "="))
}

#[tokio::test]
async fn a_browser_waits_in_front_of_a_page_that_asks_again() {
    let site = Served::start(&[]);
    slow(&site).await;
    let began = Instant::now();
    let page = site.visit_with("alice", "/Subscriptions", &BROWSER).await;
    page.assert_status(200)
        .assert_header_has("cache-control", "no-store")
        .assert_text("Your subscription")
        .assert_text("This takes a moment.");
    assert!(
        began.elapsed() < Duration::from_millis(SLOW),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(again(&page).as_deref(), Some("?waited=1"));
    let waited = site
        .visit_with("alice", "/Subscriptions?waited=1", &BROWSER)
        .await;
    assert!(framed(waited.assert_status(200)).starts_with("https://"));
    assert_eq!(site.upstream.count(CUSTOMER).await, 1, "one look-up serves both");
}

#[tokio::test]
async fn a_failure_reaches_the_page_that_waits_for_it() {
    let site = Served::start(&[("proabono.timeout", "2500ms")]);
    site.upstream
        .fault(json!({ "on": "GET /v1/*", "delay_ms": 60_000 }))
        .await;
    let page = site.visit_with("alice", "/Subscriptions", &FRAME).await;
    assert!(again(page.assert_status(200)).is_some());
    let page = site.visit_with("alice", "/Subscriptions?waited=1", &FRAME).await;
    page.assert_status(504).assert_text("takes too long");
}

#[tokio::test]
async fn what_is_no_window_waits_for_the_answer() {
    let site = Served::start(&[]);
    slow(&site).await;
    for (user, headers) in [("alice", &SCRIPT[..]), ("chloe", &[])] {
        let page = site.visit_with(user, "/Subscriptions", headers).await;
        assert_eq!(again(page.assert_status(200)), None, "{user}");
        framed(&page);
    }
    site.ask(Method::HEAD, "/Subscriptions", &[("x-remote-user", "eve")])
        .await
        .assert_status(200);
}

#[tokio::test]
async fn the_address_stays_as_it_is_but_for_the_mark() {
    let site = Served::start(&[]);
    slow(&site).await;
    for (path, expected) in [
        ("/plans?notice=unknown-offer", "?notice=unknown-offer&waited=1"),
        ("/change-plan", "?waited=1"),
        (
            "/return?from=upgrade&outcome=nocharge&x=%22%3E%3Cb",
            "?from=upgrade&outcome=nocharge&x=%22%3E%3Cb&waited=1",
        ),
    ] {
        let page = site
            .visit_with("alice", &format!("/Subscriptions{path}"), &BROWSER)
            .await;
        assert_eq!(
            again(page.assert_status(200)).as_deref(),
            Some(expected),
            "{path}"
        );
        let waited = site
            .visit_with(
                "alice",
                &format!("/Subscriptions{}{expected}", path.split('?').next().unwrap()),
                &BROWSER,
            )
            .await;
        assert_eq!(again(&waited), None, "{path}");
    }
}

#[tokio::test]
async fn a_return_that_was_waited_for_holds_the_customer_once() {
    let site = Served::start(&[]);
    let path = "/Subscriptions/return?from=subscribe&outcome=paid&idsub=99";
    site.visit_with("bruno", &format!("{path}&waited=1"), &BROWSER)
        .await
        .assert_text("Wir warten auf die Bestätigung");
    let released = site
        .ask(
            Method::POST,
            "/Subscriptions/return",
            &[
                ("x-remote-user", "bruno"),
                ("sec-fetch-site", "same-origin"),
                ("origin", "null"),
            ],
        )
        .await;
    released.assert_status(303);
    let page = site.visit_with("bruno", path, &BROWSER).await;
    page.assert_no_text("Wir warten auf die Bestätigung");
}
