//! The page behind `page.sign_in_url`, which posts the token by itself: that of the example, behind the real Helmet.

use std::path::{Path, PathBuf};
use std::process::Command;

use fantoccini::Locator;

use crate::sign_in::{APP, Site};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::process::Process;
use crate::support::tokens::SECRET;
use crate::support::wait::{START, free_port};

use super::{SOON, click, status, text};

/// The application with its page, and the subscription page that it leads to.
struct Both {
    site: Site,
    /// The address of the application's page.
    page: String,
    _application: Process,
}

/// The node that the tests were installed with, or the machine's.
fn node() -> Command {
    let newer = folder().join("node_modules/.bin/node");
    Command::new(if newer.exists() { newer } else { "node".into() })
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// The application at that port, and the page that it leads to.
async fn beside(port: u16, application: impl FnOnce(&Site) -> Command) -> Both {
    // `localhost` and `127.0.0.1` are two sites.
    let origin = format!("http://localhost:{port}");
    let page = format!("{origin}/billing");
    let site = Site::start(&[("identity.handoff.origins", &origin), ("page.sign_in_url", &page)]);
    let mut command = application(&site);
    command.env("HANDOFF_KEY", SECRET).env("HANDOFF_ISSUER", APP);
    let mut application = Process::start(&mut command);
    application
        .until("listening", START, async |output| {
            output.contains("listening").then_some(())
        })
        .await;
    Both {
        site,
        page,
        _application: application,
    }
}

/// `left` names the default of Helmet's that is left as it is; empty for none.
async fn start(left: &str) -> Both {
    let port = free_port();
    beside(port, |site| {
        let mut command = node();
        command
            .args(["sign-in-page.mjs", &port.to_string()])
            .args([&format!("{}/Subscriptions", site.origin), left])
            .current_dir(folder());
        command
    })
    .await
}

/// The Express application of the documents, copied out with what it says that it needs.
async fn express(copies: &Path) -> Both {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/handoff");
    for file in ["express.mjs", "node.mjs", "sign-in-page.mjs"] {
        std::fs::copy(examples.join(file), copies.join(file)).expect("a copy");
    }
    let modules = folder().join("node_modules");
    std::os::unix::fs::symlink(modules, copies.join("node_modules")).expect("a link");
    let port = free_port();
    beside(port, |site| {
        let mut command = node();
        command
            .arg("express.mjs")
            .env("HANDOFF_AUDIENCE", format!("{}/Subscriptions", site.origin))
            .env("PORT", port.to_string())
            .current_dir(copies);
        command
    })
    .await
}

/// The page of the application's user, at that place.
async fn assert_handed_over(browser: &Browser, place: &str) {
    let arrived = format!("{place} && document.readyState === 'complete'");
    browser.wait_until(&arrived, SOON).await;
    assert_eq!(status(browser).await, 200);
    assert!(text(browser).await.contains("Alice Martin"));
}

#[tokio::test]
async fn the_express_application_of_the_documents_hands_its_user_over_as_it_stands() {
    let copies = tempfile::tempdir().expect("a folder");
    let both = express(copies.path()).await;
    let browser = Browser::start(BrowserOptions::default()).await;
    browser.goto(&both.page).await;
    assert_handed_over(&browser, "location.pathname === '/Subscriptions'").await;
}

#[tokio::test]
async fn a_link_of_a_stranger_leads_through_the_application_under_helmet_to_the_page_that_was_wanted() {
    let both = start("").await;
    let browser = Browser::start(BrowserOptions::default()).await;
    let wanted = format!("{}/Subscriptions?plan=a%20b", both.site.origin);
    browser.goto(&wanted).await;
    assert_eq!(status(&browser).await, 401);
    // One click, and nothing else to do: the page in between posts the token by itself.
    click(&browser, Locator::Css("a[href*='/billing']")).await;
    assert_handed_over(&browser, "location.search === '?plan=a%20b'").await;
    assert_eq!(browser.violations().await, []);
}

#[tokio::test]
async fn without_scripts_one_more_click_does_it() {
    let both = start("").await;
    let browser = Browser::start(BrowserOptions {
        javascript: false,
        ..BrowserOptions::default()
    })
    .await;
    browser.goto(&both.page).await;
    click(&browser, Locator::Css("button")).await;
    assert_handed_over(&browser, "location.pathname === '/Subscriptions'").await;
}

#[tokio::test]
async fn each_of_the_three_defaults_that_the_example_changes_would_stop_it() {
    for (left, ends) in [
        // The form goes nowhere.
        ("form-action", "location.hostname === 'localhost'"),
        // The token is refused, since the browser hides its page.
        (
            "referrer-policy",
            "location.pathname === '/Subscriptions/handoff'",
        ),
        // The script does not run, and a click would still do.
        ("inline", "location.hostname === 'localhost'"),
    ] {
        let both = start(left).await;
        let browser = Browser::start(BrowserOptions::default()).await;
        browser.goto(&both.page).await;
        if left == "form-action" {
            click(&browser, Locator::Css("button")).await;
        }
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        browser.wait_until(ends, SOON).await;
        if left == "referrer-policy" {
            assert_eq!(status(&browser).await, 403, "{left}");
        } else {
            assert!(!browser.violations().await.is_empty(), "{left}");
        }
    }
}
