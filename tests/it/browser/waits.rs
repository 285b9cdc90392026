//! An open page over time: its frame hangs, ages, or is left alone.

use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::{SOON, assert_quiet, words};

const LATE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_frame_that_hangs_shows_a_skeleton_and_after_a_while_something_to_press() {
    let options = SiteOptions::default().with("PORTAL_PAGE__SUPPORT_URL", "mailto:billing@acme.example");
    let site = Site::start(options).await;
    // It accepts connections, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").await.expect("a loopback port");
    let port = silent.local_addr().expect("an address").port();
    let browser = site
        .browser(BrowserOptions {
            hosts: vec![("silent.proabono.com", port)],
            ..BrowserOptions::default()
        })
        .await;
    browser.goto(&site.page("")).await;
    let link = site.page("?crylk=https%3A%2F%2Fsilent.proabono.com%2Fportal%2Fx");
    // The browser's driver would wait for the frame; a window that this page has opened is looked at through it.
    browser
        .eval(&format!("window.other = open('{link}'); undefined"))
        .await;
    let bones = "!!window.other.document.querySelector('#subscription[aria-busy] .bones')";
    browser.wait_until(bones, SOON).await;
    let late = "window.other.document.querySelector('#subscription .late')";
    assert_eq!(browser.eval(&format!("!!{late}")).await, false, "at once");
    browser.wait_until(&format!("!!{late}"), LATE).await;
    let said = words(&browser, &format!("{late}.innerText")).await;
    for part in [
        "This takes longer than usual",
        "Load again",
        "Open in a new tab",
        "Get help",
    ] {
        assert!(said.contains(part), "{said}");
    }
}

#[tokio::test]
async fn a_frame_that_has_loaded_has_no_skeleton() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    let left = "document.querySelectorAll('.bones, .late, [aria-busy]').length";
    browser.wait_until(&format!("{left} === 0"), SOON).await;
    assert_quiet(&browser).await;
}

async fn aging() -> (Site, Browser) {
    let site = Site::start(SiteOptions::default().with("PORTAL_FRAME__RENEW_AFTER", "3s")).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    browser.eval("window.mark = true").await;
    (site, browser)
}

#[tokio::test]
async fn an_old_page_that_nobody_touched_is_loaded_again() {
    let (_site, browser) = aging().await;
    browser.wait_until("window.mark === undefined", LATE).await;
    assert!(browser.frame_text().await.contains("Plan Pro"));
}

#[tokio::test]
async fn an_old_page_that_somebody_works_in_is_not_loaded_again_but_offers_it() {
    let (_site, browser) = aging().await;
    browser
        .eval("document.getElementById('subscription').dispatchEvent(new PointerEvent('pointerenter'))")
        .await;
    browser
        .wait_until("!!document.querySelector('#age .toast')", LATE)
        .await;
    assert_eq!(
        browser.eval("window.mark").await,
        json!(true),
        "it was loaded again"
    );
    let said = words(&browser, "document.querySelector('#age .toast').innerText").await;
    assert!(
        said.contains("open for a while") && said.contains("Load again"),
        "{said}"
    );
    browser.screenshot("frame-old").await;
}

#[tokio::test]
async fn the_row_follows_a_change_and_a_menu_closes_by_escape() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    let chip = "document.querySelector('#status .chip')?.innerText ?? ''";
    browser.wait_until(&format!("{chip} === 'Active'"), SOON).await;
    assert!(
        words(&browser, "document.title").await.starts_with("Pro"),
        "the plan is the title"
    );
    let id = site.subscription("alice").await;
    site.write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    // A glance is good for a minute, unless something says that it is not.
    browser.goto(&site.page("/return?from=portal")).await;
    browser.goto(&site.page("")).await;
    browser.wait_until(&format!("{chip} === 'Paused'"), SOON).await;

    browser
        .eval("document.querySelector('#status summary').click()")
        .await;
    assert_eq!(
        browser
            .eval("!!document.querySelector('#status details[open]')")
            .await,
        true
    );
    browser
        .eval("dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
        .await;
    assert_eq!(
        browser
            .eval("!!document.querySelector('#status details[open]')")
            .await,
        false
    );
    assert_eq!(browser.eval("document.activeElement.tagName").await, "SUMMARY");
    assert_quiet(&browser).await;
}
