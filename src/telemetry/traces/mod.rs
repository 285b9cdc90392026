//! Traces: a span for each request, for who was asking, and for each call to ProAbono. Metrics are pushed to the same receiver.
//!
//! A span has the name of a route or an operation, an outcome, and the request id. What a visitor brought is in none of them.

#[cfg(not(feature = "otel"))]
mod absent;
mod answered;
#[cfg(feature = "otel")]
mod exposed;
#[cfg(feature = "otel")]
mod otlp;
#[cfg(feature = "otel")]
mod pushed;
#[cfg(feature = "otel")]
mod sent;
mod text;

#[cfg(not(feature = "otel"))]
pub(crate) use absent::{Traces, carried};
pub(crate) use answered::Answered;
#[cfg(feature = "otel")]
pub(crate) use otlp::{Traces, carried};
