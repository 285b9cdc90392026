//! The page without the chat: off, blocked, slow, or in a browser that the chat does not support.

use std::time::Duration;

use serde_json::json;

use super::{CONNECTED, ENTRY, SCRIPT, SOON, chatting, double, start};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

const ARRIVED: &str =
    "document.readyState === 'complete' && document.querySelector('script[src$=\"OOWidget.js\"]')";

/// The places of everything that the visitor sees, apart from ProAbono's page.
async fn shape(browser: &Browser) -> serde_json::Value {
    browser
        .eval(
            "[...document.querySelectorAll('header, header *, main, .heading, .frame')] \
               .filter(one => one.checkVisibility()) \
               .map(one => [one.localName, one.getBoundingClientRect()]) \
               .map(([name, { x, y, width, height }]) => [name, x, y, width, height])",
        )
        .await
}

#[tokio::test]
async fn without_the_chat_the_page_is_as_it_is_without_any() {
    let (plain, browser) = start(SiteOptions::default()).await;
    browser.requests().await;
    browser.goto(&plain.page("")).await;
    let expected = shape(&browser).await;
    assert!(
        expected.as_array().is_some_and(|places| places.len() > 6),
        "{expected}"
    );
    let html = browser
        .eval("document.documentElement.outerHTML")
        .await
        .to_string();
    assert!(!html.contains("chat") && !html.contains("mluvii"), "{html}");
    let requests = browser.requests().await.join(" ");
    assert!(
        !requests.contains("chat") && !requests.contains("mluvii"),
        "{requests}"
    );
    drop((plain, browser));

    let (site, browser) = start(chatting().with("PORTAL_CHAT__COUNTRY", "CZ")).await;
    double(&site.emulator(""), json!({ "supported": false })).await;
    browser.goto(&site.page("")).await;
    browser.wait_until("window.__mluvii", SOON).await;
    assert_eq!(browser.eval("__mluvii.calls").await, json!([]));
    untouched(&browser, &expected, "unsupported").await;
    assert!(browser.console().await.is_empty());

    // The page is complete long before the script is there, and still takes the chat when it comes.
    double(&site.emulator(""), json!({ "delay_ms": 3000 })).await;
    browser.goto(&site.page("")).await;
    browser.wait_until(ARRIVED, SOON).await;
    untouched(&browser, &expected, "slow").await;
    assert!(browser.console().await.is_empty());
    browser.wait_until(CONNECTED, SOON).await;
    browser.eval("__mluvii.status(1)").await;
    assert_eq!(browser.eval(ENTRY).await, true);
}

async fn untouched(browser: &Browser, expected: &serde_json::Value, case: &str) {
    assert_eq!(&shape(browser).await, expected, "{case}");
    assert_eq!(browser.eval(ENTRY).await, false, "{case}");
    assert_eq!(browser.violations().await, [], "{case}");
}

#[tokio::test]
async fn a_script_that_is_blocked_or_broken_leaves_no_hole_and_no_error_of_the_page() {
    let site = Site::start(chatting()).await;
    let closed = crate::support::wait::free_port();
    let blocked = BrowserOptions {
        hosts: vec![("app.mluvii.com", closed)],
        ..BrowserOptions::default()
    };
    let browser = site.browser(blocked).await;
    browser
        .cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": "window.faults = []; for (const name of ['error', 'unhandledrejection']) \
                               addEventListener(name, event => faults.push(String(event.message ?? event.reason)))" }),
        )
        .await;
    browser.goto(&site.page("")).await;
    browser.wait_until(ARRIVED, SOON).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(browser.eval(ENTRY).await, false);
    assert_eq!(browser.eval("faults").await, json!([]));
    assert_eq!(browser.violations().await, []);
    // The browser itself notes that it got no answer, and nothing else is said.
    let console = browser.console().await;
    assert!(
        console.iter().all(|line| line.message.contains(SCRIPT)),
        "{console:#?}"
    );
    assert!(browser.frame_text().await.contains("Plan Pro"));
}
