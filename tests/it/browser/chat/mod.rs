//! The chat beside the page: its script is the emulator's double of mluvii's.

mod absent;
mod address;
mod around;
mod firefox;
mod standing;
mod told;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::http::{request, send};
use crate::support::site::{Site, SiteOptions};

use super::{SOON, assert_quiet, click, text, words};

const COMPANY: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
const SCRIPT: &str = "https://app.mluvii.com/widget/OOWidget.js";
/// The chat's script has run, and has everything that it is told.
const CONNECTED: &str = "window.__mluvii?.calls.some(call => call.name === 'connectToServer')";
const ENTRY: &str = "document.getElementById('chat').checkVisibility()";

/// A site with the chat.
fn chatting() -> SiteOptions {
    SiteOptions::default().with("PORTAL_CHAT__COMPANY_ID", COMPANY)
}

async fn start(options: SiteOptions) -> (Site, Browser) {
    let site = Site::start(options).await;
    let browser = site.browser(BrowserOptions::default()).await;
    (site, browser)
}

/// Changes how the double behaves from now on.
async fn double(emulator: &str, change: Value) {
    let request = request(Method::PUT, &format!("{emulator}/_emulator/chat"));
    let request = request.header("Content-Type", "application/json");
    send(request.body(change.to_string())).await.assert_status(200);
}

/// Everything that the chat was told in the page, by name.
async fn calls(browser: &Browser) -> Value {
    browser.wait_until(CONNECTED, SOON).await;
    browser
        .eval("__mluvii.calls.map(call => [call.name, ...call.given.map(value => value ?? null)])")
        .await
}

/// The calls after the one of `init`.
fn followed_by(init: Value, more: &[Value]) -> Value {
    let callbacks = [
        init,
        json!(["setAppEventCallback", "function"]),
        json!(["setStatusUpdateCallback", "function"]),
    ];
    callbacks.iter().chain(more).cloned().collect()
}
