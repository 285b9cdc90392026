//! Visitors whose requests reach one instance and the next.

use std::collections::BTreeSet;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use serde_json::json;
use tokio::time::sleep;

use super::{Site, hand_over, token};
use crate::sign_in::assert_shows;
use crate::support::http::{client, send};
use crate::support::load::Load;
use crate::support::served::{USER, framed};
use crate::support::trials::{record, trials};
use crate::support::upstream::READ;

const USERS: usize = 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_signed_in_at_one_instance_is_known_at_all_of_them() {
    for instances in [2, 5] {
        let name = format!("requests of {USERS} users interleaved over {instances} instances");
        let requests = trials(&name, 200, 10_000);
        let site = Site::start(instances).await;
        let mut visitors = Vec::new();
        for number in 0..USERS {
            visitors.push(site.handed_over(&format!("user-{number}")).await);
        }
        let visits = (0..requests).map(|request| {
            let number = request % USERS;
            let cookies = &visitors[number].cookies;
            let mut visitor = site.at(request / USERS % instances, cookies);
            async move {
                let page = visitor.get("/Subscriptions").await;
                assert_shows(&page, &format!("user-{number}"));
            }
        });
        stream::iter(visits)
            .buffer_unordered(8)
            .collect::<Vec<()>>()
            .await;
        let (_, writes) = site.upstream.reads_and_writes().await;
        assert_eq!(writes, USERS as u64);
    }
}

#[tokio::test]
async fn a_hand_off_that_begins_at_one_instance_ends_at_another_and_counts_once() {
    let site = Site::start(2).await;
    let token = token("alice");
    let mut first = site.at(0, &[].into());
    let posted = hand_over(&mut first, &token).await;
    posted.assert_status(303);
    let mut second = site.at(1, &first.cookies);
    second.follow(&posted).await.assert_status(303);
    assert_shows(&second.get("/Subscriptions").await, "alice");
    for instance in [1, 0] {
        let mut thief = site.at(instance, &[].into());
        let posted = hand_over(&mut thief, &token).await;
        let nobody = thief.follow(&posted).await;
        nobody.assert_status(400).assert_text("was not completed");
        thief.get("/Subscriptions").await.assert_status(401);
    }
    // To sign out at one is to be signed out at the other.
    let cookies = second.cookies.clone();
    second
        .post("/Subscriptions/logout", "http://127.0.0.1", &[])
        .await
        .assert_status(303);
    for instance in [0, 1] {
        let mut old = site.at(instance, &cookies);
        old.get("/Subscriptions").await.assert_status(401);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_first_visits_at_all_instances_are_one_look_up_and_one_creation() {
    let visits = trials("first visits of one user, at 5 instances at once", 200, 1_000);
    let site = Site::start(5).await;
    // Slow enough that all are waiting while the first asks.
    site.upstream
        .fault(json!({ "on": READ, "delay_ms": 3_000 }))
        .await;
    let client = client();
    let pages = (0..visits).map(|number| {
        let url = site.instances[number % 5].url("/Subscriptions");
        let request = client.get(url).header(USER, "nora");
        async move { framed(send(request).await.assert_status(200)) }
    });
    let links: BTreeSet<String> = stream::iter(pages).buffer_unordered(visits).collect().await;
    assert_eq!(links.len(), 1, "{links:?}");
    assert_eq!(site.upstream.reads_and_writes().await, (1, 1));
}

/// Visitors who are under way through nginx, each with a session.
async fn visitors(site: &Site) -> Load {
    let mut load = Load::default();
    for number in 0..4 {
        let user = format!("user-{number}");
        let visitor = site.handed_over(&user).await;
        let own = format!("\"cust-{user}\"");
        load.visitor((visitor, own), async |(mut visitor, own)| {
            let page = visitor.get("/Subscriptions").await;
            let good = page.status == 200 && page.body.contains(&own);
            ((visitor, own), good)
        });
    }
    load
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn restarts_in_turn_and_kills_lose_no_request_and_sign_nobody_out() {
    let name = "restarts and kills of instances under load";
    let rounds = trials(name, 1, 20);
    let mut site = Site::with(2, &[("server.shutdown_delay", "300ms")]).await;
    let load = visitors(&site).await;
    for _ in 0..rounds {
        for instance in [0, 1] {
            sleep(Duration::from_millis(200)).await;
            let ended = site.instances[instance].terminate().await.expect("an end");
            assert!(ended.success());
            site.again(instance).await;
            sleep(Duration::from_millis(200)).await;
            site.instances[instance].kill();
            site.again(instance).await;
        }
    }
    let (asked, lost) = load.end().await;
    assert_eq!(lost, 0, "of {asked} requests: {}", site.nginx.errors());
    record(name, &format!("{asked} requests, 0 lost"));
}
