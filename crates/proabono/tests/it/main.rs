//! The typed client, against the emulator, the contract, the documented samples, and servers that say whatever they are
//! told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on stops where it is, and says why"
)]

mod backoffice;
mod calls;
mod coverage;
mod decoding;
mod faults;
mod gateways;
mod lists;
mod matrix;
mod odd;
mod properties;
mod samples;
mod scripted;
mod secrets;
mod support;
mod through;
mod timing;
mod transport;
mod words;

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proabono::{
    Answer, Credentials, Customer, CustomerReference, CustomerRequest, Error, Live, Outcome,
    RetrieveCustomer, RetryPolicy, SegmentReference, Settings,
};
use proabono_contract::Api;
use serde_json::Value;

/// Settings that try three times without losing time.
fn settings(origin: &str) -> Settings {
    let credentials = Credentials::new("agent-demo", "api-demo");
    let mut settings = Settings::new(origin.parse().expect("an origin"), credentials);
    settings.timeout = Duration::from_secs(5);
    settings.retry = RetryPolicy {
        attempts: NonZeroU32::new(3).expect("three"),
        first_pause: Duration::from_millis(20),
        longest_pause: Duration::from_secs(2),
    };
    settings
}

fn segment() -> SegmentReference {
    SegmentReference::new("acme-eur").expect("a reference")
}

fn live(settings: Settings) -> Live {
    Live::new(settings, segment()).expect("a client")
}

/// Settings whose calls are written down.
fn observed(origin: &str) -> (Settings, Arc<Mutex<Vec<Outcome>>>) {
    let mut settings = settings(origin);
    let seen = Arc::new(Mutex::new(Vec::new()));
    let outcomes = Arc::clone(&seen);
    settings.observer = Some(Arc::new(move |report| {
        outcomes.lock().expect("a list").push(report.outcome);
    }));
    (settings, seen)
}

fn alice() -> CustomerReference {
    CustomerReference::new("cust-alice").expect("a reference")
}

async fn read(live: &Live) -> Result<Option<Customer>, Error> {
    live.customers()
        .retrieve(&alice(), &RetrieveCustomer::default())
        .await
}

async fn write(live: &Live) -> Result<Answer<Customer>, Error> {
    live.customers()
        .create_or_update(&CustomerRequest::new(alice(), segment()))
        .answer()
        .await
}

/// The kind of error, and the status that it carries.
fn kind(error: &Error) -> (&'static str, u16) {
    match error {
        Error::Refused(refusal) => ("refused", refusal.status),
        Error::Unreachable(_) => ("unreachable", 0),
        Error::TimedOut(_) => ("timed out", 0),
        Error::Cut(_) => ("cut", 0),
        Error::TooLarge(_) => ("too large", 0),
        Error::Unreadable { status, .. } => ("unreadable", *status),
        _ => ("another", 0),
    }
}

/// A documented body of the Live API.
fn sample(name: &str) -> &'static Value {
    let sample = Api::Live.sample(name);
    &sample.unwrap_or_else(|| panic!("no sample {name}")).body
}
