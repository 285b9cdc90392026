//! Sign-in at a certified OpenID provider, and out again, in a real browser: the page on https, the provider on another
//! site, cookies and policies as the browser sees them.

use std::time::Duration;

use fantoccini::Locator;

use crate::openid::{Provider, Site};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::relay::Relay;
use crate::support::tls_front::TlsFront;
use crate::support::wait::{free_port, loopback};

use super::look::assert_reads_well;
use super::{SOON, click, sign_out, status, text, words};

const HOST: &str = "app.acme.test";
const ORIGIN: &str = "https://app.acme.test";
const SIGNED_OUT: &str = "document.querySelector('h1')?.innerText === 'You are signed out'";
const FRAMED: &str = "!!document.querySelector('iframe') && document.readyState === 'complete'";
const AT_THE_PROVIDER: &str = "document.title === 'The provider'";

const LOOKS: [(&str, (u32, u32), bool); 4] = [
    ("wide", (1280, 800), false),
    ("wide-dark", (1280, 800), true),
    ("narrow", (390, 844), false),
    ("narrow-dark", (390, 844), true),
];

/// The page on https, and a browser that finds it.
struct Scene {
    site: Site,
    browser: Browser,
    _front: TlsFront,
}

impl Scene {
    async fn start(provider: &Provider, more: &[(&str, &str)], language: &'static str) -> Self {
        let site = Site::behind(provider, ORIGIN, more).await;
        let front = TlsFront::start(site.served.address()).await;
        let options = BrowserOptions {
            hosts: vec![(HOST, front.port())],
            language,
            ..BrowserOptions::default()
        };
        Self {
            site,
            browser: Browser::start(options).await,
            _front: front,
        }
    }

    /// Opens a page as a stranger, and signs in at the provider's form.
    async fn sign_in(&self, rest: &str, id: &str) {
        self.browser.goto(&self.site.page(rest)).await;
        self.browser.wait_until(AT_THE_PROVIDER, SOON).await;
        choose(&self.browser, id).await;
        self.browser.wait_until(FRAMED, SOON).await;
    }

    /// The page in each look, under the rules of accessibility.
    async fn looks(&self, name: &str) {
        for (look, window, dark) in LOOKS {
            self.browser.look(window, dark).await;
            assert_reads_well(&self.browser, name).await;
            self.browser.screenshot(&format!("openid-{name}-{look}")).await;
        }
        let (_, window, dark) = LOOKS[0];
        self.browser.look(window, dark).await;
    }
}

async fn choose(browser: &Browser, id: &str) {
    click(browser, Locator::XPath(&format!("//button[@value='{id}']"))).await;
}

#[tokio::test]
async fn a_visitor_signs_in_with_a_deep_link_and_signs_out_here_and_at_the_provider() {
    let scene = Scene::start(Provider::shared().await, &[], "en").await;
    let (site, browser) = (&scene.site, &scene.browser);
    let link = format!("https://mon-app.via.proabono.com/{}", "d".repeat(4_000));
    let crylk: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();
    scene
        .sign_in(&format!("?plan=a%20b&crylk={crylk}"), "alice")
        .await;
    assert_eq!(browser.frame_src().await.as_deref(), Some(link.as_str()));
    let address = browser.eval("location.href").await;
    assert_eq!(address, site.page("?plan=a%20b"), "the link has left the address");
    assert!(text(browser).await.contains("Alice Martin"));
    assert_eq!(
        browser.eval("document.cookie").await,
        "",
        "no script reads a cookie"
    );
    assert_eq!(browser.violations().await, []);

    sign_out(browser).await;
    browser
        .wait_until("location.pathname === '/session/end'", SOON)
        .await;
    click(browser, Locator::XPath("//button[@value='yes']")).await;
    browser.wait_until(SIGNED_OUT, SOON).await;
    assert_eq!(browser.eval("location.href").await, site.page("/logout"));
    assert_eq!(browser.violations().await, []);
    let console = browser.console().await;
    let blocked = console
        .iter()
        .filter(|entry| format!("{entry:?}").contains("Content Security"));
    assert_eq!(blocked.count(), 0, "{console:#?}");
    // Out at the provider, too: it asks again who is there.
    browser.goto(&site.page("")).await;
    browser.wait_until(AT_THE_PROVIDER, SOON).await;
}

