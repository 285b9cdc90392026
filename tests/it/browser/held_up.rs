//! ProAbono takes its time: the visitor sees the page at once, and what is in it later.

use serde_json::json;

use crate::support::browser::BrowserOptions;
use crate::support::site::{Site, SiteOptions};

use super::SOON;

#[tokio::test]
async fn a_page_that_waits_for_its_answer_has_a_skeleton_and_nothing_moves_when_it_comes() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("/nothing")).await;
    site.fault(&json!({ "on": "GET /v1/Customer", "delay_ms": 6_000, "times": 1 }))
        .await;
    // The browser's driver would wait for the page; a window that this one has opened is looked at through it.
    browser
        .eval(&format!("window.other = open('{}'); undefined", site.page("")))
        .await;
    let page = "window.other.document";
    browser
        .wait_until(
            &format!("!!{page}.querySelector('.frame[aria-busy] .bones')"),
            SOON,
        )
        .await;
    let places = format!(
        "['#status', '#title', '.frame'].map((one) => Math.round({page}.querySelector(one).getBoundingClientRect().top))"
    );
    let before = browser.eval(&places).await;
    assert_eq!(
        browser.eval(&format!("{page}.querySelector('iframe')")).await,
        json!(null)
    );
    browser
        .wait_until(&format!("!!{page}.querySelector('#subscription iframe')"), SOON)
        .await;
    assert_eq!(browser.eval(&places).await, before);
    browser
        .wait_until("window.other.location.search === ''", SOON)
        .await;
    assert_eq!(browser.violations().await, []);
}
