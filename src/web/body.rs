//! The bodies of requests, taken in whole before any handler runs: one bound in size and in time for every form and report.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::time::timeout;

/// The largest body that is read, in bytes: a token and an address, or several reports of a browser.
const LARGEST: usize = 32 << 10;

/// Waits for the body of a request, for a bounded time. Who sends it more slowly gets an answer and no second chance.
///
/// # Errors
/// The status of that answer.
pub(crate) async fn body(payload: Payload, within: Duration) -> Result<Bytes, StatusCode> {
    let read = timeout(within, read(payload)).await;
    read.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn read(mut payload: Payload) -> Result<Bytes, StatusCode> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        // It broke off, or is not encoded as it says.
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if body.len() + chunk.len() > LARGEST {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
