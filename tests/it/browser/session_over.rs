//! `<proabono-portal>` behind a proxy that sends visitors without a session to a page of its own.

use serde_json::json;

use crate::identity::proxies::{Behind, nginx_with};
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::loopback;

use super::made::{does, load, make, mount, said, sentence};

/// What the proxy does with a visitor who is not signed in, and where the application is.
const WAYS: [(&str, &str, &str); 4] = [
    (
        "as the recipe has it",
        "app.acme.example",
        "error_page 401 = $portal_nobody;",
    ),
    ("a redirect", "app.bolt.example", "error_page 401 = @sign_in;"),
    ("its own page with 401", "app.coil.example", ""),
    (
        "its own page with 200",
        "app.dyne.example",
        "error_page 401 =200 /login;",
    ),
];
const FRENCH: &str = "Veuillez vous connecter pour voir votre abonnement.";
const ENGLISH: &str = "Please sign in to see your subscription.";

/// One of the ways, with its name over https.
struct Way {
    _behind: Behind,
    front: TlsFront,
}

async fn start(host: &str, away: &str) -> Way {
    let behind = nginx_with(&format!("https://{host}"), away).await;
    let front = TlsFront::start(loopback(behind.port())).await;
    Way {
        _behind: behind,
        front,
    }
}

async fn session(browser: &Browser, host: &str, user: &str) {
    let url = format!("https://{host}/");
    let cookie = json!({ "name": "session", "value": user, "url": url });
    browser.cdp("Network.setCookie", cookie).await;
}

async fn assert_signed_out(browser: &Browser, way: &str) {
    let error = said(browser).await;
    assert_eq!(error["reason"], "signed-out", "{way}: {error}");
    assert_eq!(error["text"], sentence(browser).await, "{way}");
    let link = browser
        .eval("made.portal.shadowRoot.querySelector('a').href")
        .await;
    assert_eq!(error["signInUrl"], link, "{way}");
    let target = "made.portal.shadowRoot.querySelector('a').target";
    assert_eq!(browser.eval(target).await, "_top", "{way}");
}

#[tokio::test]
async fn a_session_that_has_ended_is_said_with_a_way_to_sign_in_whatever_the_proxy_answers() {
    let mut ways = Vec::new();
    for (_, host, away) in WAYS {
        ways.push(start(host, away).await);
    }
    let hosts = WAYS.iter().zip(&ways);
    let browser = Browser::start(BrowserOptions {
        hosts: hosts
            .map(|((_, host, _), way)| (*host, way.front.port()))
            .collect(),
        language: "fr",
        ..BrowserOptions::default()
    })
    .await;
    for (number, (way, host, _)) in WAYS.iter().enumerate() {
        browser.goto(&format!("https://{host}/")).await;
        let page = format!("https://{host}/Subscriptions");
        load(&browser, &page).await;
        make(&browser, &page).await;
        mount(&browser).await;
        assert_signed_out(&browser, way).await;

        session(&browser, host, "alice").await;
        does(&browser, "refresh()").await;
        assert_eq!(said(&browser).await["place"], "/Subscriptions", "{way}");
        session(&browser, host, "").await;
        does(&browser, "refresh()").await;
        assert_signed_out(&browser, way).await;
        let shown = sentence(&browser).await;
        if number == 0 {
            assert!(shown.contains("Vous reviendrez directement ici"), "{shown}");
            continue;
        }
        assert_eq!(shown, FRENCH, "{way}");
        let link = browser
            .eval("made.portal.shadowRoot.querySelector('a').href")
            .await;
        assert_eq!(link, page.as_str(), "{way}");
        browser.eval("document.documentElement.lang = 'en-GB'").await;
        does(&browser, "refresh()").await;
        assert_signed_out(&browser, way).await;
        assert_eq!(sentence(&browser).await, ENGLISH, "{way}");
    }
    for (name, look, dark) in [
        ("wide", (1280, 800), false),
        ("narrow", (390, 844), false),
        ("dark", (390, 844), true),
    ] {
        browser.look(look, dark).await;
        browser.screenshot(&format!("element-signed-out-{name}")).await;
    }
}
