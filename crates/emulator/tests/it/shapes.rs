//! Every operation's answer against the schemas of the contract and the samples.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::deeds::{change, payer, seeded, transition};
use super::samples::sample;
use super::schemas::{contract, name};
use super::tour::Tour;

const WHO: &str = "?ReferenceCustomer=user-1";

async fn customers(tour: &mut Tour) {
    let body = json!({ "ReferenceCustomer": "user-2", "ReferenceSegment": "acme-eur", "Name": "Bo",
        "Email": "bo@acme.test" });
    tour.write("POST /v1/Customer", "", body, "").await;
    tour.read(
        "GET /v1/Customer",
        "?ReferenceCustomer=user-2",
        "live-customer-get-200-hosted-home-href",
    )
    .await;
    tour.read("GET /v1/Customers", "", "").await;
    let address = sample("live-billing-address-request");
    tour.write(
        "POST /v1/CustomerAddressBilling",
        WHO,
        address,
        "live-billing-address-200",
    )
    .await;
    tour.read(
        "GET /v1/CustomerAddressBilling",
        WHO,
        "live-billing-address-200-sparse",
    )
    .await;
    let bank = sample("live-settings-payment-request");
    tour.write(
        "POST /v1/CustomerSettingsPayment",
        WHO,
        bank,
        "live-settings-payment-200-bank",
    )
    .await;
    tour.read(
        "GET /v1/CustomerSettingsPayment",
        WHO,
        "live-settings-payment-200-bank",
    )
    .await;
}

async fn rights(tour: &mut Tour) {
    tour.read("GET /v1/Usages", WHO, "live-usages-by-feature-200")
        .await;
    let users = "?ReferenceCustomer=user-1&ReferenceFeature=feat-users";
    tour.read("GET /v1/Usage", users, "live-usage-get-200-limitation")
        .await;
    for (feature, member, value, like) in [
        ("feat-users", "QuantityCurrent", json!(6), "live-usage-set-200"),
        (
            "feat-text-messages",
            "Increment",
            json!(12),
            "live-usage-increment-200",
        ),
        ("feat-module-b", "IsEnabled", json!(true), "live-usage-toggle-200"),
    ] {
        let body = change("user-1", feature, member, value);
        tour.write("POST /v1/Usage", "", body, like).await;
    }
    let batch = json!([change("user-1", "feat-users", "Increment", 1)]);
    tour.write("POST /v1/Usages", "", batch, "live-usages-batch-200")
        .await;
}

async fn catalogue(tour: &mut Tour) {
    tour.read("GET /v1/Offers", "", "").await;
    let few = "?IgnoreFeatures=true&Pricing=false&Links=false";
    let list = tour.read("GET /v1/Offers", few, "").await;
    let like = sample("live-offers-list-200-minimal");
    let own: BTreeSet<_> = list["Items"][0].as_object().unwrap().keys().cloned().collect();
    let mut expected: BTreeSet<_> = like["Items"][0].as_object().unwrap().keys().cloned().collect();
    expected.remove("UnitTrial");
    expected.remove("Metadata");
    assert_eq!(own, expected);
    tour.read("GET /v1/Offer", "?ReferenceOffer=offer-business", "")
        .await;
    tour.read("GET /v1/Features", "", "live-features-list-200").await;
    tour.read(
        "GET /v1/Feature",
        "?ReferenceFeature=feat-users",
        "live-feature-get-200",
    )
    .await;
    let path = "/v1/Feature/61002";
    tour.visit("GET /v1/Feature/{id}", path, None, "live-feature-get-200")
        .await;
}

async fn subscriptions(tour: &mut Tour) -> Value {
    let mut body = sample("live-subscription-create-request");
    body["ReferenceCustomer"] = json!("user-1");
    let quote =
        json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "AmountUpFront": 5_000 });
    tour.write(
        "POST /v1/Quoting/Subscription",
        "",
        quote,
        "live-quote-subscription-200",
    )
    .await;
    let draft = tour
        .write(
            "POST /v1/Subscription",
            "",
            body,
            "live-subscription-create-201-draft",
        )
        .await;
    let start = "POST /v1/Quoting/Subscription/{IdSubscription}/Start";
    tour.turn(start, &draft, "", None, "live-quote-start-200").await;
    let start = "POST /v1/Subscription/{IdSubscription}/Start";
    tour.turn(start, &draft, "", None, "live-subscription-started-200")
        .await;
    tour.read("GET /v1/Subscription", WHO, "live-subscription-get-200")
        .await;
    tour.read("GET /v1/Subscriptions", "", "").await;
    draft
}

