//! The floating widget: its parameters, its script, and what happens without it.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{free_port, loopback};

use super::{SOON, assert_quiet, click, words};

/// HMAC-SHA256 of `cust-alice` under `portal-secret-1`, by another implementation (OpenSSL).
const HASH: &str = "00614915d3d7c2a7f5e1710ed5ec5d7e437e10f69a0a8ccab32297e523378a76";

fn with_script(url: &str) -> SiteOptions {
    SiteOptions::default()
        .with("PORTAL_WIDGET__SCRIPT_URL", url)
        .with("PORTAL_WIDGET__VISIBLE", "false")
}

async fn start(options: SiteOptions) -> (Site, Browser) {
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (site, browser)
}

#[tokio::test]
async fn the_settings_are_the_documented_parameters_and_nothing_is_loaded_without_a_script() {
    let (site, browser) = start(SiteOptions::default()).await;
    browser.requests().await;
    browser.goto(&site.page("")).await;
    let expected = json!({
        "business_id": 1,
        "segment_ref": "acme-eur",
        "customer_ref": "cust-alice",
        "customer_email": "alice@acme.example",
        "visible": true,
    });
    assert_eq!(browser.eval("window.proAbonoSettings").await, expected);
    let block = words(
        &browser,
        "document.getElementById('proabono-settings').textContent",
    )
    .await;
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&block).expect("JSON"),
        expected
    );
    assert_eq!(
        browser.eval("document.scripts.length").await,
        4,
        "the data and our own three scripts"
    );
    let requests = browser.requests().await;
    assert!(
        requests.iter().any(|url| url.contains("/portal/")),
        "{requests:?}"
    );
    assert!(!requests.iter().any(|url| url.contains("widget")), "{requests:?}");
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn the_settings_carry_everything_that_is_configured() {
    let everything = with_script("https://widget.proabono.com/widget.js")
        .with("PORTAL_CUSTOMERS__AUTHORITY", "name, language")
        .with("PORTAL_WIDGET__OFFER_REF", "offer-pro")
        .with("PORTAL_WIDGET__HASH_NAME", "customer_hash")
        .with("PROABONO_PORTAL_SECRET", "portal-secret-1");
    let (site, browser) = start(everything).await;
    browser.goto(&site.page("")).await;
    let expected = json!({
        "business_id": 1,
        "segment_ref": "acme-eur",
        "customer_ref": "cust-alice",
        "customer_name": "Alice Martin",
        "customer_email": "alice@acme.example",
        "customer_lang": "en",
        "offer_ref": "offer-pro",
        "visible": false,
        "customer_hash": HASH,
    });
    assert_eq!(browser.eval("window.proAbonoSettings").await, expected);
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn our_button_opens_the_widget() {
    let (site, browser) = start(with_script("https://widget.proabono.com/widget.js")).await;
    browser.goto(&site.page("")).await;
    browser
        .wait_until("document.getElementById('open-widget').checkVisibility()", SOON)
        .await;
    let calls = "(window.__proAbonoCalls || []).map(call => call.name)";
    assert_eq!(browser.eval(calls).await, json!(["load"]));
    assert_eq!(
        browser.eval("window.__proAbonoCalls[0].settings").await,
        browser.eval("window.proAbonoSettings").await,
        "the settings were there before the script"
    );
    click(&browser, Locator::Id("open-widget")).await;
    assert_eq!(browser.eval(calls).await, json!(["load", "open"]));
    let opened = "document.querySelector('proabono-widget').shadowRoot.querySelector('dialog iframe').src";
    let opened = words(&browser, opened).await;
    assert!(
        opened.starts_with("https://widget.proabono.com/widget-home?"),
        "{opened}"
    );
    browser.screenshot("widget-open").await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn our_button_does_not_stand_above_a_form_that_somebody_has_gone_on_to() {
    let (site, browser) = start(with_script("https://widget.proabono.com/widget.js")).await;
    browser.goto(&site.page("")).await;
    let shown = "document.getElementById('open-widget').checkVisibility()";
    browser.wait_until(shown, SOON).await;
    browser
        .in_frame("document.querySelector('main a.button').click()")
        .await;
    browser.wait_until(&format!("!{shown}"), SOON).await;
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_visible_widget_has_its_own_button_and_ours_is_not_there() {
    let options = SiteOptions::default().with(
        "PORTAL_WIDGET__SCRIPT_URL",
        "https://widget.proabono.com/widget.js",
    );
    let (site, browser) = start(options).await;
    browser.goto(&site.page("")).await;
    let own = "document.querySelector('proabono-widget')?.shadowRoot.querySelector('button.launch')";
    browser.wait_until(own, SOON).await;
    assert_eq!(
        browser.eval("document.getElementById('open-widget')").await,
        json!(null)
    );
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_script_that_does_not_load_leaves_the_page_as_it_is() {
    let closed = free_port();
    for address in [
        "https://widget.proabono.com/nothing.js",
        "https://down.proabono.com/widget.js",
    ] {
        let site = Site::start(with_script(address)).await;
        let options = BrowserOptions {
            hosts: vec![("down.proabono.com", closed)],
            ..BrowserOptions::default()
        };
        let browser = site.browser(options).await;
        browser.goto(&site.page("")).await;
        assert!(browser.frame_text().await.contains("Plan Pro"), "{address}");
        assert_eq!(
            browser
                .eval("document.getElementById('open-widget').checkVisibility()")
                .await,
            false,
            "{address}"
        );
        assert_eq!(
            browser.eval("window.proAbonoSettings.customer_ref").await,
            "cust-alice",
            "{address}"
        );
        assert_eq!(browser.violations().await, [], "{address}");
        let console = browser.console().await;
        let severe: Vec<_> = console.iter().filter(|line| line.level == "SEVERE").collect();
        assert!(
            severe.iter().all(|line| line.message.contains(address)),
            "{severe:#?}"
        );
        let requests = browser.requests().await;
        assert!(requests.iter().any(|url| url == address), "{requests:?}");
    }
}

#[tokio::test]
async fn our_button_waits_for_something_to_open() {
    const LATE: &str = "setTimeout(() => { window.ProAbono = { open() { window.opened = true; } }; }, 700);";
    let script = |body: &str| Page {
        headers: "Content-Type: text/javascript\r\n".to_owned(),
        body: body.to_owned(),
    };
    let pages = Pages::start([
        ("/late.js", script(LATE)),
        ("/idle.js", script("window.idle = true;")),
    ])
    .await;
    let elsewhere = TlsFront::start(loopback(pages.port())).await;
    for (address, appears) in [
        ("https://more.proabono.com/idle.js", false),
        ("https://more.proabono.com/late.js", true),
    ] {
        let site = Site::start(with_script(address)).await;
        let options = BrowserOptions {
            hosts: vec![("more.proabono.com", elsewhere.port())],
            ..BrowserOptions::default()
        };
        let browser = site.browser(options).await;
        browser.goto(&site.page("")).await;
        let shown = "document.getElementById('open-widget').checkVisibility()";
        // On a slow machine the late one may be ready by now, and then the button is right to be there.
        let early = format!("!window.ProAbono?.open && {shown}");
        assert_eq!(browser.eval(&early).await, false, "{address}");
        if appears {
            browser.wait_until(shown, SOON).await;
            click(&browser, Locator::Id("open-widget")).await;
            assert_eq!(browser.eval("window.opened").await, true);
        } else {
            tokio::time::sleep(Duration::from_millis(800)).await;
            assert_eq!(browser.eval("window.idle").await, true, "the script ran");
            assert_eq!(browser.eval(shown).await, false, "a button that opens nothing");
        }
        assert_quiet(&browser).await;
    }
}
