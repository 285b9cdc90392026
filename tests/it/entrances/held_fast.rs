//! A return that waits is released by what confirms it, and by nothing that anybody can write.

use serde_json::{Value, json};

use crate::support::served::Served;

use super::unsettled::{BOUGHT, WAITING};
use super::{SECRET, visit};

#[tokio::test]
async fn no_address_releases_a_customer_whom_another_return_holds() {
    let site = Served::start(&[SECRET]);
    visit(&site, "bruno", BOUGHT).await.assert_text(WAITING);
    for outcome in ["cancelled", "failure", "splendid", ""] {
        visit(
            &site,
            "bruno",
            &format!("/return?from=subscribe&outcome={outcome}"),
        )
        .await;
        visit(&site, "bruno", "/plans").await.assert_text(WAITING);
    }
    // Nor does an outage of what would tell.
    site.upstream
        .fault(json!({ "on": "GET /v1/Invoices", "status": 503 }))
        .await;
    visit(&site, "bruno", "/return?from=portal").await;
    visit(&site, "bruno", "/plans").await.assert_text(WAITING);
}

#[tokio::test]
async fn a_change_that_a_bank_confirms_is_awaited_while_the_old_plan_runs() {
    let site = Served::start(&[SECRET]);
    let back = "/return?from=upgrade&outcome=pending&refo=offer-business";
    visit(&site, "alice", back)
        .await
        .assert_text(WAITING)
        .assert_no_text("on <bdi>Pro</bdi> now");
    let other = visit(
        &site,
        "alice",
        "/return?from=upgrade&outcome=paid&refo=offer-business",
    )
    .await;
    other.assert_status(200).assert_no_text("on <bdi>Pro</bdi> now");
    visit(&site, "alice", "/return?from=upgrade&outcome=paid&refo=offer-pro")
        .await
        .assert_text("on <bdi>Pro</bdi> now");
}

/// Alice's only invoice, in a state.
fn invoice(state: &str) -> Value {
    let items = json!([{ "Id": 1, "ReferenceCustomer": "cust-alice", "StateInvoice": state, "AmountTotal": 3480,
        "Currency": "EUR" }]);
    let body = json!({ "Page": 1, "SizePage": 10, "TotalItems": 1, "Items": items });
    json!({ "on": "GET /v1/Invoices", "status": 200, "body": body.to_string() })
}

const FORM: &str = "<form method=\"post\" action=\"/Subscriptions/return\">";

/// Alice says that nothing is under way.
async fn disclaims(site: &Served) {
    let said = [
        ("x-remote-user", "alice"),
        ("sec-fetch-site", "same-origin"),
        ("origin", "null"),
    ];
    site.ask(reqwest::Method::POST, "/Subscriptions/return", &said)
        .await
        .assert_status(303);
}

#[tokio::test]
async fn whoever_has_a_payment_under_way_cannot_say_that_there_is_none() {
    let site = Served::start(&[SECRET]);
    site.upstream.fault(invoice("DuePending")).await;
    visit(&site, "alice", "/return?from=upgrade&outcome=pending&idsub=7")
        .await
        .assert_text(WAITING)
        .assert_no_text(FORM);
    disclaims(&site).await;
    visit(&site, "alice", "/change-plan").await.assert_text(WAITING);
}

#[tokio::test]
async fn a_payment_that_the_bank_has_refused_is_not_waited_for_any_more() {
    let site = Served::start(&[SECRET]);
    site.upstream.fault(invoice("DuePending")).await;
    let back = "/return?from=upgrade&outcome=pending&refo=offer-business";
    visit(&site, "alice", back)
        .await
        .assert_text("Your bank is confirming the payment")
        .assert_no_text(FORM);
    site.upstream.heal().await;
    site.upstream.fault(invoice("Due")).await;
    // The old plan runs on, so nothing says that the change has come to an end. She may.
    visit(&site, "alice", "")
        .await
        .assert_text(WAITING)
        .assert_no_text("Your bank is confirming the payment")
        .assert_text(FORM);
    disclaims(&site).await;
    visit(&site, "alice", "/change-plan")
        .await
        .assert_no_text(WAITING);
}
