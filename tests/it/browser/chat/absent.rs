//! The page without the chat: off, blocked, slow, or in a browser that the chat does not support.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::{Value, json};

use super::{CONNECTED, ENTRY, SCRIPT, SOON, calls, chatting, click, double, start};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

pub(super) const ARRIVED: &str =
    "document.readyState === 'complete' && document.querySelector('script[src$=\"OOWidget.js\"]')";

/// The places of everything that the visitor sees, apart from ProAbono's page.
pub(super) const SHAPE: &str = "[...document.querySelectorAll('header, header *, main, .heading, .frame')] \
    .filter(one => one.checkVisibility()) \
    .map(one => [one.localName, one.getBoundingClientRect()]) \
    .map(([name, { x, y, width, height }]) => [name, x, y, width, height])";

async fn shape(browser: &Browser) -> Value {
    browser.eval(SHAPE).await
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

async fn untouched(browser: &Browser, expected: &Value, case: &str) {
    assert_eq!(&shape(browser).await, expected, "{case}");
    assert_eq!(browser.eval(ENTRY).await, false, "{case}");
    assert_eq!(browser.violations().await, [], "{case}");
}

#[tokio::test]
async fn a_script_that_is_blocked_or_broken_leaves_no_hole_and_no_error_of_the_page() {
    let (plain, browser) = start(SiteOptions::default()).await;
    browser.goto(&plain.page("")).await;
    let expected = shape(&browser).await;
    drop((plain, browser));

    let site = Site::start(chatting()).await;
    let blocked = BrowserOptions {
        hosts: vec![("app.mluvii.com", crate::support::wait::free_port())],
        ..BrowserOptions::default()
    };
    let browser = site.browser(blocked).await;
    watch(&browser).await;
    // The browser itself notes that it got no answer, and nothing else is said.
    left_alone(&site, &browser, &expected, ("blocked", SCRIPT)).await;
    drop(browser);

    let browser = site.browser(BrowserOptions::default()).await;
    watch(&browser).await;
    for (fails, console) in [
        ("status", SCRIPT),
        ("garbage", SCRIPT),
        ("init", "the chat did not start"),
    ] {
        double(
            &site.emulator(""),
            json!({ "fails": fails, "undocumented": true }),
        )
        .await;
        left_alone(&site, &browser, &expected, (fails, console)).await;
    }
}

/// A page beside which the script is of no use: the case, and a part of every line of the console.
async fn left_alone(site: &Site, browser: &Browser, expected: &Value, (case, said): (&str, &str)) {
    browser.goto(&site.page("")).await;
    browser.wait_until("window.ended", SOON).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    untouched(browser, expected, case).await;
    // The browser says no more than this of an error in a script of another origin. The page's own have words.
    let own = "faults.filter(words => words !== 'Script error.')";
    assert_eq!(browser.eval(own).await, json!([]), "{case}");
    let console = browser.console().await;
    assert!(
        !console.is_empty() && console.iter().all(|line| line.message.contains(said)),
        "{case}: {console:#?}"
    );
    assert!(browser.frame_text().await.contains("Plan Pro"), "{case}");
}

/// Keeps the errors of the next pages that nothing catches, and notes when the chat's script has come or has failed.
async fn watch(browser: &Browser) {
    let source = "window.faults = []; for (const name of ['error', 'unhandledrejection']) \
                    addEventListener(name, event => faults.push(String(event.message ?? event.reason))); \
                  for (const name of ['load', 'error']) \
                    document.addEventListener(name, event => { \
                      window.ended ||= String(event.target.src).endsWith('OOWidget.js') }, true)";
    browser
        .cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
}

#[tokio::test]
async fn an_undocumented_call_that_throws_takes_nothing_else_with_it() {
    let (site, browser) = start(chatting().with("PORTAL_CHAT__CUSTOMER_DATA", "name, email")).await;
    watch(&browser).await;
    for (fails, lines) in [("addCustomData", 2), ("openChat", 1)] {
        double(
            &site.emulator(""),
            json!({ "fails": fails, "undocumented": true }),
        )
        .await;
        browser.goto(&site.page("")).await;
        let told = calls(&browser).await;
        let details = told.as_array().map(|all| &all[all.len() - 2..]);
        assert!(
            details.is_some_and(|last| last.iter().all(|call| call[0] == "addCustomData")),
            "{fails}: {told}"
        );
        browser.eval("__mluvii.status(1)").await;
        click(&browser, Locator::Id("chat-open")).await;
        assert_eq!(browser.eval("__mluvii.calls.at(-1).name").await, "openChat");
        assert_eq!(browser.eval("faults").await, json!([]), "{fails}");
        let console = browser.console().await;
        let own = console
            .iter()
            .filter(|line| line.message.contains("a call of the chat failed"));
        assert_eq!(
            (own.count(), console.len()),
            (lines, lines),
            "{fails}: {console:#?}"
        );
    }
}
