//! The overview: a page of our own at the customer's home, with ProAbono's pages one step away.

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::appearance::look_at;
use super::look::dressed;
use super::{SOON, assert_quiet, wait_for_frame_text, words};

async fn open() -> (Site, Browser) {
    let options: SiteOptions = dressed().with("PORTAL_PAGE__HOME", "overview");
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    (site, browser)
}

#[tokio::test]
async fn it_reads_well_in_each_state() {
    let (site, browser) = open().await;
    let said = words(&browser, "document.getElementById('cards').innerText").await;
    for part in [
        "Plan",
        "€29.00 a month",
        "Payment method",
        "Invoices",
        "Paid",
        "All details",
    ] {
        assert!(said.contains(part), "{said}");
    }
    look_at(&browser, "overview-active").await;
    for (who, name) in [("chloe", "overview-overdue"), ("bruno", "overview-none")] {
        site.sign_in(&browser, who).await;
        browser.goto(&site.page("")).await;
        look_at(&browser, name).await;
    }
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_keyboard_goes_from_the_skip_link_to_the_cards_and_on_to_the_details() {
    let (_site, browser) = open().await;
    browser.eval("document.querySelector('.skip').click()").await;
    assert_eq!(browser.eval("document.activeElement.id").await, "cards");
    browser
        .eval("[...document.querySelectorAll('#cards a')].find((a) => a.innerText === 'All details').click()")
        .await;
    wait_for_frame_text(&browser, "Plan Pro").await;
    browser.eval("document.querySelector('a.home').click()").await;
    browser
        .wait_until("!!document.getElementById('cards')", SOON)
        .await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn it_follows_what_was_done_elsewhere_when_it_is_looked_at_again() {
    let (site, browser) = open().await;
    let id = site.subscription("alice").await;
    site.write(
        &format!("/v1/Subscription/{id}/Termination?Immediate=false"),
        json!({}),
    )
    .await;
    // Another tab was told of a return, which ends what is remembered.
    browser
        .eval(&format!(
            "fetch('{}').then((answer) => answer.status)",
            site.page("/return?from=portal")
        ))
        .await;
    browser
        .eval("window.mark = true; document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    let chip = "document.querySelector('#status .chip')?.innerText === 'Ending'";
    browser.wait_until(chip, SOON).await;
    let change = "[...document.querySelectorAll('#cards a')].some((a) => a.innerText === 'Change plan')";
    assert_eq!(browser.eval(change).await, false, "it is not renewed");
    assert_eq!(browser.eval("window.mark").await, true);
    assert_quiet(&browser).await;
}
