//! The chat in a page that an application frames, and in a frame of the page itself.

use serde_json::json;

use super::{CONNECTED, SOON, assert_quiet, chatting, start};
use crate::support::pages::{Page, Pages};

/// An application that frames the address behind `#`, and keeps what it hears.
const APPLICATION: &str = "<!doctype html><title>Acme</title><script>window.heard = []; \
    window.chat = () => heard.filter(([, data]) => data.portalChat); \
    addEventListener('message', event => heard.push([event.origin, event.data])); \
    onload = () => document.body.append(Object.assign(document.createElement('iframe'), \
    { src: location.hash.slice(1), title: 'subscription' }))</script>";

#[tokio::test]
async fn an_application_around_the_page_hears_of_the_chat_and_a_frame_inside_the_page_has_none() {
    let nothing = Page::default();
    let application = Pages::start([("/", Page::html(APPLICATION)), ("/favicon.ico", nothing)]).await;
    let origin = application.url("");
    let (site, browser) = start(chatting().with(
        "PORTAL_HEADERS__FRAME_ANCESTORS",
        format!("https://intra.acme.example,{origin}"),
    ))
    .await;
    browser
        .goto(&application.url(&format!("/#{}", site.page(""))))
        .await;
    let connected = crate::support::wait::poll(SOON, async || {
        let script = format!("return !!({CONNECTED})");
        (browser.in_frame(&script).await == true).then_some(())
    });
    assert!(connected.await.is_some(), "no chat in the frame");
    browser
        .in_frame("__mluvii.status(1); __mluvii.event({ type: 'chatSessionStarted' })")
        .await;
    browser.wait_until("chat().length >= 2", SOON).await;
    let from = site.url("");
    let expected = json!([
        [from, { "portalChat": { "name": "status", "status": "online", "code": 1 } }],
        [from, { "portalChat": { "name": "event", "type": "chatSessionStarted" } }],
    ]);
    assert_eq!(browser.eval("chat()").await, expected);
    // Nothing was tried on the other origin that may frame the page.
    assert_quiet(&browser).await;

    // ProAbono may send a visitor back inside its frame: that page has the chat around it already.
    browser.goto(&site.page("")).await;
    browser.wait_until(CONNECTED, SOON).await;
    let inner = site.page("/return?framed=no&from=subscribe&outcome=cancelled");
    browser
        .eval(&format!(
            "new Promise(done => document.body.prepend(Object.assign(document.createElement('iframe'), \
             {{ src: '{inner}', title: 'inner', onload: done }})))"
        ))
        .await;
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    let chat = "return [!!document.getElementById('chat-settings'), \
                !!document.querySelector('script[src$=\"OOWidget.js\"]')]";
    assert_eq!(browser.in_frame(chat).await, json!([true, false]));
}
