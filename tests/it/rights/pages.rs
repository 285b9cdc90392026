//! Lists of more than one page, from the account itself.

use proabono_portal::emulator::{Catalogue, Options};
use serde_json::json;

use super::{READ, catalogue, told, word};
use crate::support::served::Served;
use crate::support::upstream::account;

#[tokio::test]
async fn the_features_of_every_page_of_the_list_count() {
    let name = |number: usize| format!("feat-{number:03}");
    let features: Vec<_> = (0..450)
        .map(|number| json!({ "ReferenceFeature": name(number), "TypeFeature": "OnOff" }))
        .collect();
    let given: Vec<_> = (0..450)
        .map(|number| json!({ "ReferenceFeature": name(number), "IsIncluded": true }))
        .collect();
    let document = json!({
        "Features": features,
        "Offers": [{ "ReferenceOffer": "offer-all", "AmountRecurrence": 100, "Features": given }],
        "Customers": [{ "ReferenceCustomer": "cust-alice", "Subscriptions": ["offer-all"] }],
    });
    let catalogue = Catalogue::from_json(&document.to_string()).expect("a catalogue");
    let site = Served::of(
        Options {
            catalogue: Some(catalogue),
            ..account()
        },
        &[],
    );
    let all = told(&site, "alice", "").await;
    assert_eq!(all["rights"].as_object().unwrap().len(), 450);
    for feature in ["feat-000", "feat-199", "feat-200", "feat-449"] {
        assert_eq!(all["rights"][feature]["answer"], "allowed", "{feature}");
    }
    assert_eq!(site.upstream.count(READ).await, 3);
}

#[tokio::test]
async fn several_subscriptions_of_the_account_are_added_up() {
    let site = Served::of(catalogue(), &[]);
    let amount = async |user: &str, amount: u32| {
        let query = format!("?feature=feat-messages&amount={amount}");
        word(&site, user, &query).await.0
    };
    assert_eq!(amount("one", 10).await, "allowed");
    assert_eq!(amount("one", 11).await, "denied");
    assert_eq!(amount("both", 15).await, "allowed");
    assert_eq!(amount("both", 16).await, "denied");
}
