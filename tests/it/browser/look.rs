//! How the page reads: narrow and wide, light and dark, without scripts, and under the rules of accessibility.

use serde_json::Value;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::{assert_quiet, text};

const NARROW: (u32, u32) = (320, 640);
const WIDE: (u32, u32) = (1280, 800);

/// Texts outside of the window, or too small to read.
const UNREADABLE: &str = "[...document.querySelectorAll('body *')].filter(element => {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || element.closest('.skip') || !element.checkVisibility()) return false;
    const hidden = element.closest('.wide, .chat span');
    if (hidden && getComputedStyle(hidden).clipPath !== 'none') return false;
    const box = element.getBoundingClientRect();
    return parseFloat(getComputedStyle(element).fontSize) < 14 || box.left < 0 || box.right > innerWidth;
  }).map(element => element.outerHTML)";

/// Texts that are wider than their place, or that something hides a part of. An ellipsis hides, too.
const CUT_OFF: &str = "[...document.querySelectorAll('body *')].filter(element => {
    if (!element.textContent.trim() || !element.checkVisibility()) return false;
    const style = getComputedStyle(element);
    if (style.clipPath !== 'none' || style.display === 'inline') return false;
    const wide = element.scrollWidth > element.clientWidth + 1;
    const high = element.scrollHeight > element.clientHeight + 1;
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    const hides = overflow => ['hidden', 'clip'].includes(overflow);
    return (wide && (own || hides(style.overflowX))) || (high && hides(style.overflowY));
  }).map(element => element.outerHTML)";

/// Numbers that are broken over two lines.
const TORN: &str = "(() => {
    const torn = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const text = texts.currentNode;
      if (text.parentElement.closest('code, script') || !text.parentElement.checkVisibility()) continue;
      for (const { 0: number, index } of text.data.matchAll(/\\d[\\d.,]*\\d/g)) {
        range.setStart(text, index);
        range.setEnd(text, index + number.length);
        const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)));
        if (lines.size > 1) torn.push(number);
      }
    }
    return torn;
  })()";

/// Why the page does not fit: the document scrolls to the side, or texts are not readable or not whole.
pub(super) async fn misfits(eval: impl AsyncFn(&str) -> Value) -> Vec<String> {
    let sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    let mut faults = Vec::new();
    if eval(sideways).await != false {
        faults.push("it scrolls to the side".to_owned());
    }
    for (fault, script) in [("not readable", UNREADABLE), ("cut off", CUT_OFF), ("torn", TORN)] {
        let found = eval(script).await.to_string();
        if found != "[]" {
            faults.push(format!("{fault}: {found}"));
        }
    }
    faults
}

/// Why the page does not read well: it does not fit, or axe finds something.
pub(super) async fn faults(browser: &Browser) -> Vec<String> {
    let mut faults = misfits(async |script| browser.eval(script).await).await;
    faults.extend(browser.axe().await.iter().map(|found| format!("{found:#?}")));
    faults
}

pub(super) async fn assert_reads_well(browser: &Browser, what: &str) {
    let faults = faults(browser).await;
    assert!(faults.is_empty(), "{what}: {}", faults.join("\n"));
}

/// Nothing has moved since the page began, as the browser itself counts it.
pub(super) async fn assert_nothing_moved(browser: &Browser) {
    let shifts = "new Promise(done => {
        new PerformanceObserver(list => done(list.getEntries().map(entry => entry.value)))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(done, 500, []);
      })";
    assert_eq!(browser.eval(shifts).await.to_string(), "[]");
}

/// With everything that an operator can put around the page.
pub(super) fn dressed() -> SiteOptions {
    SiteOptions::default()
        .with("PORTAL_PAGE__APPLICATION", "Acme Projects")
        .with("PORTAL_PAGE__HOME_URL", "/app")
        .with("PORTAL_PAGE__SIGN_IN_URL", "/app/login")
        .with("PORTAL_PAGE__SIGN_OUT_URL", "/app/logout")
        .with("PORTAL_PAGE__SUPPORT_URL", "mailto:billing@acme.example")
}

