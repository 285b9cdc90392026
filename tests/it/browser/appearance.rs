//! How the pages around the workflows read: narrow and wide, light and dark.

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::entrances::Links;
use super::look::{assert_reads_well, dressed};
use super::{SOON, assert_quiet, status, wait_for_frame_text};

const LOOKS: [(&str, (u32, u32), bool); 4] = [
    ("wide", (1280, 800), false),
    ("narrow", (320, 640), false),
    ("dark", (1280, 800), true),
    ("narrow-dark", (390, 844), true),
];

async fn start(options: SiteOptions) -> (Site, Browser) {
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (site, browser)
}

/// The page that is open, in each look.
pub(super) async fn look_at(browser: &Browser, name: &str) {
    for (look, window, dark) in LOOKS {
        browser.look(window, dark).await;
        assert_reads_well(browser, &format!("{name}, {look}")).await;
        browser.screenshot(&format!("{name}-{look}")).await;
    }
    browser.look(LOOKS[0].1, false).await;
}

#[tokio::test]
async fn the_insite_page_and_the_pages_of_the_way_back_read_well() {
    let (site, browser) = start(SiteOptions {
        secret: Some(super::generations::SECRET),
        ..dressed()
    })
    .await;
    site.hosted_pages(Links::ThisPage.settings()).await;
    browser.goto(&site.page("")).await;
    wait_for_frame_text(&browser, "Plan Pro").await;
    look_at(&browser, "insite").await;
    in_the_whole_room(&browser).await;
    assert_quiet(&browser).await;

    for (name, query) in [
        ("returned-elsewhere", "from=portal"),
        ("returned-cancelled", "from=upgrade&outcome=cancelled"),
        ("returned-failed", "from=upgrade&outcome=failure"),
    ] {
        browser.goto(&site.page(&format!("/return?{query}"))).await;
        look_at(&browser, name).await;
    }
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn who_waits_for_a_confirmation_reads_well() {
    let (site, browser) = start(dressed()).await;
    site.sign_in(&browser, "bruno").await;
    browser
        .goto(&site.page("/return?from=subscribe&outcome=paid"))
        .await;
    browser
        .wait_until("document.getElementById('waiting')", SOON)
        .await;
    look_at(&browser, "waiting").await;
    assert_quiet(&browser).await;
}

/// The in-site frame is as large as a framed link would be.
async fn in_the_whole_room(browser: &Browser) {
    for width in [320, 390, 768, 1280] {
        browser.look((width, 800), false).await;
        let inside = browser.in_frame("return [innerWidth, innerHeight]").await;
        let pixels = |at: usize| inside[at].as_u64().unwrap_or_default();
        assert!(pixels(0) >= 390 && pixels(1) >= 600, "{width}: {inside}");
        let room = "(box => [box.scrollWidth - box.clientWidth, innerWidth - box.querySelector('iframe').getBoundingClientRect().width])
            (document.getElementById('subscription'))";
        let room = browser.eval(room).await;
        assert_eq!(room[0], 0, "{width}: the frame scrolls to the side");
        let unused = room[1].as_f64().unwrap_or(f64::MAX);
        assert!(unused.abs() < 1.0, "{width}: {unused} stay empty");
    }
}

#[tokio::test]
async fn the_offers_and_what_is_not_offered_read_well() {
    let (site, browser) = start(dressed().with("PORTAL_OFFERS__SHOW", "list")).await;
    site.sign_in(&browser, "nobody").await;
    browser.goto(&site.page("/offers")).await;
    look_at(&browser, "offers").await;
    assert_quiet(&browser).await;
    site.sign_in(&browser, "bruno").await;
    browser.goto(&site.page("/change-plan")).await;
    assert!(status(&browser).await >= 400);
    look_at(&browser, "not-offered").await;
    browser.goto(&site.page("/subscribe/offer-nothing")).await;
    wait_for_frame_text(&browser, "Choose your plan").await;
    look_at(&browser, "unknown-offer").await;
}

#[tokio::test]
async fn the_public_table_and_a_script_that_did_not_come_read_well() {
    let (site, browser) = start(dressed().with(
        "PORTAL_INSITE__SCRIPT_URL",
        "https://portal.proabono.com/nothing.js",
    ))
    .await;
    browser.goto(&site.page("/offers")).await;
    wait_for_frame_text(&browser, "Plans and prices").await;
    look_at(&browser, "offers-table").await;
    site.hosted_pages(Links::ThisPage.settings()).await;
    site.sign_in(&browser, "bruno").await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("document.querySelector('[role=alert] a')", SOON)
        .await;
    look_at(&browser, "insite-failed").await;
}

#[tokio::test]
async fn the_notice_of_a_changed_subscription_reads_well() {
    let (site, browser) = start(dressed()).await;
    site.sign_in(&browser, "bruno").await;
    browser.goto(&site.page("")).await;
    wait_for_frame_text(&browser, "Choose your plan").await;
    let notice = "document.getElementById('standing').append(document.getElementById('changed').content.cloneNode(true))";
    browser.eval(notice).await;
    look_at(&browser, "changed").await;
    assert_eq!(
        browser
            .eval("document.querySelector('#standing a').pathname")
            .await,
        json!("/Subscriptions")
    );
}
