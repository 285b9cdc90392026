//! The scripts and the pages in a real browser.

use std::time::Duration;

use fantoccini::Locator;
use proabono_emulator::{Options, ReturnIn};
use serde_json::json;

use super::settings::set;
use super::walk::{address, returning};
use super::{Running, start, start_with};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};

const SOON: Duration = Duration::from_secs(20);

/// A page of an application: no script without the nonce, no style at all, no frame but of the emulator.
async fn application(emulator: &Running, script: &str) -> Pages {
    let origin = &emulator.origin;
    let body = format!(
        "<!doctype html><html lang=\"en\"><title>App</title><link rel=\"icon\" href=\"data:,\"><main><h1>App</h1>\
         <div id=\"proabono_portal\"></div></main><script nonce=\"n1\" src=\"{origin}{script}\"></script></html>"
    );
    let policy = format!(
        "default-src 'none'; script-src 'nonce-n1' 'strict-dynamic'; frame-src {origin}; img-src data:"
    );
    let page = Page::html(&body).header("Content-Security-Policy", &policy);
    Pages::start([("/", page)]).await
}

async fn assert_quiet(browser: &Browser) {
    assert_eq!(browser.violations().await, []);
    let console = browser.console().await;
    assert!(console.is_empty(), "{console:#?}");
}

async fn open(browser: &Browser, settings: &str) {
    browser.eval(&format!("ProAbonoPortal.open({settings})")).await;
}

/// The document of the first frame is there and says that.
pub(super) async fn says(browser: &Browser, text: &str) {
    let seen = crate::support::wait::poll(SOON, async || {
        browser.frame_text().await.contains(text).then_some(())
    });
    assert!(
        seen.await.is_some(),
        "no {text:?}: {}",
        browser.frame_text().await
    );
}

#[tokio::test]
async fn the_in_site_script_puts_one_titled_frame_into_its_container_under_a_strict_policy() {
    let emulator = start();
    let pages = application(&emulator, "/Get/portal.js").await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&pages.url("/")).await;
    for (reference, text) in [
        ("cust-alice", "Offre Pro"),
        ("cust-bruno", "Choisissez votre offre"),
    ] {
        let settings = json!({ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": reference,
            "customer_lang": "fr",
                "customer_meta": { "team": "blue" } });
        open(&browser, &settings.to_string()).await;
        says(&browser, text).await;
        assert_eq!(
            browser.eval("document.querySelectorAll('iframe').length").await,
            1
        );
        let frame = "document.querySelector('#proabono_portal > iframe[title=Abonnement]:not([style])')";
        assert_eq!(browser.eval(&format!("{frame}.clientHeight")).await, 700);
        assert_eq!(browser.eval("__proAbonoPortalCalls.at(-1)").await, settings);
    }
    assert_quiet(&browser).await;
    assert_eq!(
        emulator.customer("cust-bruno").await["Metadata"],
        json!({ "team": "blue" })
    );

    // A misspelling shows, and so does a container that is missing.
    open(
        &browser,
        "{ business_id: 1, segment_ref: 'acme-eur', custmer_ref: 'cust-alice' }",
    )
    .await;
    says(&browser, "Plans and prices").await;
    let said = browser.console().await;
    assert!(
        said.len() == 1 && said[0].message.contains("custmer_ref"),
        "{said:#?}"
    );
    browser
        .eval("document.getElementById('proabono_portal').remove()")
        .await;
    open(&browser, "{ business_id: 1, segment_ref: 'acme-eur' }").await;
    assert_eq!(
        browser.eval("document.querySelectorAll('iframe').length").await,
        0
    );
    let said = browser.console().await;
    assert!(
        said.len() == 1 && said[0].message.contains("proabono_portal"),
        "{said:#?}"
    );
}

#[tokio::test]
async fn a_closed_frame_leaves_its_container_and_another_window_cannot_close_it() {
    let emulator = start();
    set(&emulator, json!({ "IsIframeClosedAfterSubscribe": true })).await;
    let pages = application(&emulator, "/Get/portal.js").await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&pages.url("/")).await;
    open(
        &browser,
        "{ business_id: 1, segment_ref: 'acme-eur', customer_ref: 'cust-bruno', offer_ref: 'offer-pro' }",
    )
    .await;
    says(&browser, "Pro abonnieren").await;
    browser
        .eval("window.postMessage({ proabono: 'closed' }, '*')")
        .await;
    browser
        .in_frame("document.querySelector('form').requestSubmit(); return 1")
        .await;
    browser
        .wait_until(
            "document.getElementById('proabono_portal').children.length === 0",
            SOON,
        )
        .await;
    assert_quiet(&browser).await;
    assert_eq!(emulator.subscription("cust-bruno").await["Status"], "Active");
}

