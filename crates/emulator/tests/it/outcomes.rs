//! The ways to pay, what a bank confirms later, and outcomes that are forced.

use serde_json::{Value, json};

use super::Running;
use super::settings::set;
use super::walk::{CARD, DEBIT, INVOICE, KEPT, address, came, href, parameter, returning};

#[tokio::test]
async fn what_a_bank_has_to_confirm_does_not_start_before() {
    let emulator = returning();
    emulator.speaks("cust-bruno", "en").await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let back = emulator.ends(&form, DEBIT).await;
    assert_eq!(came(&back), "subscribe/pending");
    assert_eq!(
        emulator.subscription("cust-bruno").await["StateSubscription"],
        "DraftAgent"
    );
    assert_eq!(emulator.newest("cust-bruno").await, "DuePending");
    // A second order would be paid twice.
    let again = emulator.send(&form, DEBIT).await.unwrap_err();
    assert!(again.contains("has not confirmed"), "{again}");
    assert_eq!(emulator.invoices("cust-bruno").await.len(), 1);

    assert_eq!(emulator.settle().await, (1, 1));
    let one = emulator.subscription("cust-bruno").await;
    assert_eq!(one["StateSubscription"], "ActiveRunning");
    assert_eq!(parameter(&back, "idsub"), Some(one["Id"].to_string()));
    assert_eq!(emulator.newest("cust-bruno").await, "Paid");
    assert_eq!(emulator.settle().await, (0, 0));
    // A paid sum is not billed again.
    emulator.advance(1).await;
    assert_eq!(emulator.invoices("cust-bruno").await.len(), 1);
}

#[tokio::test]
async fn an_upgrade_that_waits_for_the_bank_leaves_the_plan_as_it_is() {
    let emulator = returning();
    let form = emulator.form("cust-alice", "offer-business").await;
    assert_eq!(came(&emulator.ends(&form, DEBIT).await), "upgrade/pending");
    let before = emulator.subscription("cust-alice").await;
    assert_eq!(
        (&before["ReferenceOffer"], &before["Status"]),
        (&json!("offer-pro"), &json!("Active"))
    );
    assert!(emulator.home("cust-alice").await.contains("Waiting for the bank"));
    assert_eq!(emulator.settle().await, (1, 1));
    let after = emulator.subscription("cust-alice").await;
    assert_eq!(
        (&after["ReferenceOffer"], &after["Status"]),
        (&json!("offer-business"), &json!("Active"))
    );
    emulator.advance(1).await;
    assert_eq!(emulator.newest("cust-alice").await, "Paid");
}

#[tokio::test]
async fn options_a_restart_and_an_invoice_wait_for_the_bank_too() {
    let emulator = returning();
    emulator.speaks("cust-chloe", "en").await;
    let options = address(&emulator.home("cust-alice").await, "/options/");
    assert_eq!(
        came(&emulator.ends(&options, &format!("quantity=12&{DEBIT}")).await),
        "options/pending"
    );
    let charge = emulator.open_invoice("cust-chloe").await;
    assert_eq!(came(&emulator.ends(&charge, DEBIT).await), "invoice/pending");
    assert_eq!(emulator.newest("cust-chloe").await, "DuePending");
    let page = emulator.page(&charge).await;
    assert!(
        page.contains("has not confirmed") && !page.contains("<form"),
        "{page}"
    );
    assert_eq!(emulator.settle().await, (2, 1));
    assert_eq!(emulator.newest("cust-chloe").await, "Paid");
    assert_eq!(users(&emulator, "cust-alice").await, 12);

    emulator.suspended("cust-alice").await;
    emulator.advance(40).await;
    assert_eq!(emulator.settle().await, (1, 0), "a renewal by debit");
    let restart = href(&emulator.subscription("cust-alice").await, "hosted-restart");
    assert_eq!(came(&emulator.ends(&restart, DEBIT).await), "restart/pending");
    assert_eq!(emulator.subscription("cust-alice").await["Status"], "Suspended");
    let invoices = emulator.invoices("cust-alice").await.len();
    assert_eq!(emulator.settle().await, (1, 1));
    assert_eq!(emulator.subscription("cust-alice").await["Status"], "Active");
    emulator.advance(1).await;
    assert_eq!(emulator.invoices("cust-alice").await.len(), invoices);
}

