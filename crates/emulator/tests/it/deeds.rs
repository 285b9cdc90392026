//! The things that most tests need first: a seeded account, a customer who pays, a subscription that runs.

use proabono_emulator::{LinkGeneration, Options};
use serde_json::{Value, json};

use super::{Running, start_with};

/// The instant at which a seeded emulator stands.
pub(super) const NOW: &str = "2026-10-01T08:00:00.00Z";

/// Seeded, without the stories; links as the samples have them.
pub(super) fn options() -> Options {
    Options {
        seed: Some(7),
        stories: false,
        links: LinkGeneration::InSite,
        page_url: Some("https://app.acme.test/Subscriptions".to_owned()),
        insite_home_is_page: true,
        ..Options::default()
    }
}

pub(super) fn seeded() -> Running {
    start_with(options())
}

/// A customer who pays by bank transfer.
pub(super) async fn payer(emulator: &Running, reference: &str) -> Value {
    let customer = newcomer(emulator, reference).await;
    pay_by_bank(emulator, reference).await;
    customer
}

/// A customer without a payment method.
pub(super) async fn newcomer(emulator: &Running, reference: &str) -> Value {
    let body = json!({ "ReferenceCustomer": reference, "ReferenceSegment": "acme-eur", "Name": "Ada Example",
        "Email": "ada@acme.test" });
    emulator.done("/v1/Customer", &body).await
}

pub(super) async fn pay_by_bank(emulator: &Running, reference: &str) {
    let path = format!("/v1/CustomerSettingsPayment?ReferenceCustomer={reference}");
    emulator
        .done(&path, &json!({ "TypePayment": "ExternalBank" }))
        .await;
}

/// A draft of an offer.
pub(super) async fn draft(emulator: &Running, customer: &str, offer: &str) -> Value {
    let body = json!({ "ReferenceCustomer": customer, "ReferenceOffer": offer });
    emulator.done("/v1/Subscription", &body).await
}

/// A subscription that runs.
pub(super) async fn subscribed(emulator: &Running, customer: &str, offer: &str) -> Value {
    let body = json!({ "ReferenceCustomer": customer, "ReferenceOffer": offer });
    let started = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    assert_eq!(started["StateSubscription"], "ActiveRunning", "{started}");
    started
}

/// The path of a transition.
pub(super) fn transition(subscription: &Value, rest: &str) -> String {
    format!("/v1/Subscription/{}/{rest}", subscription["Id"])
}

/// The subscription as it is now.
pub(super) async fn again(emulator: &Running, subscription: &Value) -> Value {
    emulator
        .ask(&format!("/v1/Subscription/{}", subscription["Id"]))
        .await
        .1
}

/// One usage of a customer.
pub(super) async fn usage(emulator: &Running, customer: &str, feature: &str) -> (u16, Value) {
    let path = format!("/v1/Usage?ReferenceCustomer={customer}&ReferenceFeature={feature}");
    emulator.ask(&path).await
}

/// The body of a usage change, for example with `"Increment"`.
pub(super) fn change(customer: &str, feature: &str, member: &str, value: impl Into<Value>) -> Value {
    let mut body = json!({ "ReferenceCustomer": customer, "ReferenceFeature": feature, "DateStamp": NOW });
    body[member] = value.into();
    body
}

/// The sum of all lines of a customer, with tax.
pub(super) async fn balance(emulator: &Running, customer: &str) -> i64 {
    let path = format!("/v1/Balance?ReferenceCustomer={customer}");
    let (_, balance) = emulator.ask(&path).await;
    balance["Computations"]["AmountTotal"].as_i64().unwrap_or(0)
}

/// The names of the links.
pub(super) fn rels(answer: &Value) -> Vec<&str> {
    let links = answer["Links"].as_array().unwrap();
    links.iter().map(|link| link["rel"].as_str().unwrap()).collect()
}
