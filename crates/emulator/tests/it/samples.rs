//! The answers against sample bodies: the same members, nothing more, nothing less.

use std::collections::BTreeSet;

use proabono_emulator::{LinkGeneration, Options, UnknownCustomer};
use serde_json::{Value, json};

use super::{Running, json_of, newcomer, start, start_with};

pub(super) fn sample(name: &str) -> Value {
    let sample = proabono_contract::Api::Live.sample(name);
    sample.unwrap_or_else(|| panic!("no sample {name}")).body.clone()
}

/// Every member by its path, with array items merged; metadata is free, so its members do not count.
pub(super) fn members(value: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, at: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                for (name, member) in map {
                    let path = format!("{at}.{name}");
                    if name != "Metadata" {
                        walk(member, &path, found);
                    }
                    found.insert(path);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, at, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(value, "", &mut found);
    found
}

/// Each link as its name and what it carries.
fn links(customer: &Value) -> BTreeSet<String> {
    let carried = |link: &Value| {
        if link["href"].is_string() { "href" } else { "query" }
    };
    let links = customer["Links"].as_array().unwrap().iter();
    links
        .map(|link| format!("{} {}", link["rel"].as_str().unwrap(), carried(link)))
        .collect()
}

#[track_caller]
fn same_shape(answer: &Value, sample: &Value) {
    assert_eq!(members(answer), members(sample));
    if answer["Links"].is_array() {
        assert_eq!(links(answer), links(sample));
    }
}

fn in_site() -> Running {
    start_with(Options {
        links: LinkGeneration::InSite,
        page_url: Some("https://app.acme.test/Subscriptions".to_owned()),
        insite_home_is_page: true,
        stories: false,
        ..Options::default()
    })
}

async fn write(emulator: &Running, body: &Value) -> Value {
    json_of(emulator.write("/v1/Customer", body).send().await.unwrap()).await
}

#[tokio::test]
async fn a_created_customer_has_the_members_of_the_sample() {
    let emulator = in_site();
    let created = write(&emulator, &sample("live-customer-upsert-request")).await;
    let expected = sample("live-customer-upsert-201");
    same_shape(&created, &expected);
    assert_eq!(created["Metadata"], expected["Metadata"]);
    assert_eq!(created["Links"][0], expected["Links"][0]);
}

#[tokio::test]
async fn an_offer_in_the_request_adds_the_link_of_the_sample() {
    let emulator = in_site();
    let mut first = newcomer("user-1001");
    first["Email"] = json!("ada@acme.test");
    write(&emulator, &first).await;
    let mut request = sample("live-customer-upsert-with-offer-request");
    request["ReferenceOffer"] = json!("offer-pro");
    same_shape(
        &write(&emulator, &request).await,
        &sample("live-customer-upsert-200-with-offer"),
    );
}

#[tokio::test]
async fn a_subscribed_customer_with_everything_has_the_members_of_the_sample() {
    let emulator = start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    });
    let expected = sample("live-customer-get-200");
    let body = json!({ "ReferenceCustomer": "cust-alice", "ReferenceSegment": "acme-eur",
        "ReferenceAffiliation": "partner-12", "Metadata": expected["Metadata"] });
    write(&emulator, &body).await;
    same_shape(&emulator.customer("cust-alice").await, &expected);
}

#[tokio::test]
async fn both_generations_of_links_have_the_members_of_their_samples() {
    let hosted = start();
    same_shape(
        &hosted.customer("cust-bruno").await,
        &sample("live-customer-get-200-legacy-hosted-href"),
    );
    let in_site = start_with(Options {
        links: LinkGeneration::InSite,
        ..Options::default()
    });
    let bruno = in_site.customer("cust-bruno").await;
    same_shape(&bruno, &sample("live-customer-get-200-hosted-home-href"));
    assert!(
        bruno["Links"][0]["href"]
            .as_str()
            .unwrap()
            .contains("/portal-auth/")
    );
}

#[tokio::test]
async fn a_suspended_customer_has_the_members_of_the_sample() {
    let dmitri = start().customer("cust-dmitri").await;
    let expected = sample("live-customer-suspended-200");
    same_shape(&dmitri, &expected);
    assert_eq!(dmitri["Status"], expected["Status"]);
}

#[tokio::test]
async fn lists_have_the_members_of_the_samples() {
    let emulator = start();
    let list = json_of(emulator.read("/v1/Customers").send().await.unwrap()).await;
    same_shape(&list, &sample("live-customers-list-200"));
    let count = json_of(emulator.read("/v1/Customers?SizePage=0").send().await.unwrap()).await;
    same_shape(&count, &sample("live-customers-count-only-200"));
}

#[tokio::test]
async fn errors_are_those_of_the_samples() {
    let emulator = start_with(Options {
        unknown_customer: UnknownCustomer::Unaccessible,
        ..Options::default()
    });
    let path = "/v1/Customer?ReferenceCustomer=nobody";
    let unauthorized = json_of(emulator.get(path).send().await.unwrap()).await;
    assert_eq!(unauthorized, sample("live-error-401"));
    let unaccessible = json_of(emulator.read(path).send().await.unwrap()).await;
    assert_eq!(unaccessible, sample("live-error-403-customer-unaccessible"));
    let unknown = json_of(start().read(path).send().await.unwrap()).await;
    assert_eq!(unknown, sample("live-error-404"));

    let invalid = write(&emulator, &json!({ "Ammount": 1 })).await;
    same_shape(&invalid, &sample("live-error-422"));
    assert_eq!(invalid[0], sample("live-error-422")[1]);
}
