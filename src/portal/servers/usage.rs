use actix_web::http::StatusCode;
use actix_web::http::header::HeaderName;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::portal::Portal;
use crate::rights::{ChangeRequest, Reply, Takes};
use crate::web::only;

use super::customer::named;

/// The name by which a server tells one change from another that looks alike.
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The longest such name, in bytes.
const LONGEST: usize = 255;

/// `POST /v1/customers/{reference}/usage`: changes how much of a feature the customer uses.
pub(super) async fn change(portal: &Portal, request: &HttpRequest, body: web::Bytes) -> HttpResponse {
    let customer = match named(portal, request, Takes::Nothing).await {
        Ok((_, customer)) => customer,
        Err(refused) => return refused,
    };
    let key = match key(request) {
        Ok(key) => key,
        Err(reply) => return answer(reply),
    };
    let change: ChangeRequest = match serde_json::from_slice(&body) {
        Ok(change) => change,
        Err(error) => {
            let text = format!("The body is no change of a usage: {error}");
            return answer(Reply::mistaken("body", &text));
        }
    };
    let pages = &portal.inner.pages;
    let reply = pages.rights.write(&customer, change, key).await;
    // The row and the overview show quantities as well.
    pages.customers.glances().outdate(&customer).await;
    answer(reply)
}

fn key(request: &HttpRequest) -> Result<Option<String>, Reply> {
    if !request.headers().contains_key(IDEMPOTENCY_KEY) {
        return Ok(None);
    }
    let key = only(request.headers(), &IDEMPOTENCY_KEY);
    let key = key.filter(|key| (1..=LONGEST).contains(&key.len()));
    key.map(|key| Some(key.to_owned())).ok_or_else(|| {
        Reply::mistaken(
            "idempotency-key",
            "Idempotency-Key comes once, with 1 to 255 characters.",
        )
    })
}

fn answer(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    HttpResponse::build(status).json(reply.body)
}
