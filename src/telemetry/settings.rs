use std::time::Duration;

use ipnet::IpNet;
use url::Url;

use crate::settings::values::{self, SECOND, between, boolean};
use crate::settings::{Key, Source, Switched, settings};

settings! {
    /// Traces and metrics by OpenTelemetry. The program must be built with the feature `otel`.
    pub struct TelemetryConfig in "telemetry." {
        /// The address of a receiver of OTLP over HTTP (protobuf), without a path: traces go to /v1/traces, and
        /// metrics to /v1/metrics.
        /// OTEL_EXPORTER_OTLP_HEADERS may hold headers for it.
        otlp_endpoint: Url = receiver, example("http://127.0.0.1:4318");

        /// The name of this program in traces and metrics.
        service_name: String = service_name, default("proabono-portal");

        /// How often the metrics that /metrics shows are sent to the receiver, too, between 1s and 1h. Left out, they are not sent.
        metrics_every: Option<Duration> = between(SECOND, Duration::from_hours(1)), example("1m");

        /// The addresses of proxies, as networks, whose header traceparent is taken, so that their trace goes on here. Left out:
        /// every request begins a trace.
        accept_traceparent: Vec<IpNet> = network, example("127.0.0.0/8");

        /// Calls to ProAbono carry the trace in their header traceparent.
        pass_traceparent: bool = boolean, default("false");
    }
    checks { it_is_compiled_in(otlp_endpoint), }
}

impl Switched for TelemetryConfig {
    const SWITCH: Key = Self::otlp_endpoint;
}

fn network(text: &str) -> Result<IpNet, &'static str> {
    let too_wide = "this is a large part of all addresses, visitors among them; list the proxy's own";
    values::network(text, too_wide)
}

fn receiver(text: &str) -> Result<Url, &'static str> {
    const WHAT: &str =
        "write the origin of an OTLP receiver for HTTP, such as http://127.0.0.1:4318, without a path";
    let url = Url::parse(text).map_err(|_| WHAT)?;
    let origin = url.origin().ascii_serialization();
    let is_origin = text.trim_end_matches('/') == origin && matches!(url.scheme(), "http" | "https");
    is_origin.then_some(url).ok_or(WHAT)
}

fn service_name(text: &str) -> Result<String, &'static str> {
    let plain = text.chars().all(|c| c.is_ascii_graphic()) && text.len() <= 100;
    plain
        .then(|| text.to_owned())
        .ok_or("write a name of at most 100 letters, digits and signs, without spaces")
}

fn it_is_compiled_in(source: &mut Source, endpoint: Option<&Url>) {
    if let Some(what) = endpoint.and_then(|_| missing(cfg!(feature = "otel"))) {
        source.problem_with(&TelemetryConfig::otlp_endpoint, what);
    }
}

/// The sentence about a program without the feature.
fn missing(compiled_in: bool) -> Option<&'static str> {
    let what = "this program was built without OpenTelemetry, so nothing would be sent: leave the setting out, or build with \
                --features otel";
    (!compiled_in).then_some(what)
}

#[test]
fn an_endpoint_is_an_origin() {
    assert!(receiver("http://127.0.0.1:4318").is_ok() && receiver("https://otel.example.com/").is_ok());
    for wrong in [
        "otel.example.com",
        "http://a:b@otel.test",
        "http://otel.test/v1/traces",
        "http://otel.test?a=b",
        "grpc://a.test",
    ] {
        assert!(receiver(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_program_without_the_feature_says_so() {
    assert!(missing(false).is_some_and(|what| what.contains("--features otel")));
    assert_eq!(missing(true), None);
}
