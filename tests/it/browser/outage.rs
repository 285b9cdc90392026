//! ProAbono's API is away while somebody looks at the page.

use std::time::Duration;

use fantoccini::Locator;
use tokio::time::sleep;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{HOSTED, Site, SiteOptions};

use super::emulated::says;
use super::{SOON, assert_quiet, click, follow_mail, has_notice, mailed, status, text, words};

/// A failed look-up answers for one second.
const FAILURE_PASSES: Duration = Duration::from_millis(1_200);

fn options() -> SiteOptions {
    SiteOptions::default()
        .with("PORTAL_PROABONO__TIMEOUT", "2s")
        .with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s")
}

#[tokio::test]
async fn down_at_the_first_visit_is_a_clear_page_and_the_retry_works_when_it_is_back() {
    let mut site = Site::start(options()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.api_goes().await;
    browser.goto(&site.page("")).await;
    assert_eq!(status(&browser).await, 503);
    assert_eq!(browser.frame_src().await, None);
    let words = text(&browser).await;
    assert!(
        words.contains("is not answering right now") && words.contains("Alice Martin"),
        "{words}"
    );
    assert!(!words.contains("127.0.0.1"), "something internal: {words}");
    browser.screenshot("problem-503").await;

    click(&browser, Locator::LinkText("Try again now")).await;
    assert_eq!(status(&browser).await, 503, "it is still down");

    site.api_comes_back();
    sleep(FAILURE_PASSES).await;
    browser.console().await;
    click(&browser, Locator::LinkText("Try again now")).await;
    assert_eq!(status(&browser).await, 200);
    assert!(browser.frame_text().await.contains("Plan Pro"));
    assert_eq!(browser.eval("location.href").await, site.page(""));
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn down_at_the_second_visit_the_page_still_opens() {
    let mut site = Site::start(options()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    assert!(browser.frame_text().await.contains("Plan Pro"));
    site.api_goes().await;
    sleep(FAILURE_PASSES).await;
    browser.client().refresh().await.expect("a reload");
    assert_eq!(status(&browser).await, 200);
    assert!(browser.frame_text().await.contains("Plan Pro"));
    assert!(
        site.count("portal_frames_opened_total{source=\"home_stale\"}")
            .await
            > 0
    );
    assert_quiet(&browser).await;

    // Somebody else, whose link nobody knows, gets the clear page.
    site.sign_in(&browser, "bruno").await;
    browser.goto(&site.page("")).await;
    assert_eq!(status(&browser).await, 503);
}

#[tokio::test]
async fn down_with_a_valid_link_the_link_is_framed() {
    let mut site = Site::start(options()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.sign_in(&browser, "chloe").await;
    site.api_goes().await;
    follow_mail(
        &browser,
        &site.emulator("/mails"),
        "Chloé Dubois: an invoice is overdue",
    )
    .await;
    assert_eq!(status(&browser).await, 200);
    let inside = browser.frame_text().await;
    assert!(says(&inside, "Pay invoice"), "{inside}");
    let source = browser.frame_src().await.unwrap_or_default();
    assert!(
        source.starts_with(&format!("{HOSTED}/charge-invoice/")),
        "{source}"
    );
    assert!(!has_notice(&browser).await);
    assert_quiet(&browser).await;

    // A refused link needs the home, and that needs ProAbono.
    let link = mailed(&site, "A look-alike domain").await;
    browser.goto(&site.page(&format!("?crylk={link}"))).await;
    assert_eq!(status(&browser).await, 503);
}

/// The seconds of the line that counts down.
async fn seconds(browser: &Browser) -> u64 {
    let line = words(browser, "document.getElementById('again').innerText").await;
    let seconds = line.strip_prefix("Trying again in ").and_then(|rest| {
        let (seconds, unit) = rest.split_once(' ')?;
        unit.starts_with("second").then(|| seconds.parse().ok())?
    });
    seconds.unwrap_or_else(|| panic!("{line}"))
}

/// Time passes for the page.
async fn passes(browser: &Browser, seconds: u32) {
    let later = format!(
        "(now => performance.now = () => now.call(performance) + {seconds} * 1000)(performance.now); undefined"
    );
    browser.eval(&later).await;
}

#[tokio::test]
async fn the_page_counts_down_asks_by_itself_and_comes_when_it_is_over() {
    let mut site = Site::start(options()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    site.api_goes().await;
    browser.goto(&site.page("?plan=a")).await;
    let first = seconds(&browser).await;
    assert!((9..=12).contains(&first), "{first}");
    let fewer = format!("parseInt(document.querySelector('#again bdi').innerText) < {first}");
    browser.wait_until(&fewer, SOON).await;
    let heard = "document.getElementById('asked').textContent";
    assert_eq!(words(&browser, heard).await, "", "it is not said at each second");
    super::appearance::look_at(&browser, "outage-counting").await;

    // Nobody looks, so nothing is asked for.
    let asked = "performance.getEntriesByType('resource').filter(one => one.name.includes('tries=')).length";
    browser
        .eval("Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })")
        .await;
    passes(&browser, 20).await;
    sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.eval(asked).await, 0);
    browser
        .eval("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    browser.wait_until(&format!("{heard} !== ''"), SOON).await;
    assert_eq!(browser.eval(asked).await, 1);
    let second = seconds(&browser).await;
    assert!((18..=25).contains(&second), "the pause has not grown: {second}");

    site.api_comes_back();
    sleep(FAILURE_PASSES).await;
    passes(&browser, 30).await;
    browser.wait_until("window.length === 1", SOON).await;
    assert!(browser.frame_text().await.contains("Plan Pro"));
    assert_eq!(browser.eval("location.href").await, site.page("?plan=a"));
}

#[tokio::test]
async fn without_javascript_the_page_comes_by_itself_as_well() {
    let mut site = Site::start(options()).await;
    let browser = site
        .browser(BrowserOptions {
            javascript: false,
            ..BrowserOptions::default()
        })
        .await;
    site.api_goes().await;
    browser.goto(&site.page("")).await;
    assert_eq!(status(&browser).await, 503);
    site.api_comes_back();
    browser.wait_until("window.length === 1", SOON).await;
    assert_eq!(browser.eval("location.href").await, site.page("?tries=1"));
}
