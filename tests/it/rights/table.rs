//! The truth table: what ProAbono lists, what is asked, and the answer.

use serde_json::{Value, json};

use super::{list, says, word};
use crate::support::served::Served;

/// A name, the items, the question, and the answer with its reason.
type Row = (&'static str, &'static str, &'static str, &'static str);

/// An item in short: `on`, `off`, or the kind with what is included and current, a dash for what is absent; then members.
fn item(text: &str) -> Value {
    let mut parts = text.split(',');
    let what = parts.next().unwrap_or_default();
    let mut item = json!({ "ReferenceFeature": "f", "TypeFeature": "OnOff", "IsIncluded": true });
    match what.split_once(':') {
        Some((kind, quantities)) => {
            item["TypeFeature"] = json!(if kind == "meter" {
                "Consumption"
            } else {
                "Limitation"
            });
            let (included, current) = quantities.split_once('/').expect("two quantities");
            for (name, quantity) in [("QuantityIncluded", included), ("QuantityCurrent", current)] {
                if let Ok(quantity) = quantity.parse::<i64>() {
                    item[name] = json!(quantity);
                }
            }
        }
        None => item["IsEnabled"] = json!(what == "on"),
    }
    for member in parts {
        let (name, value) = member.split_once('=').expect("a member");
        item[name] = match value {
            "" => Value::Null,
            "false" => json!(false),
            value => json!(value),
        };
    }
    item
}

#[rustfmt::skip]
const ROWS: &[Row] = &[
    ("on and included", "on", "f", "allowed enabled"),
    ("bought, not included", "on,IsIncluded=false", "f", "allowed enabled"),
    ("included, switched off", "off", "f", "denied disabled"),
    ("whether it is on is not said", "on,IsEnabled=", "f", "denied disabled"),
    ("another feature", "on", "g", "denied not-included"),
    ("another case", "on", "F", "denied not-included"),
    ("nothing listed", "", "f", "denied not-included"),
    ("some left", "limit:3/2", "f", "allowed enough-left"),
    ("none left", "limit:3/3", "f", "denied too-few-left"),
    ("more than the limit", "limit:3/4", "f", "denied too-few-left"),
    ("those that are there stay", "limit:3/4", "f&amount=0", "allowed held"),
    ("just enough left", "meter:100/57", "f&amount=43", "allowed enough-left"),
    ("one too few", "meter:100/57", "f&amount=44", "denied too-few-left"),
    ("zero is not absent", "limit:0/0", "f", "denied too-few-left"),
    ("no limit", "limit:-/7", "f&amount=1000", "allowed unlimited"),
    ("nothing counted", "meter:3/-", "f&amount=1000", "allowed unlimited"),
    ("neither", "limit:-/-", "f&amount=1000", "allowed unlimited"),
    ("a negative count gives nothing", "limit:3/-5", "f&amount=4", "denied too-few-left"),
    ("an unknown type", "limit:9/0,TypeFeature=Credit", "f", "denied unknown-type"),
    ("no type", "limit:9/0,TypeFeature=", "f", "denied unknown-type"),
    ("two, one on", "off on,IsIncluded=false", "f", "allowed enabled"),
    ("two, both off", "off off", "f", "denied disabled"),
    ("two limits are one", "limit:3/3 limit:2/1", "f", "allowed enough-left"),
    ("two limits, both used", "limit:3/3 limit:2/2", "f", "denied too-few-left"),
    ("two, one without limit", "limit:0/0 limit:-/-", "f&amount=99", "allowed unlimited"),
    ("two types", "limit:9/0 on", "f", "denied types-disagree"),
    ("two kinds of quantity", "limit:9/0 meter:9/0", "f", "denied types-disagree"),
    ("another segment's", "on,ReferenceSegment=acme-usd", "f", "denied not-included"),
    ("no segment named", "on,ReferenceSegment=", "f", "allowed enabled"),
    ("somebody else's", "on,ReferenceCustomer=cust-other", "f", "denied not-included"),
    ("nobody's", "on,ReferenceCustomer=", "f", "denied not-included"),
    ("of no feature", "on,ReferenceFeature=", "f", "denied not-included"),
    ("bought, with room", "limit:3/5,ReferenceFeature=b", "b&used=4", "allowed enough-left"),
    ("bought, used up", "limit:3/5,ReferenceFeature=b", "b&used=5", "denied too-few-left"),
    ("bought, not counted", "limit:3/5,ReferenceFeature=b", "b", "denied used-not-said"),
    ("bought, at all", "limit:3/5,ReferenceFeature=b", "b&amount=0", "allowed held"),
    ("bought, no limit", "limit:3/-,ReferenceFeature=b", "b&used=99", "allowed unlimited"),
];

#[tokio::test]
async fn every_row_of_the_truth_table_holds() {
    let site = Served::start(&[("rights.purchased", "b")]);
    let mut wrong = Vec::new();
    for (number, (name, items, question, expected)) in ROWS.iter().enumerate() {
        let items: Vec<Value> = items.split_whitespace().map(item).collect();
        // Each row has a customer of its own, whose rights nobody remembers.
        says(&site.upstream, &list(&format!("cust-u{number}"), &items)).await;
        let (answer, reason) = word(&site, &format!("u{number}"), &format!("?feature={question}")).await;
        if format!("{answer} {reason}") != *expected {
            wrong.push(format!("{name}: {answer} {reason}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[tokio::test]
async fn the_reading_of_all_quantities_is_a_setting() {
    let site = Served::start(&[("rights.quantities", "purchased")]);
    let items = [item("limit:3/5")];
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
        item("on,ReferenceFeature=a"),
        item("limit:3/4,ReferenceFeature=b"),
        item("limit:-/-,ReferenceFeature=c"),
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
            "b": {
                "answer": "denied", "reason": "too-few-left", "type": "Limitation",
                "included": 3, "current": 4, "left": -1
            },
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
