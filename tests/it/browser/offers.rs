//! Before sign-up: a visitor chooses an offer on the public page, signs in, and stands in its workflow.

use fantoccini::Locator;
use serde_json::json;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tokens::{Signer, claims};
use crate::support::wait::poll;

use super::entrances::Links;
use super::workflows::inside;
use super::{SOON, assert_quiet, click, text, wait_for_frame_text, words};

const ISSUER: &str = "https://app.acme.example";
const KEY: &str = "5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef";

/// The application's own page, which hands over who signs in or up there. A test fills in what the application would.
const APPLICATION: &str = "<!doctype html><title>Acme</title><form method=\"post\"><input name=\"token\"><input name=\"next\"><button>Enter</button></form>";

/// The page, the application that signs its users in, and a visitor who is nobody yet.
struct Street {
    site: Site,
    browser: Browser,
    signer: Signer,
    application: String,
    _pages: Pages,
}

impl Street {
    async fn start(settings: &[(&'static str, &str)]) -> Self {
        let pages = Pages::start([
            ("/login", Page::html(APPLICATION)),
            ("/sign-up", Page::html(APPLICATION)),
        ])
        .await;
        let application = format!("http://localhost:{}", pages.port());
        let signer = Signer::secret();
        let mut options = SiteOptions {
            // The page has to know its own address.
            rewritten: true,
            ..SiteOptions::default()
        }
        .with("PORTAL_PAGE__SIGN_IN_URL", format!("{application}/login"))
        .with("PORTAL_IDENTITY__SHARED_IDS", "true")
        .with("PORTAL_SESSIONS__KEY", KEY)
        .with("PORTAL_IDENTITY__HANDOFF__ISSUER", ISSUER)
        .with("PORTAL_IDENTITY__HANDOFF__ALGORITHM", signer.algorithm())
        .with("PORTAL_IDENTITY__HANDOFF__KEY", signer.public())
        .with("PORTAL_IDENTITY__HANDOFF__ORIGINS", application.as_str());
        for (name, value) in settings {
            options = options.with(name, value.replace("{application}", &application));
        }
        let site = Site::start(options).await;
        let browser = site.browser(BrowserOptions::default()).await;
        let street = Self {
            site,
            browser,
            signer,
            application,
            _pages: pages,
        };
        street.becomes_nobody().await;
        street
    }

    async fn becomes_nobody(&self) {
        self.browser.cdp("Network.clearBrowserCookies", json!({})).await;
        self.site.sign_in(&self.browser, "nobody").await;
    }

    /// Where the browser is, below the application or the page.
    async fn here(&self) -> String {
        words(&self.browser, "location.href").await
    }

    async fn sees(&self, expression: &str, what: &str) {
        let seen = poll(SOON, async || self.browser.holds(expression).await.then_some(()));
        if seen.await.is_none() {
            let here = words(&self.browser, "location.href + ': ' + document.body.innerText").await;
            panic!("{what}: {expression} is not true at {here}");
        }
    }

    /// Asked to sign in, the visitor does so.
    async fn signs_in(&self, user: &str) {
        let asked = "document.querySelector('h1')?.innerText === 'Sign in to see your subscription'";
        self.sees(asked, user).await;
        assert_eq!(self.browser.eval("window.length").await, 0);
        click(&self.browser, Locator::LinkText("Sign in")).await;
        self.browser.wait_until("document.forms.length === 1", SOON).await;
        assert!(
            self.here()
                .await
                .starts_with(&format!("{}/login", self.application))
        );
        self.enters(user, "").await;
    }

    /// The application hands the visitor over, with a place to go to or without.
    async fn enters(&self, user: &str, next: &str) {
        // Of all addresses with a slash at their end, the page's own has none.
        let page = self.site.page("");
        let token = claims(ISSUER, &page, user);
        let token = self.signer.usual(&token.into());
        let fill = format!(
            "(form => {{ form.action = {}; form.token.value = {}; form.next.value = {};
                if (!form.next.value) form.next.remove(); }})(document.forms[0])",
            json!(format!("{page}/handoff")),
            json!(token),
            json!(next),
        );
        self.browser.eval(&fill).await;
        click(&self.browser, Locator::Css("button")).await;
    }

    /// The visitor stands in the workflow of Pro, one frame deep.
    async fn stands_in_pro(&self, user: &str, what: &str) {
        let opened = "location.pathname === '/Subscriptions/subscribe/offer-pro' && window.length === 1";
        self.sees(opened, what).await;
        wait_for_frame_text(&self.browser, "Subscribe to Pro").await;
        assert!(text(&self.browser).await.contains(user), "{what}");
        let openings = self.site.openings().await;
        let last = openings.last().expect("an opening");
        let seen = (&last["page"], &last["offer"], &last["customer_ref"]);
        let expected = (
            &json!("subscribe"),
            &json!("offer-pro"),
            &json!(format!("cust-{user}")),
        );
        assert_eq!(seen, expected, "{what}");
        assert_eq!(self.browser.violations().await, [], "{what}");
    }
}

