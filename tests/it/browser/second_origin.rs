//! Pages of other origins, as a real browser keeps them away from the page of somebody who is signed in.

use serde_json::{Value, json};

use crate::sign_in;
use crate::support::browser::{Browser, BrowserOptions};
use crate::support::pages::{Page, Pages};
use crate::support::site::{Site, SiteOptions};
use crate::support::tls_front::TlsFront;
use crate::support::wait::{loopback, poll};

use super::made::{does, load, make, mount, said};
use super::{SOON, status, wait_for_frame_text};

/// The application on a site of its own, which is configured.
const PARTNER: &str = "https://app.partner.example";
const STRANGER: &str = "https://app.stranger.example";
const PAGE: &str = "https://app.acme.test/Subscriptions";

/// Everything that a page can try to read an address.
const TRIES: &str = "(async (address) => {
  const got = async (options) => fetch(address, options).then((answer) => answer.text(), () => '');
  // A script cannot read such an answer, but an element could use it.
  const opaque = async () => fetch(address, { mode: 'no-cors', credentials: 'include' }).then(() => 'loaded', () => '');
  const script = new Promise((done) => {
    const element = document.createElement('script');
    element.src = address;
    element.onload = () => done('loaded');
    element.onerror = () => done('');
    document.body.append(element);
  });
  return [await got({ credentials: 'include' }), await opaque(), await got({}), await script];
})";

async fn tries(browser: &Browser, below: &str) -> Vec<String> {
    let read = browser
        .eval(&format!("{TRIES}({})", json!(format!("{PAGE}{below}"))))
        .await;
    serde_json::from_value(read).expect("a list of texts")
}

#[tokio::test]
async fn another_origin_can_neither_read_the_context_nor_frame_the_page_unless_it_is_configured() {
    let framing = format!("<!doctype html><title>other</title><body><iframe src=\"{PAGE}\"></iframe>");
    let pages = Pages::start([("/", Page::html(&framing))]).await;
    let others = TlsFront::start(loopback(pages.port())).await;
    let options = SiteOptions::default()
        .with("PORTAL_HEADERS__FRAME_ANCESTORS", PARTNER)
        .with("PORTAL_HEADERS__CONTEXT_ORIGINS", PARTNER);
    let site = Site::start(options).await;
    let browser = site
        .browser(BrowserOptions {
            hosts: vec![
                ("app.partner.example", others.port()),
                ("app.stranger.example", others.port()),
            ],
            ..BrowserOptions::default()
        })
        .await;

    // The proxy knows the visitor whoever asks, so nothing but the answer keeps the stranger out.
    browser.goto(STRANGER).await;
    for below in [
        "/context.json",
        "/user.json",
        "/fragment",
        "/standing.json",
        "/status",
        "",
    ] {
        let read = tries(&browser, below).await;
        assert!(read.iter().all(String::is_empty), "{below}: {read:?}");
    }
    assert!(!browser.frame_text().await.contains("Alice"));
    let console = browser.console().await;
    assert!(
        console
            .iter()
            .any(|line| line.message.contains("frame-ancestors")),
        "{console:#?}"
    );

    browser.goto(PARTNER).await;
    let [read, opaque, _, script] = tries(&browser, "/context.json").await.try_into().expect("four");
    let context: Value = serde_json::from_str(&read).expect("the context");
    assert_eq!(context["customer"]["customer_ref"], "cust-alice");
    assert_eq!((opaque.as_str(), script.as_str()), ("", ""));
    let [read, opaque, _, script] = tries(&browser, "/user.json").await.try_into().expect("four");
    assert_eq!(read, "{\"id\":\"alice\"}");
    assert_eq!((opaque.as_str(), script.as_str()), ("", ""));
    for below in ["/fragment", "/standing.json", "/status", ""] {
        let read = tries(&browser, below).await;
        assert!(read.iter().all(String::is_empty), "{below}: {read:?}");
    }
    wait_for_frame_text(&browser, "Pro").await;
}

/// A page that hands its user over into a frame.
fn handing_over(token: &str) -> Page {
    Page::html(&format!(
        "<!doctype html><title>partner</title><iframe name=\"page\"></iframe>\
         <form method=\"post\" target=\"page\" action=\"https://billing.acme.example/Subscriptions/handoff\">\
         <input type=\"hidden\" name=\"token\" value=\"{token}\"></form>"
    ))
}

#[tokio::test]
async fn the_session_of_a_visitor_in_a_frame_of_another_site_is_partitioned_and_works() {
    const OURS: &str = "https://billing.acme.example/Subscriptions";
    let site = sign_in::Site::start(&[
        ("server.public_url", OURS),
        ("headers.frame_ancestors", PARTNER),
        ("identity.handoff.origins", PARTNER),
    ]);
    let mut claims = site.claims("alice");
    claims["aud"] = json!(OURS);
    let token = site.signer.usual(&Value::Object(claims));
    let port = site.origin.rsplit(':').next().and_then(|port| port.parse().ok());
    let front = TlsFront::start(loopback(port.expect("a port"))).await;
    let pages = Pages::start([("/", handing_over(&token))]).await;
    let partner = TlsFront::start(loopback(pages.port())).await;
    let browser = Browser::start(BrowserOptions {
        hosts: vec![
            ("billing.acme.example", front.port()),
            ("app.partner.example", partner.port()),
        ],
        ..BrowserOptions::default()
    })
    .await;
    browser.goto(PARTNER).await;
    browser.eval("document.forms[0].submit()").await;
    wait_for_frame_text(&browser, "Pro").await;

    let all = browser.cdp("Network.getAllCookies", json!({})).await;
    let all = all["cookies"].as_array().expect("cookies").clone();
    let session = all
        .iter()
        .find(|cookie| cookie["name"] == "__Host-portal-session");
    let session = session.unwrap_or_else(|| panic!("{all:#?}"));
    assert_eq!(session["sameSite"], "None");
    assert_eq!(
        (&session["secure"], &session["httpOnly"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(session["partitionKey"]["topLevelSite"], "https://partner.example");

    // The scripts of the page around it see the same session, and a tab of our own page sees none.
    let read =
        format!("fetch('{OURS}/user.json', {{ credentials: 'include' }}).then((answer) => answer.json())");
    assert_eq!(browser.eval(&read).await, json!({ "id": "alice" }));
    // So does the element.
    load(&browser, OURS).await;
    make(&browser, OURS).await;
    mount(&browser).await;
    assert_eq!(said(&browser).await["place"], "/Subscriptions");
    does(&browser, "open('plans')").await;
    assert_eq!(said(&browser).await["place"], "/Subscriptions/plans");
    does(&browser, "remove()").await;
    let reads_again = poll(SOON, async || {
        browser.in_frame("location.reload(); return 1").await;
        browser.frame_text().await.contains("Pro").then_some(())
    });
    assert!(reads_again.await.is_some());
    browser.goto(OURS).await;
    assert_eq!(status(&browser).await, 401);
}
