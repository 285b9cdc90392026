//! The truth table: what ProAbono lists, what is asked, and the answer.

use serde_json::{Value, json};

use super::{list, says, word};
use crate::support::served::Served;

/// A name, the items, the question, and the answer with its reason.
type Row = (&'static str, Vec<Value>, &'static str, &'static str, &'static str);

fn switch(enabled: bool, included: bool) -> Value {
    json!({ "ReferenceFeature": "f", "TypeFeature": "OnOff", "IsEnabled": enabled, "IsIncluded": included })
}

fn stock(kind: &str, included: Option<i64>, current: Option<i64>) -> Value {
    let mut item = json!({ "ReferenceFeature": "f", "TypeFeature": kind });
    if let Some(included) = included {
        item["QuantityIncluded"] = json!(included);
    }
    if let Some(current) = current {
        item["QuantityCurrent"] = json!(current);
    }
    item
}

fn with(mut item: Value, name: &str, value: impl Into<Value>) -> Value {
    item[name] = value.into();
    item
}

#[rustfmt::skip]
fn rows() -> Vec<Row> {
    let limit = |included, current| stock("Limitation", Some(included), Some(current));
    let meter = |included, current| stock("Consumption", Some(included), Some(current));
    let credit = || with(limit(9, 0), "TypeFeature", "Credit");
    vec![
        ("on and included", vec![switch(true, true)], "?feature=f", "allowed", "enabled"),
        ("bought, not included", vec![switch(true, false)], "?feature=f", "allowed", "enabled"),
        ("included, switched off", vec![switch(false, true)], "?feature=f", "denied", "disabled"),
        ("whether it is on is not said", vec![with(switch(true, true), "IsEnabled", Value::Null)], "?feature=f", "denied", "disabled"),
        ("another feature", vec![switch(true, true)], "?feature=g", "denied", "not-included"),
        ("another case", vec![switch(true, true)], "?feature=F", "denied", "not-included"),
        ("nothing listed", vec![], "?feature=f", "denied", "not-included"),
        ("some left", vec![limit(3, 2)], "?feature=f", "allowed", "enough-left"),
        ("none left", vec![limit(3, 3)], "?feature=f", "denied", "too-few-left"),
        ("more than the limit", vec![limit(3, 4)], "?feature=f", "denied", "too-few-left"),
        ("those that are there stay", vec![limit(3, 4)], "?feature=f&amount=0", "allowed", "held"),
        ("just enough left", vec![meter(100, 57)], "?feature=f&amount=43", "allowed", "enough-left"),
        ("one too few", vec![meter(100, 57)], "?feature=f&amount=44", "denied", "too-few-left"),
        ("zero is not absent", vec![limit(0, 0)], "?feature=f", "denied", "too-few-left"),
        ("no limit", vec![stock("Limitation", None, Some(7))], "?feature=f&amount=1000", "allowed", "unlimited"),
        ("nothing counted", vec![stock("Consumption", Some(3), None)], "?feature=f&amount=1000", "allowed", "unlimited"),
        ("neither", vec![stock("Limitation", None, None)], "?feature=f&amount=1000", "allowed", "unlimited"),
        ("a negative count gives nothing", vec![limit(3, -5)], "?feature=f&amount=4", "denied", "too-few-left"),
        ("an unknown type", vec![credit()], "?feature=f", "denied", "unknown-type"),
        ("no type", vec![with(limit(9, 0), "TypeFeature", Value::Null)], "?feature=f", "denied", "unknown-type"),
        ("two, one on", vec![switch(false, true), switch(true, false)], "?feature=f", "allowed", "enabled"),
        ("two, both off", vec![switch(false, true), switch(false, true)], "?feature=f", "denied", "disabled"),
        ("two limits are one", vec![limit(3, 3), limit(2, 1)], "?feature=f", "allowed", "enough-left"),
        ("two limits, both used", vec![limit(3, 3), limit(2, 2)], "?feature=f", "denied", "too-few-left"),
        ("two, one without limit", vec![limit(0, 0), stock("Limitation", None, None)], "?feature=f&amount=99", "allowed", "unlimited"),
        ("two types", vec![limit(9, 0), switch(true, true)], "?feature=f", "denied", "types-disagree"),
        ("two kinds of quantity", vec![limit(9, 0), meter(9, 0)], "?feature=f", "denied", "types-disagree"),
        ("another segment's", vec![with(switch(true, true), "ReferenceSegment", "acme-usd")], "?feature=f", "denied", "not-included"),
        ("no segment named", vec![with(switch(true, true), "ReferenceSegment", Value::Null)], "?feature=f", "allowed", "enabled"),
        ("somebody else's", vec![with(switch(true, true), "ReferenceCustomer", "cust-other")], "?feature=f", "denied", "not-included"),
        ("nobody's", vec![with(switch(true, true), "ReferenceCustomer", Value::Null)], "?feature=f", "denied", "not-included"),
        ("what was bought, with room", vec![with(limit(3, 5), "ReferenceFeature", "bought")], "?feature=bought&used=4", "allowed", "enough-left"),
        ("what was bought, used up", vec![with(limit(3, 5), "ReferenceFeature", "bought")], "?feature=bought&used=5", "denied", "too-few-left"),
        ("what was bought, not counted", vec![with(limit(3, 5), "ReferenceFeature", "bought")], "?feature=bought", "denied", "used-not-said"),
        ("what was bought, at all", vec![with(limit(3, 5), "ReferenceFeature", "bought")], "?feature=bought&amount=0", "allowed", "held"),
        ("what was bought, no limit", vec![with(stock("Limitation", Some(3), None), "ReferenceFeature", "bought")], "?feature=bought&used=99", "allowed", "unlimited"),
    ]
}

