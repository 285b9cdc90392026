//! Each generation in the place of the other, when one cannot work.

use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{HOSTED, Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{free_port, loopback};

use super::super::entrances::Links;
use super::super::{SOON, assert_quiet, has_notice, text, wait_for_frame_text, words};
use super::{LINKS_PASS, SECRET};

const SCRIPTS: [&str; 4] = [
    "https://portal.proabono.com/nothing.js",
    "https://down.proabono.com/portal.js",
    "https://more.proabono.com/idle.js",
    "https://more.proabono.com/broken.js",
];

fn options() -> SiteOptions {
    SiteOptions {
        secret: Some(SECRET),
        ..SiteOptions::default()
    }
    .with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s")
}

async fn become_insite(site: &Site, links: Links) {
    site.hosted_pages(links.settings()).await;
    tokio::time::sleep(LINKS_PASS).await;
}

/// Nothing was blocked, and the console tells of the script alone.
async fn assert_tells_of(browser: &Browser, script: &str) {
    assert_eq!(browser.violations().await, [], "{script}");
    let console = browser.console().await;
    let strange: Vec<_> = console
        .iter()
        .filter(|line| !line.message.contains(script))
        .collect();
    assert!(strange.is_empty(), "{script}: {strange:#?}");
}

#[tokio::test]
async fn without_the_script_the_frame_takes_its_place_or_a_sentence_with_a_way_on() {
    let script = |body: &str| Page {
        headers: "Content-Type: text/javascript\r\n".to_owned(),
        body: body.to_owned(),
    };
    let broken = "window.ProAbonoPortal = { open() { throw new Error('broken.js does not work'); } };";
    let pages = Pages::start([
        ("/idle.js", script("window.idle = true;")),
        ("/broken.js", script(broken)),
    ])
    .await;
    let more = TlsFront::start(loopback(pages.port())).await;
    let closed = free_port();
    for script in SCRIPTS {
        let site = options()
            .with("PORTAL_INSITE__SCRIPT_URL", script)
            .with("PORTAL_INSITE__GENERATION", "insite");
        let site = Site::start(site).await;
        let browser = BrowserOptions {
            hosts: vec![("down.proabono.com", closed), ("more.proabono.com", more.port())],
            ..BrowserOptions::default()
        };
        let browser = site.browser(browser).await;
        browser.goto(&site.page("")).await;
        browser.wait_until("window.length === 1", SOON).await;
        let source = browser.frame_src().await.unwrap_or_default();
        assert!(
            source.starts_with(&format!("{HOSTED}/portal/")),
            "{script}: {source}"
        );
        wait_for_frame_text(&browser, "Plan Pro").await;
        assert_tells_of(&browser, script).await;

        become_insite(&site, Links::ThisPage).await;
        for path in ["", "/payment-method"] {
            browser.goto(&site.page(path)).await;
            browser
                .wait_until("document.querySelector('[role=alert] a')", SOON)
                .await;
            let words = text(&browser).await;
            assert!(
                words.contains("could not be loaded") && words.contains("Try again"),
                "{script}: {words}"
            );
            assert_eq!(browser.eval("window.length").await, 0, "{script}");
            let way = browser
                .eval("document.querySelector('[role=alert] a').pathname")
                .await;
            assert_eq!(way, format!("/Subscriptions{path}"), "{script}");
            assert_tells_of(&browser, script).await;
        }
    }
}

#[tokio::test]
async fn a_hosted_link_that_the_gate_refuses_opens_in_site() {
    let site = Site::start(options().with("PORTAL_FRAME__HOSTS", "only.proabono.com")).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for (path, notice) in [
        ("", false),
        (
            "?crylk=https%3a%2f%2facme-eur.via.proabono.com%2fportal%2fx",
            true,
        ),
    ] {
        browser.goto(&site.page(path)).await;
        wait_for_frame_text(&browser, "Plan Pro").await;
        let source = browser.frame_src().await.unwrap_or_default();
        assert!(
            source.starts_with("https://portal.proabono.com/portal-open?"),
            "{source}"
        );
        assert_eq!(browser.eval("window.length").await, 1);
        assert_eq!(has_notice(&browser).await, notice, "{path}");
        assert_quiet(&browser).await;
    }
}

#[tokio::test]
async fn a_link_that_the_gate_refuses_takes_no_place_of_a_script_that_did_not_come() {
    let script = SCRIPTS[0];
    let options = options()
        .with("PORTAL_FRAME__HOSTS", "only.proabono.com")
        .with("PORTAL_INSITE__SCRIPT_URL", script);
    for generation in ["automatic", "hosted", "insite"] {
        let site = Site::start(options.clone().with("PORTAL_INSITE__GENERATION", generation)).await;
        let browser = site.browser(BrowserOptions::default()).await;
        browser.goto(&site.page("")).await;
        browser
            .wait_until("document.querySelector('[role=alert] a')", SOON)
            .await;
        let page = words(&browser, "document.documentElement.outerHTML").await;
        assert!(
            !page.contains("acme-eur.via") && !page.contains("<iframe"),
            "{generation}: {page}"
        );
        assert_tells_of(&browser, script).await;
    }
}

#[tokio::test]
async fn without_the_secret_links_are_framed_and_only_a_home_that_is_this_page_opens_in_site() {
    let site = Site::start(SiteOptions {
        secret: None,
        ..options()
    })
    .await;
    let browser = site.browser(BrowserOptions::default()).await;
    become_insite(&site, Links::InSite).await;
    browser.goto(&site.page("")).await;
    let source = browser.frame_src().await.unwrap_or_default();
    assert!(source.starts_with(&format!("{HOSTED}/portal-auth/")), "{source}");
    assert_quiet(&browser).await;
    become_insite(&site, Links::ThisPage).await;
    browser.goto(&site.page("")).await;
    let told = json!([{ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": "cust-alice" }]);
    assert_eq!(browser.eval("window.__proAbonoPortalCalls").await, told);
    wait_for_frame_text(&browser, "Plan Pro").await;
    assert_quiet(&browser).await;
}
