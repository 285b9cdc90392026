//! The program without the feature `otel`: nothing is traced.

use std::time::Duration;

use actix_web::HttpRequest;

use crate::proabono::{CallReport, ExtraHeaders};
use crate::telemetry::settings::TelemetryConfig;

use super::answered::Answered;
use super::text::Text;

#[derive(Clone, Debug, Default)]
pub(crate) struct Traces(());

#[allow(
    clippy::unused_self,
    clippy::unused_async,
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "these are the signatures of the other one"
)]
impl Traces {
    pub(crate) fn start(_: Option<&TelemetryConfig>, _: Text) -> Result<Self, String> {
        Ok(Self(()))
    }

    pub(crate) fn begin(&self, _: &HttpRequest) -> Begun {
        Begun
    }

    pub(crate) fn answered(_: Answered<'_>) {}

    pub(crate) fn identity(&self, _: &'static str, _: &'static str, _: Duration) {}

    pub(crate) fn call(&self, _: &CallReport) {}

    pub(crate) fn passed(&self) -> Option<ExtraHeaders> {
        None
    }

    pub(crate) async fn end(&self) {}
}

pub(crate) struct Begun;

impl Begun {
    pub(crate) async fn around<F: Future>(self, work: F) -> F::Output {
        work.await
    }
}

/// Work in a task of its own that belongs to the same trace.
pub(crate) fn carried<F: Future>(work: F) -> F {
    work
}
