//! Requests are held to more than the contract says: an integer may be an id or a length of time, a text an address.

use serde_json::{Value, json};

use super::{Running, start};

const REQUIRED: &str = "Error.Property.ValueRequired";
const CONVERSION: &str = "Error.Property.ConvertValue.Exception";

/// Fails unless the answer names this problem of this member.
#[track_caller]
fn assert_names((status, answer): &(u16, Value), code: &str, target: &str) {
    let problems = answer.as_array().filter(|_| *status == 422).into_iter().flatten();
    let mut named = problems.map(|problem| (&problem["Code"], &problem["Target"]));
    assert!(
        named.any(|(found, at)| found == code && at == target),
        "{status}: no {code} of {target} in {answer}"
    );
}

async fn subscribed(emulator: &Running, member: &str, value: Value) -> (u16, Value) {
    let mut body = json!({ "ReferenceCustomer": "cust-alice", "ReferenceOffer": "offer-pro" });
    body[member] = value;
    emulator.tell("/v1/Subscription", &body).await
}

#[tokio::test]
async fn a_subscription_is_held_to_lengths_quantities_and_ids() {
    let emulator = start();
    for (member, value) in [
        ("IdCustomer", json!(0)),
        ("DurationTrial", json!(-1)),
        ("DurationTrial", json!(1_001)),
        ("CountMinRecurrences", json!(-1)),
        ("DurationRecurrence", json!(0)),
        ("CountRecurrences", json!(1_001)),
    ] {
        let answer = subscribed(&emulator, member, value).await;
        assert_names(&answer, CONVERSION, member);
    }
    for member in ["QuantityCurrent", "QuantityIncluded"] {
        let feature = json!([{ "ReferenceFeature": "feat-users", member: -1 }]);
        let answer = subscribed(&emulator, "Features", feature).await;
        assert_names(&answer, CONVERSION, &format!("Features.{member}"));
    }
}

#[tokio::test]
async fn the_items_of_a_subscription_name_what_they_are_about() {
    let emulator = start();
    for (list, member) in [
        ("Features", "ReferenceFeature"),
        ("Discounts", "ReferenceDiscount"),
    ] {
        let answer = subscribed(&emulator, list, json!([{}])).await;
        assert_names(&answer, REQUIRED, &format!("{list}.{member}"));
    }
}

#[tokio::test]
async fn an_address_is_one() {
    let emulator = start();
    let request = emulator
        .client
        .put(emulator.url("/Organization/Segments/17/Settings"))
        .basic_auth("agent-demo", Some("api-demo"))
        .header("Content-Type", "application/json")
        .body(json!({ "UrlTerms": "https://" }).to_string());
    assert_names(&super::answered(request).await, CONVERSION, "UrlTerms");
}

#[tokio::test]
async fn an_object_is_kept_with_its_members_and_the_attributes_of_every_object() {
    let emulator = start();
    let tax = json!({ "Name": "VAT", "Label": "VAT", "RateDefault": 2_000, "TypeRateTax": "Standard" });
    let request = emulator
        .client
        .post(
            emulator
                .url("/Organization/TaxProfiles")
                .replace("127.0.0.1", "localhost"),
        )
        .basic_auth("agent-demo", Some("api-demo"))
        .header("Content-Type", "application/json")
        .body(tax.to_string());
    assert_eq!(super::answered(request).await.0, 201);
    let state = emulator.control("state").await;
    let taxes = state["backoffice"]["/Organization/TaxProfiles"]
        .as_array()
        .unwrap();
    let kept = taxes.last().unwrap().as_object().unwrap();
    let mut names: Vec<&str> = kept.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "DateCreation",
            "DateUpdate",
            "Id",
            "IdBusiness",
            "IdUserCreation",
            "IdUserUpdate",
            "Label",
            "Name",
            "RateDefault",
            "TypeRateTax"
        ]
    );
}
