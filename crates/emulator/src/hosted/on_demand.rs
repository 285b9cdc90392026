//! Faults of pages, e.g. on `GET /portal`.

use actix_web::Error;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::shared::Shared;

/// Serves the page, unless a rule says otherwise.
pub(crate) async fn fail(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let operation = format!("{} /{}", request.method(), request.match_info().query("page"));
    let fault = request
        .app_data::<Data<Shared>>()
        .and_then(|shared| shared.faults().take(&operation));
    if let Some(fault) = fault {
        fault.wait().await;
        if let Some(answer) = fault.instead_of_page() {
            return Ok(request.into_response(fault.send(answer)));
        }
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