#[tokio::test]
async fn the_page_reads_well_narrow_and_wide_light_and_dark() {
    let options = dressed()
        .with(
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.com/widget.js",
        )
        .with("PORTAL_WIDGET__VISIBLE", "false");
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for (name, window, dark) in [
        ("page-wide-light", WIDE, false),
        ("page-wide-dark", WIDE, true),
        ("page-narrow-light", NARROW, false),
        ("page-narrow-dark", NARROW, true),
    ] {
        browser.look(window, dark).await;
        browser.goto(&site.page("")).await;
        browser
            .wait_until("!document.getElementById('open-widget').hidden", super::SOON)
            .await;
        assert_reads_well(&browser, name).await;
        browser.screenshot(name).await;
        assert_quiet(&browser).await;
    }
    site.sign_in(&browser, "chloe").await;
    browser.goto(&site.page("?crylk=x")).await;
    assert_reads_well(&browser, "the notice in French").await;
    browser.screenshot("notice-narrow-dark-fr").await;
    browser.look(WIDE, false).await;
    browser.screenshot("notice-wide-light-fr").await;
}

#[tokio::test]
async fn the_frame_takes_the_room_that_a_bank_needs() {
    let site = Site::start(SiteOptions::default()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    for width in [320, 339, 340, 359, 360, 374, 375, 389, 390, 768, 1280, 1920] {
        browser.look((width, 800), false).await;
        if width == 320 {
            browser.goto(&site.page("")).await;
        }
        let inside = browser.in_frame("return [innerWidth, innerHeight]").await;
        let pixels = |at: usize| inside[at].as_u64().unwrap_or_default();
        assert!(pixels(0) >= 390 && pixels(1) >= 400, "{width}: {inside}");
        let outside = "(box => [box.scrollWidth - box.clientWidth, innerWidth - box.firstElementChild.getBoundingClientRect().width])
            (document.getElementById('subscription'))";
        let outside = browser.eval(outside).await;
        assert_eq!(outside[0], 0, "{width}: the frame scrolls to the side");
        let unused = outside[1].as_f64().unwrap_or(f64::MAX);
        assert!(unused.abs() < 1.0, "{width}: {unused} stay empty");
    }
}

#[tokio::test]
async fn without_javascript_the_page_shows_the_frame_and_no_dead_button() {
    let options = dressed()
        .with(
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.com/widget.js",
        )
        .with("PORTAL_WIDGET__VISIBLE", "false");
    let site = Site::start(options).await;
    let browser = site
        .browser(BrowserOptions {
            javascript: false,
            ..BrowserOptions::default()
        })
        .await;
    browser.goto(&site.page("")).await;
    assert!(browser.frame_text().await.contains("Plan Pro"));
    let words = text(&browser).await;
    assert!(
        words.contains("Skip to your subscription") && words.contains("Alice Martin"),
        "{words}"
    );
    let buttons =
        "[...document.querySelectorAll('button')].filter(button => button.checkVisibility()).length";
    assert_eq!(browser.eval(buttons).await, 0);
    let ways = "[...document.querySelectorAll('a')].every(link => link.hasAttribute('href'))";
    assert_eq!(browser.eval(ways).await, true);
    assert_eq!(browser.eval("typeof window.proAbonoSettings").await, "undefined");
    browser.screenshot("page-without-javascript").await;
}

#[tokio::test]
async fn a_keyboard_reaches_the_frame_by_the_skip_link() {
    let site = Site::start(dressed()).await;
    let browser = site.browser(BrowserOptions::default()).await;
    browser.goto(&site.page("")).await;
    let tab = |kind: &'static str| {
        serde_json::json!({ "type": kind, "key": "Tab", "code": "Tab",
        "windowsVirtualKeyCode": 9 })
    };
    let enter = |kind: &'static str| {
        serde_json::json!({ "type": kind, "key": "Enter", "code": "Enter",
        "text": "\r", "windowsVirtualKeyCode": 13 })
    };
    browser.cdp("Input.dispatchKeyEvent", tab("keyDown")).await;
    browser.cdp("Input.dispatchKeyEvent", tab("keyUp")).await;
    assert_eq!(browser.eval("document.activeElement.className").await, "skip");
    browser.screenshot("skip-link").await;
    browser.cdp("Input.dispatchKeyEvent", enter("keyDown")).await;
    browser.cdp("Input.dispatchKeyEvent", enter("keyUp")).await;
    browser
        .wait_until("document.activeElement.id === 'subscription'", super::SOON)
        .await;
    browser.cdp("Input.dispatchKeyEvent", tab("keyDown")).await;
    browser.cdp("Input.dispatchKeyEvent", tab("keyUp")).await;
    browser
        .wait_until("document.activeElement.localName === 'iframe'", super::SOON)
        .await;
}
