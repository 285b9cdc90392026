//! The row above the frame, as it looks in its states.

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::Site;

use super::look::{assert_nothing_moved, assert_reads_well, dressed};
use super::{SOON, assert_quiet, words};

const SIZES: [(u32, u32); 2] = [(1280, 800), (390, 760)];

/// Looks at the page wide and narrow, in light and dark.
async fn looks(site: &Site, browser: &Browser, name: &str, chip: &str) {
    // A return has it read again.
    browser.goto(&site.page("/return?from=portal")).await;
    for (size, dark) in SIZES.into_iter().flat_map(|size| [(size, false), (size, true)]) {
        browser.look(size, dark).await;
        browser.goto(&site.page("")).await;
        let seen = format!("document.querySelector('#status .chip')?.innerText === '{chip}'");
        browser.wait_until(&seen, SOON).await;
        let (width, scheme) = (size.0, if dark { "dark" } else { "light" });
        assert_reads_well(browser, &format!("{name}, {width}, {scheme}")).await;
        browser.screenshot(&format!("row-{name}-{width}-{scheme}")).await;
    }
    browser.look(SIZES[0], false).await;
}

#[tokio::test]
async fn each_state_reads_well() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    looks(&site, &browser, "active", "Active").await;

    browser
        .eval("document.querySelector('#status summary').click()")
        .await;
    let said = words(&browser, "document.querySelector('#status .sheet').innerText").await;
    for part in [
        "Change plan",
        "Payment method",
        "Latest invoices",
        "PDF",
        "Load again",
        "Open in a new tab",
        "Get help",
    ] {
        assert!(said.contains(part), "{said}");
    }
    for (size, dark) in [(SIZES[0], false), (SIZES[1], true)] {
        browser.look(size, dark).await;
        assert_reads_well(&browser, "the menu").await;
        browser.screenshot(&format!("row-menu-{}", size.0)).await;
    }

    let id = site.subscription("alice").await;
    site.write(
        &format!("/v1/Subscription/{id}/Termination?Immediate=false"),
        json!({}),
    )
    .await;
    looks(&site, &browser, "ending", "Ending").await;
    site.write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    looks(&site, &browser, "paused", "Paused").await;
    site.sign_in(&browser, "chloe").await;
    looks(&site, &browser, "overdue", "Paiement en retard").await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn the_row_of_a_workflow_keeps_no_room_for_what_never_comes() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.look(SIZES[1], false).await;
    browser.goto(&site.page("/plans")).await;
    let height = "document.getElementById('status').getBoundingClientRect().height";
    let height = browser.eval(height).await.as_f64().expect("a height");
    assert!(height < 70.0, "{height}");
}

#[tokio::test]
async fn on_a_phone_nothing_moves_when_a_debt_comes_late() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.look(SIZES[1], false).await;
    site.sign_in(&browser, "chloe").await;
    // A return ends what was read at the sign-in.
    browser.goto(&site.page("/return?from=portal")).await;
    site.fault(&json!({ "on": "GET /v1/Invoices", "delay_ms": 2_500, "times": 1 }))
        .await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("!!document.querySelector('#status .act .button')", SOON)
        .await;
    assert_nothing_moved(&browser).await;
    let place = "(() => { const place = document.querySelector('#status .act .button').getBoundingClientRect(); \
                 return [place.left >= 0, place.right <= innerWidth, place.bottom <= innerHeight]; })()";
    assert_eq!(browser.eval(place).await, json!([true, true, true]));
    browser.screenshot("row-late-390").await;
}
