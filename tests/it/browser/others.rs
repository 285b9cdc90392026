//! The main pages in Firefox and in `WebKitGTK`, where they are installed. `WebKitGTK` is not Safari: it has Safari's layout of pages and
//! its language, not its fonts, its protection from tracking, its payments or its window.

use serde_json::Value;

use crate::support::demo::Demo;
use crate::support::other_browser::OtherBrowser;
use crate::support::trials::{record, trials};

use super::SOON;
use super::look::misfits;

/// No window of theirs gets as narrow as a telephone; what is a telephone to the page begins at 767 pixels.
const SIZES: [(&str, (u32, u32)); 2] = [("wide", (1280, 900)), ("narrow", (390, 844))];

/// Who signs in, and when their page has come. What the page is called is in the picture's name.
const PAGES: [(&str, &str, &str); 5] = [
    ("active", "alice", "document.querySelector('#status .chip.good')"),
    ("overdue", "chloe", "document.querySelector('#status.bad .act a')"),
    ("none", "bruno", "document.querySelector('#status .fact')"),
    ("new", "eve", "document.querySelector('#status .fact')"),
    ("on-hold", "dmitri", "document.getElementById('problem')"),
];

async fn walk(name: &str, dark: bool, browser: OtherBrowser, pages: usize) {
    let demo = Demo::start(&["--widget=off"]).await;
    let scheme = if dark { "dark" } else { "light" };
    for (page, user, seen) in PAGES.into_iter().take(pages) {
        browser.goto(&format!("{}/login", demo.page)).await;
        let button = format!("document.querySelector('button[value=\"{user}\"]').click()");
        browser.eval(&button).await;
        browser
            .wait_until(&format!("location.href === '{}'", demo.page), SOON)
            .await;
        browser.wait_until(seen, SOON).await;
        browser
            .wait_until("document.readyState === 'complete'", SOON)
            .await;
        let preferred = "matchMedia('(prefers-color-scheme: dark)').matches";
        assert_eq!(browser.eval(preferred).await, dark, "{name}");
        for (size, window) in SIZES {
            browser.resize(window).await;
            // Their windows take the new size, and draw it, in their own time.
            browser
                .eval("new Promise(done => setTimeout(() => requestAnimationFrame(() => done(true)), 300))")
                .await;
            let name = format!("{name}-{page}-{size}-{scheme}");
            looks(&browser, &name).await;
            if page == "active" {
                browser
                    .eval("document.querySelector('#status summary').click()")
                    .await;
                looks(&browser, &format!("{name}-menu")).await;
                browser.eval("document.body.click()").await;
                assert_eq!(
                    browser.eval("document.querySelector('details[open]')").await,
                    Value::Null
                );
            }
        }
    }
    browser.close().await;
}

async fn looks(browser: &OtherBrowser, name: &str) {
    browser.screenshot(name).await;
    let misfits = misfits(async |script| browser.eval(script).await).await;
    assert!(misfits.is_empty(), "{name}: {misfits:#?}");
    let faults = browser.axe().await;
    assert!(faults.is_empty(), "{name}: {faults:#?}");
}

fn not_there(name: &str) {
    record(name, "not tried: the browser or its driver is not there");
}

#[tokio::test]
async fn in_firefox() {
    let pages = trials("pages in Firefox", 2, PAGES.len());
    for dark in [false, true].into_iter().take(trials("schemes in Firefox", 1, 2)) {
        let Some(browser) = OtherBrowser::firefox(dark).await else {
            return not_there("pages in Firefox");
        };
        walk("firefox", dark, browser, pages).await;
    }
}

#[tokio::test]
async fn in_webkit() {
    let pages = trials("pages in WebKitGTK", 2, PAGES.len());
    for dark in [false, true]
        .into_iter()
        .take(trials("schemes in WebKitGTK", 1, 2))
    {
        let Some(browser) = OtherBrowser::webkit(dark).await else {
            return not_there("pages in WebKitGTK");
        };
        walk("webkit", dark, browser, pages).await;
    }
}
