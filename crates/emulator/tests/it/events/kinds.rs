//! The events of each order, and their blocks.

use serde_json::{Value, json};

use super::{Since, deeds};
use crate::link_in;
use crate::walk::address;

const SETTINGS: &str = "/v1/CustomerSettingsPayment?ReferenceCustomer=user-1";

#[tokio::test]
async fn a_customer_is_added_suspended_and_given_an_address_and_a_payment_method() {
    let emulator = deeds::seeded();
    let mut since = Since::now(&emulator).await;
    deeds::newcomer(&emulator, "user-1").await;
    deeds::newcomer(&emulator, "user-1").await;
    assert_eq!(since.told().await, ["CustomerAdded"]);
    let address = "/v1/CustomerAddressBilling?ReferenceCustomer=user-1";
    emulator.done(address, &json!({ "City": "Lyon" })).await;
    deeds::pay_by_bank(&emulator, "user-1").await;
    deeds::pay_by_bank(&emulator, "user-1").await;
    emulator.done(SETTINGS, &json!({ "IsGreyListed": true })).await;
    let expected = [
        "CustomerBillingAddressUpdated",
        "CustomerPaymentMethodUpdated",
        "CustomerIsGreyListed",
    ];
    assert_eq!(since.told().await, expected);
    for _ in 0..2 {
        emulator
            .order("/v1/Customer/Suspension?ReferenceCustomer=user-1")
            .await;
    }
    assert_eq!(since.told().await, ["CustomerSuspended"]);
    assert_eq!(emulator.past().await[0]["Customer"]["Status"], "Suspended");
}

#[tokio::test]
async fn every_transition_of_a_subscription_is_told() {
    let emulator = deeds::seeded();
    deeds::payer(&emulator, "user-1").await;
    let mut since = Since::now(&emulator).await;
    let one = deeds::draft(&emulator, "user-1", "offer-starter").await;
    assert_eq!(since.told().await, [""; 0], "a draft is nothing yet");
    let mut id = one["Id"].clone();
    for (order, expected) in [
        ("Start", &["SubscriptionStarted"][..]),
        ("Suspension", &["SubscriptionSuspendedAgent"]),
        ("Suspension", &[]),
        ("Start", &["SubscriptionRestarted"]),
        (
            "Termination?Immediate=false",
            &["SubscriptionTerminatedAtRenewal"],
        ),
        ("Start", &["SubscriptionRestarted"]),
        (
            "Upgrade?Immediate=false&ReferenceOffer=offer-pro",
            &["SubscriptionUpdated"],
        ),
        ("Start", &["SubscriptionDeleted", "SubscriptionRestarted"]),
        (
            "Upgrade?Immediate=true&ReferenceOffer=offer-pro",
            &["SubscriptionUpgraded", "SubscriptionTerminatedForUpgrade"],
        ),
        ("Termination?Immediate=true", &["SubscriptionTerminated"]),
    ] {
        let (status, answer) = emulator.order(&format!("/v1/Subscription/{id}/{order}")).await;
        assert_eq!(status, 200, "{order}: {answer}");
        assert_eq!(since.told().await, expected, "{order}");
        if order.starts_with("Upgrade?Immediate=true") {
            id = answer["Id"].clone();
        }
    }
    let refused = emulator.order(&format!("/v1/Subscription/{id}/Start")).await;
    assert_eq!((refused.0, since.told().await), (409, Vec::new()));
}

