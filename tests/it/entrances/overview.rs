//! The overview in place of ProAbono's page, by setting.

use serde_json::json;

use super::{SECRET, open_invoice_of, visit};
use crate::support::served::{Served, framed};
use crate::support::upstream::account;

const OVERVIEW: (&str, &str) = ("page.home", "overview");
const SETTINGS: &str = "GET /v1/CustomerSettingsPayment";

#[tokio::test]
async fn it_shows_the_plan_the_way_to_pay_and_the_invoices_and_no_frame() {
    let site = Served::of(account(), &[SECRET, OVERVIEW]);
    let alice = visit(&site, "alice", "").await;
    alice
        .assert_status(200)
        .assert_text("<p class=\"price\"><bdi>€29.00</bdi> a month</p>")
        .assert_text("Before tax")
        .assert_text("<bdi>Text messages</bdi> <b>")
        .assert_text("href=\"/Subscriptions/change-plan\"")
        .assert_text("href=\"/Subscriptions?as=portal\"")
        .assert_text("href=\"/Subscriptions/payment-method\"")
        .assert_text("<span class=\"chip good\">Paid</span>")
        .assert_text("id=\"proabono-settings\"")
        .assert_no_text("<iframe")
        .assert_no_text("id=\"bones\"");
    assert_eq!(site.upstream.count(SETTINGS).await, 1);
    // A glance is good for ten seconds.
    visit(&site, "alice", "").await.assert_status(200);
    assert_eq!(site.upstream.count(SETTINGS).await, 1);
}

#[tokio::test]
async fn whoever_has_no_plan_is_led_to_the_plans_and_whoever_owes_to_the_payment() {
    let site = Served::of(account(), &[SECRET, OVERVIEW]);
    let invoice = open_invoice_of(&site, "cust-chloe").await;
    visit(&site, "bruno", "?lang=en")
        .await
        .assert_status(200)
        .assert_text("href=\"/Subscriptions/plans\"")
        .assert_no_text("/change-plan")
        .assert_no_text("class=\"price\"");
    visit(&site, "chloe", "")
        .await
        .assert_status(200)
        .assert_text(&format!(
            "<a class=\"button quiet\" href=\"/Subscriptions/invoices/{invoice}/pay\">"
        ))
        .assert_text("<span class=\"chip bad\">Paiement en retard</span>")
        // None included and none used: the plan is without them.
        .assert_no_text("<bdi>SMS</bdi>");
}

#[tokio::test]
async fn proabonos_page_is_one_step_away_and_leads_back() {
    let site = Served::of(account(), &[SECRET, OVERVIEW]);
    let portal = visit(&site, "alice", "?as=portal").await;
    assert!(framed(portal.assert_status(200)).starts_with("https://"));
    portal
        .assert_text("<a class=\"home\" href=\"/Subscriptions\">")
        .assert_no_text("id=\"cards\"");
    let link = framed(&portal);
    let linked = visit(&site, "alice", &format!("?crylk={}", link.replace('&', "%26"))).await;
    framed(linked.assert_status(200));
    let refused = visit(&site, "alice", "?crylk=https%3A%2F%2Fevil.example%2F").await;
    refused
        .assert_status(200)
        .assert_text("The link that you followed cannot be opened here")
        .assert_text("id=\"cards\"");
}

#[tokio::test]
async fn an_open_page_takes_the_cards_with_the_row() {
    let site = Served::of(account(), &[SECRET, OVERVIEW]);
    visit(&site, "alice", "/status?lang=de")
        .await
        .assert_status(200)
        .assert_text("id=\"status\"")
        .assert_text("id=\"cards\"")
        .assert_text("Rechnungen");
    let usual = Served::of(account(), &[SECRET]);
    visit(&usual, "alice", "/status")
        .await
        .assert_status(200)
        .assert_no_text("id=\"cards\"");
    assert_eq!(usual.upstream.count(SETTINGS).await, 0);
}

#[tokio::test]
async fn where_the_api_tells_nothing_proabonos_page_is_there() {
    let site = Served::of(account(), &[SECRET, OVERVIEW]);
    site.upstream
        .fault(json!({ "on": "GET /v1/Invoices", "status": 500 }))
        .await;
    let page = visit(&site, "alice", "").await;
    assert!(framed(page.assert_status(200)).starts_with("https://"));
    page.assert_no_text("id=\"cards\"");
    // The way to pay is the least of it.
    site.upstream.heal().await;
    site.upstream
        .fault(json!({ "on": SETTINGS, "status": 500 }))
        .await;
    visit(&site, "chloe", "")
        .await
        .assert_status(200)
        .assert_text("id=\"cards\"");
}

#[tokio::test]
async fn quantities_are_read_as_the_rights_read_them() {
    let site = Served::of(account(), &[SECRET, OVERVIEW, ("rights.quantities", "purchased")]);
    let purchased = visit(&site, "alice", "").await;
    let reported = visit(&Served::of(account(), &[SECRET, OVERVIEW]), "alice", "").await;
    reported.assert_text(" of ");
    assert!(
        purchased.body.contains("<bdi>Text messages</bdi> <b>0</b>"),
        "{}",
        purchased.body
    );
}
