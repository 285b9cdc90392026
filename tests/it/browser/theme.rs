//! The look that an operator sets, in the browser.

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};

use super::assert_quiet;
use super::look::{assert_nothing_moved, assert_reads_well, dressed};

const WIDE: (u32, u32) = (1280, 800);
const NARROW: (u32, u32) = (390, 844);

fn file(name: &str) -> String {
    format!("{}/examples/look/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// As an operator with colours, a logo and HTML of their own sets it up.
fn themed() -> SiteOptions {
    dressed()
        .with("PORTAL_PAGE__ACCENT", "#6d28d9")
        .with("PORTAL_PAGE__RADIUS", "5")
        .with("PORTAL_PAGE__LOGO_URL", file("logo.svg"))
        .with("PORTAL_PAGE__LOGO_DARK_URL", file("logo-dark.svg"))
        .with("PORTAL_PAGE__ICON_URL", file("icon.svg"))
        .with("PORTAL_PAGE__HEADER", file("header.html"))
        .with("PORTAL_PAGE__FOOTER", file("footer.html"))
        .with("PORTAL_PAGE__STYLESHEET", file("style.css"))
}

async fn open(options: SiteOptions) -> (Site, Browser) {
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (site, browser)
}

/// The computed value of a property.
async fn style(browser: &Browser, selector: &str, property: &str) -> String {
    let script =
        format!("getComputedStyle(document.querySelector('{selector}')).getPropertyValue('{property}')");
    let value = browser.eval(&script).await;
    value.as_str().unwrap_or_default().to_owned()
}

/// Waits until one logo is seen, and has come: that on a light or that on a dark ground.
async fn wait_for_logo(browser: &Browser, name: &str) {
    let seen = format!(
        "[...document.querySelectorAll('img.logo')].filter(logo => logo.checkVisibility() && logo.naturalWidth)
           .map(logo => logo.src.split('/').at(-1).split('.')[0]).join() === '{name}'"
    );
    browser.wait_until(&seen, super::SOON).await;
}

#[tokio::test]
async fn a_look_shows_and_reads_well_wide_and_narrow_light_and_dark() {
    let (site, browser) = open(themed()).await;
    for (name, window, dark) in [
        ("theme-wide-light", WIDE, false),
        ("theme-wide-dark", WIDE, true),
        ("theme-narrow-light", NARROW, false),
        ("theme-narrow-dark", NARROW, true),
    ] {
        browser.look(window, dark).await;
        browser.goto(&site.page("")).await;
        wait_for_logo(&browser, if dark { "logo-dark" } else { "logo" }).await;
        let shown = "(box => [box.width, box.height])
          ([...document.querySelectorAll('img.logo')].find(logo => logo.checkVisibility()).getBoundingClientRect())";
        assert_eq!(browser.eval(shown).await.to_string(), "[96,32]", "{name}");
        assert_eq!(style(&browser, ".acme-nav", "display").await, "flex", "{name}");
        assert_reads_well(&browser, name).await;
        browser.screenshot(name).await;
        // A page without a frame, with a button.
        browser
            .goto(&site.page("/return?from=upgrade&outcome=paid"))
            .await;
        assert_reads_well(&browser, name).await;
        let button = style(&browser, "a.button", "background-color").await;
        assert_eq!(button == "rgb(109, 40, 217)", !dark, "{name}: {button}");
        let corner = style(&browser, "a.button", "border-top-left-radius").await;
        assert_eq!(corner, "4px", "{name}");
        let bottom = "innerHeight - document.querySelector('.acme-footer').getBoundingClientRect().bottom";
        assert_eq!(browser.eval(bottom).await.as_f64(), Some(0.0), "{name}");
        browser.screenshot(&format!("{name}-plain")).await;
        assert_quiet(&browser).await;
    }
}

#[tokio::test]
async fn a_forced_scheme_wins_over_the_system_and_the_logo_follows() {
    for (scheme, system_is_dark, ground, logo) in [
        ("light", true, "rgb(245, 246, 248)", "logo"),
        ("dark", false, "rgb(18, 22, 27)", "logo-dark"),
    ] {
        let (site, browser) = open(themed().with("PORTAL_PAGE__COLOR_SCHEME", scheme)).await;
        browser.look(WIDE, system_is_dark).await;
        browser.goto(&site.page("")).await;
        let seen = style(&browser, "body", "background-color").await;
        assert_eq!(seen, ground, "{scheme}");
        assert_eq!(style(&browser, "html", "color-scheme").await, scheme);
        wait_for_logo(&browser, logo).await;
        assert_reads_well(&browser, scheme).await;
        browser.screenshot(&format!("theme-forced-{scheme}")).await;
    }
}

#[tokio::test]
async fn nothing_moves_when_the_logo_comes() {
    let (site, browser) = open(themed()).await;
    browser.goto(&site.page("")).await;
    wait_for_logo(&browser, "logo").await;
    assert_nothing_moved(&browser).await;
}

#[tokio::test]
async fn scripts_and_styles_in_the_html_of_the_operator_do_not_work_and_the_log_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let header = folder.path().join("header.html");
    let html = "<nav aria-label=\"Acme\" id=\"own\" style=\"color: red\">Acme<script>window.ran = true</script></nav>";
    std::fs::write(&header, html).expect("the file");
    let (site, browser) = open(dressed().with("PORTAL_PAGE__HEADER", header.display().to_string())).await;
    browser.goto(&site.page("")).await;
    let text = browser
        .eval("document.getElementById('own').firstChild.data")
        .await;
    assert_eq!(text, "Acme");
    assert_eq!(browser.eval("typeof window.ran").await, "undefined");
    assert_ne!(style(&browser, "#own", "color").await, "rgb(255, 0, 0)");
    let log = site.log();
    for said in [
        "PORTAL_PAGE__HEADER: <script is in the HTML",
        "PORTAL_PAGE__HEADER: style= is in the HTML",
    ] {
        assert!(log.contains(said), "{said}: {log}");
    }
}
