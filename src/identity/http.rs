use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Map, Value};
use thiserror::Error;
use url::Url;

use super::fetched::place_of;
use crate::proabono::{certificates, with_causes};
use crate::settings::values::is_safe;
use crate::web;

/// The longest answer that is read, in bytes. A key set of a large provider has some twenty thousand.
const LONGEST: usize = 1 << 20;
/// The byte order mark that some servers put before their JSON, in UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The reasons why there is no answer. Nothing in them comes from a request.
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
    #[error("its answer is {0}")]
    NotAnObject(&'static str),
    /// The same with the address that was asked.
    #[error("{0}: {1}")]
    At(String, Box<HttpError>),
}

/// The client for the servers that vouch for users. It follows no redirect, waits for a limited time, and reads a
/// limited length.
#[derive(Clone)]
pub(super) struct Http {
    https: Result<reqwest::Client, HttpError>,
    /// The client for loopback addresses, which works on a machine without certificates too.
    http: Result<reqwest::Client, HttpError>,
}

/// A complete answer. Its content type is ignored.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    body: Vec<u8>,
}

impl Http {
    pub(super) fn new(timeout: Duration) -> Self {
        let client = || web::client(timeout);
        Self {
            https: certificates::for_https(client()).map_err(HttpError::NoClient),
            http: certificates::for_http(client()).map_err(HttpError::NoClient),
        }
    }

    /// Sends the request to `address` that `build` makes. An error names the address.
    pub(super) async fn send(
        &self,
        address: &Url,
        build: impl FnOnce(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answer, HttpError> {
        let answer = self.answer(address, build).await;
        answer.map_err(|why| why.at(address))
    }

    async fn answer(
        &self,
        address: &Url,
        build: impl FnOnce(&reqwest::Client) -> RequestBuilder,
    ) -> Result<Answer, HttpError> {
        let client = match address.scheme() {
            "https" => &self.https,
            _ => &self.http,
        };
        let client = client.as_ref().map_err(HttpError::clone)?;
        let request = build(client).header("accept", "application/json");
        let request = request.build().map_err(failed)?;
        if !is_safe(request.url()) {
            return Err(HttpError::Unsafe);
        }
        let mut response = client.execute(request).await.map_err(failed)?;
        let status = response.status();
        // A broken or busy server in front of the provider answers this way, and not the provider itself.
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(HttpError::Status(status.as_u16()));
        }
        let mut body = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(failed)? {
            if body.len() + piece.len() > LONGEST {
                return Err(HttpError::TooLong);
            }
            body.extend_from_slice(&piece);
        }
        Ok(Answer { status, body })
    }

    /// Reads a document at an address, which an error names.
    pub(super) async fn document(&self, address: &Url) -> Result<Map<String, Value>, HttpError> {
        let answer = self.send(address, |client| client.get(address.clone())).await?;
        if answer.status != StatusCode::OK {
            return Err(HttpError::Status(answer.status.as_u16()).at(address));
        }
        answer.object().map_err(|why| why.at(address))
    }
}

impl HttpError {
    fn at(self, address: &Url) -> Self {
        Self::At(place_of(address), Box::new(self))
    }
}

impl Answer {
    /// Reads the answer as a JSON object.
    pub(super) fn object(&self) -> Result<Map<String, Value>, HttpError> {
        let json = self.body.strip_prefix(MARK).unwrap_or(&self.body);
        match serde_json::from_slice(json) {
            Ok(Value::Object(members)) => Ok(members),
            Ok(_) => Err(HttpError::NotAnObject("JSON, and no object")),
            Err(_) => Err(HttpError::NotAnObject("not JSON")),
        }
    }
}

fn failed(error: reqwest::Error) -> HttpError {
    HttpError::Failed(with_causes(&error.without_url()))
}
