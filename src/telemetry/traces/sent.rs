//! How spans leave: in batches, from a thread of their own, which a visitor never waits for.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use opentelemetry::KeyValue;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SdkTracerProvider, SpanData};
use reqwest::Certificate;
use reqwest::blocking::Client;
use reqwest::redirect::Policy;

use crate::telemetry::settings::TelemetryConfig;

/// How long one batch may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The authorities for a receiver that is not reached over https.
const NOBODY: [Certificate; 0] = [];

/// Makes spans, and sends them to the receiver of the configuration.
///
/// # Errors
/// A sentence for the operator.
pub(super) fn spans(config: &TelemetryConfig) -> Result<SdkTracerProvider, String> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(client(config)?)
        .with_endpoint(format!("{}v1/traces", config.otlp_endpoint))
        .with_timeout(PATIENCE)
        .build()
        .map_err(|error| error.to_string())?;
    let telling = Telling {
        exporter,
        warnings: RateLimiter::direct(Quota::per_minute(NonZeroU32::MIN)),
    };
    let provider = SdkTracerProvider::builder().with_resource(resource(config));
    Ok(provider.with_batch_exporter(telling).build())
}

pub(super) fn resource(config: &TelemetryConfig) -> Resource {
    let builder = Resource::builder().with_service_name(config.service_name.clone());
    let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
    builder.with_attribute(version).build()
}

/// An HTTP client that goes to the receiver and nowhere else. It is made on a thread of its own, since it begins with a runtime,
/// which must not begin inside another one.
pub(super) fn client(config: &TelemetryConfig) -> Result<Client, String> {
    let builder = Client::builder()
        .timeout(PATIENCE)
        .redirect(Policy::none())
        .referer(false)
        .no_proxy();
    let builder = match config.otlp_endpoint.scheme() {
        // A machine may have no certificates of authorities, and needs none for this.
        "http" => builder.tls_certs_only(NOBODY),
        _ => builder,
    };
    let made = std::thread::spawn(move || builder.build()).join();
    let made = made.map_err(|_| "its HTTP client cannot be started".to_owned())?;
    made.map_err(|error| crate::proabono::with_causes(&error))
}

/// Sends spans, and tells the log when that fails, at most once a minute.
#[derive(Debug)]
struct Telling {
    exporter: SpanExporter,
    warnings: DefaultDirectRateLimiter,
}

impl opentelemetry_sdk::trace::SpanExporter for Telling {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let spans = batch.len();
        let sent = self.exporter.export(batch).await;
        if let Err(error) = &sent
            && self.warnings.check().is_ok()
        {
            tracing::warn!(code = "traces-not-sent", %error, spans, "traces could not be sent, and are lost");
        }
        sent
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.exporter.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.exporter.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.exporter.set_resource(resource);
    }
}
