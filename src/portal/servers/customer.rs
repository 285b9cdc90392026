use actix_web::{FromRequest as _, HttpRequest, HttpResponse, web};
use serde_json::json;

use crate::customers::CustomerKey;
use crate::portal::Portal;
use crate::rights::{Asked, Takes};

/// `GET /v1/customers/{reference}/rights`: all features, or the one that `feature` names.
pub(super) async fn rights(portal: &Portal, request: &HttpRequest, _: web::Bytes) -> HttpResponse {
    let (asked, customer) = match named(portal, request, Takes::Server).await {
        Ok(named) => named,
        Err(refused) => return refused,
    };
    let answer = portal.inner.pages.rights.answer(&customer, &asked).await;
    HttpResponse::Ok().json(answer)
}

/// The question of a request and the customer that it names.
pub(super) async fn named(
    portal: &Portal,
    request: &HttpRequest,
    takes: Takes,
) -> Result<(Asked, CustomerKey), HttpResponse> {
    let asked =
        Asked::of(request.query_string(), takes).map_err(|bad| refused(bad.name(), bad.sentence()))?;
    let reference = web::Path::<String>::extract(request).await;
    let reference = reference.map(web::Path::into_inner).unwrap_or_default();
    let mapping = &portal.inner.site.mapping;
    let customer = mapping.named(&reference, asked.segment.as_deref()).map_err(|_| {
        refused(
            "customer",
            "The reference can be none of a customer, or the segment is neither PROABONO_SEGMENT_REF nor in customers.segments.",
        )
    })?;
    Ok((asked, customer))
}

fn refused(error: &str, text: &str) -> HttpResponse {
    HttpResponse::BadRequest().json(json!({ "error": error, "text": text }))
}
