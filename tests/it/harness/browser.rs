//! The browser must be the one that the other tests take it for.

use std::time::Duration;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::tls_front::TlsFront;
use crate::support::wait::loopback;

const SOON: Duration = Duration::from_secs(20);
const GOOD: &str =
    "<!doctype html><html lang=en><title>Good</title><main><h1>Good</h1><p>Text</p></main></html>";

#[tokio::test]
async fn the_browser_reaches_proabono_through_the_tls_front() {
    let hosted = Pages::start([("/page", Page::html("<!doctype html><p>hosted"))]).await;
    let front = TlsFront::start(loopback(hosted.port())).await;
    let host = Pages::start([(
        "/",
        Page::html("<!doctype html><iframe src=https://mon-app.via.proabono.com/page></iframe>")
            .header("Content-Security-Policy", "frame-src https://*.proabono.com"),
    )])
    .await;
    let browser = Browser::start(BrowserOptions {
        tls_port: Some(front.port()),
        ..Default::default()
    })
    .await;

    for name in ["mon-app.via.proabono.com", "proabono.com"] {
        browser.goto(&format!("https://{name}/page")).await;
        assert_eq!(browser.eval("location.hostname").await, name);
        assert_eq!(browser.eval("location.port").await, "");
        assert_eq!(browser.eval("document.body.innerText").await, "hosted");
    }
    browser.goto(&host.url("/")).await;
    assert_eq!(
        browser.frame_src().await.as_deref(),
        Some("https://mon-app.via.proabono.com/page")
    );
    assert_eq!(browser.frame_text().await, "hosted");
    assert_eq!(
        browser.in_frame("return location.hostname").await,
        "mon-app.via.proabono.com"
    );
    assert_eq!(browser.violations().await, []);
    assert!(browser.requests().await.contains(&host.url("/")));
}

#[tokio::test]
async fn every_other_name_leads_nowhere() {
    let hosted = Pages::start([("/", Page::html("hosted"))]).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    let beyond = browser.client().goto("https://example.com/").await;
    assert!(
        beyond
            .expect_err("no such name")
            .to_string()
            .contains("ERR_NAME_NOT_RESOLVED")
    );
    let unmapped = browser.client().goto("https://mon-app.via.proabono.com/").await;
    assert!(
        unmapped
            .expect_err("no such name")
            .to_string()
            .contains("ERR_NAME_NOT_RESOLVED")
    );
    browser
        .goto(&hosted.url("/").replace("127.0.0.1", "localhost"))
        .await;
    assert_eq!(browser.eval("document.body.innerText").await, "hosted");
}

#[tokio::test]
async fn the_visitor_is_the_one_asked_for() {
    let pages = Pages::start([("/", Page::html(GOOD))]).await;
    let options = BrowserOptions {
        window: (320, 600),
        dark: true,
        language: "fr",
        ..Default::default()
    };
    let browser = Browser::start(options).await;
    browser.goto(&pages.url("/")).await;
    assert_eq!(
        browser
            .eval("[innerWidth, innerHeight, document.documentElement.clientWidth]")
            .await
            .to_string(),
        "[320,600,320]"
    );
    assert_eq!(
        browser
            .eval("matchMedia('(prefers-color-scheme: dark)').matches")
            .await,
        true
    );
    assert_eq!(browser.eval("navigator.language").await, "fr");
    let request = pages.requests().first().expect("a request").to_lowercase();
    assert!(
        request
            .lines()
            .any(|line| line.starts_with("accept-language: fr")),
        "{request}"
    );
    let picture = browser.screenshot("harness").await;
    let bytes = std::fs::read(picture).expect("the picture");
    assert_eq!(
        bytes[16..24],
        [0, 0, 1, 64, 0, 0, 2, 88],
        "320 by 600 in the header of the PNG"
    );
}

#[tokio::test]
async fn without_scripts_a_page_runs_none() {
    let body = "<!doctype html><p>before</p><noscript>no script here</noscript><script>document.body.innerText = 'ran'</script>";
    let pages = Pages::start([("/", Page::html(body))]).await;
    let browser = Browser::start(BrowserOptions {
        javascript: false,
        ..Default::default()
    })
    .await;
    browser.goto(&pages.url("/")).await;
    // The debugger may still ask: only the page's own scripts are off.
    let text = browser.eval("document.body.innerText").await.to_string();
    assert!(
        text.contains("before") && text.contains("no script here"),
        "{text}"
    );
}

#[tokio::test]
async fn axe_finds_a_planted_fault_and_none_on_a_good_page() {
    let bad = GOOD.replace("Text", "<img src='data:,'>");
    let strict = "default-src 'none'; script-src 'none'";
    let bad = Page::html(&bad).header("Content-Security-Policy", strict);
    let good = Page::html(GOOD).header("Content-Security-Policy", strict);
    let pages = Pages::start([("/bad", bad), ("/good", good)]).await;
    let browser = Browser::start(BrowserOptions::default()).await;

    browser.goto(&pages.url("/bad")).await;
    let faults: Vec<_> = browser.axe().await.into_iter().map(|fault| fault.id).collect();
    assert_eq!(faults, ["image-alt"]);
    browser.goto(&pages.url("/good")).await;
    let faults = browser.axe().await;
    assert!(faults.is_empty(), "{faults:#?}");
}

#[tokio::test]
async fn a_blocked_inline_script_is_noticed() {
    let inline =
        Page::html("<!doctype html><p>left alone</p><script>document.body.innerText = 'ran'</script>")
            .header("Content-Security-Policy", "script-src 'self'");
    let pages = Pages::start([("/", inline), ("/good", Page::html(GOOD))]).await;
    let browser = Browser::start(BrowserOptions::default()).await;

    browser.goto(&pages.url("/")).await;
    let violations = browser.wait_for_violations(SOON).await;
    assert_eq!(violations.len(), 1, "{violations:?}");
    assert_eq!(
        (violations[0].directive.as_str(), violations[0].blocked.as_str()),
        ("script-src-elem", "inline")
    );
    let console = browser.console().await;
    assert!(
        console
            .iter()
            .any(|line| line.level == "SEVERE" && line.message.contains("Content Security Policy")),
        "{console:?}"
    );
    assert_eq!(browser.eval("document.body.innerText").await, "left alone");

    browser.goto(&pages.url("/good")).await;
    assert_eq!(browser.violations().await, []);
    let console = browser.console().await;
    assert!(
        console.iter().all(|line| line.message.contains("favicon")),
        "the log was not drained: {console:?}"
    );
}

#[tokio::test]
async fn the_browser_reads_hosts_its_own_way() {
    let browser = Browser::start(BrowserOptions::default()).await;
    let addresses = [
        "https://a.proabono.com\\@evil.example/",
        "https:proabono.com",
        "no address",
    ]
    .map(str::to_owned);
    let hosts = browser.hostname_of(&addresses).await;
    assert_eq!(
        hosts,
        [
            Some("a.proabono.com".to_owned()),
            Some("proabono.com".to_owned()),
            None
        ]
    );
}
