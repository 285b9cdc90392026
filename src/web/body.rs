//! The bodies of requests, which are read as a whole before any handler runs, with limits of size and of time.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::time::timeout;

/// Reads the body of a request, of at most so many bytes, for a bounded time. A client that is slower gets an error, and its connection is
/// closed.
///
/// # Errors
/// The status of the error.
pub(crate) async fn body(payload: Payload, largest: usize, within: Duration) -> Result<Bytes, StatusCode> {
    let read = timeout(within, read(payload, largest)).await;
    read.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn read(mut payload: Payload, largest: usize) -> Result<Bytes, StatusCode> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        // The body broke off, or is not encoded as its headers say.
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if body.len() + chunk.len() > largest {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
