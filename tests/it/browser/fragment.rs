//! The fragment in a page of the application, which has a strict policy and styles of its own.

use std::path::Path;

use fantoccini::Locator;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::example::with;
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions, Visitor};

use super::generations::SECRET;
use super::workflows::inside;
use super::{SOON, assert_quiet, click, text, wait_for_frame_text};

/// The policy of the application: what the documents say that the fragment needs, and nothing more.
const HOSTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
    frame-src https://proabono.com https://*.proabono.com";
const IN_SITE: &str = "default-src 'none'; script-src 'self' https://portal.proabono.com; style-src 'self'; \
    connect-src 'self'; frame-src https://proabono.com https://*.proabono.com";

const NEWCOMER: Visitor = Visitor {
    id: "zoe",
    name: "Zoé Example",
    email: "zoe@acme.example",
    language: "en",
};

/// The way in which the fragment comes into the page.
const WAYS: [&str; 3] = ["/app/include", "/app/htmx-2", "/app/htmx-4"];

fn script(package: &str) -> Page {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/browser/node_modules")
        .join(package)
        .join("dist/htmx.min.js");
    let text = std::fs::read_to_string(&path);
    Page {
        headers: "Content-Type: text/javascript\r\n".to_owned(),
        body: text.expect("htmx, which tests/run installs (npm ci in tests/browser)"),
    }
}

/// A page of the application with styles that differ from ours in everything.
fn page(policy: &str, head: &str, body: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><html lang=\"en\"<head><title>The application</title>\
         <link rel=\"stylesheet\" href=\"/app/style.css\">{head}</head>\
         <body><h1>Account</h1><p id=\"standing\">Own words</p><button id=\"own\">Own</button>{body}</body></html>"
    ))
    .header("Content-Security-Policy", policy)
}

/// The lines of the document for HTMX: one for the head of the page and one for its body.
fn snippet() -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/embedding.md");
    let text = std::fs::read_to_string(path).expect("the document");
    let mut blocks = text
        .split("```html\n")
        .filter_map(|rest| rest.split("```").next());
    let block = blocks
        .find(|block| block.contains("hx-get"))
        .expect("the lines for HTMX");
    let (head, body) = block.split_once('\n').expect("two lines");
    assert!(head.starts_with("<meta "), "{block}");
    (head.to_owned(), body.to_owned())
}

/// The application, with the same page in each of the ways.
async fn application(policy: &str) -> Pages {
    let (meta, part) = snippet();
    let htmx = |version: &str| {
        let head = format!("{meta}<script src=\"/app/{version}.js\" defer></script>");
        let body = format!(
            "<button id=\"again\" hx-get=\"/Subscriptions/fragment\" hx-target=\"#billing\">Again</button>{}",
            with(&part, "<div ", "<div id=\"billing\" ")
        );
        page(policy, &head, &body)
    };
    let style = ":root { color-scheme: light dark; } body { font-family: monospace; } button { color: rgb(1, 2, 3); border: 7px dashed; } iframe { min-height: 1px; }";
    Pages::start([
        (
            "/app/include",
            page(
                policy,
                "",
                "<!--# include virtual=\"/Subscriptions/fragment\" -->",
            ),
        ),
        ("/app/htmx-2", htmx("two")),
        ("/app/htmx-4", htmx("four")),
        ("/app/two.js", script("htmx.org")),
        ("/app/four.js", script("htmx-4")),
        (
            "/app/style.css",
            Page {
                headers: "Content-Type: text/css\r\n".to_owned(),
                body: style.to_owned(),
            },
        ),
    ])
    .await
}

async fn start(policy: &str, options: SiteOptions) -> (Pages, Site, Browser) {
    let pages = application(policy).await;
    let locations = format!(
        "location /app/ {{ ssi on; proxy_pass http://127.0.0.1:{}; }}\n",
        pages.port()
    );
    let site = Site::start(SiteOptions { locations, ..options }).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (pages, site, browser)
}

/// The fragment has its own styles, and those of the application are as they were.
async fn assert_styled(browser: &Browser, way: &str) {
    let styles = "(() => { const style = (css) => getComputedStyle(document.querySelector(css));
        return [style('#own').color, style('#own').borderTopStyle, style('.proabono-frame iframe').minHeight,
          style('.proabono-frame iframe').borderTopWidth, document.getElementById('standing').innerText] })()";
    let expected = serde_json::json!(["rgb(1, 2, 3)", "dashed", "700px", "0px", "Own words"]);
    browser
        .wait_until(
            "document.querySelector('.proabono-frame iframe') && getComputedStyle(document.querySelector('.proabono-frame iframe')).minHeight === '700px'",
            SOON,
        )
        .await;
    assert_eq!(browser.eval(styles).await, expected, "{way}");
}