#[tokio::test]
async fn every_row_of_the_truth_table_holds() {
    let site = Served::start(&[("rights.purchased", "bought")]);
    let mut wrong = Vec::new();
    for (number, (name, items, query, answer, reason)) in rows().into_iter().enumerate() {
        // Each row has a customer of its own, whose rights nobody remembers.
        says(&site.upstream, &list(&format!("cust-u{number}"), &items)).await;
        let got = word(&site, &format!("u{number}"), query).await;
        if got != (answer.to_owned(), reason.to_owned()) {
            wrong.push(format!("{name}: {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn the_reading_of_all_quantities_is_a_setting() {
    let site = Served::start(&[("rights.quantities", "purchased")]);
    let items = [stock("Limitation", Some(3), Some(5))];
    says(&site.upstream, &list("cust-alice", &items)).await;
    let expect = async |query, answer: &str, reason: &str| {
        assert_eq!(
            word(&site, "alice", query).await,
            (answer.to_owned(), reason.to_owned()),
            "{query}"
        );
    };
    expect("?feature=f&used=4", "allowed", "enough-left").await;
    expect("?feature=f&used=3&amount=3", "denied", "too-few-left").await;
}

#[tokio::test]
async fn all_features_are_listed_with_their_quantities() {
    let site = Served::start(&[]);
    let items = [
        with(switch(true, true), "ReferenceFeature", "a"),
        with(stock("Limitation", Some(3), Some(4)), "ReferenceFeature", "b"),
        with(stock("Limitation", None, None), "ReferenceFeature", "c"),
    ];
    says(&site.upstream, &list("cust-alice", &items)).await;
    let mut told = super::told(&site, "alice", "").await;
    assert!(told["read"].is_string() && told["age"].is_u64(), "{told}");
    for member in ["read", "age"] {
        told.as_object_mut().unwrap().remove(member);
    }
    let expected = json!({
        "known": true, "others": "not-included", "stale": false,
        "rights": {
            "a": { "answer": "allowed", "reason": "enabled", "type": "OnOff", "enabled": true },
            "b": { "answer": "denied", "reason": "too-few-left", "type": "Limitation", "included": 3, "current": 4, "left": -1 },
            "c": { "answer": "allowed", "reason": "unlimited", "type": "Limitation", "unlimited": true },
        }
    });
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_query_that_is_no_question_is_refused() {
    let site = Served::start(&[]);
    for query in [
        "?feature=a&feature=b",
        "?feature=",
        "?amount=1",
        "?feature=a&amount=-1",
        "?featur=a",
    ] {
        let path = format!("/Subscriptions/rights{query}");
        site.visit_with("alice", &path, &[]).await.assert_status(400);
    }
    assert_eq!(site.upstream.count(super::READ).await, 0);
}