async fn users(emulator: &Running, reference: &str) -> Value {
    let one = emulator.subscription(reference).await;
    let features = one["Features"].as_array().unwrap();
    let held = features
        .iter()
        .find(|held| held["ReferenceFeature"] == "feat-users");
    held.unwrap()["QuantityCurrent"].clone()
}

#[tokio::test]
async fn what_is_paid_on_an_invoice_starts_at_once() {
    let emulator = returning();
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert_eq!(came(&emulator.ends(&form, INVOICE).await), "subscribe/due");
    assert_eq!(emulator.subscription("cust-bruno").await["Status"], "Active");
    assert_eq!(emulator.newest("cust-bruno").await, "DueOffline");
    let charge = emulator.open_invoice("cust-chloe").await;
    assert_eq!(came(&emulator.ends(&charge, INVOICE).await), "invoice/due");
    assert_eq!(emulator.newest("cust-chloe").await, "DueOffline");
}

#[tokio::test]
async fn while_the_card_fails_a_renewal_is_to_be_paid_and_the_subscription_runs_on() {
    let emulator = returning();
    emulator.force("failure").await;
    emulator.advance(40).await;
    assert_eq!(emulator.newest("cust-alice").await, "ProblemAuto");
    assert_eq!(emulator.subscription("cust-alice").await["Status"], "Active");
    assert!(emulator.home("cust-alice").await.contains("Refused by the card"));

    set(&emulator, json!({ "outcome": null })).await;
    let charge = emulator.open_invoice("cust-alice").await;
    assert_eq!(came(&emulator.ends(&charge, KEPT).await), "invoice/paid");
    let before = emulator.invoices("cust-alice").await.len();
    emulator.advance(40).await;
    let invoices = emulator.invoices("cust-alice").await;
    assert!(invoices.len() > before, "{invoices:?}");
    assert!(
        invoices.iter().all(|invoice| invoice["StateInvoice"] == "Paid"),
        "{invoices:?}"
    );
}

#[tokio::test]
async fn any_outcome_can_be_forced_and_two_of_them_have_their_effects() {
    let emulator = returning();
    for word in ["nocharge", "registered", "something new & odd"] {
        emulator.force(word).await;
        let form = emulator.form("cust-bruno", "offer-pro").await;
        let back = emulator.ends(&form, CARD).await;
        assert_eq!(parameter(&back, "outcome").as_deref(), Some(word));
        emulator
            .post("/_emulator/reset", &json!({}))
            .send()
            .await
            .unwrap();
    }
    emulator.force("pending").await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    assert_eq!(came(&emulator.ends(&form, CARD).await), "subscribe/pending");
    assert_eq!(emulator.newest("cust-bruno").await, "DuePending");
    let register = emulator.link("cust-eve", "hosted-register");
    emulator.done("/v1/Customer", &super::newcomer("cust-eve")).await;
    assert_eq!(
        came(&emulator.ends(&register.await, CARD).await),
        "permission/pending"
    );
    assert!(!emulator.home("cust-eve").await.contains("Card ending"));
    assert_eq!(emulator.settle().await, (1, 2));
    assert!(emulator.home("cust-eve").await.contains("Card ending in 3700"));
    emulator.force("due").await;
    let form = emulator.form("cust-alice", "offer-business").await;
    assert_eq!(came(&emulator.ends(&form, KEPT).await), "upgrade/due");
    assert_eq!(emulator.newest("cust-alice").await, "DueOffline");
}

#[tokio::test]
async fn a_forced_failure_returns_and_changes_nothing() {
    let emulator = returning();
    let before = emulator.control("state").await;
    emulator.force("failure").await;
    let home = emulator.home("cust-alice").await;
    let forms = [
        (emulator.form("cust-bruno", "offer-pro").await, "subscribe"),
        (emulator.form("cust-alice", "offer-business").await, "upgrade"),
        (address(&home, "/options/"), "options"),
        (address(&home, "/terminate/"), "terminate"),
        (emulator.link("cust-bruno", "hosted-register").await, "permission"),
        (emulator.open_invoice("cust-chloe").await, "invoice"),
    ];
    for (form, from) in forms {
        let back = emulator.ends(&form, &format!("quantity=12&{CARD}")).await;
        assert_eq!(came(&back), format!("{from}/failure"));
    }
    assert_eq!(emulator.control("state").await, before);
    let restart = emulator.suspended("cust-alice").await;
    assert_eq!(came(&emulator.ends(&restart, KEPT).await), "restart/failure");
    assert_eq!(emulator.subscription("cust-alice").await["Status"], "Suspended");
}