/// Pictures of the part, as it is and on a telephone in the dark.
async fn looks(browser: &Browser, name: &str) {
    browser.screenshot(name).await;
    browser.look((390, 844), true).await;
    browser.screenshot(&format!("{name}-narrow-dark")).await;
    let sideways = "document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert_eq!(browser.eval(sideways).await, false, "{name} scrolls to the side");
    browser.look((1280, 800), false).await;
}

/// The part comes again, in place of the one that is there.
async fn again(browser: &Browser) {
    browser
        .wait_until("document.querySelector('.proabono-frame iframe')", SOON)
        .await;
    let mark = "document.querySelector('.proabono-fragment').dataset.before = ''";
    browser.eval(mark).await;
    click(browser, Locator::Css("#again")).await;
    let new = ".proabono-fragment:not([data-before]) .proabono-frame iframe";
    browser
        .wait_until(&format!("document.querySelector('{new}')"), SOON)
        .await;
}

#[tokio::test]
async fn an_include_and_htmx_show_the_fragment_styled_and_it_notices_a_change() {
    let options = SiteOptions::default();
    let visitors = [options.visitors.clone(), vec![NEWCOMER]].concat();
    let (_pages, site, browser) = start(HOSTED, SiteOptions { visitors, ..options }).await;
    for way in WAYS {
        site.sign_in(&browser, "alice").await;
        browser.goto(&site.url(way)).await;
        assert_styled(&browser, way).await;
        wait_for_frame_text(&browser, "Plan Pro").await;
        looks(&browser, &format!("fragment{}", way.replace('/', "-"))).await;
        assert!(
            text(&browser).await.contains("Signed in as Alice Martin"),
            "{way}"
        );
        assert_quiet(&browser).await;
    }

    site.sign_in(&browser, "zoe").await;
    site.customer("zoe").await;
    browser.goto(&site.url(WAYS[1])).await;
    // The part comes again without a load of the page, and one of its scripts is left.
    for _ in 0..3 {
        again(&browser).await;
    }
    wait_for_frame_text(&browser, "Choose your plan").await;
    inside(&browser, Locator::Css("h1")).await;
    let asked = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/standing.json') && one.responseEnd > 0).length";
    browser.wait_until(asked, SOON).await;
    assert_eq!(browser.eval(asked).await, 1);
    site.subscribe("zoe", "offer-pro").await;
    inside(&browser, Locator::LinkText("Choose Pro")).await;
    browser
        .wait_until("document.querySelector('[data-part=standing] a')", SOON)
        .await;
    click(&browser, Locator::Css("[data-part=standing] a")).await;
    wait_for_frame_text(&browser, "Plan Pro").await;
    assert_eq!(browser.eval("location.pathname").await, WAYS[1]);
    assert_quiet(&browser).await;

    // Nobody is signed in: a sentence, and no hole.
    site.sign_in(&browser, "nobody").await;
    for way in WAYS {
        browser.goto(&site.url(way)).await;
        browser
            .wait_until("document.querySelector('.proabono-fragment')", SOON)
            .await;
        assert!(
            text(&browser).await.contains("Sign in to see your subscription"),
            "{way}: {}",
            text(&browser).await
        );
    }
}

#[tokio::test]
async fn an_include_and_htmx_open_the_insite_portal() {
    let options = SiteOptions {
        secret: Some(SECRET),
        ..SiteOptions::default()
    };
    let options = options.with("PORTAL_INSITE__GENERATION", "insite");
    let (_pages, site, browser) = start(IN_SITE, options).await;
    for way in WAYS {
        browser.goto(&site.url(way)).await;
        browser
            .wait_until("document.querySelector('#proabono_portal iframe')", SOON)
            .await;
        wait_for_frame_text(&browser, "Plan Pro").await;
        assert_styled(&browser, way).await;
        if way != WAYS[0] {
            again(&browser).await;
            wait_for_frame_text(&browser, "Plan Pro").await;
        }
        assert_quiet(&browser).await;
    }
}
