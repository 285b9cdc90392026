//! The height of the frame: what the page inside says of it, and what others pretend.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{loopback, poll};

use super::{SOON, assert_quiet, wait_for_frame_text};

const MEMBER: &str = "PORTAL_FRAME__HEIGHT_MEMBER";
/// The height that a setting has told the frame to have; empty where the page's own rules count.
const TOLD: &str = "document.querySelector('main iframe').style.height";
const HEIGHT: &str = "document.querySelector('main iframe').offsetHeight";

/// The frame is exactly as high as what it shows.
async fn fits(browser: &Browser) -> u64 {
    let fits = poll(SOON, async || {
        let inside = browser
            .in_frame("return [Math.ceil(document.body.getBoundingClientRect().height), document.documentElement.scrollHeight - innerHeight]")
            .await;
        let outside = browser.eval(HEIGHT).await;
        (inside == json!([outside, 0])).then(|| outside.as_u64().expect("pixels"))
    });
    fits.await.expect("a frame without a bar to scroll by")
}

#[tokio::test]
async fn the_frame_grows_and_shrinks_with_the_pages_of_the_emulator() {
    let site = Site::start(SiteOptions::default().with(MEMBER, "height")).await;
    site.hosted_pages(json!({ "tells_height": true })).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    let home = fits(&browser).await;
    browser.look((390, 844), false).await;
    let narrow = fits(&browser).await;
    assert!(narrow > home, "{narrow} and {home}");
    browser.screenshot("height-narrow").await;
    browser.look((320, 640), true).await;
    fits(&browser).await;
    browser.screenshot("height-320").await;
    browser.look((1280, 800), false).await;
    assert_eq!(fits(&browser).await, home);
    let scrolls =
        "document.querySelector('.frame').scrollHeight - document.querySelector('.frame').clientHeight";
    assert_eq!(browser.eval(scrolls).await, 0, "between the page and the frame");

    // The page of an invoice tells it, and that of a link that has expired does not.
    browser
        .in_frame("document.querySelector('a.button, .actions a').click()")
        .await;
    let other = poll(SOON, async || {
        let now = fits(&browser).await;
        (now != home).then_some(now)
    });
    assert!(other.await.is_some(), "the next page is as high as the home");
    reads().await;
    browser.in_frame("location.href = '/portal/none'").await;
    wait_for_frame_text(&browser, "This link has expired").await;
    browser.wait_until(&format!("{TOLD} === ''"), SOON).await;
    assert!(browser.eval(HEIGHT).await.as_u64() >= Some(700));
    assert_eq!(browser.violations().await, []);
}

#[tokio::test]
async fn without_the_setting_no_message_changes_the_height() {
    let site = Site::start(SiteOptions::default()).await;
    site.hosted_pages(json!({ "tells_height": true })).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    let before = browser.eval(HEIGHT).await;
    browser
        .in_frame("parent.postMessage({ height: 1500 }, '*')")
        .await;
    crosses(&browser).await;
    assert_eq!(browser.eval(TOLD).await, "");
    assert_eq!(browser.eval(HEIGHT).await, before);
    assert_quiet(&browser).await;
}

/// Waits until a message from the frame has arrived, and everything that was sent before it.
async fn crosses(browser: &Browser) {
    browser
        .eval("addEventListener('message', ({ data }) => data === 'last' && (window.last = true)); undefined")
        .await;
    browser.in_frame("parent.postMessage('last', '*')").await;
    browser.wait_until("window.last", SOON).await;
}

/// A page of ProAbono's that does what the body says, and a browser that shows it in the frame.
struct Made {
    site: Site,
    browser: Browser,
    _pages: Pages,
    _front: TlsFront,
}

async fn made(pages: impl IntoIterator<Item = (&'static str, Page)>) -> Made {
    let site = Site::start(SiteOptions::default().with(MEMBER, "height")).await;
    let pages = Pages::start(pages).await;
    let front = TlsFront::start(loopback(pages.port())).await;
    let names = ["made.proabono.com", "other.proabono.com"];
    let browser = site
        .browser(BrowserOptions {
            hosts: names.map(|name| (name, front.port())).to_vec(),
            ..BrowserOptions::default()
        })
        .await;
    let address = site.page("?crylk=https%3A%2F%2Fmade.proabono.com%2Fx");
    browser.goto(&address).await;
    Made {
        site,
        browser,
        _pages: pages,
        _front: front,
    }
}

fn html(body: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><title>Made</title><link rel=icon href='data:,'>{body}"
    ))
}

/// What a page says while the next one loads counts for that one.
async fn reads() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

/// Everything that is no height, as JavaScript.
const NO_HEIGHTS: [&str; 22] = [
    "{ height: -1 }",
    "{ height: 0 }",
    "{ height: NaN }",
    "{ height: Infinity }",
    "{ height: '1500' }",
    "{ height: '1500px;position:fixed' }",
    "{ height: [1500] }",
    "{ height: { height: 1500 } }",
    "{ height: new Number(1500) }",
    "{ height: 1500n }",
    "{ height: true }",
    "{ height: null }",
    "{ size: 1500 }",
    "{ nested: { height: 1500 } }",
    "Object.create({ height: 1500 })",
    "JSON.parse('{ \"__proto__\": { \"height\": 1500 } }')",
    "JSON.parse('{ \"constructor\": { \"prototype\": { \"height\": 1500 } } }')",
    "'{ \"height\": 1500 }'",
    "1500",
    "[1500]",
    "null",
    "undefined",
];

