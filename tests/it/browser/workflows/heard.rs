//! An open page says that something changed, whether ProAbono's events arrive or not.

use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::http::{request, send};
use crate::support::site::{Site, SiteOptions};
use crate::support::trials::record;
use crate::support::wait::poll;

use super::super::{SOON, assert_quiet, text};
use super::{Start, WALKS, Walkers};

fn with_webhooks() -> SiteOptions {
    SiteOptions {
        webhooks: true,
        ..SiteOptions::default()
    }
}

/// Changes the manner in which the emulator delivers.
async fn deliveries(site: &Site, change: Value) {
    let url = site.emulator("/_emulator/webhooks");
    let put = request(Method::PUT, &url).header("content-type", "application/json");
    send(put.body(change.to_string())).await.assert_status(200);
}

/// Waits until the page listens. The stream of a page before it may still be open.
async fn listens(site: &Site) {
    let one = poll(SOON, async || {
        (site.count("portal_event_streams ").await >= 1).then_some(())
    });
    assert!(one.await.is_some(), "no page listens");
    tokio::time::sleep(Duration::from_secs(1)).await;
}

#[tokio::test]
async fn a_return_says_what_happened_whether_the_event_comes_late_or_never() {
    let manners = [
        ("on time", json!({})),
        ("late", json!({ "delay_ms": 30_000 })),
        ("dropped", json!({ "delay_ms": 0, "drop": "all" })),
    ];
    let mut walkers = Walkers::start(manners.len(), with_webhooks()).await;
    for (what, manner) in manners {
        deliveries(&walkers.site, manner).await;
        walkers.walks(WALKS[0]).await;
        walkers.assert_back(what).await;
        let all = text(&walkers.browser).await;
        assert!(
            all.contains("You’re on Pro now") && all.contains("Paid today"),
            "{what}: {all}"
        );
        let shown = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd";
        let shown = walkers.browser.eval(shown).await;
        record(
            "events: a return says what happened",
            &format!("{what}: after {shown} ms"),
        );
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn a_page_that_nobody_touched_says_that_its_subscription_has_changed_elsewhere() {
    let mut walkers = Walkers::start(2, with_webhooks()).await;
    for (what, manner) in [("on time", json!({})), ("3 s late", json!({ "delay_ms": 3_000 }))] {
        let (_, id) = walkers.next(Start::Subscribed, "").await;
        // The subscription itself is an event as well, and says nothing to a page that opens after it.
        tokio::time::sleep(Duration::from_secs(1)).await;
        walkers.browser.goto(&walkers.site.page("")).await;
        listens(&walkers.site).await;
        assert!(!text(&walkers.browser).await.contains("has changed"));
        deliveries(&walkers.site, manner).await;
        let begun = Instant::now();
        walkers
            .site
            .write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
            .await;
        walkers.sees("document.querySelector('#standing a')", what).await;
        record(
            "events: an open page says that something changed",
            &format!("{what}: after {:?}", begun.elapsed()),
        );
        let all = text(&walkers.browser).await;
        assert!(all.contains("Your subscription has changed."), "{all}");
        assert_quiet(&walkers.browser).await;
    }
}

#[tokio::test]
async fn a_page_that_was_hidden_learns_what_it_missed() {
    const HIDDEN: &str = "Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
        document.dispatchEvent(new Event('visibilitychange'))";
    const BACK: &str = "delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))";
    let mut walkers = Walkers::start(1, with_webhooks()).await;
    let (_, id) = walkers.next(Start::Subscribed, "").await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    walkers.browser.goto(&walkers.site.page("")).await;
    listens(&walkers.site).await;
    walkers.browser.eval(HIDDEN).await;
    walkers
        .site
        .write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(
        !text(&walkers.browser).await.contains("has changed"),
        "nobody looks"
    );
    walkers.browser.eval(BACK).await;
    walkers
        .sees("document.querySelector('#standing a')", "looked at again")
        .await;
    assert_quiet(&walkers.browser).await;
}

#[tokio::test]
async fn a_waiting_return_goes_on_when_the_event_says_so() {
    let mut walkers = Walkers::start(1, with_webhooks()).await;
    walkers.site.hosted_pages(json!({ "outcome": "pending" })).await;
    walkers.walks(WALKS[0]).await;
    walkers.assert_back("subscribe").await;
    listens(&walkers.site).await;
    // By now the page asks only every half minute.
    walkers.browser.eval("window.setTimeout = () => 0").await;
    let begun = Instant::now();
    walkers.site.bank_confirms().await;
    walkers
        .sees(
            "document.querySelector('h1').innerText === 'You’re on Pro now'",
            "confirmed",
        )
        .await;
    record(
        "events: a waiting return goes on",
        &format!("after {:?}", begun.elapsed()),
    );
    assert_quiet(&walkers.browser).await;
}

#[tokio::test]
async fn a_page_that_may_not_listen_asks_now_and_then() {
    // Half a minute is half a second for this page.
    const FAST: &str = "const later = setInterval; window.setInterval = (call, time, ...rest) => later(call, time / 60, ...rest)";
    let options = with_webhooks().with("PORTAL_WEBHOOKS__STREAMS", "0");
    let mut walkers = Walkers::start(1, options).await;
    let script = json!({ "source": FAST });
    walkers
        .browser
        .cdp("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    let (_, id) = walkers.next(Start::Subscribed, "").await;
    walkers.browser.goto(&walkers.site.page("")).await;
    // The page has nothing to compare with before it has asked once.
    tokio::time::sleep(Duration::from_secs(2)).await;
    walkers
        .site
        .write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    walkers
        .sees("document.querySelector('#standing a')", "by asking")
        .await;
}