#[tokio::test]
async fn a_tab_that_is_looked_at_again_notices_a_sign_out_in_another_one() {
    let scene = Scene::start(Provider::shared().await, &[], "en").await;
    let browser = &scene.browser;
    scene.sign_in("", "alice").await;
    let comes_back = "document.dispatchEvent(new Event('visibilitychange'))";
    browser.eval(comes_back).await;
    let elsewhere = "fetch('/Subscriptions/logout', { method: 'POST', redirect: 'manual' }).then(() => true)";
    assert_eq!(browser.eval(elsewhere).await, true);
    assert_eq!(
        words(browser, "document.getElementById('session').innerText").await,
        ""
    );
    browser.eval(comes_back).await;
    browser
        .wait_until(
            "document.getElementById('session').innerText.includes('signed out')",
            SOON,
        )
        .await;
}

#[tokio::test]
async fn a_session_that_ends_in_an_open_tab_says_so_and_leads_back_to_the_same_page() {
    let limits = [("sessions.idle", "6s"), ("sessions.absolute", "1h")];
    let scene = Scene::start(Provider::shared().await, &limits, "en").await;
    let browser = &scene.browser;
    scene.sign_in("?plan=a", "alice").await;
    assert_eq!(
        words(browser, "document.getElementById('session').innerText").await,
        ""
    );
    browser
        .wait_until(
            "document.getElementById('session').innerText.includes('signed out')",
            SOON,
        )
        .await;
    scene.looks("session-over").await;
    // The provider still knows the visitor, and asks nothing.
    click(browser, Locator::Css("#session a")).await;
    browser
        .wait_until(
            "document.getElementById('session')?.innerText === '' && document.readyState === 'complete'",
            SOON,
        )
        .await;
    assert_eq!(browser.eval("location.search").await, "?plan=a");
    assert!(text(browser).await.contains("Alice Martin"));
    browser
        .wait_until(
            "document.getElementById('session').innerText.includes('signed out')",
            SOON,
        )
        .await;
    browser.client().refresh().await.expect("a reload");
    browser.wait_until(FRAMED, SOON).await;
    assert_eq!(browser.eval("location.search").await, "?plan=a");
    browser
        .wait_until(
            "document.getElementById('session').innerText.includes('signed out')",
            SOON,
        )
        .await;
    sign_out(browser).await;
    browser.wait_until(SIGNED_OUT, SOON).await;
    assert_eq!(browser.violations().await, []);
}

#[tokio::test]
async fn two_tabs_sign_in_at_once_each_to_its_own_page() {
    let scene = Scene::start(Provider::shared().await, &[], "en").await;
    let (site, browser) = (&scene.site, &scene.browser);
    browser.goto(&site.page("?tab=1")).await;
    browser.wait_until(AT_THE_PROVIDER, SOON).await;
    let first = browser.client().window().await.expect("a window");
    let second = browser.client().new_window(true).await.expect("a tab").handle;
    browser
        .client()
        .switch_to_window(second)
        .await
        .expect("the second tab");
    browser.goto(&site.page("?tab=2")).await;
    browser.wait_until(AT_THE_PROVIDER, SOON).await;
    browser
        .client()
        .switch_to_window(first)
        .await
        .expect("the first tab");
    choose(browser, "alice").await;
    browser.wait_until(FRAMED, SOON).await;
    assert_eq!(browser.eval("location.search").await, "?tab=1");
    let tabs = browser.client().windows().await.expect("the tabs");
    browser
        .client()
        .switch_to_window(tabs[1].clone())
        .await
        .expect("the second tab");
    choose(browser, "alice").await;
    browser.wait_until(FRAMED, SOON).await;
    assert_eq!(browser.eval("location.search").await, "?tab=2");
}

