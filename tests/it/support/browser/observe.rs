//! What the browser noticed: its console, violations of the page's policy, requests, and how the page looks.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::super::trials::target_folder;
use super::{Browser, bounded};

/// Runs before any script of the page, and gathers what its Content-Security-Policy blocks.
pub(super) const WATCH: &str = "
  window.__violations = [];
  window.addEventListener('securitypolicyviolation', event => window.__violations.push({
    directive: event.effectiveDirective,
    blocked: event.blockedURI,
    document: event.documentURI,
    disposition: event.disposition,
  }));";

/// A line of the browser's console or of its own log (blocked and failed loads, for example).
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct LogEntry {
    /// `SEVERE`, `WARNING`, `INFO` or `DEBUG`.
    pub(crate) level: String,
    /// `console-api`, `security`, `network`, `javascript` and so on.
    pub(crate) source: String,
    pub(crate) message: String,
}

/// Something that the page's Content-Security-Policy blocked, or would have.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub(crate) struct Violation {
    /// For example `script-src-elem`.
    pub(crate) directive: String,
    /// An address, or a word such as `inline`.
    pub(crate) blocked: String,
    pub(crate) document: String,
    /// `enforce` or `report`.
    pub(crate) disposition: String,
}

impl Browser {
    /// Everything the console and the browser's log gathered since the last call.
    pub(crate) async fn console(&self) -> Vec<LogEntry> {
        let entries = self.drain("browser").await;
        entries
            .into_iter()
            .map(|entry| serde_json::from_value(entry).expect("a log entry"))
            .collect()
    }

    /// What the policy of the current top page blocked so far. Without scripts it is always empty: see [`Browser::console`].
    pub(crate) async fn violations(&self) -> Vec<Violation> {
        let violations = self.eval("window.__violations || []").await;
        serde_json::from_value(violations).expect("the list of violations")
    }

    /// The same, once there is at least one.
    pub(crate) async fn wait_for_violations(&self, within: Duration) -> Vec<Violation> {
        self.wait_until("window.__violations && window.__violations.length", within)
            .await;
        self.violations().await
    }

    /// The status and the address of every answer since the last call of this or of [`Browser::requests`].
    pub(crate) async fn responses(&self) -> Vec<(u64, String)> {
        let entries = self.drain("performance").await;
        entries.iter().filter_map(answered).collect()
    }

    /// The addresses that the page asked for since the last call, the documents of its frames and the icon included.
    pub(crate) async fn requests(&self) -> Vec<String> {
        let entries = self.drain("performance").await;
        entries.iter().filter_map(requested).collect()
    }

    /// Keeps a picture of the viewport as `screenshots/{name}.png` in cargo's target folder.
    pub(crate) async fn screenshot(&self, name: &str) -> PathBuf {
        let picture = bounded("a picture", self.client.screenshot())
            .await
            .expect("a picture");
        let file = target_folder("screenshots").join(format!("{name}.png"));
        fs::write(&file, picture).expect("the picture's file");
        file
    }
}

fn requested(entry: &Value) -> Option<String> {
    let parameters = event(entry, "Network.requestWillBeSent")?;
    parameters["request"]["url"].as_str().map(str::to_owned)
}

fn answered(entry: &Value) -> Option<(u64, String)> {
    let parameters = event(entry, "Network.responseReceived")?;
    let response = &parameters["response"];
    Some((response["status"].as_u64()?, response["url"].as_str()?.to_owned()))
}

/// The parameters of an entry of the performance log, when it tells of that event.
fn event(entry: &Value, name: &str) -> Option<Value> {
    let mut event: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
    (event["message"]["method"] == name).then(|| event["message"]["params"].take())
}
