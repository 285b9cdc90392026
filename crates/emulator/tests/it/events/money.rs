//! The events of bills and payments.

use proabono_emulator::Options;
use serde_json::json;

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
