//! `/_emulator`: what a test may ask and order.

mod latest;
mod pages;
mod webhooks;

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Json, Query, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, error};
use serde::Deserialize;
use serde_json::json;

use crate::clock::LAST_YEAR;
use crate::faults::Fault;
use crate::model::{LONGEST_STEP, MOST_EVENTS, Stopped};
use crate::settings::ChatDouble;
use crate::shared::Shared;
use crate::{backoffice, chat, hosted, live, portal, seed};

use latest::Latest;

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .app_data(web::JsonConfig::default().error_handler(explain))
        .service(
            web::resource("/faults")
                .route(web::get().to(list_faults))
                .route(web::post().to(add_fault))
                .route(web::delete().to(clear_faults)),
        )
        .service(
            web::resource("/calls")
                .route(web::get().to(list_calls))
                .route(web::delete().to(clear_calls)),
        )
        .service(
            web::resource("/openings")
                .route(web::get().to(list_openings))
                .route(web::delete().to(clear_openings)),
        )
        .service(
            web::resource("/chat")
                .route(web::get().to(chat::show))
                .route(web::put().to(chat::change)),
        )
        .configure(pages::configure)
        .configure(webhooks::configure)
        .service(web::resource("/counts").route(web::get().to(counts)))
        .service(web::resource("/state").route(web::get().to(state)))
        .service(
            web::resource("/clock")
                .route(web::get().to(time))
                .route(web::post().to(advance)),
        )
        .service(web::resource("/reset").route(web::post().to(reset)));
}

async fn add_fault(shared: Data<Shared>, fault: Json<Fault>) -> HttpResponse {
    let fault = fault.into_inner();
    let refused = |message: &str| HttpResponse::BadRequest().json(json!({ "error": message }));
    if !fault.on.is_empty() && !operations().any(|name| fault.fits(&name)) {
        let sample =
            "e.g. \"GET /v1/Customer\", \"POST /v1/Subscription/{IdSubscription}/Start\" or \"GET /portal\"";
        return refused(&format!("\"on\" names no operation and no hosted page, {sample}"));
    }
    match shared.faults().add(fault) {
        Ok(()) => HttpResponse::Created().finish(),
        Err(message) => refused(message),
    }
}

/// Everything that a fault can be on: a rule that fits nothing would make a test pass for the wrong reason.
fn operations() -> impl Iterator<Item = String> {
    let methods = ["GET", "HEAD", "POST"];
    let pages = hosted::pages()
        .chain(portal::PAGES)
        .flat_map(move |page| methods.map(|method| format!("{method} /{page}")));
    live::names().chain(backoffice::names()).chain(pages)
}

async fn list_faults(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(shared.faults().list())
}

async fn clear_faults(shared: Data<Shared>) -> HttpResponse {
    shared.faults().clear();
    HttpResponse::NoContent().finish()
}

async fn list_calls(shared: Data<Shared>, latest: Query<Latest>) -> HttpResponse {
    HttpResponse::Ok().json(latest.of(shared.calls().kept()))
}

async fn clear_calls(shared: Data<Shared>) -> HttpResponse {
    shared.calls().clear();
    HttpResponse::NoContent().finish()
}

async fn list_openings(shared: Data<Shared>, latest: Query<Latest>) -> HttpResponse {
    HttpResponse::Ok().json(latest.of(shared.openings().kept()))
}

async fn clear_openings(shared: Data<Shared>) -> HttpResponse {
    shared.openings().clear();
    HttpResponse::NoContent().finish()
}

async fn counts(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(shared.calls().counts())
}

async fn state(shared: Data<Shared>) -> HttpResponse {
    let world = shared.world();
    let mut all = live::dump(&world);
    all["backoffice"] = backoffice::dump(&world);
    HttpResponse::Ok().json(all)
}

/// The time by which to move the clock.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

async fn time(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "now": shared.world().now() }))
}

/// Links expire, subscriptions start, renew and end, balances are billed, invoices become overdue.
async fn advance(shared: Data<Shared>, advance: Json<Advance>) -> HttpResponse {
    let mut world = shared.world();
    let Err(stopped) = world.advance(Duration::from_secs(advance.seconds)) else {
        return HttpResponse::NoContent().finish();
    };
    let (status, error) = match stopped {
        Stopped::TooFar => {
            let most = LONGEST_STEP.as_secs();
            let error =
                format!("\"seconds\" must be at most {most}, ten years: move the clock in several steps");
            (StatusCode::BAD_REQUEST, error)
        }
        Stopped::EndOfTime => (
            StatusCode::BAD_REQUEST,
            format!("the clock ends with the year {LAST_YEAR}"),
        ),
        Stopped::TooMuch => (
            StatusCode::CONFLICT,
            format!("{MOST_EVENTS} things fell due, and the clock stopped there: move it on from \"now\""),
        ),
    };
    HttpResponse::build(status).json(json!({ "error": error, "now": world.now() }))
}

/// Resets the account, the settings, the records, the faults and the clock.
async fn reset(shared: Data<Shared>) -> HttpResponse {
    seed::again(&mut shared.world());
    shared.calls().clear();
    shared.faults().clear();
    shared.openings().clear();
    *shared.chat() = ChatDouble::default();
    HttpResponse::NoContent().finish()
}

/// The caller is a test: it is told what is wrong with its rule.
fn explain(error: error::JsonPayloadError, _: &HttpRequest) -> actix_web::Error {
    let response = HttpResponse::BadRequest().json(json!({ "error": error.to_string() }));
    error::InternalError::from_response(error, response).into()
}
