use std::time::Duration;

use openidconnect::http::{HeaderMap, Response};
use openidconnect::{HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use thiserror::Error;
use url::Url;

use crate::proabono::is_loopback;

/// The longest answer that is read, in bytes. A key set of a large provider has some twenty thousand.
const LONGEST: usize = 1 << 20;

/// Why there is no answer. Nothing in it comes from a request.
#[derive(Clone, Debug, Error)]
pub(super) enum HttpError {
    #[error("the HTTP client cannot be made: {0}")]
    NoClient(String),
    #[error("the address is neither https nor on a loopback address")]
    Unsafe,
    #[error("it does not answer: {0}")]
    Failed(String),
    #[error("it answers {0}")]
    Status(u16),
    #[error("its answer is longer than {LONGEST} bytes")]
    TooLong,
}

/// The client that speaks to the provider: it follows no redirect, waits for a while, and reads so much.
#[derive(Clone)]
pub(super) struct Http {
    client: Result<reqwest::Client, HttpError>,
}

impl Http {
    pub(super) fn new(timeout: Duration) -> Self {
        let client = reqwest::Client::builder()
            .user_agent(concat!("proabono-portal/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(timeout)
            .timeout(timeout)
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .no_proxy()
            .build();
        Self {
            client: client.map_err(|error| HttpError::NoClient(said(error))),
        }
    }

    /// Sends a request as the library of the protocol makes it.
    pub(super) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let client = self.client.as_ref().map_err(HttpError::clone)?;
        let request = reqwest::Request::try_from(request).map_err(failed)?;
        if !is_safe(request.url()) {
            return Err(HttpError::Unsafe);
        }
        let mut response = client.execute(request).await.map_err(failed)?;
        // Not the provider's word, but of something in front of it that is broken.
        if response.status().is_server_error() {
            return Err(HttpError::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(failed)? {
            if body.len() + piece.len() > LONGEST {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        let mut answer = Response::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = HeaderMap::clone(response.headers());
        Ok(answer)
    }
}

/// Nobody on the way reads along: https, or http on this machine.
pub(super) fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

fn failed(error: reqwest::Error) -> HttpError {
    HttpError::Failed(said(error))
}

/// An error with what lies beneath it, and without the address.
fn said(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut source = std::error::Error::source(&error);
    while let Some(error) = source {
        text = format!("{text}: {error}");
        source = error.source();
    }
    text
}
