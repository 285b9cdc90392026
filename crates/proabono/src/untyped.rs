//! Calls that this version has no function for, and answers as they came.

use std::sync::Arc;

use reqwest::Method;
use serde::Serialize;
use serde_json::Value;

use super::Error;
use super::call::Call;
use super::request::Transport;

/// An answer as it came: one attempt, any status.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON; `None` when there was no body.
    pub body: Option<Value>,
}

/// Any path of a host, any query, any body. Cheap to clone; a clone shares the connections.
#[derive(Clone)]
pub struct Untyped {
    transport: Arc<Transport>,
}

impl Untyped {
    pub(super) fn new(transport: Arc<Transport>) -> Self {
        Self { transport }
    }

    /// A `GET`, repeated when it fails.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn get(&self, path: &str, query: &(impl Serialize + Sync)) -> Result<Option<Value>, Error> {
        self.send("GET", path, query, None).await
    }

    /// A call with any method; only a `GET` is repeated.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer; [`Error::Settings`] when the method is none.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        query: &(impl Serialize + Sync),
        body: Option<&Value>,
    ) -> Result<Option<Value>, Error> {
        self.transport.send(call(method, path, query, body)?).await
    }

    /// A call whose answer is handed over whatever its status, to judge the answers themselves. Never repeated.
    ///
    /// # Errors
    /// [`Error`]: why there was no answer, or that it is not JSON; never a refusal.
    pub async fn raw(
        &self,
        method: &str,
        path: &str,
        query: &(impl Serialize + Sync),
        body: Option<&Value>,
    ) -> Result<RawAnswer, Error> {
        let answer = self.transport.raw(&call(method, path, query, body)?).await?;
        Ok(RawAnswer {
            status: answer.status,
            body: answer.body,
        })
    }
}

fn call(
    method: &str,
    path: &str,
    query: &(impl Serialize + Sync),
    body: Option<&Value>,
) -> Result<Call, Error> {
    let method = Method::from_bytes(method.as_bytes()).map_err(|error| Error::Settings(error.to_string()))?;
    let call = Call::new("untyped", method, path.to_owned()).query(query)?;
    match body {
        Some(body) => call.body(body),
        None => Ok(call),
    }
}
