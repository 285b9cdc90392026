//! A page that stays open through a real visit: links expire, the computer sleeps, clocks are wrong, and the frame goes elsewhere.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::demo::Demo;
use crate::support::http::post;
use crate::support::site::{HOSTED, Site, SiteOptions};

use super::{SOON, assert_quiet, click, click_in_frame, wait_for_frame_text, wait_for_return, words};

/// Both clocks of a page, before its scripts run: what a test adds to them, in milliseconds.
const CLOCKS: &str = "
  window.added = { wall: START, steady: 0 };
  const [Real, steady] = [Date, performance.now.bind(performance)];
  window.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + added.wall) }
    static now() { return Real.now() + added.wall }
  };
  performance.now = () => steady() + added.steady;";

const HOUR: Duration = Duration::from_hours(1);
const LOOKED_AT: &str = "document.dispatchEvent(new Event('visibilitychange'))";
const TOAST: &str = "document.querySelector('#age .toast')?.innerText ?? ''";

/// A browser whose wall clock is that far off, in milliseconds.
async fn with_clock(browser: &Browser, off: i64) {
    let source = CLOCKS.replace("START", &off.to_string());
    browser
        .cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        )
        .await;
}

/// Time passes at ProAbono.
async fn passes(site: &Site, time: Duration) {
    let json = [("content-type", "application/json")];
    let body = json!({ "seconds": time.as_secs() }).to_string();
    post(&site.emulator("/_emulator/clock"), &json, body)
        .await
        .assert_status(204);
    // The server keeps links for a second.
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// The computer sleeps for an hour: the wall clock goes on, and the page, its timers and the other clock stand still. Then the
/// visitor is back.
async fn sleeps(site: &Site, browser: &Browser) {
    let focus = async |enabled: bool| {
        let given = json!({ "enabled": enabled });
        browser.cdp("Emulation.setFocusEmulationEnabled", given).await;
    };
    let state = async |state: &str| {
        browser
            .cdp("Page.setWebLifecycleState", json!({ "state": state }))
            .await;
    };
    focus(false).await;
    state("frozen").await;
    passes(site, HOUR).await;
    slept(browser).await;
    state("active").await;
    // A frozen page was hidden, and only this shows it again.
    focus(true).await;
    assert_eq!(browser.eval("document.visibilityState").await, "visible");
}

/// The wall clock is an hour later.
async fn slept(browser: &Browser) {
    let hour = HOUR.as_millis();
    browser.eval(&format!("added.wall += {hour}")).await;
}

async fn open(who: &str) -> (Site, Browser) {
    let site = Site::start(SiteOptions::default().with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s")).await;
    let browser = site.browser(BrowserOptions::default()).await;
    with_clock(&browser, 0).await;
    site.sign_in(&browser, who).await;
    browser.goto(&site.page("")).await;
    browser.eval("window.mark = true").await;
    (site, browser)
}

/// The page is loaded again, with a link that opens.
async fn assert_renewed(browser: &Browser) {
    let loaded = "window.mark === undefined && document.readyState === 'complete'";
    browser.wait_until(loaded, SOON).await;
    assert!(browser.frame_text().await.contains("Plan Pro"));
}

/// The page says that it is old, and has not been loaded again.
async fn assert_offered(browser: &Browser) {
    browser
        .wait_until(&format!("({TOAST}).includes('open for a while')"), SOON)
        .await;
    assert_eq!(browser.eval("window.mark").await, true, "it was loaded again");
}

/// Loads again by the menu.
async fn load_again(browser: &Browser) {
    click(browser, Locator::Css("#status summary")).await;
    click(browser, Locator::Id("again")).await;
    assert_renewed(browser).await;
}

#[tokio::test]
async fn a_link_that_has_expired_in_an_open_page_is_replaced_by_a_press() {
    let (site, browser) = open("alice").await;
    let before = browser.frame_src().await;
    passes(&site, HOUR).await;
    browser
        .in_frame("document.querySelector('main a[href]').click()")
        .await;
    wait_for_frame_text(&browser, "This link has expired").await;
    browser.screenshot("survives-expired").await;
    load_again(&browser).await;
    assert_ne!(browser.frame_src().await, before);
    // In a tab of its own the page takes a fresh link at that moment.
    passes(&site, HOUR).await;
    let tab = words(&browser, "document.getElementById('new-tab').href").await;
    browser.goto(&tab).await;
    let shown = words(&browser, "location.href").await;
    assert!(shown.starts_with(&format!("{HOSTED}/portal/")), "{shown}");
    assert!(
        words(&browser, "document.body.innerText")
            .await
            .contains("Plan Pro")
    );
}

#[tokio::test]
async fn an_untouched_page_is_renewed_by_itself_after_an_hour_of_sleep() {
    let (site, browser) = open("alice").await;
    sleeps(&site, &browser).await;
    assert_renewed(&browser).await;
    // Nothing tells a page that was in sight all the time.
    browser.eval("window.mark = true").await;
    passes(&site, HOUR).await;
    slept(&browser).await;
    assert_renewed(&browser).await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_page_is_not_renewed_while_the_frame_has_the_focus() {
    let (site, browser) = open("alice").await;
    browser
        .eval("document.querySelector('main iframe').focus()")
        .await;
    sleeps(&site, &browser).await;
    assert_offered(&browser).await;
    click(&browser, Locator::Css("#age .toast a")).await;
    assert_renewed(&browser).await;
}

#[tokio::test]
async fn a_page_is_not_renewed_while_a_payment_is_under_way() {
    let (site, browser) = open("alice").await;
    site.sign_in(&browser, "chloe").await;
    browser.goto(&site.page("")).await;
    browser.eval("window.mark = true").await;
    // Neither the pointer nor the focus is in the frame.
    browser
        .in_frame("document.querySelector('.notice a.button').click()")
        .await;
    wait_for_frame_text(&browser, "Payer la facture").await;
    browser.in_frame("window.written = true").await;
    sleeps(&site, &browser).await;
    browser
        .wait_until(&format!("({TOAST}).includes('ouverte depuis')"), SOON)
        .await;
    assert_eq!(browser.eval("window.mark").await, true, "it was loaded again");
    assert_eq!(browser.in_frame("return window.written").await, true);
}

#[tokio::test]
async fn an_old_page_stays_while_there_is_no_network() {
    let (site, browser) = open("alice").await;
    let network = async |offline: bool| {
        let about =
            json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        browser.cdp("Network.emulateNetworkConditions", about).await;
    };
    browser.cdp("Network.enable", json!({})).await;
    network(true).await;
    sleeps(&site, &browser).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(browser.eval("window.mark").await, true, "an error took its place");
    network(false).await;
    assert_renewed(&browser).await;
}

#[tokio::test]
async fn a_clock_that_is_ten_minutes_off_renews_nothing_too_early_or_too_late() {
    let site = Site::start(SiteOptions::default()).await;
    for off in [-600_000, 600_000] {
        let browser = site.browser(BrowserOptions::default()).await;
        with_clock(&browser, off).await;
        browser.goto(&site.page("")).await;
        browser.eval("window.mark = true").await;
        browser
            .eval("added.wall += 540e3; added.steady += 540e3; undefined")
            .await;
        browser.eval(LOOKED_AT).await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(browser.eval("window.mark").await, true, "{off}: too early");
        assert_eq!(browser.eval(TOAST).await, "", "{off}");
        // Meanwhile the clock is set back.
        browser
            .eval("added.wall -= 600e3; added.steady += 120e3; undefined")
            .await;
        browser.eval(LOOKED_AT).await;
        assert_renewed(&browser).await;
    }
}

#[tokio::test]
async fn a_clock_that_is_wrong_or_set_signs_nobody_out() {
    let demo = Demo::start(&[]).await;
    let said = "document.getElementById('session').innerText";
    for off in [-600_000, 600_000] {
        let browser = Browser::start(BrowserOptions::default()).await;
        with_clock(&browser, off).await;
        browser.goto(&format!("{}/login", demo.page)).await;
        click(&browser, Locator::Css("button[value='alice']")).await;
        browser
            .wait_until(
                &format!(
                    "location.href === '{}' && !!document.querySelector('#session')",
                    demo.page
                ),
                SOON,
            )
            .await;
        assert_eq!(browser.eval(said).await, "", "{off}");
        browser
            .eval("document.querySelector('#subscription').dispatchEvent(new PointerEvent('pointerenter'))")
            .await;
        browser.requests().await;
        // A day later by the clock, which somebody has set. The server knows better, and is asked once.
        browser
            .eval("added.wall += 864e5; dispatchEvent(new Event('pageshow')); undefined")
            .await;
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(browser.eval(said).await, "", "{off}");
        let asked: Vec<String> = browser.requests().await;
        let asked = asked
            .iter()
            .filter(|address| address.ends_with("/user.json"))
            .count();
        assert_eq!(asked, 1, "{off}");
        // Then it is true.
        let out = "fetch('/Subscriptions/logout', { method: 'POST', redirect: 'manual' }).then(() => true)";
        assert_eq!(browser.eval(out).await, true);
        browser
            .eval("added.wall += 864e5; dispatchEvent(new Event('pageshow')); undefined")
            .await;
        browser
            .wait_until(&format!("{said}.includes('signed out')"), SOON)
            .await;
    }
}

/// A cookie that a page of another site may keep, where the browser lets it.
const KEEPS: &str = "document.cookie = 'kept=1; SameSite=None; Secure'; return document.cookie";

#[tokio::test]
async fn without_third_party_cookies_the_frame_shows_and_works() {
    for allowed in [true, false] {
        let site = Site::start(SiteOptions::default()).await;
        let back = site.secure_page("/return");
        site.hosted_pages(json!({ "return_url": back })).await;
        let browser = site
            .browser(BrowserOptions {
                third_party_cookies: allowed,
                ..BrowserOptions::default()
            })
            .await;
        site.sign_in(&browser, "chloe").await;
        browser.goto(&site.secure_page("")).await;
        let kept = if allowed { "kept=1" } else { "" };
        assert_eq!(browser.in_frame(KEEPS).await, kept);
        click_in_frame(&browser, ".notice a.button").await;
        wait_for_frame_text(&browser, "Payer la facture").await;
        click_in_frame(&browser, "form button[type=submit]").await;
        wait_for_return(&browser).await;
        let said = words(&browser, "document.body.innerText").await;
        assert!(said.contains("Votre paiement a été effectué"), "{said}");
        assert_eq!(browser.violations().await, []);
    }
}

#[tokio::test]
async fn a_frame_that_goes_to_another_page_of_proabono_shows_it() {
    let (_site, browser) = open("alice").await;
    let said = "document.getElementById('stopped').innerText";
    let goes = async |to: &str| {
        browser.in_frame("window.before = true").await;
        browser.in_frame(&format!("location.href = {to}")).await;
        let arrived = crate::support::wait::poll(SOON, async || {
            let there = browser
                .in_frame("return document.readyState === 'complete' && !window.before && location.host")
                .await;
            there.as_str().map(str::to_owned)
        });
        arrived.await.expect("another page")
    };
    goes("document.querySelector('main a[href]').href").await;
    let host = goes("'https://other.proabono.com' + location.pathname").await;
    assert_eq!(host, "other.proabono.com");
    assert_eq!(browser.eval(said).await, "");
    assert_eq!(browser.eval("window.mark").await, true);
    load_again(&browser).await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_frame_that_is_stopped_on_its_way_elsewhere_leaves_something_to_press() {
    let (_site, browser) = open("alice").await;
    browser
        .in_frame("location.href = 'https://bank.example/3ds'")
        .await;
    let said = "document.querySelector('#stopped .toast')?.innerText ?? ''";
    browser
        .wait_until(&format!("({said}).includes('cannot be shown inside')"), SOON)
        .await;
    browser.screenshot("survives-stopped").await;
    browser.look((320, 640), true).await;
    browser.screenshot("survives-stopped-narrow").await;
    let way: Value = browser
        .eval("(({ innerText, target, href }) => [innerText, target, href])(document.querySelector('#stopped a'))")
        .await;
    let tab = browser.eval("document.getElementById('new-tab').href").await;
    assert_eq!(way, json!(["Open in a new tab", "_blank", tab]));
    browser.look((1280, 800), false).await;
    load_again(&browser).await;
    assert_eq!(browser.eval(said).await, "");
}
