//! Changes of usages: quoted first, sent once, read again.

use reqwest::Method;
use serde_json::{Value, json};

use super::{KEY, READ, RIGHTS_KEY, catalogue, json_of, word};
use crate::support::http::{Answer, send};
use crate::support::served::Served;

const WRITE: &str = "POST /v1/Usage";
const QUOTE: &str = "POST /v1/Quoting/Usage";

async fn change(site: &Served, customer: &str, body: &Value, key: Option<&str>) -> Answer {
    let url = site.operations_url(&format!("/v1/customers/{customer}/usage"));
    let plain = site
        .client
        .request(Method::POST, url)
        .bearer_auth(KEY)
        .body(body.to_string());
    send(match key {
        Some(key) => plain.header("idempotency-key", key),
        None => plain,
    })
    .await
}

async fn left(site: &Served, user: &str, feature: &str) -> Value {
    super::told(site, user, &format!("?feature={feature}")).await["left"].clone()
}

#[tokio::test]
async fn a_change_without_a_price_is_written_at_once_and_the_rights_are_read_again() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    assert_eq!(left(&site, "one", "feat-users").await, 0);
    let body = json!({ "feature": "feat-users", "quantity": 2 });
    let written = json_of(change(&site, "cust-one", &body, None).await.assert_status(200));
    assert_eq!(
        (&written["written"], &written["right"]["left"]),
        (&json!(true), &json!(1)),
        "{written}"
    );
    assert_eq!(written["usage"]["quantity_current"], 2, "{written}");
    assert_eq!(left(&site, "one", "feat-users").await, 1);
    let body = json!({ "feature": "feat-messages", "increment": 4 });
    change(&site, "cust-one", &body, None).await.assert_status(200);
    assert_eq!(left(&site, "one", "feat-messages").await, 6);
    assert_eq!(site.upstream.count(WRITE).await, 2);
}

#[tokio::test]
async fn a_change_with_a_price_waits_until_the_quoted_amounts_are_accepted() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let mut body = json!({ "feature": "feat-extra", "enabled": true });
    let quoted = json_of(change(&site, "cust-one", &body, None).await.assert_status(409));
    let accept = quoted["accept"].clone();
    assert!(accept["next_term"].as_i64() > Some(1_000), "{quoted}");
    assert_eq!(site.upstream.count(WRITE).await, 0);
    assert_eq!(word(&site, "one", "?feature=feat-extra").await.0, "denied");
    for wrong in [
        json!({ "due": 0, "next_term": 0 }),
        json!({ "due": null, "next_term": null }),
    ] {
        body["accept"] = wrong;
        change(&site, "cust-one", &body, None).await.assert_status(409);
    }
    assert_eq!(site.upstream.count(WRITE).await, 0);
    body["accept"] = accept;
    change(&site, "cust-one", &body, None).await.assert_status(200);
    assert_eq!(word(&site, "one", "?feature=feat-extra").await.0, "allowed");
}

#[tokio::test]
async fn an_increment_with_a_key_is_sent_once() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let body = json!({ "feature": "feat-messages", "increment": 2 });
    let first = change(&site, "cust-one", &body, Some("m-1")).await;
    first.assert_status(200);
    let again = change(&site, "cust-one", &body, Some("m-1")).await;
    assert_eq!(again.assert_status(200).body, first.body);
    assert_eq!(left(&site, "one", "feat-messages").await, 8);
    let other = json!({ "feature": "feat-messages", "increment": 3 });
    change(&site, "cust-one", &other, Some("m-1"))
        .await
        .assert_status(422)
        .assert_text("key-reused");
    // Another customer's key is another key, and so is another one.
    change(&site, "cust-more", &body, Some("m-1"))
        .await
        .assert_status(200);
    change(&site, "cust-one", &body, Some("m-2"))
        .await
        .assert_status(200);
    assert_eq!(left(&site, "one", "feat-messages").await, 6);
    // Many at once are one.
    let many = (0..20).map(|_| change(&site, "cust-one", &body, Some("m-3")));
    for answer in futures_util::future::join_all(many).await {
        answer.assert_status(200);
    }
    assert_eq!(left(&site, "one", "feat-messages").await, 4);
    for key in ["", &"k".repeat(256)] {
        change(&site, "cust-one", &body, Some(key))
            .await
            .assert_status(422);
    }
}

#[tokio::test]
async fn an_increment_without_an_answer_is_not_sent_again_and_an_absolute_change_is() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let cut = json!({ "on": WRITE, "cut": true, "times": 1 });
    site.upstream.fault(cut.clone()).await;
    let body = json!({ "feature": "feat-messages", "increment": 2 });
    for _ in 0..2 {
        let answer = change(&site, "cust-one", &body, Some("m-1")).await;
        answer.assert_status(502).assert_text("uncertain");
    }
    assert_eq!(site.upstream.count(WRITE).await, 1);
    site.upstream.forget().await;
    site.upstream.fault(cut).await;
    let body = json!({ "feature": "feat-users", "quantity": 1 });
    change(&site, "cust-one", &body, Some("m-2"))
        .await
        .assert_status(200);
    assert_eq!(site.upstream.count(WRITE).await, 2);
    assert_eq!(left(&site, "one", "feat-users").await, 2);
}

