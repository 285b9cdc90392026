//! The in-site portal: its script, and what its frame opens first.

mod open;
mod visitor;

use actix_web::HttpResponse;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};

use crate::hosted;

pub(crate) use open::{recorded, start, words};
pub(crate) use visitor::{Parameters, enter};

/// The names of its pages, which can fail on demand.
pub(crate) const PAGES: [&str; 2] = ["portal-open", "portal-anon"];

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(web::resource("/Get/portal.js").route(web::get().to(script)))
        .service(
            web::resource("/{page:portal-open}")
                .wrap(from_fn(hosted::fail_on_demand))
                .route(web::get().to(open::open)),
        )
        .service(
            web::resource("/{page:portal-anon}")
                .wrap(from_fn(hosted::fail_on_demand))
                .route(web::get().to(hosted::anonymous)),
        );
}

async fn script() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(include_str!("../../static/portal.js"))
}
