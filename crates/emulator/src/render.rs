//! From a template to a response.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, ContentType, REFERRER_POLICY};
use askama::Template;

/// A page. It may be framed from anywhere, is never kept, and tells no other site its address.
pub(crate) fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status)
            .content_type(ContentType::html())
            .insert_header((CACHE_CONTROL, "no-store"))
            .insert_header((REFERRER_POLICY, "same-origin"))
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page of the emulator was not rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// A page with the status 200.
pub(crate) fn ok(template: &impl Template) -> HttpResponse {
    page(StatusCode::OK, template)
}
