//! A "no" that is not in ProAbono's words: something in between may have said it, and nothing certain follows from it.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{bare, complete, nora};
use crate::support::served::{Served, framed};
use crate::support::upstream::READ;

const LISTS: [&str; 2] = ["GET /v1/Subscriptions", "GET /v1/Invoices"];
const OWN: &str = r#"{"Code":"Error.Api.NotFound","Message":"Not found"}"#;

/// Answers with a status that says "not found" and a body that ProAbono never sends.
fn hearsay(status: u16) -> Vec<Value> {
    let body = |text: &str, of: &str| json!({ "status": status, "body": text, "content_type": of });
    vec![
        body("<h1>404 Not Found</h1><hr>nginx", "text/html"),
        body("", "text/plain"),
        body("null", "application/json"),
        body("[]", "application/json"),
        body("{}", "application/json"),
        body(
            r#"{"statusCode":404,"message":"Resource not found"}"#,
            "application/json",
        ),
        body(r#"{"code":"Error.Api.NotFound"}"#, "application/json"),
        body(r#"{"Code":"NotFound","Message":"no route"}"#, "application/json"),
        body(r#"{"Code":404}"#, "application/json"),
        body(r#"{"Message":"No HTTP resource was found"}"#, "application/json"),
    ]
}

fn on(operation: &str, mut fault: Value) -> Value {
    fault["on"] = json!(operation);
    fault
}

#[tokio::test]
async fn only_proabonos_own_word_that_a_customer_is_unknown_lets_details_be_written() {
    let site = Served::start(&[("customers.links_fresh_for", "1s")]);
    let before = site.upstream.customer("cust-alice").await;
    for fault in hearsay(404) {
        site.upstream.heal().await;
        site.upstream.forget().await;
        let mut once = on(READ, fault.clone());
        once["times"] = json!(1);
        site.upstream.fault(once).await;
        nora(&site, "alice").await.assert_status(200);
        assert_eq!(site.upstream.written().await, [bare("alice")], "{fault}");
        let after = site.upstream.customer("cust-alice").await;
        for detail in ["Name", "Email", "Language"] {
            assert_eq!(after[detail], before[detail], "{detail} after {fault}");
        }
        sleep(Duration::from_millis(1_050)).await;
    }
    site.upstream.forget().await;
    let own = json!({ "on": READ, "status": 404, "body": OWN, "times": 1 });
    site.upstream.fault(own).await;
    nora(&site, "olga").await.assert_status(200);
    assert_eq!(site.upstream.written().await, [complete("olga")]);
}

#[tokio::test]
async fn with_the_setting_off_hearsay_creates_nobody() {
    let site = Served::start(&[("customers.create_when_unsure", "false")]);
    for (number, fault) in hearsay(404).into_iter().enumerate() {
        site.upstream.heal().await;
        site.upstream.fault(on(READ, fault.clone())).await;
        let page = nora(&site, &format!("nora-{number}")).await;
        assert_eq!(page.status, 502, "{fault}");
    }
    assert_eq!(site.upstream.written().await, [] as [Value; 0]);
}

#[tokio::test]
async fn hearsay_does_not_end_the_last_link_that_is_known() {
    let site = Served::start(&[("customers.links_fresh_for", "1s")]);
    for (number, status) in [401, 403, 400, 410, 422, 302].into_iter().enumerate() {
        let user = format!("user-{number}");
        let before = framed(&site.visit(&user).await);
        sleep(Duration::from_millis(1_050)).await;
        let html = json!({ "status": status, "body": "<h1>no</h1>", "content_type": "text/html" });
        site.upstream.fault(on(READ, html)).await;
        assert_eq!(framed(&site.visit(&user).await), before, "{status}");
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn hearsay_does_not_mean_that_a_customer_has_nothing() {
    let site = Served::start(&[]);
    for fault in hearsay(404).into_iter().chain(hearsay(403)) {
        for operation in LISTS {
            site.upstream.fault(on(operation, fault.clone())).await;
        }
        let standing = site
            .visit_with("alice", "/Subscriptions/standing.json", &[])
            .await;
        assert_eq!(standing.status, 502, "{fault}");
        // Somebody who has paid is not told that nothing is under way.
        let paid = "/Subscriptions/return?from=invoice&outcome=pending";
        let page = site.visit_with("alice", paid, &[]).await;
        page.assert_text("id=\"waiting\"");
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn hearsay_does_not_mean_that_there_is_no_such_thing() {
    let site = Served::start(&[]);
    for (operation, path) in [
        ("GET /v1/Subscriptions", "restart/1"),
        ("GET /v1/Subscriptions", "subscriptions/1"),
        ("GET /v1/Invoice/{id}", "invoices/1/pay"),
        ("GET /v1/Offer", "subscribe/offer-pro"),
    ] {
        for status in [400, 403, 404, 422] {
            let html = json!({ "status": status, "body": "<h1>no</h1>", "content_type": "text/html" });
            site.upstream.fault(on(operation, html)).await;
            let page = site
                .visit_with("alice", &format!("/Subscriptions/{path}"), &[])
                .await;
            assert_eq!(page.status, 502, "{operation} {status}");
            site.upstream.heal().await;
        }
    }
}

#[tokio::test]
async fn what_is_not_said_to_be_the_customers_is_somebody_elses() {
    let site = Served::start(&[]);
    for whose in [json!("cust-alice"), Value::Null, json!("CUST-BRUNO")] {
        let one =
            json!({ "Id": 1, "ReferenceCustomer": whose, "Status": "Active", "TitleLocalized": "Gold" });
        let body = json!({ "Page": 1, "SizePage": 10, "TotalItems": 1, "Items": [one] }).to_string();
        site.upstream
            .fault(json!({ "on": LISTS[0], "status": 200, "body": body }))
            .await;
        let bought = "/Subscriptions/return?from=subscribe&outcome=paid";
        let page = site.visit_with("bruno", bought, &[]).await;
        page.assert_text("id=\"waiting\"").assert_no_text("Gold");
        site.upstream.heal().await;
    }
}
