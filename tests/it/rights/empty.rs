//! Why an answer is what it is, and why there is nothing at all.

use serde_json::{Value, json};

use super::{READ, catalogue, list, says, told};
use crate::support::served::Served;

#[tokio::test]
async fn empty_rights_tell_the_three_causes_apart() {
    let site = Served::of(catalogue(), &[]);
    let why = async |user: &str| {
        let said = told(&site, user, "?feature=feat-users&explain=true").await;
        assert_eq!(said["answer"], "denied", "{said}");
        let all = told(&site, user, "?explain=true").await;
        assert_eq!(all["empty"], said["explanation"]["empty"], "{all}");
        said["explanation"]["empty"].clone()
    };
    assert_eq!(why("idle").await, "never-subscribed");
    assert_eq!(why("bare").await, "offer-without-features");
    // A subscription that is suspended runs no more.
    let subscriptions = json!({
        "Page": 1, "SizePage": 200, "Count": 1, "TotalItems": 1,
        "Items": [{ "Id": 1, "ReferenceCustomer": "cust-one", "ReferenceSegment": "acme-eur", "Status": "Suspended" }]
    });
    says(&site.upstream, &list("cust-one", &[])).await;
    let rule = json!({ "on": "GET /v1/Subscriptions", "status": 200, "content_type": "application/json",
        "body": subscriptions.to_string() });
    site.upstream.fault(rule).await;
    assert_eq!(why("one").await, "none-runs");
    // Nobody looks for the cause unless it is asked for, or where there is something.
    site.upstream.heal().await;
    site.upstream.forget().await;
    told(&site, "idle", "?feature=feat-users").await;
    told(&site, "both", "?feature=feat-other&explain=true").await;
    assert_eq!(site.upstream.count("GET /v1/Subscriptions").await, 0);
}

#[tokio::test]
async fn an_explained_answer_names_its_items_its_read_and_its_rule_and_nothing_secret() {
    let site = Served::of(catalogue(), &[]);
    let said = told(&site, "both", "?feature=feat-users&amount=6&explain=true").await;
    let explanation = &said["explanation"];
    assert_eq!(
        (&said["answer"], &said["reason"]),
        (&json!("denied"), &json!("too-few-left")),
        "{said}"
    );
    assert_eq!(explanation["rule"], "The amount does not fit into what is left.");
    assert_eq!(
        (&explanation["amount"], &explanation["quantities"]),
        (&json!(6), &json!("reported"))
    );
    assert_eq!(explanation["cause"], json!({ "why": "first" }));
    assert_eq!(explanation["items"].as_array().map(Vec::len), Some(2), "{said}");
    assert_eq!(
        explanation["subscriptions"].as_array().map(Vec::len),
        Some(2),
        "{said}"
    );
    assert!(explanation["usable_until"].is_string(), "{said}");
    let text = said.to_string();
    for secret in ["agent-demo", "api-demo", "crylk", "http"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_eq!(said["explanation"]["failure"], Value::Null);
    let all = told(&site, "both", "?explain=true").await;
    for member in ["cause", "fresh_until", "usable_until"] {
        assert_eq!(all[member], explanation[member], "{member} in {all}");
    }
    assert_eq!(site.upstream.count(READ).await, 1);
}
