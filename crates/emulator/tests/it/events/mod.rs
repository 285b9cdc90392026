//! Events: recorded where they happen, and delivered to webhooks.

mod delivery;
mod kinds;
mod manner;
mod money;
mod pace;
mod receiver;
mod rewind;
mod truth;

use std::time::Duration;

use proabono_emulator::{Deliveries, Options};
use serde_json::{Value, json};

use super::support::wait::{START, poll};
use super::{Running, answered, deeds, start_with};
use receiver::Receiver;

/// Seeded and empty, with further attempts after some milliseconds.
fn options() -> Options {
    Options {
        deliveries: Deliveries {
            first_retry_ms: 10,
            attempts: 4,
            ..Deliveries::default()
        },
        ..deeds::options()
    }
}

/// An emulator that tells the receiver of everything from the start.
fn telling(receiver: &Receiver, deliveries: Deliveries) -> Running {
    start_with(Options {
        webhook_url: Some(receiver.url()),
        deliveries,
        ..options()
    })
}

impl Running {
    /// The kinds of all past events, oldest first.
    async fn happened(&self) -> Vec<String> {
        let mut events = self.past().await;
        events.reverse();
        events.iter().map(kind).collect()
    }

    /// All past events, newest first.
    async fn past(&self) -> Vec<Value> {
        let path = "/Notification/WebhookNotifications/RewindEvents?SizePage=1000";
        let (_, list) = self.ask(path).await;
        list["Items"].as_array().cloned().unwrap_or_default()
    }

    /// Changes the manner in which events are delivered: the status, and the answer.
    async fn manner(&self, change: &Value) -> (u16, Value) {
        let request = self.client.put(self.url("/_emulator/webhooks"));
        let request = request.header("Content-Type", "application/json");
        answered(request.body(change.to_string())).await
    }

    /// The counts, once nothing waits to be delivered any more.
    async fn delivered(&self) -> Value {
        let counts = poll(START, async || {
            let counts = self.control("webhooks").await["counts"].clone();
            (counts["waiting"] == 0).then_some(counts)
        });
        counts.await.expect("deliveries still wait")
    }

    async fn trigger(&self, kind: &str, customer: Option<&str>) -> (u16, Value) {
        let mut body = json!({ "TypeTrigger": kind });
        if let Some(customer) = customer {
            body["ReferenceCustomer"] = json!(customer);
        }
        answered(self.post("/_emulator/trigger", &body)).await
    }
}

/// Events from here on.
struct Since<'a>(&'a Running, usize);

impl<'a> Since<'a> {
    async fn now(emulator: &'a Running) -> Self {
        Self(emulator, emulator.happened().await.len())
    }

    /// The kinds of those since the last call, oldest first.
    async fn told(&mut self) -> Vec<String> {
        let all = self.0.happened().await;
        let told = all[self.1..].to_vec();
        self.1 = all.len();
        told
    }
}

fn kind(event: &Value) -> String {
    event["TypeTrigger"].as_str().unwrap_or_default().to_owned()
}

fn millis(number: u64) -> Duration {
    Duration::from_millis(number)
}
