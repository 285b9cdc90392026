//! A receiver of OTLP over HTTP, which keeps what it is sent.

use std::collections::BTreeMap;
use std::future::{Ready, ready};
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpRequest, HttpResponse, web};
use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::number_data_point::Value as Number;
use opentelemetry_proto::tonic::metrics::v1::{HistogramDataPoint, Metric, NumberDataPoint};
use prost::Message as _;

use super::service::Service;
use super::wait::{START, poll};

/// A span, as far as tests look at it.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    /// In small hexadecimal digits.
    pub(crate) trace: String,
    pub(crate) id: String,
    /// Empty for the first one of a trace.
    pub(crate) parent: String,
    pub(crate) name: String,
    /// 2 for a server's, 3 for a client's.
    pub(crate) kind: i32,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) failed: bool,
}

/// What came to one path, as it came.
type Bodies = Arc<Mutex<Vec<Vec<u8>>>>;

/// The running receiver; it stops when dropped.
pub(crate) struct Receiver {
    service: Service,
    traces: Bodies,
    metrics: Bodies,
}

impl Receiver {
    pub(crate) fn start() -> Self {
        let (traces, metrics) = (Bodies::default(), Bodies::default());
        let kept = [
            ("/v1/traces", Arc::clone(&traces)),
            ("/v1/metrics", Arc::clone(&metrics)),
        ];
        let service = Service::start(move |app| {
            for (path, kept) in kept.clone() {
                app.route(path, web::post().to(taking(kept)));
            }
        });
        Self {
            service,
            traces,
            metrics,
        }
    }

    pub(crate) fn origin(&self) -> String {
        self.service.origin()
    }

    /// Everything that came, as it came.
    pub(crate) fn bodies(&self) -> Vec<Vec<u8>> {
        [came(&self.traces), came(&self.metrics)].concat()
    }

    /// The metrics of the latest request, as lines of the text for Prometheus without the buckets: each name with its labels in
    /// order, and its number. Beside them the attributes of the resource.
    pub(crate) fn numbers(&self) -> Option<(BTreeMap<String, f64>, BTreeMap<String, String>)> {
        let body = came(&self.metrics).pop()?;
        let request = ExportMetricsServiceRequest::decode(body.as_slice()).expect("a request of OTLP");
        let of_all = request
            .resource_metrics
            .iter()
            .filter_map(|one| one.resource.as_ref());
        let of_all = of_all
            .flat_map(|resource| &resource.attributes)
            .map(|pair| (pair.key.clone(), text(pair.value.as_ref())))
            .collect();
        let scopes = request.resource_metrics.iter().flat_map(|one| &one.scope_metrics);
        let metrics = scopes.flat_map(|scope| &scope.metrics);
        Some((metrics.flat_map(lines).collect(), of_all))
    }

    /// The spans so far, in the order in which they came.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let requests = came(&self.traces)
            .into_iter()
            .map(|body| ExportTraceServiceRequest::decode(body.as_slice()).expect("a request of OTLP"));
        let resources = requests.flat_map(|request| request.resource_spans);
        resources
            .flat_map(|resource| {
                let of_all = resource
                    .resource
                    .map(|resource| resource.attributes)
                    .unwrap_or_default();
                let spans = resource.scope_spans.into_iter().flat_map(|scope| scope.spans);
                spans.map(move |span| read(span, &of_all)).collect::<Vec<_>>()
            })
            .collect()
    }

    /// The spans of a trace, once that one is there.
    ///
    /// # Panics
    ///
    /// When they do not come.
    pub(crate) async fn trace(&self, id: &str, last: &str) -> Vec<Span> {
        let found = poll(START, async || {
            let spans: Vec<_> = self.spans().into_iter().filter(|span| span.trace == id).collect();
            spans.iter().any(|span| span.name == last).then_some(spans)
        });
        found
            .await
            .unwrap_or_else(|| panic!("no {last} of {id}: {:#?}", self.spans()))
    }
}

fn came(bodies: &Bodies) -> Vec<Vec<u8>> {
    bodies.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// A handler that keeps the bodies.
fn taking(kept: Bodies) -> impl Fn(HttpRequest, web::Bytes) -> Ready<HttpResponse> + Clone {
    move |request, body| {
        let kind = request.headers().get("content-type");
        assert!(kind.is_some_and(|kind| kind == "application/x-protobuf"));
        kept.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(body.to_vec());
        ready(HttpResponse::Ok().content_type("application/x-protobuf").finish())
    }
}

fn lines(metric: &Metric) -> Vec<(String, f64)> {
    let named = |ending: &str, labels: &[KeyValue]| {
        let labels: BTreeMap<_, _> = labels
            .iter()
            .map(|pair| (&pair.key, text(pair.value.as_ref())))
            .collect();
        let labels: Vec<_> = labels
            .iter()
            .map(|(name, value)| format!("{name}={value:?}"))
            .collect();
        format!("{}{ending}{{{}}}", metric.name, labels.join(","))
    };
    let points = match metric.data.as_ref().expect("data") {
        Data::Sum(sum) => &sum.data_points,
        Data::Gauge(gauge) => &gauge.data_points,
        Data::Histogram(histogram) => {
            let count = |point: &HistogramDataPoint| {
                assert_eq!(point.bucket_counts.iter().sum::<u64>(), point.count);
                assert_eq!(point.bucket_counts.len(), point.explicit_bounds.len() + 1);
                let count = u32::try_from(point.count).expect("a small number");
                (named("_count", &point.attributes), f64::from(count))
            };
            return histogram.data_points.iter().map(count).collect();
        }
        other => panic!("{other:?}"),
    };
    let line = |point: &NumberDataPoint| match point.value {
        Some(Number::AsDouble(number)) => (named("", &point.attributes), number),
        other => panic!("{other:?}"),
    };
    points.iter().map(line).collect()
}

fn read(span: opentelemetry_proto::tonic::trace::v1::Span, of_all: &[KeyValue]) -> Span {
    let hex = |bytes: &[u8]| data_encoding::HEXLOWER.encode(bytes);
    let all = span.attributes.iter().chain(of_all);
    Span {
        trace: hex(&span.trace_id),
        id: hex(&span.span_id),
        parent: hex(&span.parent_span_id),
        name: span.name,
        kind: span.kind,
        attributes: all
            .map(|pair| (pair.key.clone(), text(pair.value.as_ref())))
            .collect(),
        failed: span.status.is_some_and(|status| status.code == 2),
    }
}

fn text(value: Option<&AnyValue>) -> String {
    match value.and_then(|value| value.value.as_ref()) {
        Some(Value::StringValue(text)) => text.clone(),
        Some(Value::IntValue(number)) => number.to_string(),
        other => format!("{other:?}"),
    }
}
