//! Redis away, still, and full: which pages there are then, and what is there afterwards.

use std::time::Duration;

use super::{Site, hand_over, token};
use crate::sign_in::assert_shows;
use crate::support::http::{get, get_with};
use crate::support::served::USER;
use crate::support::visitor::Visitor;
use crate::support::wait::poll;

/// Waits until an instance says that it takes visitors, or that it does not.
async fn ready(site: &Site, instance: usize, status: u16) {
    let said = poll(Duration::from_secs(30), async || {
        let said = get(&site.operations(instance, "/readyz")).await;
        (said.status == status).then_some(())
    });
    assert!(said.await.is_some(), "{}", site.instances[instance].output());
}

/// Pages that need no session are served.
async fn serves_the_rest(site: &Site) {
    for instance in &site.instances {
        let page = get_with(&instance.url("/Subscriptions"), &[(USER, "bruno")]).await;
        page.assert_status(200).assert_text("\"cust-bruno\"");
    }
    get(&site.operations(0, "/healthz")).await.assert_status(200);
}

/// Whoever is known by a session, and whoever signs in, sees what is the matter.
async fn says_why(site: &Site, visitor: &mut Visitor) {
    let mut stranger = site.visitor();
    let pages = [
        visitor.get("/Subscriptions").await,
        hand_over(&mut stranger, &token("carl")).await,
    ];
    for page in pages {
        page.assert_status(503)
            .assert_header("retry-after", "5")
            .assert_text("You cannot be recognised right now");
    }
}

async fn recovers(site: &Site, visitor: &mut Visitor) {
    for instance in 0..site.instances.len() {
        ready(site, instance, 200).await;
        assert_shows(
            &site.at(instance, &visitor.cookies).get("/Subscriptions").await,
            "alice",
        );
    }
    site.handed_over("carl").await;
}

#[tokio::test]
async fn without_redis_what_needs_it_says_so_and_comes_back_by_itself() {
    let mut site = Site::start(2).await;
    let mut visitor = site.handed_over("alice").await;
    ready(&site, 0, 200).await;
    site.redis.kill();
    ready(&site, 0, 503).await;
    serves_the_rest(&site).await;
    says_why(&site, &mut visitor).await;
    site.redis.again().await;
    recovers(&site, &mut visitor).await;
    // The reader of the news tried several times a second meanwhile, and says it once a minute.
    let told = site.instances[1].output().matches("news-unread").count();
    assert!((1..=3).contains(&told), "{}", site.instances[1].output());
}

#[tokio::test]
async fn a_redis_that_answers_nothing_holds_nobody_up_for_long() {
    let site = Site::start(2).await;
    let mut visitor = site.handed_over("alice").await;
    site.redis.freeze();
    serves_the_rest(&site).await;
    says_why(&site, &mut visitor).await;
    site.redis.wake();
    recovers(&site, &mut visitor).await;
}

#[tokio::test]
async fn a_full_redis_signs_nobody_in_and_nobody_out() {
    let site = Site::start(2).await;
    let mut visitor = site.handed_over("alice").await;
    site.redis.tell("CONFIG SET maxmemory 1");
    ready(&site, 0, 503).await;
    serves_the_rest(&site).await;
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
    let mut stranger = site.visitor();
    hand_over(&mut stranger, &token("carl")).await.assert_status(503);
    site.redis.tell("CONFIG SET maxmemory 0");
    recovers(&site, &mut visitor).await;
}

#[tokio::test]
async fn a_redis_that_lost_everything_signs_everybody_out_and_lets_no_token_count_twice() {
    let site = Site::start(2).await;
    let token = token("alice");
    let mut visitor = site.visitor();
    let posted = hand_over(&mut visitor, &token).await;
    visitor.follow(&posted).await.assert_status(303);
    // A second later Redis is certainly younger than the token.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    site.redis.tell("FLUSHALL");
    visitor.get("/Subscriptions").await.assert_status(401);
    let mut thief = site.visitor();
    let posted = hand_over(&mut thief, &token).await;
    thief.follow(&posted).await.assert_status(400);
    site.handed_over("alice").await;
}

#[tokio::test]
async fn nothing_about_anybody_stands_in_redis_in_the_clear() {
    let site = Site::start(2).await;
    let mut visitor = site.handed_over("canary-user").await;
    let page = visitor.get("/Subscriptions").await;
    let link = crate::support::served::framed(&page);
    let disk = site.redis.on_disk();
    assert!(disk.len() > 500, "nothing was written");
    let mut secrets = vec!["canary", "mon-app", super::SEAL, link.as_str()];
    secrets.extend(visitor.cookies.values().map(String::as_str));
    for secret in secrets {
        let found = disk
            .windows(secret.len())
            .any(|window| window == secret.as_bytes());
        assert!(!found, "{secret} stands in Redis");
    }
}
