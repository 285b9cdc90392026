//! ProAbono away, before, across and after the end of a period.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::time::sleep;

use super::{READ, in_time, list, says, told, word};
use crate::support::served::Served;

const SECOND: Duration = Duration::from_secs(1);
/// Rights that are asked for again at nearly every question.
const SHORT: (&str, &str) = ("rights.fresh_for", "1s");

fn on(end: Option<Duration>) -> Value {
    let mut item = json!({ "ReferenceFeature": "f", "TypeFeature": "OnOff", "IsEnabled": true });
    if let Some(end) = end {
        item["DatePeriodEnd"] = json!(in_time(end));
    }
    item
}

async fn expect(site: &Served, answer: &str, reason: &str) {
    let said = word(site, "alice", "?feature=f").await;
    assert_eq!(said, (answer.to_owned(), reason.to_owned()));
}

/// A refusal of ProAbono's own.
fn coded(status: u16, code: &str) -> Value {
    let body = json!({ "Code": code }).to_string();
    json!({ "status": status, "content_type": "application/json", "body": body })
}

fn said(body: &Value) -> Value {
    json!({ "status": 200, "content_type": "application/json", "body": body.to_string() })
}

/// From here on ProAbono answers every read so.
async fn fails(site: &Served, rule: Value) {
    site.upstream.heal().await;
    let mut rule = rule;
    rule["on"] = json!(READ);
    site.upstream.fault(rule).await;
}

#[tokio::test]
async fn the_last_known_rights_last_through_an_outage_to_the_end_of_the_period_and_no_further() {
    let site = Served::start(&[SHORT, ("proabono.timeout", "300ms")]);
    says(&site.upstream, &list("cust-alice", &[on(Some(4 * SECOND))])).await;
    expect(&site, "allowed", "enabled").await;
    fails(&site, json!({ "status": 503 })).await;
    sleep(SECOND + SECOND / 2).await;
    // Before the end.
    let stale = told(&site, "alice", "?feature=f").await;
    assert_eq!(
        (&stale["answer"], &stale["stale"]),
        (&json!("allowed"), &json!(true)),
        "{stale}"
    );
    assert!(stale["age"].as_u64() >= Some(1), "{stale}");
    sleep(3 * SECOND).await;
    // Across it.
    expect(&site, "unknown", "too-old").await;
    let all = told(&site, "alice", "").await;
    assert_eq!(
        (&all["known"], &all["rights"]),
        (&json!(false), &json!({})),
        "{all}"
    );
    // After it, and ProAbono is back.
    says(&site.upstream, &list("cust-alice", &[on(Some(60 * SECOND))])).await;
    sleep(6 * SECOND).await;
    expect(&site, "allowed", "enabled").await;
}

#[tokio::test]
async fn a_failure_keeps_what_was_known_and_a_definite_no_ends_it() {
    let failures = [
        json!({ "status": 500 }),
        json!({ "status": 429 }),
        coded(401, "Error.Api.Authentication"),
        json!({ "status": 403, "body": "<html>a firewall</html>" }),
        json!({ "status": 404, "body": "<html>a proxy without a route</html>" }),
        coded(422, "Error.Api.Validation"),
        json!({ "garbage": true }),
        json!({ "cut": true }),
        // These are JSON, and no list, or not the whole of one.
        coded(200, "Error.Api.Internal"),
        said(&json!({})),
        said(&json!({ "Items": null })),
        said(&json!({ "TotalItems": 2, "Items": [] })),
    ];
    let noes = [
        (coded(403, "Error.Api.Customer.Unaccessible"), "no-customer"),
        (coded(404, "Error.Api.NotFound"), "no-customer"),
        (coded(403, "Error.Api.Anything"), "refused"),
    ];
    let site = Served::start(&[SHORT, ("proabono.timeout", "2s")]);
    let user = |number: usize| format!("u{number}");
    for number in 0..failures.len() + noes.len() {
        says(&site.upstream, &list(&format!("cust-u{number}"), &[on(None)])).await;
        let first = word(&site, &user(number), "?feature=f").await;
        assert_eq!(first.0, "allowed");
    }
    sleep(SECOND + SECOND / 10).await;
    for (number, failure) in failures.iter().enumerate() {
        fails(&site, failure.clone()).await;
        let said = told(&site, &user(number), "?feature=f").await;
        assert_eq!(
            (&said["answer"], &said["stale"]),
            (&json!("allowed"), &json!(true)),
            "{failure}: {said}"
        );
    }
    for (number, (no, reason)) in noes.iter().enumerate() {
        fails(&site, no.clone()).await;
        let said = word(&site, &user(failures.len() + number), "?feature=f").await;
        assert_eq!(said, ("denied".to_owned(), (*reason).to_owned()), "{no}");
    }
    // Rights that were known before do not come back over it.
    fails(&site, json!({ "status": 500 })).await;
    sleep(SECOND + SECOND / 10).await;
    let said = word(&site, &user(failures.len()), "?feature=f").await;
    assert_eq!(said, ("denied".to_owned(), "no-customer".to_owned()));
}

