//! While ProAbono does not answer, the last known link opens, for a bounded time. A definite answer ends it.

use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::served::{Served, framed};
use crate::support::upstream::READ;

/// Longer than a link is fresh here.
const LATER: Duration = Duration::from_millis(1_200);
const SHORT: (&str, &str) = ("customers.links_fresh_for", "1s");

/// Visits of a user for each fault, then, past the fresh time, the same visits with the fault: the page without and with it.
async fn before_and_during(site: &Served, faults: &[(&str, Value)]) -> Vec<(String, u16, Option<String>)> {
    let mut before = Vec::new();
    for (name, _) in faults {
        before.push(framed(&site.visit(name).await));
    }
    sleep(LATER).await;
    let mut during = Vec::new();
    for ((name, fault), before) in faults.iter().zip(before) {
        let mut rule = fault.clone();
        rule["on"] = json!(READ);
        site.upstream.fault(rule).await;
        let page = site.visit(name).await;
        let link = (page.status == 200).then(|| framed(&page));
        during.push((before, page.status, link));
        site.upstream.heal().await;
    }
    during
}

#[tokio::test]
async fn the_last_link_opens_while_proabono_does_not_answer() {
    let site = Served::start(&[SHORT, ("proabono.timeout", "1500ms")]);
    let faults = [
        ("at-500", json!({ "status": 500 })),
        ("at-502", json!({ "status": 502 })),
        ("at-503", json!({ "status": 503 })),
        ("at-504", json!({ "status": 504 })),
        ("at-429", json!({ "status": 429 })),
        ("at-302", json!({ "status": 302 })),
        ("cut-off", json!({ "cut": true })),
        ("too-slow", json!({ "delay_ms": 4_000 })),
    ];
    let pages = before_and_during(&site, &faults).await;
    for ((name, _), (before, status, during)) in faults.iter().zip(&pages) {
        assert_eq!(*status, 200, "{name}");
        assert_eq!(during.as_ref(), Some(before), "{name}");
    }
    let stale = site
        .metric("portal_frames_opened_total{source=\"home_stale\"}")
        .await;
    assert_eq!(stale, faults.len() as u64);
}

#[tokio::test]
async fn the_last_link_opens_while_nobody_listens() {
    let site = Served::start(&[SHORT]);
    let before = framed(&site.visit("alice").await);
    site.upstream.stop().await;
    sleep(LATER).await;
    assert_eq!(framed(&site.visit("alice").await), before);
    site.visit("bruno").await.assert_status(503);
}

#[tokio::test]
async fn a_definite_answer_ends_the_last_link() {
    let site = Served::start(&[SHORT]);
    let other = r#"{"Code":"Error.Api.Other"}"#;
    let suspended = |name: &str| {
        json!({ "status": 200, "body": json!({
            "ReferenceCustomer": format!("cust-{name}"), "Status": "Suspended", "Links": [] }).to_string() })
    };
    let faults = [
        ("at-401", json!({ "status": 401, "body": other })),
        ("at-403", json!({ "status": 403, "body": other })),
        ("at-400", json!({ "status": 400, "body": other })),
        ("at-409", json!({ "status": 409, "body": other })),
        ("at-422", json!({ "status": 422, "body": other })),
        ("suspended", suspended("suspended")),
    ];
    let pages = before_and_during(&site, &faults).await;
    for ((name, _), (_, status, _)) in faults.iter().zip(&pages) {
        let expected = if *name == "suspended" { 403 } else { 502 };
        assert_eq!(*status, expected, "{name}");
    }
    // And it does not come back with an outage after the refusal.
    sleep(LATER).await;
    site.upstream.fault(json!({ "on": READ, "status": 500 })).await;
    for (name, _) in &faults {
        site.visit(name).await.assert_status(503);
    }
}

#[tokio::test]
async fn an_unknown_customer_is_created_anew_and_not_shown_the_last_link() {
    let site = Served::start(&[SHORT]);
    let before = framed(&site.visit("alice").await);
    sleep(LATER).await;
    site.upstream
        .fault(json!({ "on": READ, "status": 404, "times": 1 }))
        .await;
    let during = framed(&site.visit("alice").await);
    assert_ne!(before, during);
    assert_eq!(site.upstream.reads_and_writes().await, (2, 1));
}

#[tokio::test]
async fn the_last_link_opens_for_no_longer_than_configured() {
    let site = Served::start(&[SHORT, ("customers.links_stale_for", "2s")]);
    framed(&site.visit("alice").await);
    sleep(LATER).await;
    site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
    site.visit("alice").await.assert_status(200);
    // Three seconds after the link was fetched it is worth nothing, whatever was decided before.
    sleep(Duration::from_secs(2)).await;
    site.visit("alice").await.assert_status(503);
}

#[tokio::test]
async fn without_a_stale_time_an_outage_shows_at_once() {
    let site = Served::start(&[SHORT, ("customers.links_stale_for", "0s")]);
    site.visit("alice").await.assert_status(200);
    sleep(LATER).await;
    site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
    site.visit("alice").await.assert_status(503);
}

#[tokio::test]
async fn a_visitor_with_a_link_at_hand_does_not_wait_for_a_slow_proabono() {
    let site = Served::start(&[SHORT]);
    let before = framed(&site.visit("alice").await);
    sleep(LATER).await;
    site.upstream
        .fault(json!({ "on": READ, "delay_ms": 7_000 }))
        .await;
    let started = std::time::Instant::now();
    assert_eq!(framed(&site.visit("alice").await), before);
    assert!(
        started.elapsed() < Duration::from_secs(4),
        "it took {:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_definite_answer_counts_however_late_it_comes() {
    let site = Served::start(&[SHORT]);
    let before = framed(&site.visit("alice").await);
    sleep(LATER).await;
    let suspended = json!({ "ReferenceCustomer": "cust-alice", "Status": "Suspended", "Links": [] });
    let body = suspended.to_string();
    let late = json!({ "on": READ, "status": 200, "body": body, "delay_ms": 3_000 });
    site.upstream.fault(late).await;
    // Nobody waits for a slow answer while a link is at hand.
    assert_eq!(framed(&site.visit("alice").await), before);
    let begun = std::time::Instant::now();
    assert_eq!(framed(&site.visit("alice").await), before);
    assert!(begun.elapsed() < Duration::from_millis(1_900), "it waits too");
    assert_eq!(site.upstream.count(READ).await, 2, "one look-up at a time");
    sleep(Duration::from_millis(1_500)).await;
    site.visit("alice").await.assert_status(403);
}
