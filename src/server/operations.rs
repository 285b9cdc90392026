//! The operator's listener: probes, metrics, and the answers for servers, away from visitors.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::http::header;
use actix_web::{HttpResponse, HttpResponseBuilder, web};

use crate::portal::Portal;
use crate::telemetry::Recent;

/// The state that the probes report.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) portal: Portal,
    pub(crate) warnings: Recent,
    /// True when the server is about to end, so that visitors should be sent elsewhere.
    pub(crate) ending: Arc<AtomicBool>,
}

const METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// One object of JSON per line.
const LINES: &str = "application/x-ndjson";

/// The routes of the operator's listener.
pub(crate) fn configure(portal: &Portal, config: &mut web::ServiceConfig) {
    portal.for_servers(config);
    // Load balancers probe with HEAD, which a GET route alone answers with 404.
    config
        .service(
            web::resource("/healthz")
                .route(web::get().to(healthz))
                .route(web::head().to(healthz)),
        )
        .service(
            web::resource("/readyz")
                .route(web::get().to(readyz))
                .route(web::head().to(readyz)),
        )
        .service(
            web::resource("/metrics")
                .route(web::get().to(metrics))
                .route(web::head().to(metrics)),
        )
        .service(
            web::resource("/warnings")
                .route(web::get().to(warnings))
                .route(web::head().to(warnings)),
        )
        .default_service(web::to(async || plain(HttpResponse::NotFound(), "not found\n")));
}

/// Tells that the process is running.
async fn healthz() -> HttpResponse {
    plain(HttpResponse::Ok(), "ok\n")
}

/// Tells whether the process takes visitors. ProAbono does not count, since the page has an answer for its absence. The
/// sessions do, since nobody can sign in without them.
async fn readyz(state: web::ThinData<State>) -> HttpResponse {
    if state.ending.load(Ordering::Relaxed) {
        return plain(HttpResponse::ServiceUnavailable(), "shutting down\n");
    }
    match state.portal.check().await {
        Ok(()) => plain(HttpResponse::Ok(), "ready\n"),
        Err(error) => {
            tracing::warn!(code = "sessions-away", %error, "not ready: the sessions cannot be read and written");
            plain(
                HttpResponse::ServiceUnavailable(),
                "the sessions cannot be read and written; the log says why\n",
            )
        }
    }
}

async fn metrics(state: web::ThinData<State>) -> HttpResponse {
    machine(HttpResponse::Ok(), METRICS).body(state.portal.metrics_text())
}

/// The last warnings and errors of the log.
async fn warnings(state: web::ThinData<State>) -> HttpResponse {
    machine(HttpResponse::Ok(), LINES).body(state.warnings.text())
}

fn plain(response: HttpResponseBuilder, text: &'static str) -> HttpResponse {
    machine(response, "text/plain; charset=utf-8").body(text)
}

/// Adds the headers of an answer for a machine: no caching, no sniffing, nothing that may run.
fn machine(mut response: HttpResponseBuilder, media_type: &'static str) -> HttpResponseBuilder {
    response
        .insert_header((header::CONTENT_TYPE, media_type))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ));
    response
}
