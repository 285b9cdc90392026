//! Name and language follow the application only where it is configured; the e-mail address never does.

use serde_json::json;

use super::{bare, nora};
use crate::support::served::Served;
use crate::support::upstream::WRITE;

/// One visit of alice with Nora's details, under that authority: what was written.
async fn written_with(authority: &str) -> (Vec<serde_json::Value>, serde_json::Value) {
    let site = Served::start(&[("customers.authority", authority)]);
    nora(&site, "alice").await.assert_status(200);
    let written = site.upstream.written().await;
    (written, site.upstream.customer("cust-alice").await)
}

#[tokio::test]
async fn what_is_configured_and_different_is_written_and_nothing_else() {
    let name = json!("Nora Newcomer");
    let language = json!("fr");
    for (authority, expected) in [
        ("name", vec![("Name", &name)]),
        ("language", vec![("Language", &language)]),
        ("name, language", vec![("Name", &name), ("Language", &language)]),
    ] {
        let (written, after) = written_with(authority).await;
        let mut request = bare("alice");
        for (detail, value) in expected {
            request[detail] = value.clone();
        }
        assert_eq!(written, [request], "{authority}");
        assert_eq!(
            after["Email"], "alice@acme.example",
            "the address is the customer's own"
        );
    }
}

#[tokio::test]
async fn without_authority_nothing_is_written() {
    let (written, after) = written_with("").await;
    assert_eq!(written.len(), 0);
    assert_eq!(after["Name"], "Alice Martin");
}

#[tokio::test]
async fn what_is_the_same_already_is_not_written() {
    let site = Served::start(&[("customers.authority", "name, language")]);
    let same = [
        ("x-remote-name", "Alice Martin"),
        ("x-remote-email", "other@acme.example"),
        ("x-remote-language", "en"),
    ];
    let page = site.visit_with("alice", "/Subscriptions", &same).await;
    page.assert_status(200);
    assert_eq!(site.upstream.count(WRITE).await, 0);
}

#[tokio::test]
async fn what_the_application_does_not_say_is_not_written() {
    let site = Served::start(&[("customers.authority", "name, language")]);
    site.visit("alice").await.assert_status(200);
    assert_eq!(site.upstream.count(WRITE).await, 0);
}

#[tokio::test]
async fn a_write_that_fails_does_not_keep_the_visitor_from_the_page() {
    for status in [401, 422, 500] {
        let site = Served::start(&[("customers.authority", "name")]);
        site.upstream
            .fault(json!({ "on": WRITE, "status": status }))
            .await;
        nora(&site, "alice").await.assert_status(200);
        assert_eq!(site.upstream.count(WRITE).await, 1);
    }
}
