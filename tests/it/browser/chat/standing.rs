//! The status and the events, on the page and for its scripts.

use std::time::Duration;

use fantoccini::Locator;
use serde_json::{Value, json};

use super::{
    CONNECTED, ENTRY, SOON, assert_quiet, calls, chatting, click, double, followed_by, start, text, words,
};
use crate::support::browser::Browser;
use crate::support::site::{ALICE, Visitor};

pub(super) const EVENTS: [(&str, &str); 5] = [
    ("chatWindowOpen", "The chat is open."),
    (
        "chatSessionCreated",
        "Please wait: somebody will answer you in the chat.",
    ),
    ("chatSessionStarted", "You are talking with us in the chat."),
    ("chatSessionEnded", "The conversation in the chat has ended."),
    ("chatWindowClosed", BUSY),
];

const OFFLINE: &str = "Nobody is in the chat right now.";
const ONLINE: &str = "Questions? We are in the chat.";
const BUSY: &str = "Everybody in the chat is busy right now.";

/// The sentence that the page says of the chat.
async fn said(browser: &Browser) -> String {
    words(browser, "document.getElementById('chat-status').innerText").await
}

async fn heard(browser: &Browser) -> Value {
    browser.eval("window.heard.splice(0)").await
}

/// Listens as a script of the page would.
async fn listen(browser: &Browser) {
    browser
        .eval(
            "window.heard = []; for (const name of ['status', 'event']) \
             document.addEventListener('portal-chat-' + name, event => heard.push([name, event.detail]))",
        )
        .await;
}

#[tokio::test]
async fn statuses_and_events_are_said_on_the_page_and_passed_on() {
    let options = chatting()
        .with("PORTAL_CHAT__CUSTOMER_DATA", "name, email, language")
        .with(
            "PORTAL_WIDGET__SCRIPT_URL",
            "https://widget.proabono.com/widget.js",
        )
        .with("PROABONO_PORTAL_SECRET", "portal-secret-1");
    let (site, browser) = start(options).await;
    double(&site.emulator(""), json!({ "undocumented": true })).await;
    browser.goto(&site.page("")).await;
    let expected = followed_by(
        json!(["init", super::COMPANY]),
        &[
            json!(["connectToServer"]),
            json!(["addCustomData", "oo1_guest_email", "alice@acme.example"]),
            json!(["addCustomData", "oo1_guest_ident", "Alice Martin"]),
            json!(["addCustomData", "oo1_widget_lang", "en"]),
        ],
    );
    assert_eq!(calls(&browser).await, expected);
    assert_eq!(browser.eval(ENTRY).await, false, "nothing is known yet");
    listen(&browser).await;

    statuses(&browser).await;
    events(&browser).await;

    click(&browser, Locator::Id("chat-open")).await;
    assert_eq!(
        browser.eval("__mluvii.calls.at(-1)").await,
        json!({ "name": "openChat", "given": [] })
    );
    the_corner_is_the_chats(&browser).await;
    looks(&browser).await;
    assert_quiet(&browser).await;
}

/// Numbers as documented, texts as in applications, and codes that nobody knows, with the name and the sentence of each.
pub(super) fn codes() -> [(Value, &'static str, &'static str); 7] {
    [
        (json!(1), "online", ONLINE),
        (json!(0), "offline", OFFLINE),
        (json!("1"), "online", ONLINE),
        (json!(7), "offline", OFFLINE),
        (json!("2"), "busy", BUSY),
        (json!(null), "offline", OFFLINE),
        (json!(2), "busy", BUSY),
    ]
}

async fn statuses(browser: &Browser) {
    for (code, name, sentence) in codes() {
        browser.eval(&format!("__mluvii.status({code})")).await;
        assert_eq!(said(browser).await, sentence, "{code}");
        let shown = if code.is_null() { json!("null") } else { code };
        assert_eq!(
            heard(browser).await,
            json!([["status", { "status": name, "code": shown }]])
        );
        let button = "document.getElementById('chat-open').checkVisibility()";
        assert_eq!(browser.eval(button).await, name != "offline");
    }
}

async fn events(browser: &Browser) {
    for (kind, sentence) in EVENTS {
        browser
            .eval(&format!("__mluvii.event({{ type: '{kind}', more: 1 }})"))
            .await;
        assert_eq!(said(browser).await, sentence, "{kind}");
        assert_eq!(heard(browser).await, json!([["event", { "type": kind }]]));
    }
    // A type that nobody knows yet is passed on and changes nothing; a closed window does not end a conversation.
    browser
        .eval("__mluvii.event({ type: 'chatTransferred' }); __mluvii.event(undefined)")
        .await;
    assert_eq!(
        heard(browser).await,
        json!([["event", { "type": "chatTransferred" }], ["event", { "type": "" }]])
    );
    assert_eq!(said(browser).await, BUSY);
    browser
        .eval(
            "for (const type of ['chatSessionStarted', 'chatWindowClosed', 'chatWindowOpen']) \
             __mluvii.event({ type })",
        )
        .await;
    assert_eq!(said(browser).await, EVENTS[2].1);
}

/// Only one of the two draws into the corner, and the other has a button in the page.
async fn the_corner_is_the_chats(browser: &Browser) {
    browser
        .wait_until("document.getElementById('open-widget').checkVisibility()", SOON)
        .await;
    let launch =
        "document.querySelector('proabono-widget')?.shadowRoot.querySelector('button.launch') ?? null";
    assert_eq!(browser.eval(launch).await, json!(null));
    let hit = "(() => { const b = document.querySelector('mluvii-widget') \
               .shadowRoot.querySelector('button').getBoundingClientRect(); \
               return document.elementFromPoint(b.x + b.width / 2, b.y + b.height / 2).localName })()";
    assert_eq!(browser.eval(hit).await, "mluvii-widget");
}

