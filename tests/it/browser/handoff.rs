//! The hand-off in a real browser: the application on one site, the page on another, and cookies as browsers send them.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::sign_in::Site;
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};

use super::look::assert_reads_well;
use super::{SOON, click, sign_out, status, text};

const LOOKS: [(&str, (u32, u32), bool); 3] = [
    ("wide", (1280, 800), false),
    ("narrow", (390, 844), false),
    ("dark", (390, 844), true),
];

/// The application's page: a form that posts the token behind the `#` to the address before it.
const APPLICATION: &str =
    "<!doctype html><form method=\"post\"><input name=\"token\"><button>Subscription</button></form><script>
    const [action, token] = location.hash.slice(1).split('|');
    document.forms[0].action = action;
    document.forms[0].token.value = token;
  </script>";

/// The application and the page: `localhost` and `127.0.0.1` are two sites.
async fn start() -> (Pages, Site) {
    let pages = Pages::start([("/", Page::html(APPLICATION))]).await;
    let origin = format!("http://localhost:{}", pages.port());
    let site = Site::start(&[("identity.handoff.origins", &origin)]);
    (pages, site)
}

/// The address of the application's page with a token for that user.
fn application(pages: &Pages, site: &Site, user: &str) -> String {
    let action = format!("{}/Subscriptions/handoff", site.origin);
    format!("http://localhost:{}/#{action}|{}", pages.port(), site.token(user))
}

async fn hands_over(browser: &Browser, application: &str) {
    browser.goto(application).await;
    click(browser, Locator::Css("button")).await;
    browser
        .wait_until("location.hostname === '127.0.0.1'", SOON)
        .await;
    browser
        .wait_until("document.readyState === 'complete'", SOON)
        .await;
}

/// Puts a session of that user into the browser, which shows a page of the site.
async fn sign_in(browser: &Browser, site: &Site, user: &str) {
    for (name, value) in &site.handed_over(user).await.cookies {
        let cookie = format!("document.cookie = '{name}={value}; path=/'");
        browser.eval(&cookie).await;
    }
}

#[tokio::test]
async fn a_click_in_the_application_opens_the_page_of_its_user() {
    let (pages, site) = start().await;
    let application = application(&pages, &site, "alice");
    let browser = Browser::start(BrowserOptions::default()).await;
    // A visitor first, with a deep link; then signed in by the application.
    browser
        .goto(&format!("{}/Subscriptions?plan=a%20b", site.origin))
        .await;
    assert_eq!(status(&browser).await, 401);
    hands_over(&browser, &application).await;
    assert_eq!(
        browser.eval("location.pathname + location.search").await,
        "/Subscriptions?plan=a%20b"
    );
    let words = text(&browser).await;
    assert!(words.contains("Pro") && words.contains("alice"), "{words}");
    // Back and again: the token is used up, and the sign-in that it brought is there.
    let again = async || {
        browser.goto("about:blank").await;
        browser.goto(&application).await;
        click(&browser, Locator::Css("button")).await;
    };
    again().await;
    browser
        .wait_until("location.pathname === '/Subscriptions'", SOON)
        .await;
    assert_eq!(status(&browser).await, 200);
    assert!(text(&browser).await.contains("alice"));
    // Without that sign-in it says so.
    browser.cdp("Network.clearBrowserCookies", json!({})).await;
    again().await;
    browser
        .wait_until(
            "document.querySelector('h1')?.innerText.includes('not completed')",
            SOON,
        )
        .await;
    for (name, window, dark) in LOOKS {
        browser.look(window, dark).await;
        assert_reads_well(&browser, name).await;
        browser.screenshot(&format!("sign-in-failed-{name}")).await;
    }
}

#[tokio::test]
async fn somebody_else_who_is_signed_in_is_signed_out_and_the_newcomer_may_say_no() {
    let (pages, site) = start().await;
    let application = application(&pages, &site, "bruno");
    let browser = Browser::start(BrowserOptions::default()).await;
    browser
        .goto(&format!("{}/Subscriptions/nothing", site.origin))
        .await;
    sign_in(&browser, &site, "alice").await;
    hands_over(&browser, &application).await;
    let words = text(&browser).await;
    assert!(
        words.contains("Continue as this user?") && words.contains("bruno") && words.contains("alice"),
        "{words}"
    );
    assert_eq!(
        browser.eval("location.search").await,
        "",
        "the token has left the address"
    );
    for (name, window, dark) in LOOKS {
        browser.look(window, dark).await;
        assert_reads_well(&browser, name).await;
        browser.screenshot(&format!("continue-{name}")).await;
    }
    click(&browser, Locator::Css("main button.quiet")).await;
    // Alice was signed out before the question: whoever has this browser now does not see her page.
    browser
        .wait_until("location.pathname === '/Subscriptions'", SOON)
        .await;
    assert_eq!(status(&browser).await, 401);
    assert!(!text(&browser).await.contains("alice"));
    sign_in(&browser, &site, "alice").await;
    browser.goto("about:blank").await;
    hands_over(&browser, &self::application(&pages, &site, "bruno")).await;
    click(&browser, Locator::Css("main button")).await;
    browser
        .wait_until("!!document.querySelector('iframe')", SOON)
        .await;
    assert!(text(&browser).await.contains("bruno"));

    sign_out(&browser).await;
    browser
        .wait_until(
            "document.querySelector('h1')?.innerText.includes('signed out')",
            SOON,
        )
        .await;
    for (name, window, dark) in LOOKS {
        browser.look(window, dark).await;
        assert_reads_well(&browser, name).await;
        browser.screenshot(&format!("signed-out-{name}")).await;
    }
    assert_eq!(browser.eval("document.cookie").await, Value::from(""));
    assert_eq!(browser.violations().await, []);
}
