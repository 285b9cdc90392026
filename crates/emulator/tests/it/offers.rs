//! Offers and features.

use serde_json::{Value, json};

use super::deeds::{payer, rels, seeded, subscribed};

async fn references(emulator: &super::Running, query: &str) -> Vec<String> {
    let (_, list) = emulator.ask(&format!("/v1/Offers{query}")).await;
    let items = list["Items"].as_array().into_iter().flatten();
    items
        .map(|offer| offer["ReferenceOffer"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn every_filter_of_the_offers_counts() {
    let emulator = seeded();
    let (starter, pro, business, free) = ("offer-starter", "offer-pro", "offer-business", "offer-free");
    for (query, expected) in [
        ("", vec![starter, pro, business, free]),
        ("?IsVisible=true", vec![starter, pro, business]),
        ("?IsVisible=false", vec![free]),
        ("?PrefixReferenceOffer=offer-p", vec![pro]),
        ("?ReferencePricingTable=pricing-teams", vec![pro, business]),
        ("?ReferencePricingTable=pricing-none", vec![]),
        ("?SizePage=2&Page=2", vec![business, free]),
    ] {
        assert_eq!(references(&emulator, query).await, expected, "{query}");
    }
    assert_eq!(emulator.ask("/v1/Offers?ReferenceSegment=other").await.0, 422);
}

#[tokio::test]
async fn an_upgrade_lists_where_the_running_plan_leads() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    let expected = vec!["offer-pro", "offer-business"];
    let by_customer = "?ReferenceCustomer=user-1&Upgrade=true";
    assert_eq!(references(&emulator, by_customer).await, expected);
    let by_id = format!("?IdSubscription={}&Upgrade=true", one["Id"]);
    assert_eq!(references(&emulator, &by_id).await, expected);
    let (_, list) = emulator.ask(&format!("/v1/Offers{by_id}")).await;
    assert_eq!(rels(&list["Items"][0]), ["insite-home", "insite-upgrade"]);
}

#[tokio::test]
async fn upgrades_of_nobody_are_not_listed() {
    let emulator = seeded();
    let (status, problems) = emulator.ask("/v1/Offers?Upgrade=true").await;
    assert_eq!(
        (status, &problems[0]["Code"], &problems[0]["Target"]),
        (
            422,
            &json!("Error.Property.ValueRequired"),
            &json!("ReferenceCustomer")
        )
    );
    assert_eq!(emulator.ask("/v1/Offers?Upgrade=false").await.0, 200);
}

#[tokio::test]
async fn what_is_not_wanted_is_left_out() {
    let emulator = seeded();
    let (_, full) = emulator.ask("/v1/Offer?ReferenceOffer=offer-starter").await;
    for member in ["Features", "Links", "PricingLocalized", "PricingTotal"] {
        assert!(full.get(member).is_some(), "{member}");
    }
    assert!(full["PricingLocalized"].as_str().unwrap().contains('<'));
    let (_, plain) = emulator
        .ask("/v1/Offer?ReferenceOffer=offer-starter&Html=false&Links=false&IgnoreFeatures=true&Language=fr")
        .await;
    assert_eq!(plain["PricingLocalized"], "9,00\u{a0}€ par mois");
    assert!(plain.get("Links").is_none() && plain.get("Features").is_none());
    let (_, list) = emulator.ask("/v1/Offers?Pricing=false").await;
    for member in ["PricingLocalized", "PricingSubtotal", "PricingTotal"] {
        assert!(list["Items"][0].get(member).is_none(), "{member}");
    }
}

#[tokio::test]
async fn an_offer_opens_for_a_customer() {
    let emulator = super::start();
    emulator.speaks("cust-bruno", "en").await;
    let (_, offer) = emulator
        .ask("/v1/Offer?ReferenceOffer=offer-pro&ReferenceCustomer=cust-bruno")
        .await;
    assert_eq!(rels(&offer), ["hosted-home", "hosted-subscribe"]);
    let page = emulator.page(offer["Links"][1]["href"].as_str().unwrap()).await;
    assert!(page.contains("Subscribe to Pro"));
    let (_, upgrade) = emulator
        .ask("/v1/Offer?ReferenceOffer=offer-business&ReferenceCustomer=cust-alice&Upgrade=true")
        .await;
    assert_eq!(rels(&upgrade), ["hosted-home", "hosted-upgrade"]);
}

#[tokio::test]
async fn an_unknown_offer_is_not_found_and_a_wrong_visibility_answers_nothing() {
    let emulator = seeded();
    assert_eq!(emulator.ask("/v1/Offer?ReferenceOffer=offer-none").await.0, 404);
    let hidden = "/v1/Offer?ReferenceOffer=offer-free&IsVisible=true";
    assert_eq!(emulator.ask(hidden).await, (204, Value::Null));
    assert_eq!(emulator.ask("/v1/Offers?ReferenceCustomer=nobody").await.0, 403);
}

#[tokio::test]
async fn features_are_of_three_types_and_found_by_reference_and_id() {
    let emulator = seeded();
    let (_, list) = emulator.ask("/v1/Features?IsVisible=true").await;
    let types: Vec<&str> = list["Items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["TypeFeature"].as_str().unwrap())
        .collect();
    assert_eq!(
        types,
        ["OnOff", "Limitation", "OnOff", "Consumption", "Limitation"]
    );
    assert_eq!(emulator.ask("/v1/Features").await.1["TotalItems"], 6);
    let (_, users) = emulator.ask("/v1/Feature?ReferenceFeature=feat-users").await;
    assert_eq!(users, users_feature());
    assert_eq!(emulator.ask("/v1/Feature/61002").await, (200, users));
    assert_eq!(
        emulator.ask("/v1/Feature?ReferenceFeature=feat-none").await,
        (204, Value::Null)
    );
    assert_eq!(emulator.ask("/v1/Feature/1").await.0, 404);
}

fn users_feature() -> Value {
    json!({ "Id": 61_002, "ReferenceFeature": "feat-users", "IsVisible": true, "TitleLocalized": "Users",
        "TypeFeature": "Limitation" })
}
