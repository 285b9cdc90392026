//! The bodies of requests, which are read as a whole before any handler runs, with one limit of size and of time for
//! every form and report.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt as _;
use tokio::time::timeout;

/// The largest body that is read, in bytes: a token and an address, or several reports of a browser.
const LARGEST: usize = 32 << 10;

/// Reads the body of a request, for a bounded time. A client that is slower gets an error, and its connection is
/// closed.
///
/// # Errors
/// The status of the error.
pub(crate) async fn body(payload: Payload, within: Duration) -> Result<Bytes, StatusCode> {
    let read = timeout(within, read(payload)).await;
    read.unwrap_or(Err(StatusCode::REQUEST_TIMEOUT))
}

async fn read(mut payload: Payload) -> Result<Bytes, StatusCode> {
    let mut body = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        // The body broke off, or is not encoded as its headers say.
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if body.len() + chunk.len() > LARGEST {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}
