//! The way back, as an address says it: every `from` and `outcome`, the legacy names, at the top and inside the frame.

use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{Site, SiteOptions};
use crate::support::trials::trials;

use super::emulated::says;
use super::{SOON, assert_quiet, status, text, words};

const FROM: [&str; 9] = [
    "subscribe",
    "upgrade",
    "restart",
    "options",
    "terminate",
    "permission",
    "invoice",
    "portal",
    "tomorrow",
];

const OUTCOMES: [&str; 7] = ["nocharge", "paid", "pending", "registered", "due", "splendid", ""];

/// The title and the beginning of the text that Alice reads, who has paid nothing today and owes nothing.
fn said(from: &str, outcome: &str) -> (&'static str, &'static str) {
    let title = match from {
        _ if outcome == "splendid" => "Welcome back",
        "subscribe" | "upgrade" => "You’re on Pro now",
        "restart" => "Your subscription goes on",
        "options" => "Your options",
        "permission" => "Your payment method",
        _ => "Welcome back",
    };
    let text = match outcome {
        "nocharge" => "There was nothing to pay.",
        "registered" => "shows the payment method that is used.",
        _ if matches!(title, "You’re on Pro now" | "Your subscription goes on") => "Renews on",
        _ => "Your subscription shows how things stand.",
    };
    (title, text)
}

const ON_PLAN: (&str, &str) = ("You’re on Pro now", "Renews on");
const CANCELLED: (&str, &str) = (
    "You left before the end",
    "You can begin again whenever you like.",
);
const FAILED: (&str, &str) = ("It did not work", "What you were doing could not be completed.");
const NEUTRAL: (&str, &str) = ("Welcome back", "Your subscription shows how things stand.");

/// The redirects of older accounts, with the chosen offer appended or not, that end in a message.
const LEGACY: [(&str, (&str, &str)); 15] = [
    (
        "UrlOneclickFreeOffer&refo=offer-free",
        ("Welcome back", "There was nothing to pay."),
    ),
    ("UrlOneclickExtraSubscription&refo=offer-pro", ON_PLAN),
    ("UrlOneclickUpgrade&refo=offer-pro", ON_PLAN),
    ("UrlPaymentSuccess&refo=offer-pro", ON_PLAN),
    ("UrlPaymentSuccess", NEUTRAL),
    ("UrlPaymentPending&refo=offer-pro", ON_PLAN),
    ("UrlPaymentCancel", CANCELLED),
    ("UrlPaymentFailure", FAILED),
    (
        "UrlPaymentFailure&refo=offer-pro",
        ("The payment did not go through", "You are still on Pro."),
    ),
    (
        "UrlPermissionRegistered",
        ("Your payment method", "shows the payment method that is used."),
    ),
    (
        "UrlPermissionUpdated",
        ("Your payment method", "shows the payment method that is used."),
    ),
    ("UrlPermissionRegistrationFailure", FAILED),
    ("UrlPermissionUpdateFailure", FAILED),
    ("UrlGenericError", FAILED),
    ("UrlFromTheFuture", NEUTRAL),
];

/// Those that lead to a place: whose it is, where, and what is in the frame there.
const PLACES: [(&str, &str, &str, &str); 6] = [
    ("UrlOffersAuthenticated", "bruno", "/plans", "Choose your plan"),
    ("UrlOffersUpgrade", "alice", "/change-plan", "Change your plan"),
    ("UrlOffersAnonymous", "nobody", "/offers", "Plans and prices"),
    (
        "UrlOffersAnonymousSelection&refo=offer-pro",
        "bruno",
        "/subscribe/offer-pro",
        "Subscribe to Pro",
    ),
    (
        "UrlOffersAnonymousSelection&refo=offer-nothing",
        "bruno",
        "/plans",
        "Choose your plan",
    ),
    (
        "UrlOffersAnonymousSelection",
        "bruno",
        "/plans",
        "Choose your plan",
    ),
];

#[derive(Clone, Copy, Debug)]
enum Arrives {
    AtTheTop,
    InTheFrame,
}

/// A site whose returns arrive from the frame of Alice's page, or at the top.
struct Back {
    site: Site,
    browser: Browser,
    /// What somebody appended who would like to be Chloé: her customer, her subscription.
    tampered: String,
}

