//! The second line of defence: what gets into the page all the same is blocked by the browser and reported.

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{loopback, poll};

use super::{SOON, mailed, words};

const FOREIGN: &str = "https://evil.test/x?token=canary-foreign";

/// A script, a handler and a frame that an attacker got into the HTML; the headers are the page's own.
const INJECTION: &str = r#"
proxy_set_header Accept-Encoding "";
sub_filter '<main id="main">' '<script>document.title = "ran"</script><img alt="" src="data:," onerror="document.title = 1"><iframe id="foreign" src="https://evil.test/x?token=canary-foreign"></iframe><main id="main">';
"#;

/// A site with those directives, a foreign server, and a browser that would reach it as `https://evil.test`.
async fn start(directives: &'static str) -> (Site, Browser, Pages, TlsFront) {
    let pages = Pages::start([("/x", Page::html("<!doctype html><title>foreign</title>"))]).await;
    let evil = TlsFront::start(loopback(pages.port())).await;
    let options = SiteOptions {
        directives,
        ..SiteOptions::default()
    };
    let site = Site::start(options).await;
    let options = BrowserOptions {
        hosts: vec![("evil.test", evil.port())],
        ..BrowserOptions::default()
    };
    let browser = site.browser(options).await;
    (site, browser, pages, evil)
}

async fn assert_reports_arrive(site: &Site, count: usize) {
    let reports = "portal_csp_reports_total";
    let counted = poll(SOON, async || (site.count(reports).await >= count).then_some(()));
    let arrived = counted.await.is_some();
    assert!(arrived, "the reports did not arrive:\n{}", site.metrics().await);
}

#[tokio::test]
async fn an_inline_script_a_handler_and_a_foreign_frame_are_blocked_and_reported() {
    let (site, browser, pages, _evil) = start(INJECTION).await;
    site.sign_in(&browser, "bruno").await;
    let link = mailed(&site, "Bruno Muster: your offer is waiting").await;
    browser.goto(&site.secure_page(&format!("?crylk={link}"))).await;
    browser.wait_until("window.__violations.length >= 3", SOON).await;
    let mut found = browser.violations().await;
    found.sort_by(|a, b| a.directive.cmp(&b.directive));
    let found: Vec<_> = found
        .iter()
        .map(|found| {
            (
                found.directive.as_str(),
                found.blocked.as_str(),
                found.disposition.as_str(),
            )
        })
        .collect();
    let expected = [
        ("frame-src", "https://evil.test", "enforce"),
        ("script-src-attr", "inline", "enforce"),
        ("script-src-elem", "inline", "enforce"),
    ];
    assert_eq!(found, expected);
    assert_eq!(words(&browser, "document.title").await, "Billing");
    assert_eq!(pages.requests(), [""; 0], "the foreign page was asked for");
    let own = words(&browser, "document.querySelector('main iframe').src").await;
    assert_eq!(own, link, "the page's own frame is still there");

    assert_reports_arrive(&site, 3).await;
    let log = site.log();
    for part in [
        "frame-src",
        "script-src-elem",
        "script-src-attr",
        "https://evil.test",
    ] {
        assert!(log.contains(part), "no {part} in:\n{log}");
    }
    let token = link.rsplit('/').next().expect("the token of the link");
    for secret in ["canary-foreign", "crylk=", token] {
        assert!(!log.contains(secret), "{secret} in:\n{log}");
    }
}

#[tokio::test]
async fn a_frame_that_goes_elsewhere_by_itself_is_stopped_and_reported() {
    let (site, browser, pages, _evil) = start("").await;
    browser.goto(&site.secure_page("")).await;
    browser.in_frame(&format!("location.href = '{FOREIGN}'")).await;
    let found = browser.wait_for_violations(SOON).await;
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].directive, "frame-src");
    assert!(found[0].blocked.starts_with("https://evil.test"), "{found:?}");
    assert_eq!(pages.requests(), [""; 0], "the foreign page was asked for");
    assert_reports_arrive(&site, 1).await;
    let log = site.log();
    assert!(
        log.contains("https://evil.test") && !log.contains("canary-foreign"),
        "{log}"
    );
}
