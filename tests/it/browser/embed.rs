//! `<proabono-portal>` in the applications of the examples, which have another origin and a strict policy.

use std::path::{Path, PathBuf};
use std::process::Command;

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions, Visitor};
use crate::support::trials::trials;
use crate::support::wait::poll;

use super::alive::{alive, assert_nothing_is_left, count, frames};
use super::{SOON, click, words};

const NEWCOMER: Visitor = Visitor {
    id: "zoe",
    name: "Zoe Example",
    email: "zoe@acme.example",
    language: "en",
};

/// The policy of the applications: what the documents say that the element needs.
const POLICY: &str = "default-src 'none'; script-src 'self' http://127.0.0.1:*; connect-src http://127.0.0.1:*; \
    frame-src http://127.0.0.1:*";

/// Says where the page is, as a template of the application would, and loads both scripts.
const HOST: &str = "const where = new URLSearchParams(location.search).get('portal');
document.getElementById('app').dataset.portal = where;
for (const source of [where + '/embed.js', '/application.js']) {
  const script = document.createElement('script');
  script.src = source;
  script.async = false;
  document.head.append(script);
}";

fn tests_browser() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules")
}

/// Builds an example as its application would.
fn built(example: &str) -> Page {
    let modules = tests_browser();
    let output = Command::new(modules.join(".bin/esbuild"))
        .env("NODE_PATH", &modules)
        .arg(
            Path::new(env!("CARGO_MANIFEST_DIR"))
                .join("examples/embed")
                .join(example),
        )
        .args(["--bundle", "--minify", "--format=iife", "--jsx=automatic"])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .output()
        .expect("esbuild, which tests/run installs (npm ci in tests/browser)");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    script(&String::from_utf8(output.stdout).expect("UTF-8"))
}

fn script(body: &str) -> Page {
    Page {
        headers: "Content-Type: text/javascript; charset=utf-8\r\n".to_owned(),
        body: body.to_owned(),
    }
}

/// An application with the element in it.
pub(super) struct Embedded {
    pub(super) site: Site,
    pub(super) browser: Browser,
    _pages: Pages,
}

impl Embedded {
    pub(super) async fn start(example: &str) -> Self {
        let html = "<!doctype html><html lang=\"en\"<head><title>Application</title></head>\
            <body><div id=\"app\"></div><script src=\"/host.js\"></script></body></html>";
        let pages = Pages::start([
            ("/", Page::html(html).header("Content-Security-Policy", POLICY)),
            ("/host.js", script(HOST)),
            ("/application.js", built(example)),
        ])
        .await;
        let origin = pages.url("");
        let options = SiteOptions::default()
            .with("PORTAL_HEADERS__FRAME_ANCESTORS", origin.as_str())
            .with("PORTAL_PAGE__SIGN_IN_URL", "https://app.acme.test/login");
        let visitors = [options.visitors.clone(), vec![NEWCOMER]].concat();
        let site = Site::start(SiteOptions { visitors, ..options }).await;
        let browser = site.browser(BrowserOptions::default()).await;
        count(&browser).await;
        site.hosted_pages(json!({ "return_url": site.page("/return") }))
            .await;
        let address = format!("{origin}/?portal={}", site.page(""));
        browser.goto(&address).await;
        Self {
            site,
            browser,
            _pages: pages,
        }
    }

    pub(super) async fn press(&self, id: &str) {
        self.browser
            .wait_until(&format!("document.getElementById('{id}')"), SOON)
            .await;
        click(&self.browser, Locator::Css(&format!("#{id}"))).await;
    }

    pub(super) async fn hears(&self, note: &str) {
        let heard = format!(
            "document.querySelector('output').textContent.includes({})",
            json!(note)
        );
        let seen = poll(SOON, async || {
            (self.browser.eval(&heard).await == true).then_some(())
        });
        let notes = words(&self.browser, "document.querySelector('output').textContent");
        assert!(seen.await.is_some(), "no {note:?} in {:?}", notes.await);
    }

    /// Waits until our page is that user's.
    pub(super) async fn greets(&self, user: &str) {
        let greeted = poll(SOON, async || {
            let who = self.inside(false, Locator::Css(".who summary bdi"), false).await;
            (who == user).then_some(())
        });
        assert!(greeted.await.is_some(), "{user} is not greeted");
    }

    /// From the plans to the return, inside the element.
    pub(super) async fn subscribes(&self) {
        self.press("plans").await;
        self.hears("opened /Subscriptions/plans").await;
        self.inside(true, Locator::LinkText("Choose Pro"), true).await;
        self.inside(true, Locator::Css("form button[type=submit]"), true)
            .await;
        self.hears("returned subscribe").await;
    }