impl Back {
    async fn start() -> Self {
        let site = Site::start(SiteOptions::default()).await;
        let browser = site.browser(BrowserOptions::default()).await;
        let chloe = site.read("/v1/Customer?ReferenceCustomer=cust-chloe").await;
        let tampered = format!("idc={}&idsub={}", chloe["Id"], site.subscription("chloe").await);
        Self {
            site,
            browser,
            tampered,
        }
    }

    async fn arrive(&self, who: &str, how: Arrives, query: &str) {
        let address = self.site.page(&format!("/return?{query}&{}", self.tampered));
        self.site.sign_in(&self.browser, who).await;
        match how {
            Arrives::AtTheTop => self.browser.goto(&address).await,
            Arrives::InTheFrame => {
                self.browser.goto(&self.site.page("")).await;
                // As ProAbono's page in the frame would.
                self.browser
                    .in_frame(&format!("location.href = {}", json!(address)))
                    .await;
            }
        }
        let left = format!("location.href !== {}", json!(self.site.page("")));
        let done = "document.readyState === 'complete' && !document.getElementById('break-out')";
        self.browser.wait_until(&format!("{left} && {done}"), SOON).await;
    }

    /// It is at the top, and about Alice.
    async fn assert_says(&self, (title, said): (&str, &str), what: &str) {
        let seen = self.browser.eval("[window === window.top, window.length]").await;
        assert_eq!(seen, json!([true, 0]), "{what}");
        assert_eq!(status(&self.browser).await, 200, "{what}");
        assert_eq!(
            words(&self.browser, "document.querySelector('h1').innerText").await,
            title,
            "{what}"
        );
        let all = text(&self.browser).await;
        assert!(all.contains(said), "{what}: {all}");
        assert!(
            all.contains("Alice Martin") && !all.contains("Chloé"),
            "{what}: {all}"
        );
        assert_quiet(&self.browser).await;
    }
}

#[tokio::test]
async fn every_return_says_what_happened_to_whom_is_signed_in_at_the_top_and_out_of_the_frame() {
    let mut returns: Vec<_> = FROM
        .iter()
        .flat_map(|from| {
            OUTCOMES.map(|outcome| {
                (
                    format!("from={from}&outcome={outcome}&refo=offer-pro"),
                    said(from, outcome),
                )
            })
        })
        .collect();
    returns.push(("from=portal".to_owned(), said("portal", "")));
    returns.push(("from=subscribe&from=portal&outcome=paid".to_owned(), NEUTRAL));
    returns.push(("nothing".to_owned(), said("", "")));
    returns.extend(LEGACY.map(|(status, said)| (format!("status={status}"), said)));
    let all: Vec<_> = returns
        .iter()
        .flat_map(|one| [Arrives::InTheFrame, Arrives::AtTheTop].map(|how| (one, how)))
        .collect();
    let count = trials("returns, at the top and in the frame", 16, all.len());
    let back = Back::start().await;
    for trial in 0..count {
        // Spread over all of them.
        let ((query, said), how) = all[trial * all.len() / count];
        back.arrive("alice", how, query).await;
        back.assert_says(*said, &format!("{query}, {how:?}")).await;
    }
}

#[tokio::test]
async fn a_legacy_return_that_names_a_place_leads_there() {
    let back = Back::start().await;
    for how in [Arrives::AtTheTop, Arrives::InTheFrame] {
        for (query, who, path, inside) in PLACES {
            if who == "nobody" && matches!(how, Arrives::InTheFrame) {
                continue;
            }
            back.arrive(who, how, &format!("status={query}")).await;
            let what = format!("{query}, {how:?}");
            let here = words(&back.browser, "location.pathname").await;
            assert_eq!(here, format!("/Subscriptions{path}"), "{what}");
            let seen = back.browser.eval("[window === window.top, window.length]").await;
            assert_eq!(seen, json!([true, 1]), "{what}");
            let words = back.browser.frame_text().await;
            assert!(says(&words, inside), "{what}: {words}");
            assert_quiet(&back.browser).await;
        }
    }
}

#[tokio::test]
async fn a_return_of_nobody_asks_to_sign_in_and_says_nothing_of_anybody() {
    let back = Back::start().await;
    back.arrive("nobody", Arrives::AtTheTop, "from=subscribe&outcome=paid")
        .await;
    assert_eq!(status(&back.browser).await, 401);
    let words = text(&back.browser).await;
    assert!(
        words.contains("Sign in to see your subscription") && !words.contains("Chloé"),
        "{words}"
    );
    let seen = back.browser.eval("window.length").await;
    assert_eq!(seen, Value::from(0));
}
