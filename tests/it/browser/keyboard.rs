//! The page by keyboard, and as a screen reader hears it.

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{ALICE, Site, SiteOptions, Visitor};

use super::look::dressed;
use super::{SOON, words};

/// One press of the Tab key.
async fn tab(browser: &Browser) {
    for kind in ["keyDown", "keyUp"] {
        let key = json!({ "type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
        browser.cdp("Input.dispatchKeyEvent", key).await;
    }
}

/// The names of what the Tab key comes to, up to the frame.
async fn stops(browser: &Browser) -> Vec<String> {
    let name = "(element => {
        if (element.localName === 'iframe') return 'the frame';
        const said = element.cloneNode(true);
        said.querySelectorAll('[aria-hidden]').forEach(hidden => hidden.remove());
        return element.getAttribute('aria-label') ?? said.textContent.trim().replace(/\\s+/g, ' ');
      })(document.activeElement)";
    let mut stops = Vec::new();
    for _ in 0..20 {
        tab(browser).await;
        stops.push(words(browser, name).await);
        if stops.last().is_some_and(|stop| stop == "the frame") {
            break;
        }
    }
    stops
}

#[tokio::test]
async fn the_tab_key_goes_from_top_to_bottom_and_stops_where_there_is_something_to_do() {
    let emil = Visitor { id: "emil", ..ALICE };
    let site = Site::start(SiteOptions {
        visitors: vec![ALICE, emil],
        ..dressed()
    })
    .await;
    site.customer("emil").await;
    let id = site.subscribe("emil", "offer-pro").await;
    let end = format!("/v1/Subscription/{id}/Termination?Immediate=false");
    site.write(&end, json!({})).await;
    let browser = site.browser(BrowserOptions::default()).await;
    let before = [
        "Skip to your subscription",
        "Back to Acme Projects",
        "Alice Martin",
    ];
    for (user, seen, between) in [
        ("alice", ".chip.good", vec!["More"]),
        ("emil", ".act a", vec!["Keep Pro", "More"]),
    ] {
        site.sign_in(&browser, user).await;
        browser.goto(&site.page("")).await;
        browser
            .wait_until(&format!("document.querySelector('#status {seen}')"), SOON)
            .await;
        let expected: Vec<_> = before.into_iter().chain(between).chain(["the frame"]).collect();
        assert_eq!(stops(&browser).await, expected, "{user}");
    }
}

#[tokio::test]
async fn an_open_menu_is_walked_through_where_it_stands() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("document.querySelector('#status .chip.good')", SOON)
        .await;
    browser
        .eval("document.querySelector('#status summary').focus()")
        .await;
    browser
        .eval("document.querySelector('#status summary').click()")
        .await;
    let stops = stops(&browser).await;
    let invoices = stops.iter().filter(|stop| stop.ends_with("PDF")).count();
    let others: Vec<_> = stops.iter().filter(|stop| !stop.ends_with("PDF")).collect();
    assert!(invoices > 0, "{stops:?}");
    assert_eq!(
        others,
        [
            "Change plan",
            "Payment method",
            "Load again",
            "Open in a new tab",
            "Get help",
            "the frame"
        ]
    );
}

/// Gathers what each live region says from now on.
const LISTEN: &str = "(() => {
    window.heard = [];
    const regions = '[role=status], [role=alert], [role=log], [aria-live]';
    new MutationObserver(records => records.forEach(({ target, addedNodes }) => {
      const region = (target.nodeType === 1 ? target : target.parentElement).closest(regions);
      if (region) window.heard.push([region.id, region.innerText.trim().replace(/\\s+/g, ' ')]);
      // A region that comes with its words is not read.
      addedNodes.forEach(node => node.nodeType === 1 && !region && [node, ...node.querySelectorAll('*')].forEach(element =>
        element.matches(regions) && window.heard.push(['too late', element.innerText.trim()])));
    })).observe(document.body, { childList: true, characterData: true, subtree: true });
  })()";

#[tokio::test]
async fn a_screen_reader_hears_of_a_change_once_from_a_region_that_was_there() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("document.querySelector('#status .chip.good')", SOON)
        .await;
    browser.eval(LISTEN).await;
    let id = site.subscription("alice").await;
    site.write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    let news = "document.dispatchEvent(new CustomEvent('proabono-news', { detail: { rights: true } }))";
    browser.eval(news).await;
    browser.wait_until("heard.length", SOON).await;
    assert_eq!(
        browser.eval("heard").await,
        json!([["standing", "Your subscription has changed. Show it"]]),
    );
    let regions = "[...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].every(region =>
        !region.parentElement.closest('[role=status], [role=alert], [aria-live]'))";
    assert_eq!(
        browser.eval(regions).await,
        true,
        "a region within a region is read twice"
    );
}
