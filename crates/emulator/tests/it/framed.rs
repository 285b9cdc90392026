//! The hosted pages in a frame, in a real browser.

use super::in_browser::says;
use super::start;
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};

/// True where the page in the first frame shows a header of its own.
async fn shows_header(browser: &Browser) -> bool {
    let shown = "const header = document.querySelector('.top'); return !!header && header.checkVisibility()";
    browser.in_frame(shown).await == true
}

#[tokio::test]
async fn a_framed_page_has_no_header_of_its_own_even_where_the_browser_does_not_say_that_it_is_framed() {
    let emulator = start();
    let home = emulator.link("cust-chloe", "hosted-home").await;
    let register = emulator.link("cust-bruno", "hosted-register").await;
    // As a browser gets it that sends no `Sec-Fetch-Dest`; its script is fetched from the emulator.
    let plain = reqwest::get(&home).await.unwrap().text().await.unwrap();
    let own = format!("src=\"{}/framed.js\"", emulator.origin);
    let plain = plain.replace("src=\"/framed.js\"", &own);
    assert!(plain.contains(&own) && plain.contains("class=\"top\""));
    let frame = |source: &str| {
        Page::html(&format!(
            "<!doctype html><iframe title=\"f\" width=\"1200\" height=\"700\" src=\"{source}\"></iframe>"
        ))
    };
    let pages = Pages::start([
        ("/told", frame(&home)),
        ("/told-de", frame(&register)),
        ("/untold", frame("/plain")),
        ("/plain", Page::html(&plain)),
    ])
    .await;
    let browser = Browser::start(BrowserOptions::default()).await;
    for (path, words) in [
        ("/told", "Votre abonnement"),
        ("/told-de", "Zahlungsmethode"),
        ("/untold", "Votre abonnement"),
    ] {
        browser.goto(&pages.url(path)).await;
        says(&browser, words).await;
        assert!(!shows_header(&browser).await, "{path}");
        browser
            .screenshot(&format!("emulator-framed{}", path.replace('/', "-")))
            .await;
    }
    for alone in [home.as_str(), &pages.url("/plain")] {
        browser.goto(alone).await;
        assert_eq!(
            browser
                .eval("document.querySelector('.top').checkVisibility()")
                .await,
            true,
            "{alone}"
        );
    }
}
