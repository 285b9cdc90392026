//! How metrics leave: every so often, and once at the end, from a thread of their own.

use std::num::NonZeroU32;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use opentelemetry_proto::tonic::resource::v1::Resource;
use opentelemetry_proto::transform::common::tonic::ResourceAttributesWithSchema;
use percent_encoding::percent_decode_str;
use prost::Message as _;
use reqwest::blocking::Client;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

use crate::telemetry::settings::TelemetryConfig;

use super::exposed::{self, Times};
use super::sent;
use super::text::Text;

/// The variables of OpenTelemetry with headers for the receiver; the first one that is set holds.
const HEADERS: [&str; 2] = ["OTEL_EXPORTER_OTLP_METRICS_HEADERS", "OTEL_EXPORTER_OTLP_HEADERS"];

/// The thread that sends metrics. It ends after this is dropped.
pub(super) struct Pushed(Mutex<Option<(Sender<()>, JoinHandle<()>)>>);

impl Pushed {
    /// Begins to send them, when the configuration says how often.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(super) fn start(config: &TelemetryConfig, text: Text) -> Result<Self, String> {
        let Some(every) = config.metrics_every else {
            return Ok(Self(Mutex::new(None)));
        };
        let resource = ResourceAttributesWithSchema::from(&sent::resource(config));
        let said = HEADERS.iter().find_map(|name| std::env::var(name).ok());
        let way = Way {
            client: sent::client(config)?,
            address: format!("{}v1/metrics", config.otlp_endpoint),
            headers: headers(&said.unwrap_or_default()),
            resource: Resource {
                attributes: resource.attributes.0,
                ..Resource::default()
            },
            begun: SystemTime::now(),
            warnings: RateLimiter::direct(Quota::per_minute(NonZeroU32::MIN)),
        };
        let (end, ended) = mpsc::channel();
        let thread = thread::Builder::new().name("metrics".to_owned());
        let thread = thread.spawn(move || way.go(every, &text, &ended));
        let thread = thread.map_err(|error| format!("metrics have no thread of their own: {error}"))?;
        Ok(Self(Mutex::new(Some((end, thread)))))
    }

    /// Sends the last numbers. Blocks until they are sent or could not be.
    pub(super) fn end(&self) {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some((end, thread)) = running {
            drop(end);
            // It does not panic; and if it does, the log has said so.
            let _ = thread.join();
        }
    }
}

/// The way to the receiver.
struct Way {
    client: Client,
    address: String,
    headers: HeaderMap,
    resource: Resource,
    begun: SystemTime,
    warnings: DefaultDirectRateLimiter,
}

impl Way {
    fn go(&self, every: Duration, text: &Text, ended: &Receiver<()>) {
        while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
            self.send(&text());
        }
        self.send(&text());
    }

    fn send(&self, text: &str) {
        let times = Times {
            start: exposed::nanoseconds(self.begun),
            now: exposed::nanoseconds(SystemTime::now()),
        };
        let body = exposed::request(text, &self.resource, times).encode_to_vec();
        let request = self.client.post(&self.address);
        let request = request
            .headers(self.headers.clone())
            .header(CONTENT_TYPE, "application/x-protobuf")
            .body(body);
        let error = match request.send() {
            Ok(answer) if answer.status().is_success() => return,
            Ok(answer) => format!("the receiver answers {}", answer.status()),
            Err(error) => crate::proabono::with_causes(&error),
        };
        if self.warnings.check().is_ok() {
            tracing::warn!(code = "metrics-not-sent", error, "metrics could not be sent");
        }
    }
}

/// Headers as OpenTelemetry writes them: `name=value,name=value`, with the values percent-encoded. Others are left out.
fn headers(text: &str) -> HeaderMap {
    let header = |pair: &str| {
        let (name, value) = pair.split_once('=')?;
        let value = percent_decode_str(value.trim()).decode_utf8().ok()?;
        let mut value = HeaderValue::from_str(&value).ok()?;
        value.set_sensitive(true);
        Some((name.trim().parse::<HeaderName>().ok()?, value))
    };
    text.split(',').filter_map(header).collect()
}

#[test]
fn headers_for_the_receiver_are_read_and_not_shown() {
    let headers = headers("Authorization=Bearer%20abc, x-team = billing,nothing");
    assert_eq!(headers.len(), 2);
    assert_eq!(headers["authorization"], "Bearer abc");
    assert_eq!(headers["x-team"], "billing");
    assert!(!format!("{headers:?}").contains("abc"));
}
