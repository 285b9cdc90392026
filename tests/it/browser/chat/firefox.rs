//! The same in Firefox, on machines that have it and its driver: Debian has `firefox-esr` and no package of geckodriver.

use std::process::Command;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use proabono_emulator::Emulator;
use serde_json::{Value, json};
use tokio::time::sleep;

use super::absent::{ARRIVED, SHAPE};
use super::standing::{EVENTS, codes};
use super::told::{DOCUMENTED, portal, reference};
use super::{COMPANY, CONNECTED, SOON, double, followed_by};
use crate::support::process::Process;
use crate::support::trials::record;
use crate::support::wait::{START, accepts, free_port, loopback, poll};

/// A session, its driver, and the folder that both write to.
struct Firefox {
    client: Client,
    _driver: Process,
    _folder: tempfile::TempDir,
}

impl Firefox {
    /// `None` on a machine without either program.
    async fn start() -> Option<Self> {
        let there = |name: &str| Command::new(name).arg("--version").output().is_ok();
        if !there("firefox-esr") || !there("geckodriver") {
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let port = free_port();
        let mut driver = Process::start(
            Command::new("geckodriver")
                .args(["--port", &port.to_string()])
                .env("HOME", folder.path())
                .env("TMPDIR", folder.path()),
        );
        driver
            .until("ready", START, async |_| accepts(port).await.then_some(()))
            .await;
        let wanted = json!({
            "moz:firefoxOptions": { "binary": "/usr/bin/firefox-esr", "args": ["-headless"] },
            "timeouts": { "pageLoad": 45_000, "script": 45_000 },
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(wanted.as_object().expect("an object").clone());
        let client = builder.connect(&format!("http://127.0.0.1:{port}")).await;
        Some(Self {
            client: client.expect("a session with Firefox"),
            _driver: driver,
            _folder: folder,
        })
    }

    async fn goto(&self, address: &str) {
        self.client.goto(address).await.expect("the page");
    }

    /// The page goes on without the chat.
    async fn without(&self, shape: &Value, case: &str) {
        self.wait_until(ARRIVED).await;
        sleep(Duration::from_millis(500)).await;
        assert_eq!(&self.eval(SHAPE).await, shape, "{case}");
        let hidden = "document.getElementById('chat').hidden";
        assert_eq!(self.eval(hidden).await, true, "{case}");
    }

    async fn eval(&self, expression: &str) -> Value {
        let script = format!("return {expression}");
        self.client.execute(&script, Vec::new()).await.expect(expression)
    }

    async fn wait_until(&self, expression: &str) {
        let script = format!("!!({expression})");
        let seen = poll(SOON, async || (self.eval(&script).await == true).then_some(()));
        assert!(seen.await.is_some(), "not in time: {expression}");
    }
}

#[tokio::test]
async fn firefox_shows_the_chat_and_normalises_numbers_too() {
    let Some(firefox) = Firefox::start().await else {
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
    firefox.wait_until(CONNECTED).await;
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
    let _ = firefox.client.clone().close().await;
    emulator.stop().await;
}

async fn numbers(firefox: &Firefox) {
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

async fn statuses_and_events(firefox: &Firefox) {
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
async fn absent(firefox: &Firefox, emulator: &str, page: &str) {
    double(emulator, json!({ "supported": false })).await;
    firefox.goto(page).await;
    firefox.wait_until("window.__mluvii").await;
    assert_eq!(firefox.eval("__mluvii.calls").await, json!([]));
    let shape = firefox.eval(SHAPE).await;
    for fails in ["status", "garbage", "init"] {
        double(emulator, json!({ "fails": fails })).await;
        firefox.goto(page).await;
        firefox.without(&shape, fails).await;
    }
    double(emulator, json!({ "delay_ms": 3000 })).await;
    firefox.goto(page).await;
    firefox.without(&shape, "slow").await;
    firefox.wait_until(CONNECTED).await;

    let closed = loopback(free_port());
    let host = format!("http://{closed}");
    let blocked = portal(emulator, &[("PORTAL_CHAT__HOST", &host)]).await;
    firefox.goto(&blocked.url("/Subscriptions/offers")).await;
    firefox.without(&shape, "blocked").await;
}