async fn transitions(tour: &mut Tour, one: &Value) {
    let usage = change("user-1", "feat-users", "Increment", 2);
    tour.write(
        "POST /v1/Quoting/Usage",
        "?NextTerm=true",
        usage,
        "live-quote-usage-200",
    )
    .await;
    let suspend = "POST /v1/Subscription/{IdSubscription}/Suspension";
    tour.turn(suspend, one, "", None, "live-subscription-suspended-200")
        .await;
    tour.emulator.order(&transition(one, "Start")).await;
    let term = "POST /v1/Subscription/{IdSubscription}/DateTerm";
    let body = sample("live-subscription-dateterm-request");
    tour.turn(term, one, "", Some(body), "live-subscription-dateterm-200")
        .await;
    let query = "?ReferenceOffer=offer-pro&Immediate=true";
    let quote = "POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade";
    tour.turn(quote, one, query, None, "live-quote-upgrade-200").await;
    let upgrade = "POST /v1/Subscription/{IdSubscription}/Upgrade";
    let new = tour
        .turn(upgrade, one, query, None, "live-subscription-upgraded-200")
        .await;
    let end = "POST /v1/Subscription/{IdSubscription}/Termination";
    tour.turn(end, &new, "", None, "live-subscription-terminated-at-term-200")
        .await;
    let now = "?Immediate=true";
    tour.turn(end, &new, now, None, "live-subscription-terminated-now-200")
        .await;
}

async fn money(tour: &mut Tour) {
    let line = json!({ "ReferenceCustomer": "user-1", "Amount": 50_000, "Label": "Workshop", "Quantity": 2,
        "KeyCharge": "Service" });
    tour.write("POST /v1/BalanceLine", "", line.clone(), "live-balanceline-201")
        .await;
    let mut quote = line;
    quote.as_object_mut().unwrap().remove("KeyCharge");
    tour.write(
        "POST /v1/Quoting/BalanceLine",
        "",
        quote,
        "live-quote-balanceline-200",
    )
    .await;
    tour.read("GET /v1/Balance", WHO, "live-balance-list-200").await;
    let bill = json!({ "ReferenceCustomer": "user-1", "NoteLocalized": "PO 7781" });
    let invoice = tour
        .write("POST /v1/Billing/Customer", "", bill, "live-billing-customer-200")
        .await;
    let path = format!("/v1/Invoice/{}", invoice["Id"]);
    // The first read has no document either.
    tour.visit("GET /v1/Invoice/{id}", &path, None, "live-billing-customer-200")
        .await;
    tour.visit(
        "GET /v1/Invoice/{id}",
        &path,
        None,
        "live-invoice-get-200-due-offline",
    )
    .await;
    let number = format!("?FullNumber={}", invoice["FullNumber"].as_str().unwrap());
    tour.read("GET /v1/Invoice", &number, "live-invoice-get-200-due-offline")
        .await;
    tour.read("GET /v1/Invoices", "", "").await;
}

async fn farewell(tour: &mut Tour) {
    for (action, who, like) in [
        ("LinksRevokation", "user-2", "live-customer-links-revoked-200"),
        ("Anonymization", "user-2", "live-customer-anonymized-200"),
        ("Suspension", "user-1", "live-customer-suspended-200"),
        ("Invalidation", "user-2", ""),
    ] {
        let operation = format!("POST /v1/Customer/{action}");
        let path = format!("/v1/Customer/{action}?ReferenceCustomer={who}");
        tour.visit(&operation, &path, None, like).await;
    }
}

#[tokio::test]
async fn every_operation_answers_in_the_shapes_of_the_contract_and_the_samples() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let mut tour = Tour {
        emulator,
        contract: contract(),
        seen: BTreeSet::new(),
    };
    customers(&mut tour).await;
    catalogue(&mut tour).await;
    let one = subscriptions(&mut tour).await;
    rights(&mut tour).await;
    transitions(&mut tour, &one).await;
    money(&mut tour).await;
    farewell(&mut tour).await;
    let all: BTreeSet<String> = tour.contract["operations"]
        .as_array()
        .unwrap()
        .iter()
        .map(name)
        .collect();
    let left: Vec<&String> = all.difference(&tour.seen).collect();
    assert!(left.is_empty(), "not visited: {left:?}");
}

#[tokio::test]
async fn the_refusals_are_those_of_the_samples() {
    let emulator = seeded();
    super::deeds::newcomer(&emulator, "user-1").await;
    let usage = change("user-1", "feat-users", "Increment", 1);
    for (path, like) in [
        ("/v1/Usage", "live-error-403-usage-none-matching"),
        ("/v1/Quoting/Usage", "live-error-404-usage-none-matching"),
    ] {
        assert_eq!(emulator.tell(path, &usage).await.1, sample(like));
    }
    let bill = json!({ "ReferenceCustomer": "user-1" });
    assert_eq!(
        emulator.tell("/v1/Billing/Customer", &bill).await.1,
        sample("live-error-403-payment-settings-missing")
    );
}
