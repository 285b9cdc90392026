//! The stream by which an open page hears of changes.

use std::time::{Duration, Instant};

use super::{Site, event};
use crate::support::nginx::Nginx;
use crate::support::served::{Served, USER};
use crate::support::stream::Listening;
use crate::support::wait::loopback;

/// A page of a user that listens at an address.
pub(super) async fn listening(site: &Site, url: &str, user: &str, last: Option<&str>) -> Listening {
    Listening::open(site.client.get(url).header(USER, user), last).await
}

pub(super) const SOON: Duration = Duration::from_secs(20);
const A_WHILE: Duration = Duration::from_millis(700);

#[tokio::test]
async fn an_open_page_hears_of_its_customers_events_and_of_nobody_elses() {
    let site = Site::start(&[]).await;
    let url = site.portal.url("/Subscriptions/events");
    let mut alice = listening(&site, &url, "alice", None).await;
    let headers = alice.response.headers().clone();
    assert_eq!(headers["content-type"], "text/event-stream");
    assert_eq!(headers["cache-control"], "private, no-store");
    assert_eq!(headers["x-accel-buffering"], "no");
    assert!(alice.until("event: ready", SOON).await.is_some());
    let mut bruno = listening(&site, &url, "bruno", None).await;
    assert!(bruno.until("event: ready", SOON).await.is_some());

    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    assert!(
        alice.until("event: changed", SOON).await.is_some(),
        "{}",
        alice.heard
    );
    assert!(
        bruno.until("event: changed", A_WHILE).await.is_none(),
        "{}",
        bruno.heard
    );
    for secret in ["trg_1", "cust-alice", "Started"] {
        assert!(!alice.heard.contains(secret), "{}", alice.heard);
    }
}

#[tokio::test]
async fn a_page_that_connects_anew_hears_of_what_it_missed() {
    let mut site = Site::start(&[]).await;
    let url = site.portal.url("/Subscriptions/events");
    let mut page = listening(&site, &url, "alice", None).await;
    page.until("event: ready", SOON).await.expect("an id");
    let last = page.last_id();
    drop(page);
    let mut page = listening(&site, &url, "alice", Some(&last)).await;
    assert!(
        page.until("event: changed", A_WHILE).await.is_none(),
        "nothing was missed"
    );
    drop(page);
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    site.done(1).await;
    let mut page = listening(&site, &url, "alice", Some(&last)).await;
    assert!(
        page.until("event: changed", SOON).await.is_some(),
        "{}",
        page.heard
    );
    let last = page.last_id();
    site.portal.kill();
    site.again().await;
    let mut page = listening(&site, &url, "alice", Some(&last)).await;
    assert!(
        page.until("event: changed", SOON).await.is_some(),
        "another start knows nothing of the past"
    );
}

#[tokio::test]
async fn the_stream_passes_an_nginx_that_buffers_and_ends_with_the_server() {
    let mut site = Site::start(&[]).await;
    let portal = loopback(site.portal.port());
    let nginx = Nginx::serving(|port| {
        format!(
            "gzip on; gzip_types text/event-stream; gzip_min_length 1;\n\
             server {{ listen 127.0.0.1:{port}; location / {{ proxy_buffering on; proxy_pass http://{portal}; }} }}\n"
        )
    })
    .await;
    let url = nginx.url("/Subscriptions/events");
    let mut page = listening(&site, &url, "alice", None).await;
    assert!(
        page.until("event: ready", SOON).await.is_some(),
        "{}",
        nginx.errors()
    );
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    assert!(
        page.until("event: changed", SOON).await.is_some(),
        "{}",
        nginx.errors()
    );

    let begun = Instant::now();
    assert!(site.portal.terminate().await.is_some());
    let took = begun.elapsed();
    assert!(
        took < Duration::from_secs(5),
        "an open stream held up the end for {took:?}"
    );
    assert!(page.until("event: never", SOON).await.is_none());
}

#[tokio::test]
async fn a_stream_ends_after_a_while_so_that_the_page_says_again_whose_it_is() {
    let site = Site::start(&[("webhooks.stream_for", "5s")]).await;
    let url = site.portal.url("/Subscriptions/events");
    let mut page = listening(&site, &url, "alice", None).await;
    let begun = Instant::now();
    assert!(page.until("event: never", SOON).await.is_none());
    let lasted = begun.elapsed();
    assert!(
        lasted > Duration::from_secs(4) && lasted < Duration::from_secs(15),
        "{lasted:?}"
    );
}

#[tokio::test]
async fn strangers_hear_nothing_and_streams_are_bounded() {
    let site = Site::start(&[("webhooks.streams", "1")]).await;
    let url = site.portal.url("/Subscriptions/events");
    let nobody = site.client.get(&url).send().await.unwrap();
    assert_eq!(nobody.status(), 401);
    let elsewhere = site
        .client
        .get(&url)
        .header(USER, "alice")
        .header("origin", "https://evil.test");
    let elsewhere = elsewhere
        .header("sec-fetch-site", "cross-site")
        .send()
        .await
        .unwrap();
    assert_eq!(elsewhere.status(), 403);
    let mut first = listening(&site, &url, "alice", None).await;
    first.until("event: ready", SOON).await.expect("a stream");
    let second = site.client.get(&url).header(USER, "bruno").send().await.unwrap();
    assert_eq!(second.status(), 503);
}

#[tokio::test]
async fn without_webhooks_a_page_is_told_not_to_ask_again() {
    let site = Served::start(&[]);
    let answer = site
        .ask(reqwest::Method::GET, "/Subscriptions/events", &[(USER, "alice")])
        .await;
    answer.assert_status(204);
}
