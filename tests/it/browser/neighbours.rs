//! A page of a neighbouring sub-domain that plants cookies, as a real browser keeps and sends them.

use fantoccini::Locator;
use serde_json::{Value, json};

use crate::sign_in::Site;
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::tls_front::TlsFront;
use crate::support::wait::loopback;

use super::{SOON, click, status, text};

const PAGE: &str = "https://billing.acme.example/Subscriptions";

fn token(site: &Site, user: &str) -> String {
    let mut claims = site.claims(user);
    claims["aud"] = json!(PAGE);
    site.signer.usual(&Value::Object(claims))
}

/// The cookies of somebody who was handed over, before and after they are signed in.
async fn cookies(site: &Site, user: &str) -> [(&'static str, String); 2] {
    let mut visitor = site.visitor();
    let app = "https://app.acme.example";
    let token = token(site, user);
    visitor
        .post("/Subscriptions/handoff", app, &[("token", &token)])
        .await;
    let ticket = visitor.cookies["__Host-portal-handoff"].clone();
    visitor.get("/Subscriptions/handoff").await.assert_status(303);
    let session = visitor.cookies["__Host-portal-session"].clone();
    [("session", session), ("handoff", ticket)]
}

#[tokio::test]
async fn a_neighbouring_sub_domain_signs_nobody_in_as_somebody_else() {
    let site = Site::start(&[("server.public_url", PAGE), ("identity.handoff.links", "true")]);
    let port = site.origin.rsplit(':').next().and_then(|port| port.parse().ok());
    let front = TlsFront::start(loopback(port.expect("a port"))).await;
    let pages = Pages::start([("/", Page::html("<!doctype html><title>neighbour</title>"))]).await;
    let neighbour = TlsFront::start(loopback(pages.port())).await;
    let browser = Browser::start(BrowserOptions {
        hosts: vec![
            ("billing.acme.example", front.port()),
            ("neighbour.acme.example", neighbour.port()),
        ],
        ..BrowserOptions::default()
    })
    .await;
    let planted = cookies(&site, "mallory").await;
    browser.goto("https://neighbour.acme.example/").await;
    for (of, value) in &planted {
        for name in [
            "__Host-portal-",
            "__Host%2Dportal-",
            "__Host-portal%2D",
            "__host-portal-",
            "\u{2003}__Host-portal-",
        ] {
            let cookie = format!("{name}{of}={value}; domain=acme.example; path=/; secure");
            browser
                .eval(&format!("document.cookie = {}", json!(cookie)))
                .await;
        }
    }
    browser.goto(PAGE).await;
    let sent = browser.eval("document.cookie").await;
    assert!(
        sent.as_str()
            .unwrap_or_default()
            .contains("__Host%2Dportal-session="),
        "{sent}"
    );
    assert_eq!(status(&browser).await, 401);
    assert!(!text(&browser).await.contains("mallory"));
    browser.goto(&format!("{PAGE}/handoff")).await;
    assert_eq!(status(&browser).await, 400);

    // The victim's own sign-in is not hidden by them.
    browser
        .goto(&format!("{PAGE}/handoff?token={}", token(&site, "alice")))
        .await;
    click(&browser, Locator::Css("main button")).await;
    browser
        .wait_until("!!document.querySelector('iframe')", SOON)
        .await;
    let words = text(&browser).await;
    assert!(words.contains("alice") && !words.contains("mallory"), "{words}");
}
