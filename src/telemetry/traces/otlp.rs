//! Traces by OTLP, with OpenTelemetry's own library.
//!
//! Its interface is called directly and not by way of `tracing`: so nothing that is logged can get into a span, and a span ends
//! with its answer, even while a task that it began still runs.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_web::HttpRequest;
use ipnet::IpNet;
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry::trace::{
    FutureExt as _, Span as _, SpanKind, Status, TraceContextExt as _, Tracer as _, TracerProvider as _,
};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use reqwest::header::{HeaderMap, HeaderValue};

use crate::proabono::{CallReport, ExtraHeaders, Outcome};
use crate::telemetry::settings::TelemetryConfig;

use super::answered::Answered;
use super::pushed::Pushed;
use super::sent;
use super::text::Text;

/// The header of W3C Trace Context. Its companion `tracestate` is neither taken nor passed on: anything may stand in it.
const TRACEPARENT: &str = "traceparent";

/// The traces of a portal. Clones share what sends them.
#[derive(Clone, Default)]
pub(crate) struct Traces(Option<Arc<Running>>);

impl fmt::Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Traces").field(&self.0.is_some()).finish()
    }
}

struct Running {
    provider: SdkTracerProvider,
    tracer: SdkTracer,
    /// The peers whose trace goes on here.
    accepted: Vec<IpNet>,
    passes: bool,
    metrics: Pushed,
}

impl Traces {
    /// Starts what sends them, and the metrics of that text, where there is a receiver. Nothing is sent yet.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(crate) fn start(config: Option<&TelemetryConfig>, text: Text) -> Result<Self, String> {
        let Some(config) = config else {
            return Ok(Self::default());
        };
        let provider = sent::spans(config)?;
        Ok(Self(Some(Arc::new(Running {
            tracer: provider.tracer("proabono-portal"),
            provider,
            accepted: config.accept_traceparent.clone(),
            passes: config.pass_traceparent,
            metrics: Pushed::start(config, text)?,
        }))))
    }

    /// Begins the span of a request, which [`answered`](Self::answered) names and ends. The request is not kept, since whoever
    /// changes it must be alone with it.
    pub(crate) fn begin(&self, request: &HttpRequest) -> Begun {
        let running = self.0.as_ref();
        Begun(running.map(|running| {
            let builder = running.tracer.span_builder("request").with_kind(SpanKind::Server);
            let span = builder.start_with_context(&running.tracer, &running.parent(request));
            Context::new().with_span(span)
        }))
    }

    /// Ends the span of the request that is being answered.
    pub(crate) fn answered(answered: Answered<'_>) {
        let Answered {
            route,
            method,
            status,
            request_id,
        } = answered;
        let context = Context::current();
        let span = context.span();
        if !span.is_recording() {
            return;
        }
        span.update_name(route);
        span.set_attributes([
            KeyValue::new("portal.route", route),
            KeyValue::new("http.request.method", method),
            KeyValue::new("http.response.status_code", i64::from(status)),
        ]);
        if let Some(id) = request_id {
            span.set_attribute(KeyValue::new("portal.request_id", id.to_owned()));
        }
        if status >= 500 {
            span.set_status(Status::error(""));
        }
        span.end();
    }

    /// A provider was asked who the visitor is, which took so long until now.
    pub(crate) fn identity(&self, provider: &'static str, outcome: &'static str, elapsed: Duration) {
        let attributes = vec![
            KeyValue::new("portal.provider", provider),
            KeyValue::new("portal.outcome", outcome),
        ];
        self.past(
            ("identity", SpanKind::Internal),
            elapsed,
            attributes,
            outcome == "refused",
        );
    }

    /// An attempt of a call to ProAbono has ended.
    pub(crate) fn call(&self, report: &CallReport) {
        let failed = !matches!(report.outcome, Outcome::Status(..500));
        let attributes = vec![
            KeyValue::new("portal.operation", report.operation),
            KeyValue::new("portal.outcome", report.outcome.to_string()),
            KeyValue::new("portal.attempt", i64::from(report.attempt)),
        ];
        self.past(
            (report.operation, SpanKind::Client),
            report.elapsed,
            attributes,
            failed,
        );
    }

    /// The header by which ProAbono is told of the trace, when it is.
    pub(crate) fn passed(&self) -> Option<ExtraHeaders> {
        let running = self.0.as_ref()?;
        running.passes.then(|| Arc::new(current) as ExtraHeaders)
    }

    /// Sends what is not sent yet. A receiver that does not answer holds it up for ten seconds.
    pub(crate) async fn end(&self) {
        if let Some(running) = self.0.clone() {
            // The library waits, and its HTTP client must not do so on a thread of the server.
            let last = move || {
                std::thread::scope(|scope| {
                    scope.spawn(|| running.metrics.end());
                    running.provider.shutdown()
                })
            };
            let _ = tokio::task::spawn_blocking(last).await;
        }
    }

    /// A span for what has ended now, below the one of the request.
    fn past(
        &self,
        (name, kind): (&'static str, SpanKind),
        elapsed: Duration,
        attributes: Vec<KeyValue>,
        failed: bool,
    ) {
        let Some(Running { tracer, .. }) = self.0.as_deref() else {
            return;
        };
        let end = SystemTime::now();
        let builder = tracer
            .span_builder(name)
            .with_kind(kind)
            .with_start_time(end.checked_sub(elapsed).unwrap_or(end))
            .with_attributes(attributes);
        let mut span = builder.start(tracer);
        if failed {
            span.set_status(Status::error(""));
        }
        span.end_with_timestamp(end);
    }
}

/// The span of a request that has begun.
pub(crate) struct Begun(Option<Context>);

impl Begun {
    /// Does the work in the span.
    pub(crate) async fn around<F: Future>(self, work: F) -> F::Output {
        match self.0 {
            Some(context) => work.with_context(context).await,
            None => work.await,
        }
    }
}

impl Running {
    /// The trace that a proxy has begun, when the peer is one that may say so.
    fn parent(&self, request: &HttpRequest) -> Context {
        let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
        let trusted = peer.is_some_and(|peer| self.accepted.iter().any(|net| net.contains(&peer)));
        let mut said = request.headers().get_all(TRACEPARENT);
        let (Some(one), None, true) = (said.next(), said.next(), trusted) else {
            return Context::new();
        };
        let carrier = one.to_str().map(|text| (TRACEPARENT.to_owned(), text.to_owned()));
        let carrier: HashMap<_, _> = carrier.into_iter().collect();
        TraceContextPropagator::new().extract_with_context(&Context::new(), &carrier)
    }
}

/// The trace of the request that is being answered, as a header.
fn current() -> HeaderMap {
    let mut carrier = HashMap::new();
    TraceContextPropagator::new().inject_context(&Context::current(), &mut carrier);
    let value = carrier
        .remove(TRACEPARENT)
        .and_then(|text: String| HeaderValue::try_from(text).ok());
    value
        .map(|value| (reqwest::header::HeaderName::from_static(TRACEPARENT), value))
        .into_iter()
        .collect()
}

/// Work in a task of its own that belongs to the same trace.
pub(crate) fn carried<F: Future>(work: F) -> impl Future<Output = F::Output> {
    work.with_current_context()
}