#[tokio::test]
async fn after_an_increment_without_an_answer_the_usage_shows_whether_it_was_counted() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let before = left(&site, "one", "feat-messages")
        .await
        .as_i64()
        .expect("a number");
    site.upstream
        .fault(json!({ "on": WRITE, "cut": true, "times": 1 }))
        .await;
    let body = json!({ "feature": "feat-messages", "increment": 2 });
    change(&site, "cust-one", &body, None).await.assert_status(502);
    // The connection was cut behind the change.
    assert_eq!(left(&site, "one", "feat-messages").await, json!(before - 2));
}

#[tokio::test]
async fn an_increment_that_came_too_soon_may_be_sent_again_with_its_key() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    site.upstream
        .fault(json!({ "on": WRITE, "status": 429, "times": 1 }))
        .await;
    let body = json!({ "feature": "feat-messages", "increment": 2 });
    change(&site, "cust-one", &body, Some("m-9"))
        .await
        .assert_status(503);
    change(&site, "cust-one", &body, Some("m-9"))
        .await
        .assert_status(200);
}

#[tokio::test]
async fn what_fails_before_the_write_may_be_sent_again_with_its_key() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let body = json!({ "feature": "feat-messages", "increment": 2 });
    site.upstream
        .fault(json!({ "on": QUOTE, "status": 503, "times": 1 }))
        .await;
    change(&site, "cust-one", &body, Some("m-1"))
        .await
        .assert_status(503)
        .assert_text("no-answer");
    let refused = json!({ "on": WRITE, "status": 403, "times": 1, "content_type": "application/json",
        "body": r#"{"Code":"Error.Customer.Billing.CappingReached"}"# });
    site.upstream.fault(refused).await;
    let answer = change(&site, "cust-one", &body, Some("m-1")).await;
    answer
        .assert_status(403)
        .assert_text("Error.Customer.Billing.CappingReached");
    change(&site, "cust-one", &body, Some("m-1"))
        .await
        .assert_status(200);
    assert_eq!(left(&site, "one", "feat-messages").await, 8);
}

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
async fn a_body_that_is_no_change_is_refused() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    for body in [
        json!({}),
        json!({ "feature": "feat-users" }),
        json!({ "feature": "feat-users", "quantity": 1, "increment": 1 }),
        json!({ "feature": "feat-users", "quantity": -1 }),
        json!({ "feature": "", "quantity": 1 }),
        json!({ "feature": "feat-users", "quantity": 1, "customer": "cust-both" }),
        json!([]),
    ] {
        change(&site, "cust-one", &body, None).await.assert_status(422);
    }
    assert_eq!(site.upstream.count(READ).await, 0);
    let url = site.operations_url("/v1/customers/cust-one/usage");
    let keyless = send(
        site.client
            .post(url)
            .body(r#"{"feature":"feat-users","quantity":1}"#),
    )
    .await;
    keyless.assert_status(401);
}

#[tokio::test]
async fn a_price_that_nobody_knows_is_not_free() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    let nothing_known = json!({ "on": QUOTE, "status": 200, "content_type": "application/json",
        "body": json!({ "AmountTotalDue": 0 }).to_string() });
    site.upstream.fault(nothing_known).await;
    let body = json!({ "feature": "feat-users", "quantity": 2 });
    let quoted = json_of(change(&site, "cust-one", &body, None).await.assert_status(409));
    assert_eq!(
        quoted["accept"],
        json!({ "due": 0, "next_term": null }),
        "{quoted}"
    );
    assert_eq!(site.upstream.count(WRITE).await, 0);
}

#[tokio::test]
async fn a_change_that_came_too_soon_is_not_sent_again_at_once() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    site.upstream.fault(json!({ "on": WRITE, "status": 429 })).await;
    let body = json!({ "feature": "feat-users", "quantity": 2 });
    change(&site, "cust-one", &body, None).await.assert_status(503);
    assert_eq!(site.upstream.count(WRITE).await, 1);
}

#[tokio::test]
async fn keys_that_are_refused_are_the_operators_matter_and_not_the_customers() {
    for on in [QUOTE, WRITE] {
        let site = Served::of(catalogue(), &[RIGHTS_KEY]);
        let refused = json!({ "on": on, "status": 401, "content_type": "application/json",
            "body": r#"{"Code":"Error.Api.Authentication"}"# });
        site.upstream.fault(refused).await;
        let body = json!({ "feature": "feat-messages", "increment": 1 });
        let answer = change(&site, "cust-one", &body, Some("m-1")).await;
        answer.assert_status(503).assert_text(r#""error":"keys""#);
        site.upstream.heal().await;
        change(&site, "cust-one", &body, Some("m-1"))
            .await
            .assert_status(200);
    }
}