#[tokio::test]
async fn features_and_the_term_are_told_and_a_volume_that_is_used_is_not() {
    let emulator = deeds::seeded();
    deeds::payer(&emulator, "user-1").await;
    let one = deeds::subscribed(&emulator, "user-1", "offer-pro").await;
    let mut since = Since::now(&emulator).await;
    let term = json!({ "DateTerm": "2026-12-01T08:00:00Z" });
    emulator.done(&deeds::transition(&one, "DateTerm"), &term).await;
    assert_eq!(since.told().await, ["SubscriptionDateTermUpdated"]);
    for (feature, member, value, expected) in [
        ("feat-users", "Increment", json!(2), 1),
        ("feat-users", "Increment", json!(0), 0),
        ("feat-text-messages", "Increment", json!(7), 0),
        ("feat-module-b", "IsEnabled", json!(true), 1),
        ("feat-module-b", "IsEnabled", json!(true), 0),
    ] {
        let change = deeds::change("user-1", feature, member, value);
        emulator.done("/v1/Usage", &change).await;
        assert_eq!(
            since.told().await,
            vec!["SubscriptionFeaturesUpdated"; expected],
            "{feature}"
        );
    }
    let batch = json!([
        deeds::change("user-1", "feat-users", "Increment", 1),
        deeds::change("user-1", "feat-users", "Increment", -1_000),
    ]);
    let (status, _) = emulator.tell("/v1/Usages", &batch).await;
    assert!(status >= 400);
    assert_eq!(since.told().await, [""; 0], "what was taken back did not happen");
}

#[tokio::test]
async fn time_tells_of_renewals_upgrades_ends_suspensions_and_overdue_invoices() {
    let emulator = deeds::seeded();
    deeds::payer(&emulator, "user-1").await;
    deeds::newcomer(&emulator, "user-2").await;
    let one = deeds::subscribed(&emulator, "user-1", "offer-starter").await;
    let limited =
        json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro", "CountRecurrences": 1 });
    emulator.done("/v1/Subscription?TryStart=true", &limited).await;
    emulator
        .order(&deeds::transition(
            &one,
            "Upgrade?Immediate=false&ReferenceOffer=offer-business",
        ))
        .await;
    let unpaid = json!({ "ReferenceCustomer": "user-2", "ReferenceOffer": "offer-pro",
        "DurationTrial": 10, "UnitTrial": "Day" });
    let unpaid = emulator.done("/v1/Subscription?TryStart=true", &unpaid).await;
    assert_eq!(unpaid["StateSubscription"], "ActiveRunning", "{unpaid}");
    let mut since = Since::now(&emulator).await;
    emulator.advance(40).await;
    let told = since.told().await;
    let expected = [
        "InvoiceDebitIssuedPaymentOffline",
        "CustomerBillingSucceeded",
        "SubscriptionSuspendedPaymentInfoMissing",
        "InvoiceDebitOverdue",
        "SubscriptionUpgraded",
        "SubscriptionTerminatedForUpgrade",
        "SubscriptionHistory",
        "InvoiceDebitIssuedPaymentOffline",
        "CustomerBillingSucceeded",
    ];
    assert_eq!(told, expected);
    let past = emulator.past().await;
    let suspended = past.iter().find(|one| one["TypeTrigger"] == expected[2]).unwrap();
    assert_eq!(
        suspended["DateTrigger"], "2026-10-11T08:00:00.00Z",
        "when it happened"
    );
    emulator.advance(31).await;
    let told = emulator.happened().await;
    assert!(told.contains(&"SubscriptionRenewed".to_owned()), "{told:?}");
}

#[tokio::test]
async fn the_page_of_a_customer_tells_as_the_api_does() {
    let emulator = crate::start();
    let mut since = Since::now(&emulator).await;
    let end = address(&emulator.home("cust-alice").await, "/terminate/");
    emulator.submit(&end, "").await;
    assert_eq!(since.told().await, ["SubscriptionTerminatedAtRenewal"]);
    let customer = emulator.customer("cust-alice").await;
    assert!(link_in(&customer, "hosted-home").is_some());
    assert_eq!(since.told().await, [""; 0], "a read changes nothing");
    let past: Vec<Value> = emulator.past().await;
    assert_eq!(
        past[0]["Subscription"]["StateSubscription"],
        "ActiveDelayedTermination"
    );
}
