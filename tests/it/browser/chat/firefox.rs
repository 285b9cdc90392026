//! The same in Firefox, on machines that have it and its driver: `tests/run --long` installs both.

use std::time::Duration;

use proabono_emulator::Emulator;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::absent::{ARRIVED, SHAPE};
use super::standing::{EVENTS, codes};
use super::told::{DOCUMENTED, portal, reference};
use super::{COMPANY, CONNECTED, SOON, double, followed_by};
use crate::support::other_browser::OtherBrowser;
use crate::support::trials::record;
use crate::support::wait::{free_port, loopback};

/// The page goes on without the chat.
async fn without(firefox: &OtherBrowser, shape: &Value, case: &str) {
    firefox.wait_until(ARRIVED, SOON).await;
    sleep(Duration::from_millis(500)).await;
    assert_eq!(&firefox.eval(SHAPE).await, shape, "{case}");
    let hidden = "document.getElementById('chat').hidden";
    assert_eq!(firefox.eval(hidden).await, true, "{case}");
}

#[tokio::test]
async fn firefox_shows_the_chat_and_normalises_numbers_too() {
    let Some(firefox) = OtherBrowser::firefox(false).await else {
        record(
            "the chat in Firefox",
            "not tried, for firefox-esr or geckodriver is not there",
        );
        return;
    };
    let emulator = Emulator::start().await.expect("the emulator");
    let settings = [
        ("PORTAL_CHAT__COUNTRY", "CZ"),
        ("PORTAL_CHAT__SCOPE", "subscription"),
    ];
    let portal = portal(&emulator.url(), &settings).await;
    let page = portal.url("/Subscriptions/offers");
    firefox.goto(&page).await;
    firefox.wait_until(CONNECTED, SOON).await;
    let expected = followed_by(
        json!(["init", COMPANY, null, null, "subscription"]),
        &[
            json!(["setCustomNumberNormalization", "function"]),
            json!(["connectToServer"]),
        ],
    );
    let calls = "__mluvii.calls.map(call => [call.name, ...call.given.map(value => value ?? null)])";
    assert_eq!(firefox.eval(calls).await, expected);
    numbers(&firefox).await;
    statuses_and_events(&firefox).await;
    absent(&firefox, &emulator.url(), &page).await;
    record("the chat in Firefox", "tried");
    firefox.close().await;
    emulator.stop().await;
}

async fn numbers(firefox: &OtherBrowser) {
    let documented = DOCUMENTED.map(|(text, answer)| (text.to_owned(), json!(answer)));
    let reference = reference(50).into_iter();
    let czech = reference.filter(|(country, _, _)| country == "CZ");
    let (texts, answers): (Vec<_>, Vec<_>) = documented
        .into_iter()
        .chain(czech.map(|(_, text, answer)| (text, answer)))
        .unzip();
    assert_eq!(texts.len(), 60);
    let found = firefox
        .eval(&format!("{}.map(__mluvii.number)", json!(texts)))
        .await;
    assert_eq!(found, json!(answers), "{texts:#?}");
}

async fn statuses_and_events(firefox: &OtherBrowser) {
    firefox
        .eval(
            "(() => { for (const name of ['status', 'event']) \
             document.addEventListener('portal-chat-' + name, event => { window.heard = event.detail }) })()",
        )
        .await;
    let said = "[document.getElementById('chat-status').innerText, heard]";
    for (code, name, sentence) in codes() {
        firefox.eval(&format!("__mluvii.status({code})")).await;
        let shown = if code.is_null() { json!("null") } else { code };
        let expected = json!([sentence, { "status": name, "code": shown }]);
        assert_eq!(firefox.eval(said).await, expected);
    }
    for (kind, sentence) in EVENTS {
        firefox
            .eval(&format!("__mluvii.event({{ type: '{kind}' }})"))
            .await;
        assert_eq!(firefox.eval(said).await, json!([sentence, { "type": kind }]));
    }
}

/// The page while the script is of no use has the shape that it has in a browser that the chat does not support.
async fn absent(firefox: &OtherBrowser, emulator: &str, page: &str) {
    double(emulator, json!({ "supported": false })).await;
    firefox.goto(page).await;
    firefox.wait_until("window.__mluvii", SOON).await;
    assert_eq!(firefox.eval("__mluvii.calls").await, json!([]));
    let shape = firefox.eval(SHAPE).await;
    for fails in ["status", "garbage", "init"] {
        double(emulator, json!({ "fails": fails })).await;
        firefox.goto(page).await;
        without(firefox, &shape, fails).await;
    }
    double(emulator, json!({ "delay_ms": 3000 })).await;
    firefox.goto(page).await;
    without(firefox, &shape, "slow").await;
    firefox.wait_until(CONNECTED, SOON).await;

    let closed = loopback(free_port());
    let host = format!("http://{closed}");
    let blocked = portal(emulator, &[("PORTAL_CHAT__HOST", &host)]).await;
    firefox.goto(&blocked.url("/Subscriptions/offers")).await;
    without(firefox, &shape, "blocked").await;
}