async fn looks(browser: &Browser) {
    for (name, window, dark) in [
        ("chat-wide", (1280, 800), false),
        ("chat-narrow", (320, 700), false),
        ("chat-dark", (800, 700), true),
    ] {
        browser.look(window, dark).await;
        let faults = browser.axe().await;
        assert!(faults.is_empty(), "{name}: {faults:#?}");
        assert_eq!(
            browser.eval("document.documentElement.scrollWidth").await,
            window.0,
            "{name}"
        );
        browser.screenshot(name).await;
    }
}

#[tokio::test]
async fn the_chat_is_on_every_page_in_the_visitors_language_and_is_told_no_reference() {
    let options = chatting().with("PORTAL_CHAT__CUSTOMER_DATA", "email");
    let (site, browser) = start(options).await;
    double(&site.emulator(""), json!({ "undocumented": true })).await;
    site.sign_in(&browser, "chloe").await;
    for (page, address) in [
        ("", ""),
        ("/plans", "/plans"),
        ("/offers", "/offers"),
        ("/subscribe/offer-pro", "/subscribe/offer-pro"),
        (
            "/return?from=subscribe&outcome=cancelled&idc=3&refo=offer-pro&idsu=4&idsub=9",
            "/return?from=subscribe&outcome=cancelled&refo=offer-pro",
        ),
        ("/?crylk=x&pa_query=y", "/"),
        ("/nothing", "/nothing"),
        // A page that says what went wrong, to a visitor who is known.
        ("/subscriptions/1", "/subscriptions/1"),
    ] {
        browser.goto(&site.page(page)).await;
        let told = calls(&browser).await.to_string();
        for secret in ["cust-", "crylk", "pa_query", "hash"] {
            assert!(!told.contains(secret), "{secret} in {told}");
        }
        let known = page != "/offers";
        let hers = known && !matches!(page, "/nothing" | "/subscriptions/1");
        assert_eq!(told.contains("chloe@acme.example"), hers, "{page} {told}");
        assert_eq!(
            words(&browser, "location.pathname + location.search").await,
            format!("/Subscriptions{address}"),
            "the chat's script sees the address"
        );
        browser.eval("__mluvii.status(1)").await;
        let sentence = if known {
            "Une question ? Nous sommes dans le chat."
        } else {
            ONLINE
        };
        assert!(text(&browser).await.contains(sentence), "{page}");
        assert_eq!(browser.violations().await, [], "{page}");
    }
}

#[tokio::test]
async fn a_detail_that_is_the_reference_does_not_go_to_the_chat() {
    let mut options = chatting()
        .with("PORTAL_CUSTOMERS__REFERENCE", "{id}")
        .with("PORTAL_CHAT__CUSTOMER_DATA", "name, email");
    options.visitors = vec![Visitor {
        id: "alice@acme.example",
        ..ALICE
    }];
    let (site, browser) = start(options).await;
    double(&site.emulator(""), json!({ "undocumented": true })).await;
    browser.goto(&site.page("")).await;
    let expected = followed_by(
        json!(["init", super::COMPANY]),
        &[
            json!(["connectToServer"]),
            json!(["addCustomData", "oo1_guest_ident", "Alice Martin"]),
        ],
    );
    assert_eq!(calls(&browser).await, expected);
    let block = words(&browser, "document.getElementById('chat-settings').textContent").await;
    assert!(!block.contains("alice@"), "{block}");
}

#[tokio::test]
async fn messages_of_the_chat_and_of_proabono_are_not_taken_for_one_another() {
    let (site, browser) = start(chatting()).await;
    browser.goto(&site.page("")).await;
    browser.wait_until(CONNECTED, SOON).await;
    listen(&browser).await;
    browser.eval("__mluvii.status(1)").await;
    // A frame of the chat, as its forms and invitations have them.
    browser
        .eval(
            "new Promise(done => document.body.append(Object.assign(document.createElement('iframe'), \
             { src: 'https://app.mluvii.com/favicon.ico', title: 'chat', onload: done })))",
        )
        .await;
    // The page has something to compare with, so a message that counts would make it look.
    browser
        .eval("document.getElementById('subscription').dispatchEvent(new PointerEvent('pointerenter'))")
        .await;
    tokio::time::sleep(Duration::from_millis(500)).await;
    browser.requests().await;
    let client = browser.client();
    client.enter_frame(1).await.expect("the chat's frame");
    let messages = "for (const message of [{ proabono: 'closed' }, { type: 'HIDE_MLUVII_CHAT' }, 'closed']) \
                    parent.postMessage(message, '*'); return location.origin";
    let origin = client.execute(messages, Vec::new()).await.expect("the messages");
    assert_eq!(origin, "https://app.mluvii.com");
    client.enter_parent_frame().await.expect("the page");
    tokio::time::sleep(Duration::from_millis(500)).await;
    let asked = |requests: Vec<String>| requests.iter().any(|url| url.contains("standing.json"));
    assert!(
        !asked(browser.requests().await),
        "the page took the chat for ProAbono"
    );

    heard(&browser).await;
    browser
        .in_frame(
            "for (const message of [{ type: 'chatSessionStarted' }, { portalChat: { name: 'event' } }, \
             { type: 'OPEN_MLUVII_CHAT' }]) \
             parent.postMessage(message, '*')",
        )
        .await;
    let looked = crate::support::wait::poll(SOON, async || asked(browser.requests().await).then_some(()));
    assert!(looked.await.is_some(), "the page does not hear ProAbono");
    assert_eq!(
        heard(&browser).await,
        json!([]),
        "ProAbono was taken for the chat"
    );
    assert_eq!(said(&browser).await, ONLINE);
}
