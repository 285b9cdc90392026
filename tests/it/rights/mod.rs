//! The rights of customers, over HTTP: the truth table, outages, crowds, the answers for servers, the gate and its proxies.

mod command;
mod crowd;
mod empty;
mod gate;
mod keys;
mod outage;
mod pages;
mod proxies;
mod spoofs;
mod table;
mod targets;
mod writes;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use proabono_portal::emulator::{Catalogue, Options};
use serde_json::{Value, json};

use crate::support::http::Answer;
use crate::support::served::Served;
use crate::support::upstream::{Upstream, account};

/// The key of the servers.
const KEY: &str = "6f1c9a0b57d2e8434c1be0a9d7f35e62";
const RIGHTS_KEY: (&str, &str) = ("rights.key", KEY);
/// The call that everything comes from.
const READ: &str = "GET /v1/Usages";

/// A list of usages as ProAbono answers it. Whatever an item does not say about whom it is of, this customer is it, and each has
/// a subscription of its own.
fn list(customer: &str, items: &[Value]) -> Value {
    let items: Vec<Value> = items
        .iter()
        .zip(1..)
        .map(|(item, subscription)| {
            let mut whole = json!({ "ReferenceCustomer": customer, "ReferenceSegment": "acme-eur" });
            whole["IdSubscription"] = json!(subscription);
            let members = item.as_object().expect("an item").clone();
            whole.as_object_mut().expect("an object").extend(members);
            whole
        })
        .collect();
    json!({ "Page": 1, "SizePage": 200, "Count": items.len(), "TotalItems": items.len(), "Items": items })
}

/// From here on ProAbono lists this.
async fn says(upstream: &Upstream, list: &Value) {
    upstream.heal().await;
    let rule =
        json!({ "on": READ, "status": 200, "content_type": "application/json", "body": list.to_string() });
    upstream.fault(rule).await;
}

/// A time from now, as ProAbono writes it.
fn in_time(time: Duration) -> String {
    let time = SignedDuration::try_from(time).expect("a time");
    (Timestamp::now() + time).to_string()
}

/// The answer that a user gets at `{base}/rights`.
async fn told(site: &Served, user: &str, query: &str) -> Value {
    let answer = site
        .visit_with(user, &format!("/Subscriptions/rights{query}"), &[])
        .await;
    answer
        .assert_status(200)
        .assert_header("cache-control", "private, no-store");
    json_of(&answer)
}

/// The answer about one feature and its reason.
async fn word(site: &Served, user: &str, query: &str) -> (String, String) {
    let told = told(site, user, query).await;
    let text = |name: &str| told[name].as_str().unwrap_or_else(|| panic!("{told}")).to_owned();
    (text("answer"), text("reason"))
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error} in {answer:#?}"))
}

/// An account with one feature of each type and several that are not given to everybody.
fn catalogue() -> Options {
    let feature = |reference: &str, kind: &str| json!({ "ReferenceFeature": reference, "TypeFeature": kind });
    let customer = |reference: &str, offers: &[&str]| {
        let mut customer = json!({ "ReferenceCustomer": reference, "Card": "4242" });
        customer["Subscriptions"] = json!(offers);
        customer
    };
    let document = json!({
        "Features": [
            feature("feat-export", "OnOff"), feature("feat-extra", "OnOff"),
            feature("feat-users", "Limitation"), feature("feat-messages", "Consumption"),
        ],
        "Offers": [
            { "ReferenceOffer": "offer-one", "AmountRecurrence": 1000, "Features": [
                { "ReferenceFeature": "feat-export", "IsIncluded": true },
                { "ReferenceFeature": "feat-extra", "AmountPerUnit": 500 },
                { "ReferenceFeature": "feat-users", "QuantityIncluded": 3, "AmountPerUnit": 700 },
                { "ReferenceFeature": "feat-messages", "QuantityIncluded": 10, "AmountPerUnit": 20 },
            ] },
            { "ReferenceOffer": "offer-two", "AmountRecurrence": 500, "Features": [
                { "ReferenceFeature": "feat-users", "QuantityIncluded": 2, "AmountPerUnit": 700 },
                { "ReferenceFeature": "feat-messages", "QuantityIncluded": 5, "AmountPerUnit": 20 },
            ] },
            { "ReferenceOffer": "offer-bare", "AmountRecurrence": 100 },
        ],
        "Customers": [
            customer("cust-one", &["offer-one"]), customer("cust-both", &["offer-one", "offer-two"]),
            customer("cust-bare", &["offer-bare"]), customer("cust-idle", &[]), customer("cust-more", &["offer-one"]),
        ],
    });
    Options {
        catalogue: Some(Catalogue::from_json(&document.to_string()).expect("a catalogue")),
        ..account()
    }
}
