//! The page in a real browser: the binary as shipped, behind nginx, with ProAbono's names on a loopback TLS server.

mod frame;

use std::time::Duration;

use crate::support::browser::Browser;

const SOON: Duration = Duration::from_secs(20);

/// Nothing was blocked, and the console says nothing.
async fn assert_quiet(browser: &Browser) {
    assert_eq!(browser.violations().await, []);
    let console = browser.console().await;
    assert!(console.is_empty(), "{console:#?}");
}

/// Whether the page says that the link is not opened.
async fn has_notice(browser: &Browser) -> bool {
    browser.eval("!!document.querySelector('.notice')").await == true
}

/// What the visitor reads on the page, without what is in the frame.
async fn text(browser: &Browser) -> String {
    let text = browser.eval("document.body.innerText").await;
    text.as_str().unwrap_or_default().to_owned()
}