#[tokio::test]
async fn an_offer_of_the_list_is_chosen_and_after_the_sign_in_subscribed_to() {
    let street = Street::start(&[("PORTAL_OFFERS__SHOW", "list")]).await;
    street.browser.goto(&street.site.page("/offers")).await;
    let titles = "[...document.querySelectorAll('.offers h2')].map(title => title.innerText)";
    assert_eq!(
        street.browser.eval(titles).await,
        json!(["Starter", "Pro", "Business"])
    );
    let starter =
        "[...document.querySelectorAll('.offers > li:first-child li')].map(feature => feature.innerText)";
    assert_eq!(
        street.browser.eval(starter).await,
        json!([
            "Users 1 +€7.00 per extra unit",
            "Projects 3",
            "Export",
            "Priority support optional +€10.00",
            "Text messages from €0.20 per extra unit",
        ])
    );
    assert!(text(&street.browser).await.contains("Projects unlimited"));
    assert_quiet(&street.browser).await;
    click(&street.browser, Locator::Css("a[aria-label='Choose: Pro']")).await;
    street.signs_in("nadia").await;
    street.stands_in_pro("nadia", "the list").await;
}

#[tokio::test]
async fn an_offer_of_the_list_goes_through_the_applications_sign_up() {
    let settings = [
        ("PORTAL_OFFERS__SHOW", "list"),
        ("PORTAL_OFFERS__SIGN_UP_URL", "{application}/sign-up?from=offers"),
    ];
    let street = Street::start(&settings).await;
    street.browser.goto(&street.site.page("/offers")).await;
    assert_quiet(&street.browser).await;
    click(&street.browser, Locator::Css("a[aria-label='Choose: Pro']")).await;
    street
        .browser
        .wait_until("document.forms.length === 1", SOON)
        .await;
    let sign_up = format!("{}/sign-up?from=offers&refo=offer-pro", street.application);
    assert_eq!(street.here().await, sign_up);
    street.enters("omar", "/Subscriptions/subscribe/offer-pro").await;
    street.stands_in_pro("omar", "the sign-up").await;
}

#[tokio::test]
async fn an_offer_of_proabonos_table_is_chosen_and_after_the_sign_in_subscribed_to() {
    let street = Street::start(&[]).await;
    let ways = [
        (Links::Hosted, true, "/subscribe"),
        (Links::InSite, true, "/subscribe"),
        (Links::Hosted, false, "/return?status=UrlOffersAnonymousSelection"),
        (Links::InSite, false, "/return?status=UrlOffersAnonymousSelection"),
    ];
    for (number, (links, parent, way)) in ways.into_iter().enumerate() {
        let what = format!("{links:?}, {way}");
        street.site.hosted_pages(links.settings()).await;
        let change = json!({ "IsOffersAnonymousLinkTargetParent": parent,
            "redirects": { "UrlOffersAnonymousSelection": street.site.page(way) } });
        street.site.hosted_pages(change).await;
        street.becomes_nobody().await;
        street.browser.console().await;
        street.browser.goto(&street.site.page("/offers")).await;
        assert_eq!(street.browser.eval("window.length").await, 1, "{what}");
        assert_quiet(&street.browser).await;
        inside(&street.browser, Locator::LinkText("Choose Pro")).await;
        let user = format!("visitor-{number}");
        street.signs_in(&user).await;
        street.stands_in_pro(&user, &what).await;
    }
}

#[tokio::test]
async fn an_offer_that_is_unknown_or_hidden_ends_on_the_catalogue_with_a_message() {
    let street = Street::start(&[]).await;
    for (number, path) in [
        "/subscribe/offer-nothing",
        "?refo=offer-free",
        "/subscribe?refo=%3Cb%3E",
        "/subscribe?refo=a&refo=b",
    ]
    .into_iter()
    .enumerate()
    {
        street.becomes_nobody().await;
        street.browser.goto(&street.site.page(path)).await;
        street.signs_in(&format!("lost-{number}")).await;
        let opened = "location.pathname === '/Subscriptions/plans' && window.length === 1";
        street.sees(opened, path).await;
        wait_for_frame_text(&street.browser, "Choose your plan").await;
        let notice = words(
            &street.browser,
            "document.querySelector('.note:not(.linked)')?.innerText",
        )
        .await;
        assert!(notice.contains("not offered any more"), "{path}: {notice}");
        assert_eq!(street.browser.violations().await, [], "{path}");
    }
}

#[tokio::test]
async fn who_comes_back_without_a_session_reads_what_happened_after_the_sign_in() {
    let street = Street::start(&[]).await;
    street.site.customer("paula").await;
    street.site.subscribe("paula", "offer-pro").await;
    let back = "/return?from=upgrade&outcome=paid&idc=1";
    street.browser.goto(&street.site.page(back)).await;
    street.signs_in("paula").await;
    let told = "document.querySelector('h1')?.innerText === 'You’re on Pro now'";
    street.sees(told, back).await;
    let words = text(&street.browser).await;
    assert!(
        words.contains("Renews on") && !words.contains("Paid today"),
        "{words}"
    );
}
