//! The usage that a change is about: one of the customer's own, as ProAbono has it now.

use std::time::Duration;

use serde_json::json;

use super::writes::{QUOTE, WRITE, change};
use super::{READ, RIGHTS_KEY, catalogue, json_of, list, says, told, word};
use crate::support::served::Served;

#[tokio::test]
async fn the_subscription_is_one_of_the_customers_own() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let mut body = json!({ "feature": "feat-users", "quantity": 1 });
    let several = json_of(change(&site, "cust-both", &body, None).await.assert_status(422));
    let ids = several["subscriptions"].as_array().expect("their ids").clone();
    assert_eq!(
        (several["error"].as_str(), ids.len()),
        (Some("several-subscriptions"), 2),
        "{several}"
    );
    body["subscription"] = ids[1].clone();
    change(&site, "cust-both", &body, None).await.assert_status(200);
    // Somebody else's number changes nothing.
    let wrote = site.upstream.count(WRITE).await;
    change(&site, "cust-one", &body, None)
        .await
        .assert_status(403)
        .assert_text("not-included");
    for customer in ["cust-idle", "cust-nobody"] {
        let body = json!({ "feature": "feat-users", "quantity": 1 });
        change(&site, customer, &body, None).await.assert_status(403);
    }
    assert_eq!(site.upstream.count(WRITE).await, wrote);
}

#[tokio::test]
async fn rights_that_are_only_remembered_refuse_no_change() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    says(&site.upstream, &list("cust-one", &[])).await;
    assert_eq!(word(&site, "one", "?feature=feat-users").await.1, "not-included");
    site.upstream.heal().await;
    let body = json!({ "feature": "feat-users", "quantity": 2 });
    change(&site, "cust-one", &body, None).await.assert_status(200);
    // The rights that were read for the change itself are not read again.
    site.upstream.forget().await;
    let body = json!({ "feature": "feat-none", "quantity": 2 });
    change(&site, "cust-more", &body, None).await.assert_status(403);
    assert_eq!(site.upstream.count(READ).await, 1);
    // And without an answer nobody knows.
    site.upstream.fault(json!({ "on": READ, "status": 401 })).await;
    for _ in 0..5 {
        change(&site, "cust-more", &body, None).await.assert_status(503);
    }
    assert_eq!(site.upstream.count(READ).await, 2);
}

#[tokio::test]
async fn a_no_that_could_not_be_read_again_is_none() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY, ("rights.fresh_for", "1s")]);
    let body = json!({ "feature": "feat-none", "quantity": 2 });
    change(&site, "cust-more", &body, None).await.assert_status(403);
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    // The read fails within the request itself, which finds the no of the read before.
    site.upstream.fault(json!({ "on": READ, "status": 401 })).await;
    change(&site, "cust-more", &body, None).await.assert_status(503);
}

#[tokio::test]
async fn a_switch_that_is_only_remembered_as_set_has_a_price_nevertheless() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let body = json!({ "feature": "feat-extra", "enabled": true });
    let quoted = json_of(change(&site, "cust-more", &body, None).await.assert_status(409));
    let with_it = &quoted["accept"]["next_term"];
    let explained = told(&site, "one", "?feature=feat-extra&explain=true").await;
    let mut on = json!({ "ReferenceFeature": "feat-extra", "TypeFeature": "OnOff", "IsEnabled": true });
    on["IdSubscription"] = explained["explanation"]["subscriptions"][0].clone();
    says(&site.upstream, &list("cust-one", &[on])).await;
    site.visit_with("one", "/Subscriptions/return?from=subscribe&outcome=paid", &[])
        .await;
    assert_eq!(word(&site, "one", "?feature=feat-extra").await.0, "allowed");
    // It was switched off since, and nothing is due for the rest of the term.
    site.upstream.heal().await;
    let quote = json!({ "AmountTotalDue": 0, "NextTerm": { "AmountTotalDue": with_it } });
    site.upstream
        .fault(
            json!({ "on": QUOTE, "status": 200, "content_type": "application/json",
            "body": quote.to_string(), "times": 1 }),
        )
        .await;
    change(&site, "cust-one", &body, None).await.assert_status(409);
    assert_eq!(site.upstream.count(WRITE).await, 0);
}
