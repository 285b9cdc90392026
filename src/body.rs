//! The bodies of requests, taken in whole before any handler runs: one bound in size and in time for every form and report.

use std::future::ready;
use std::time::Duration;

use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::error::PayloadError;
use actix_web::{HttpMessage as _, HttpResponse};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use futures_util::stream::once;
use tokio::time::timeout;

use crate::headers::Class;
use crate::observe::RouteName;

/// The largest body that is read, in bytes: a token and an address, or several reports of a browser.
const LARGEST: usize = 32 << 10;

/// Why a body is not there.
enum Missing {
    TooLarge,
    /// It broke off, or is not encoded as it says.
    Broken,
}

/// Waits for the body of a request, for a bounded time. Who sends it more slowly gets an answer and no second chance.
pub(crate) async fn arrive(
    mut request: ServiceRequest,
    within: Duration,
) -> Result<ServiceRequest, ServiceResponse> {
    let payload = request.take_payload();
    let mut refusal = match timeout(within, read(payload)).await {
        Ok(Ok(body)) => {
            let body = once(ready(Ok::<_, PayloadError>(body)));
            request.set_payload(Payload::Stream {
                payload: Box::pin(body),
            });
            return Ok(request);
        }
        Ok(Err(Missing::TooLarge)) => HttpResponse::PayloadTooLarge(),
        Ok(Err(Missing::Broken)) => HttpResponse::BadRequest(),
        Err(_) => HttpResponse::RequestTimeout(),
    };
    let mut response = refusal.force_close().finish();
    response.extensions_mut().insert(Class::Machine);
    response.extensions_mut().insert(RouteName("body"));
    Err(request.into_response(response))
}

async fn read(mut payload: Payload) -> Result<Bytes, Missing> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Missing::Broken)?;
        if body.len() + chunk.len() > LARGEST {
            return Err(Missing::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
