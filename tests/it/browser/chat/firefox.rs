//! The same in Firefox, on machines that have it and its driver: Debian has `firefox-esr` and no package of geckodriver.

use std::process::Command;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use proabono_emulator::Emulator;
use serde_json::{Value, json};

use super::told::{DOCUMENTED, portal};
use super::{COMPANY, CONNECTED, SOON, double, followed_by};
use crate::support::process::Process;
use crate::support::trials::record;
use crate::support::wait::{START, accepts, free_port, poll};

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
    firefox.client.goto(&page).await.expect("the page");
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
    for (number, answer) in DOCUMENTED {
        let found = firefox.eval(&format!("__mluvii.number({})", json!(number))).await;
        assert_eq!(found, json!(answer), "{number}");
    }
    firefox
        .eval(
            "void document.addEventListener('portal-chat-status', event => { window.heard = event.detail })",
        )
        .await;
    firefox.eval("__mluvii.status('2')").await;
    firefox
        .wait_until(
            "document.getElementById('chat-status').innerText === 'Everybody in the chat is busy right now.'",
        )
        .await;
    assert_eq!(
        firefox.eval("heard").await,
        json!({ "status": "busy", "code": "2" })
    );

    double(&emulator.url(), json!({ "supported": false })).await;
    firefox.client.goto(&page).await.expect("the page");
    firefox.wait_until("window.__mluvii").await;
    let untouched = "[__mluvii.calls.length, document.getElementById('chat').hidden]";
    assert_eq!(firefox.eval(untouched).await, json!([0, true]));
    record("the chat in Firefox", "tried");
    let _ = firefox.client.clone().close().await;
    emulator.stop().await;
}