    /// Something inside our page, or with `deep` inside ProAbono's page in it.
    pub(super) async fn inside(&self, deep: bool, locator: Locator<'_>, act: bool) -> String {
        let client = self.browser.client();
        let found = poll(SOON, async || {
            let element = client.find(Locator::Css("proabono-portal")).await.ok()?;
            let shadow = element.shadow_root().await.ok()?;
            let frame = shadow.find(Locator::Css("iframe")).await.ok()?;
            frame.enter_frame().await.ok()?;
            let found = async {
                if deep {
                    client.enter_frame(0).await.ok()?;
                }
                let element = client.find(locator).await.ok()?;
                let text = element.text().await.ok()?;
                if act {
                    element.click().await.ok()?;
                }
                Some(text)
            };
            let found = found.await;
            let _ = client.enter_parent_frame().await;
            if deep {
                let _ = client.enter_parent_frame().await;
            }
            found
        });
        found.await.unwrap_or_else(|| panic!("no {locator:?} inside"))
    }

    /// Pictures of the application, as it is and on a telephone in the dark.
    pub(super) async fn looks(&self, name: &str) {
        self.browser.screenshot(name).await;
        self.browser.look((390, 844), true).await;
        let narrow = "document.querySelector('proabono-portal').getBoundingClientRect().width < 390";
        self.browser.wait_until(narrow, SOON).await;
        // The page in it says anew how high it is.
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        self.browser.screenshot(&format!("{name}-narrow-dark")).await;
        self.browser.look((1280, 800), false).await;
    }
}

/// The element comes and goes, and what is alive afterwards is what was alive before.
async fn comes_and_goes(here: &Embedded) -> Value {
    here.press("account").await;
    let before = alive(&here.browser).await;
    assert_eq!(frames(&here.browser).await, 0);
    for _ in 0..trials("mounts of the element", 3, 20) {
        here.press("billing").await;
        here.hears("ready").await;
        here.hears("height").await;
        here.greets("Alice Martin").await;
        assert_eq!(frames(&here.browser).await, 1);
        here.press("account").await;
        assert_nothing_is_left(&here.browser, &before).await;
    }
    before
}

/// Another user: theirs is the page.
async fn changes_its_user(here: &Embedded) {
    here.press("billing").await;
    here.hears("ready").await;
    here.site.customer("zoe").await;
    here.site.sign_in(&here.browser, "zoe").await;
    here.press("refresh").await;
    here.greets("Zoe Example").await;
}

/// A workflow, and its return into the frame of the element.
async fn opens_a_workflow(here: &Embedded) {
    let browser = &here.browser;
    here.subscribes().await;
    assert_eq!(browser.eval("location.pathname").await, "/");

    here.press("dark").await;
    here.inside(false, Locator::Css("html[data-theme=dark]"), false)
        .await;
    assert_eq!(browser.violations().await, []);
}

/// The session ends: it is said, and nothing is asked again by itself.
async fn says_that_the_session_has_ended(here: &Embedded) {
    let browser = &here.browser;
    here.site.sign_in(browser, "nobody").await;
    here.press("refresh").await;
    here.hears("error signed-out").await;
    browser.requests().await;
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    assert_eq!(browser.requests().await, Vec::<String>::new());
    let shadow = "document.querySelector('proabono-portal').shadowRoot";
    let link = browser.eval(&format!("{shadow}.querySelector('a').href")).await;
    assert_eq!(link, "https://app.acme.test/login");
    let said = words(browser, &format!("{shadow}.querySelector('p').textContent")).await;
    assert!(said.contains("You come straight back here"), "{said}");
}

async fn walk(example: &str) {
    let here = Embedded::start(example).await;
    let before = comes_and_goes(&here).await;
    changes_its_user(&here).await;
    opens_a_workflow(&here).await;
    here.looks(&format!("embedded-{}", &example[..3])).await;
    says_that_the_session_has_ended(&here).await;
    here.press("account").await;
    assert_nothing_is_left(&here.browser, &before).await;
}

#[tokio::test]
async fn the_react_example_mounts_changes_its_user_opens_a_workflow_and_leaves_nothing_behind() {
    walk("react.jsx").await;
}

#[tokio::test]
async fn the_vue_example_mounts_changes_its_user_opens_a_workflow_and_leaves_nothing_behind() {
    walk("vue.js").await;
}