/// Keeps each height that the frame has been given.
const RECORD: &str = "window.heights = [];
    new MutationObserver(() => heights.push(document.querySelector('main iframe').style.height))
        .observe(document.querySelector('main iframe'), { attributeFilter: ['style'] }); undefined";

#[tokio::test]
async fn forged_messages_change_nothing_and_break_nothing() {
    let other =
        "<script>for (const to of [parent, opener]) to && to.postMessage({ height: 1500 }, '*')</script>";
    let made = made([("/x", html("A page")), ("/other", html(other))]).await;
    let browser = &made.browser;
    browser.eval(RECORD).await;
    let tells = async |message: &str| {
        browser
            .in_frame(&format!("parent.postMessage({message}, '*')"))
            .await;
    };
    tells("{ height: 900.2, more: 1 }").await;
    browser.wait_until(&format!("{TOLD} === '901px'"), SOON).await;
    for message in NO_HEIGHTS {
        tells(message).await;
    }
    // The page's own origin, a window of the frame's origin that is no frame, and another frame of that origin.
    browser.eval("postMessage({ height: 1500 }, '*')").await;
    browser
        .eval(
            "addEventListener('message', ({ source }) => source === window.popup && (window.heard = true));
            window.popup = open('https://made.proabono.com/other'); undefined",
        )
        .await;
    browser.wait_until("window.heard", SOON).await;
    browser
        .eval("addEventListener('message', ({ source }) => source === window.guest?.contentWindow && (window.framed = true));
            window.guest = document.body.appendChild(document.createElement('iframe'));
            guest.src = 'https://made.proabono.com/other'; undefined")
        .await;
    browser.wait_until("window.framed", SOON).await;
    for (message, height) in [
        ("{ height: 1 }", "400px"),
        ("{ height: 1e300 }", "20000px"),
        ("{ height: 950 }", "950px"),
    ] {
        tells(message).await;
        browser.wait_until(&format!("{TOLD} === '{height}'"), SOON).await;
    }
    let given = browser.eval("heights").await;
    assert_eq!(given, json!(["901px", "400px", "20000px", "950px"]));

    reads().await;
    // Another host in the frame is not heard, and the height that the one before has told is not its own.
    browser
        .in_frame("location.href = 'https://other.proabono.com/other'")
        .await;
    browser.wait_until(&format!("{TOLD} === ''"), SOON).await;
    let given: Vec<Value> = serde_json::from_value(browser.eval("heights").await).expect("a list");
    assert!(!given.contains(&json!("1500px")), "{given:?}");
    let console = browser.console().await;
    let errors: Vec<_> = console
        .iter()
        .filter(|line| line.level == "SEVERE" && line.source == "javascript")
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    drop(made.site);
}

const TELL_WHATEVER: &str =
    "const tell = () => parent.postMessage({ height: document.documentElement.scrollHeight }, '*');
    new ResizeObserver(tell).observe(document.documentElement); addEventListener('load', tell)";

#[tokio::test]
async fn a_page_that_grows_with_its_frame_does_not_grow_for_ever() {
    let body = format!(
        "<body style='margin:0;min-height:calc(100vh + 30px)'>A page<script>{TELL_WHATEVER}</script>"
    );
    let made = made([("/x", html(&body))]).await;
    let browser = &made.browser;
    browser.eval(RECORD).await;
    // It is left to itself after a while, and stays so.
    let left = format!("heights.length > 3 && heights.at(-1) === '' && {TOLD} === ''");
    browser.wait_until(&left, SOON).await;
    let given = browser.eval("heights.length").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(browser.eval("heights.length").await, given);
    let most = browser
        .eval("Math.max(...heights.map(parseFloat).filter(Boolean))")
        .await;
    assert!(most.as_f64() < Some(2_000.0), "{most}");
}

#[tokio::test]
async fn what_unfolds_slowly_is_followed_to_its_end() {
    let body = format!(
        "<style>body {{ margin: 0 }} div {{ height: 500px; transition: height 1s linear }} .wide {{ height: 1700px }}</style>
         <div></div><script>const tell = () => parent.postMessage({{ height: document.body.offsetHeight }}, '*');
         new ResizeObserver(tell).observe(document.body); {}</script>",
        "addEventListener('load', tell)"
    );
    let made = made([("/x", html(&body))]).await;
    let browser = &made.browser;
    browser.wait_until(&format!("{TOLD} === '500px'"), SOON).await;
    for (class, height) in [("wide", 1700), ("", 500), ("wide", 1700)] {
        browser
            .in_frame(&format!("document.querySelector('div').className = '{class}'"))
            .await;
        browser
            .wait_until(&format!("{TOLD} === '{height}px'"), SOON)
            .await;
    }
}
