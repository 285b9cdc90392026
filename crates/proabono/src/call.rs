//! One call, before it is sent.

use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use url::Url;

use super::secret::without_secrets;
use super::{Error, Prepared};

/// One call, before it is sent.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) body: Option<Bytes>,
    acts: bool,
}

impl Call {
    pub(super) fn new(operation: &'static str, method: Method, path: String) -> Self {
        Self {
            operation,
            method,
            path,
            query: String::new(),
            body: None,
            acts: false,
        }
    }

    pub(super) fn get(operation: &'static str, path: impl Into<String>) -> Self {
        Self::new(operation, Method::GET, path.into())
    }

    pub(super) fn post(operation: &'static str, path: impl Into<String>) -> Self {
        Self::new(operation, Method::POST, path.into())
    }

    pub(super) fn put(operation: &'static str, path: impl Into<String>) -> Self {
        Self::new(operation, Method::PUT, path.into())
    }

    pub(super) fn delete(operation: &'static str, path: impl Into<String>) -> Self {
        Self::new(operation, Method::DELETE, path.into())
    }

    /// A `GET` that does something all the same, so that it is sent once.
    pub(super) fn acting(self) -> Self {
        Self { acts: true, ..self }
    }

    /// Adds the fields of a struct that are set.
    pub(super) fn query(mut self, fields: &impl Serialize) -> Result<Self, Error> {
        let pairs =
            serde_urlencoded::to_string(fields).map_err(|error| Error::Settings(error.to_string()))?;
        self.add(&pairs);
        Ok(self)
    }

    pub(super) fn page(mut self, number: u32, size: u32) -> Self {
        self.add(&format!("Page={number}&SizePage={size}"));
        self
    }

    fn add(&mut self, pairs: &str) {
        if !self.query.is_empty() && !pairs.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(pairs);
    }

    pub(super) fn body(mut self, body: &impl Serialize) -> Result<Self, Error> {
        let bytes = serde_json::to_vec(body).map_err(|error| Error::Settings(error.to_string()))?;
        self.body = Some(bytes.into());
        Ok(self)
    }

    /// What would be sent, and where to, without credentials.
    pub(super) fn prepared(&self, base: &Url) -> Prepared {
        Prepared {
            origin: base.origin().ascii_serialization(),
            method: self.method.to_string(),
            path: self.path.clone(),
            query: self.query.clone(),
            body: self.body.as_deref().map(without_secrets),
        }
    }

    /// A call that changes nothing may be sent twice. ProAbono has no idempotency key, so no write is.
    pub(super) fn safe(&self) -> bool {
        self.method == Method::GET && !self.acts
    }
}