#[tokio::test]
async fn a_cancelled_sign_in_stays_on_a_page_with_a_button_that_remembers_the_way() {
    let scene = Scene::start(Provider::shared().await, &[("page.support_url", "/help")], "en").await;
    let (site, browser) = (&scene.site, &scene.browser);
    browser.goto(&site.page("?plan=a")).await;
    browser.wait_until(AT_THE_PROVIDER, SOON).await;
    choose(browser, "").await;
    browser
        .wait_until(
            "document.querySelector('h1')?.innerText === 'You are not signed in'",
            SOON,
        )
        .await;
    assert_eq!(status(browser).await, 403);
    scene.looks("denied").await;
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert!(
        browser
            .eval("location.pathname")
            .await
            .as_str()
            .unwrap()
            .ends_with("/callback")
    );
    click(browser, Locator::Css("main a.button")).await;
    browser.wait_until(AT_THE_PROVIDER, SOON).await;
    choose(browser, "chloe").await;
    browser.wait_until(FRAMED, SOON).await;
    assert_eq!(browser.eval("location.search").await, "?plan=a");
    assert!(text(browser).await.contains("Chloé Dubois"));
}

#[tokio::test]
async fn a_provider_that_goes_away_leaves_pages_that_say_what_it_means() {
    let port = free_port();
    let mut relay = Relay::start(loopback(port));
    let issuer = format!("http://127.0.0.1:{}", relay.port());
    let provider = Provider::at(&issuer, port).await;
    let more = [("identity.oidc.id_claim", "oid"), ("page.support_url", "/help")];
    {
        let scene = Scene::start(&provider, &more, "en").await;
        let browser = &scene.browser;
        browser.goto(&scene.site.page("")).await;
        browser.wait_until(AT_THE_PROVIDER, SOON).await;
        choose(browser, "alice").await;
        browser
            .wait_until(
                "document.querySelector('h1')?.innerText === 'We could not sign you in'",
                SOON,
            )
            .await;
        scene.looks("refused").await;
    }
    let scene = Scene::start(&provider, &[("identity.oidc.timeout", "2s")], "fr").await;
    let browser = &scene.browser;
    scene.sign_in("", "chloe").await;
    // The page on the way to the provider, without the step that makes it go on.
    let leaving = "fetch('/Subscriptions/logout', { method: 'POST' }).then(answer => answer.text())";
    let leaving = words(browser, leaving).await;
    let still = leaving.replace("http-equiv", "name");
    browser
        .eval(&format!(
            "document.open(), document.write({}), document.close()",
            serde_json::json!(still)
        ))
        .await;
    browser
        .wait_until("document.readyState === 'complete'", SOON)
        .await;
    scene.looks("leaving").await;

    browser.goto(&scene.site.page("")).await;
    browser.wait_until(FRAMED, SOON).await;
    relay.close().await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    sign_out(browser).await;
    browser
        .wait_until("!!document.querySelector('main .notice')", SOON)
        .await;
    scene.looks("still-there").await;
    browser.goto(&scene.site.page("?plan=a")).await;
    assert_eq!(status(browser).await, 503);
    scene.looks("away").await;
    relay.open();
    tokio::time::sleep(Duration::from_secs(2)).await;
    click(browser, Locator::Css("main a.button")).await;
    browser.wait_until(FRAMED, SOON).await;
    assert_eq!(browser.eval("location.search").await, "?plan=a");
}

#[tokio::test]
async fn new_keys_at_the_provider_cost_nobody_a_sign_in() {
    let provider = Provider::start().await;
    let scene = Scene::start(&provider, &[], "en").await;
    for id in ["alice", "alice"] {
        scene.sign_in("?plan=a", id).await;
        assert_eq!(scene.browser.eval("location.search").await, "?plan=a");
        assert_eq!(scene.browser.violations().await, []);
        // Gone here and at the provider, which has other keys from now on.
        scene
            .browser
            .cdp("Network.clearBrowserCookies", serde_json::json!({}))
            .await;
        provider.rotate().await;
    }
    assert_eq!(scene.site.sign_ins("done").await, 2);
}