#[tokio::test]
async fn what_was_never_known_is_unknown_and_an_outage_causes_few_calls() {
    let site = Served::start(&[]);
    fails(&site, json!({ "status": 401 })).await;
    for _ in 0..20 {
        expect(&site, "unknown", "no-answer").await;
    }
    assert_eq!(site.upstream.count(READ).await, 1);
}

#[tokio::test]
async fn a_period_that_has_ended_already_is_not_asked_for_without_a_pause() {
    let site = Served::start(&[]);
    let mut late = on(None);
    late["DatePeriodEnd"] = json!("2020-01-01T00:00:00Z");
    says(&site.upstream, &list("cust-alice", &[late])).await;
    for _ in 0..20 {
        expect(&site, "allowed", "enabled").await;
    }
    assert_eq!(site.upstream.count(READ).await, 1);
}

#[tokio::test]
async fn a_feature_that_has_disappeared_from_the_list_is_gone() {
    let site = Served::start(&[SHORT]);
    let mut other = on(None);
    other["ReferenceFeature"] = json!("g");
    says(&site.upstream, &list("cust-alice", &[on(None), other.clone()])).await;
    expect(&site, "allowed", "enabled").await;
    says(&site.upstream, &list("cust-alice", &[other])).await;
    sleep(SECOND + SECOND / 10).await;
    expect(&site, "denied", "not-included").await;
    // An empty list is an answer, too.
    site.upstream.heal().await;
    site.upstream.fault(json!({ "on": READ, "status": 204 })).await;
    sleep(SECOND + SECOND / 10).await;
    let gone = word(&site, "alice", "?feature=g").await;
    assert_eq!(gone, ("denied".to_owned(), "not-included".to_owned()));
}

#[tokio::test]
async fn whoever_has_usable_rights_does_not_wait_for_a_slow_proabono() {
    let site = Served::start(&[SHORT]);
    says(&site.upstream, &list("cust-alice", &[on(None)])).await;
    expect(&site, "allowed", "enabled").await;
    fails(&site, json!({ "status": 503, "delay_ms": 7_000 })).await;
    sleep(SECOND + SECOND / 10).await;
    let began = Instant::now();
    let first = told(&site, "alice", "?feature=f").await;
    assert!(began.elapsed() < 5 * SECOND, "{:?}", began.elapsed());
    // Whoever comes while the same answer is awaited does not wait again.
    for _ in 0..10 {
        let next = told(&site, "alice", "?feature=f").await;
        assert_eq!(next["answer"], "allowed", "{next}");
    }
    assert!(began.elapsed() < 7 * SECOND, "{:?}", began.elapsed());
    assert_eq!(
        (&first["answer"], &first["stale"]),
        (&json!("allowed"), &json!(true)),
        "{first}"
    );
}

#[tokio::test]
async fn rights_that_a_slow_answer_would_replace_are_told_as_old_ones() {
    let site = Served::start(&[]);
    says(&site.upstream, &list("cust-alice", &[on(None)])).await;
    expect(&site, "allowed", "enabled").await;
    fails(&site, json!({ "status": 503, "delay_ms": 7_000 })).await;
    // The rights are fresh by their age, and the return says that they may be outdated.
    site.visit_with("alice", "/Subscriptions/return?from=subscribe&outcome=paid", &[])
        .await;
    let explained = told(&site, "alice", "?feature=f&explain=true").await;
    assert_eq!(
        (
            &explained["answer"],
            &explained["stale"],
            &explained["explanation"]["failure"]["kind"]
        ),
        (&json!("allowed"), &json!(true), &json!("slow")),
        "{explained}"
    );
}

#[tokio::test]
async fn a_return_is_read_at_once() {
    let site = Served::start(&[]);
    says(&site.upstream, &list("cust-alice", &[])).await;
    expect(&site, "denied", "not-included").await;
    says(&site.upstream, &list("cust-alice", &[on(None)])).await;
    expect(&site, "denied", "not-included").await;
    site.visit_with("alice", "/Subscriptions/return?from=subscribe&outcome=paid", &[])
        .await;
    expect(&site, "allowed", "enabled").await;
    let explained = told(&site, "alice", "?feature=f&explain=true").await;
    assert_eq!(
        explained["explanation"]["cause"],
        json!({ "why": "return" }),
        "{explained}"
    );
}
