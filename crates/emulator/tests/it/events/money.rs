//! The events of bills and payments.

use proabono_emulator::Options;
use serde_json::{Value, json};

use super::{Since, deeds, kind, options, start_with};
use crate::SAMPLE_CARD;
use crate::walk::{CARD, DEBIT};

#[tokio::test]
async fn a_card_that_is_charged_tells_so_and_one_that_refuses_too() {
    let emulator = start_with(Options {
        stories: true,
        ..Options::default()
    });
    let mut since = Since::now(&emulator).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    emulator.submit(&form, CARD).await;
    let expected = [
        "CustomerPaymentMethodUpdated",
        "SubscriptionStarted",
        "InvoiceDebitIssuedPaymentAuto",
        "CustomerBillingSucceeded",
        "CustomerChargingSucceeded",
        "InvoiceDebitPaid",
    ];
    assert_eq!(since.told().await, expected);
    let past = emulator.past().await;
    assert_eq!(past[1]["GatewayPermission"]["NameDisplay"], "****-****-****-3700");
    assert_eq!(past[0]["InvoiceDebit"]["Status"], "Paid");
    emulator.force("failure").await;
    emulator.advance(32).await;
    let expected = [
        "SubscriptionRenewed",
        "InvoiceDebitIssuedPaymentAuto",
        "CustomerBillingSucceeded",
        "CustomerChargingFailed",
        "InvoiceDebitPaymentAutoFailed",
    ];
    let told = since.told().await;
    let of_bruno = emulator.past().await;
    let of_bruno = of_bruno[..told.len()].iter().rev();
    let of_bruno = of_bruno.filter(|one| one["Customer"]["ReferenceCustomer"] == "cust-bruno");
    assert_eq!(of_bruno.map(kind).collect::<Vec<_>>(), expected);
}

/// The state of the invoice in each event about this customer's latest one, oldest first.
fn states(past: &[Value], customer: &str) -> Vec<(String, String)> {
    let about = |one: &&Value| {
        one["Customer"]["ReferenceCustomer"] == customer && one["InvoiceDebit"]["Id"].is_number()
    };
    let events: Vec<&Value> = past.iter().filter(about).collect();
    let latest = &events[0]["InvoiceDebit"]["Id"];
    let latest = events
        .iter()
        .rev()
        .filter(|one| one["InvoiceDebit"]["Id"] == *latest);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    latest
        .map(|one| (kind(one), text(&one["InvoiceDebit"]["StateInvoice"])))
        .collect()
}

#[tokio::test]
async fn an_invoice_is_paid_in_no_event_before_its_payment_and_never_when_the_card_refuses() {
    let emulator = start_with(Options {
        stories: true,
        ..options()
    });
    let owned = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs
            .iter()
            .map(|(one, state)| ((*one).to_owned(), (*state).to_owned()))
            .collect()
    };
    let paid = [
        ("InvoiceDebitIssuedPaymentAuto", "DueAuto"),
        ("InvoiceDebitPaid", "Paid"),
    ];
    assert_eq!(states(&emulator.past().await, "cust-alice"), owned(&paid));
    let refused = [
        ("InvoiceDebitIssuedPaymentAuto", "DueAuto"),
        ("InvoiceDebitPaymentAutoFailed", "ProblemAuto"),
        ("InvoiceDebitOverdue", "ProblemOverdue"),
    ];
    assert_eq!(states(&emulator.past().await, "cust-chloe"), owned(&refused));

    emulator.force("failure").await;
    let charge = json!({ "ReferenceCustomer": "cust-alice", "Amount": 900, "Label": "A day on site" });
    emulator.done("/v1/BalanceLine", &charge).await;
    let bill = json!({ "ReferenceCustomer": "cust-alice" });
    let invoice = emulator.done("/v1/Billing/Customer", &bill).await;
    assert_eq!(invoice["StateInvoice"], "ProblemAuto", "{invoice}");
    assert_eq!(states(&emulator.past().await, "cust-alice"), owned(&refused[..2]));
}

#[tokio::test]
async fn what_a_bank_has_to_confirm_is_told_twice_and_an_open_invoice_when_it_is_paid() {
    let emulator = crate::start();
    let mut since = Since::now(&emulator).await;
    let form = emulator.form("cust-bruno", "offer-pro").await;
    emulator.submit(&form, DEBIT).await;
    let expected = [
        "CustomerPaymentMethodUpdated",
        "InvoiceDebitIssuedPaymentAuto",
        "CustomerBillingSucceeded",
        "CustomerChargingPending",
    ];
    assert_eq!(since.told().await, expected);
    emulator.settle().await;
    let expected = [
        "CustomerChargingSucceeded",
        "InvoiceDebitPaid",
        "SubscriptionStarted",
    ];
    assert_eq!(since.told().await, expected);
    let open = emulator.open_invoice("cust-chloe").await;
    emulator.submit(&open, SAMPLE_CARD).await;
    assert_eq!(
        since.told().await,
        [
            "CustomerPaymentMethodUpdated",
            "CustomerChargingSucceeded",
            "InvoiceDebitPaid"
        ]
    );
}

#[tokio::test]
async fn a_balance_that_cannot_be_billed_is_told() {
    let emulator = deeds::seeded();
    deeds::newcomer(&emulator, "user-1").await;
    let one = deeds::draft(&emulator, "user-1", "offer-pro").await;
    let mut since = Since::now(&emulator).await;
    emulator
        .order(&deeds::transition(
            &one,
            "Start?BillNow=true&EnsureBillable=false",
        ))
        .await;
    assert_eq!(
        since.told().await,
        ["SubscriptionStarted", "CustomerBillingFailed"]
    );
}

#[tokio::test]
async fn the_holder_and_the_buyer_of_a_subscription_are_told_apart() {
    let emulator = start_with(options());
    deeds::newcomer(&emulator, "user-1").await;
    deeds::payer(&emulator, "reseller").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceCustomerBuyer": "reseller",
        "ReferenceOffer": "offer-pro" });
    emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let past = emulator.past().await;
    let started = &past[0];
    assert_eq!(started["Customer"]["ReferenceCustomer"], "user-1");
    assert_eq!(started["CustomerBuyer"]["ReferenceCustomer"], "reseller");
    emulator
        .done(
            "/v1/Billing/Customer",
            &json!({ "ReferenceCustomer": "reseller" }),
        )
        .await;
    let past = emulator.past().await;
    assert_eq!(past[1]["Customer"]["ReferenceCustomer"], "reseller");
}