#[tokio::test]
async fn the_widget_of_a_single_page_application_waits_for_its_start_and_changes_its_customer() {
    let emulator = start();
    let pages = application(&emulator, "/widget.js").await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&pages.url("/")).await;
    assert_eq!(
        browser.eval("document.querySelector('proabono-widget')").await,
        json!(null)
    );
    assert_eq!(browser.eval("window.__proAbonoCalls.length").await, 0);
    for (reference, title) in [("cust-alice", "Subscription"), ("cust-bruno", "Abonnement")] {
        let language = if title == "Subscription" { "en" } else { "fr" };
        let settings = json!({ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": reference,
            "customer_lang": language });
        browser
            .eval(&format!("ProAbono.start({settings}); ProAbono.open()"))
            .await;
        let root = "document.querySelector('proabono-widget').shadowRoot";
        let drawn = format!("{root}.querySelectorAll('.launch, dialog').length");
        assert_eq!(
            browser.eval(&drawn).await,
            2,
            "a button and a dialog, whoever was there before"
        );
        assert_eq!(
            browser
                .eval(&format!("{root}.querySelector('iframe').title"))
                .await,
            title
        );
        let calls = browser.eval("window.__proAbonoCalls.splice(0)").await;
        assert_eq!(
            calls,
            json!([{ "name": "start", "settings": settings }, { "name": "open", "settings": settings }])
        );
        let opened = crate::support::wait::poll(SOON, async || {
            let openings = emulator.control("openings").await;
            let last = openings.as_array().unwrap().last().cloned().unwrap_or_default();
            (last["customer_ref"] == reference && last["by"] == "widget").then_some(())
        });
        assert!(opened.await.is_some(), "{reference}");
    }
    assert_quiet(&browser).await;
}

#[tokio::test]
async fn a_finished_workflow_can_return_in_the_whole_window() {
    let application = Pages::start([("/back", Page::html("<title>Back</title>"))]).await;
    let emulator = start_with(Options {
        return_url: Some(application.url("/back")),
        hosted_pages: proabono_emulator::HostedPages {
            return_in: ReturnIn::Top,
            ..Default::default()
        },
        ..Options::default()
    });
    let form = emulator.form("cust-bruno", "offer-pro").await;
    let outer = Page::html(&format!(
        "<!doctype html><iframe title=\"f\" src=\"{form}\"></iframe>"
    ));
    let outer = Pages::start([("/", outer)]).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&outer.url("/")).await;
    says(&browser, "Pro abonnieren").await;
    // A visitor's click: without one the browser lets no frame move the window.
    let client = browser.client();
    client.enter_frame(0).await.unwrap();
    let button = client
        .find(Locator::Css("form button[type=submit]"))
        .await
        .unwrap();
    button.click().await.unwrap();
    client.enter_parent_frame().await.unwrap();
    browser
        .wait_until(
            "location.pathname === '/back' && location.search.startsWith('?from=subscribe&outcome=paid')",
            SOON,
        )
        .await;
}

#[tokio::test]
async fn every_page_reads_well() {
    let emulator = returning();
    let home = emulator.home("cust-alice").await;
    let mut pages = vec![
        ("home", emulator.link("cust-alice", "hosted-home").await),
        ("anonymous", "/portal-anon".to_owned()),
        ("subscribe", emulator.form("cust-bruno", "offer-pro").await),
        ("upgrade", emulator.form("cust-alice", "offer-business").await),
        ("register", emulator.link("cust-alice", "hosted-register").await),
        ("charge", emulator.open_invoice("cust-chloe").await),
        ("refused", "/portal-open?business_id=2".to_owned()),
    ];
    for name in ["options", "terminate"] {
        pages.push((name, address(&home, &format!("/{name}/"))));
    }
    let one = emulator.subscription("cust-alice").await;
    pages.push((
        "subscription",
        super::walk::href(&one, "hosted-related-subscription"),
    ));
    let invoices = emulator.invoices("cust-chloe").await;
    pages.push((
        "invoices",
        super::walk::href(&invoices[0], "hosted-collection-invoice"),
    ));
    // The longest words that there are, and the home of somebody in debt.
    emulator.speaks("cust-eve", "nl").await;
    pages.push(("home-nl", emulator.link("cust-eve", "hosted-home").await));
    pages.push(("home-de", emulator.link("cust-bruno", "hosted-home").await));
    pages.push(("home-fr", emulator.link("cust-chloe", "hosted-home").await));
    let browser = Browser::start(BrowserOptions::default()).await;
    for (look, window, dark) in [("wide", (1280, 800), false), ("narrow", (320, 700), true)] {
        browser.look(window, dark).await;
        for (name, path) in &pages {
            browser.goto(&emulator.url(path)).await;
            let faults = browser.axe().await;
            assert!(faults.is_empty(), "{name}, {look}: {faults:#?}");
            let width = browser.eval("document.documentElement.scrollWidth").await;
            assert_eq!(width, window.0, "{name}, {look}");
            browser.screenshot(&format!("emulator-{name}-{look}")).await;
        }
    }
}
