//! A receiver of OTLP over HTTP, which keeps what it is sent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::{HttpRequest, HttpResponse, web};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
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

/// The running receiver; it stops when dropped.
pub(crate) struct Receiver {
    service: Service,
    bodies: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Receiver {
    pub(crate) fn start() -> Self {
        let bodies = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&bodies);
        let service = Service::start(move |app| {
            let kept = Arc::clone(&kept);
            let take = move |request: HttpRequest, body: web::Bytes| {
                let protobuf = request.headers().get("content-type");
                assert!(protobuf.is_some_and(|kind| kind == "application/x-protobuf"));
                kept.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(body.to_vec());
                async { HttpResponse::Ok().content_type("application/x-protobuf").finish() }
            };
            app.route("/v1/traces", web::post().to(take));
        });
        Self { service, bodies }
    }

    pub(crate) fn origin(&self) -> String {
        self.service.origin()
    }

    /// Everything that came, as it came.
    pub(crate) fn bodies(&self) -> Vec<Vec<u8>> {
        self.bodies.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The spans so far, in the order in which they came.
    pub(crate) fn spans(&self) -> Vec<Span> {
        let requests = self
            .bodies()
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
