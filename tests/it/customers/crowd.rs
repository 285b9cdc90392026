//! Many first visits at once.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::sleep;

use super::{NORA, complete};
use crate::support::raw;
use crate::support::served::{Served, framed};
use crate::support::trials::{record, trials};
use crate::support::upstream::{READ, WRITE};
use crate::support::wait::poll;

/// Visits of those users, all under way at once; the links that they got.
async fn crowd(site: &Served, users: &[String]) -> BTreeSet<String> {
    let visits = stream::iter(users).map(|user| site.visit_with(user, "/Subscriptions", &NORA));
    let links = visits.buffer_unordered(users.len()).map(|page| {
        page.assert_status(200);
        framed(&page)
    });
    links.collect().await
}

#[tokio::test]
async fn a_thousand_first_visits_of_one_user_are_one_look_up_and_one_creation() {
    let name = "a thousand first visits of one user at once";
    let rounds = trials(&format!("{name}, rounds"), 1, 20);
    let (mut reads, mut writes) = (0, 0);
    for _ in 0..rounds {
        let site = Served::start(&[]);
        // Slow enough that all are waiting while the first asks.
        site.upstream.fault(json!({ "on": READ, "delay_ms": 700 })).await;
        site.upstream.fault(json!({ "on": WRITE, "delay_ms": 700 })).await;
        let users = vec!["nora".to_owned(); 1_000];
        let links = crowd(&site, &users).await;
        assert_eq!(links.len(), 1, "all wait for the same link");
        let calls = site.upstream.reads_and_writes().await;
        assert_eq!(calls, (1, 1));
        assert_eq!(site.upstream.written().await, [complete("nora")]);
        (reads, writes) = (reads + calls.0, writes + calls.1);
    }
    record(
        name,
        &format!("{} visits, {reads} look-ups, {writes} creations", rounds * 1_000),
    );
}

#[tokio::test]
async fn a_thousand_first_visits_of_fifty_users_create_each_of_them_once() {
    let site = Served::start(&[]);
    site.upstream.fault(json!({ "on": READ, "delay_ms": 500 })).await;
    let users: Vec<_> = (0..1_000).map(|visit| format!("user-{}", visit % 50)).collect();
    assert_eq!(crowd(&site, &users).await.len(), 50);
    assert_eq!(site.upstream.reads_and_writes().await, (50, 50));
    let written = site.upstream.written().await;
    let created: BTreeSet<_> = written
        .iter()
        .map(|body| body["ReferenceCustomer"].to_string())
        .collect();
    assert_eq!(created.len(), 50);
    assert!(written.iter().all(|body| body["ReferenceSegment"] == "acme-eur"));
}

#[tokio::test]
async fn a_thousand_visits_while_the_look_up_is_refused_create_nobody() {
    for fault in [
        json!({ "on": READ, "status": 401, "delay_ms": 500 }),
        json!({ "on": READ, "status": 403, "delay_ms": 500, "body": r#"{"Code":"Error.Api.Other"}"# }),
        json!({ "on": READ, "status": 429, "delay_ms": 200 }),
        json!({ "on": READ, "status": 500, "delay_ms": 200 }),
        json!({ "on": READ, "delay_ms": 5_000 }),
    ] {
        let site = Served::start(&[("proabono.timeout", "1500ms")]);
        site.upstream.fault(fault.clone()).await;
        let visits = stream::iter(0..200).map(|_| site.visit_with("nora", "/Subscriptions", &NORA));
        let refused = visits.buffer_unordered(200).filter(|page| {
            let failed = page.status >= 500;
            async move { failed }
        });
        assert_eq!(refused.count().await, 200, "{fault}");
        let (reads, writes) = site.upstream.reads_and_writes().await;
        assert!((1..=3).contains(&reads), "{reads} calls for one look-up: {fault}");
        assert_eq!(writes, 0, "{fault}");
    }
}

/// Sends a visit and, once the call has begun, resets the connection: the server then drops what works for it. A
/// connection that is closed in peace is served to its end.
async fn come_and_leave(site: &Served, user: &str, begun: &str) {
    let mut stream = TcpStream::connect(site.address()).await.expect("a connection");
    let request = raw::get("/Subscriptions", &[format!("X-Remote-User: {user}").as_bytes()]);
    stream.write_all(&request).await.expect("a request");
    let begun = poll(Duration::from_secs(10), async || {
        (site.upstream.count(begun).await == 1).then_some(())
    });
    begun.await.expect("the call");
    stream.set_zero_linger().expect("a reset");
    drop(stream);
}

#[tokio::test]
async fn a_visitor_who_leaves_does_not_abort_the_creation() {
    let site = Served::start(&[]);
    site.upstream.fault(json!({ "on": READ, "delay_ms": 600 })).await;
    come_and_leave(&site, "nora", READ).await;
    let created = poll(Duration::from_secs(10), async || {
        (site.upstream.count(WRITE).await == 1).then_some(())
    });
    assert!(created.await.is_some(), "nobody was created");
    let known = site.upstream.customer("cust-nora").await;
    assert_eq!(known["ReferenceSegment"], "acme-eur");
}

/// Visitors wait for the same slow call, and the one for whom it was begun leaves.
async fn one_leaves_while(slow: &str) {
    let site = Served::start(&[]);
    site.upstream
        .fault(json!({ "on": slow, "delay_ms": 1_500 }))
        .await;
    let waiting = async {
        sleep(Duration::from_millis(300)).await;
        let users = vec!["nora".to_owned(); 20];
        crowd(&site, &users).await
    };
    let ((), links) = tokio::join!(come_and_leave(&site, "nora", slow), waiting);
    assert_eq!(links.len(), 1);
    assert_eq!(site.upstream.reads_and_writes().await, (1, 1));
}

#[tokio::test]
async fn those_who_wait_with_a_visitor_who_leaves_share_the_one_look_up() {
    one_leaves_while(READ).await;
}

#[tokio::test]
async fn those_who_wait_with_a_visitor_who_leaves_share_the_one_creation() {
    one_leaves_while(WRITE).await;
}
