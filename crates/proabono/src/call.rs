//! One call, before it is sent.

use bytes::Bytes;
use reqwest::Method;
use serde::Serialize;
use url::Url;

use super::Error;
use super::secret::without_secrets;

/// One call, before it is sent.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) operation: &'static str,
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) body: Option<Bytes>,
    acts: bool,
    /// Why it could not be written. It is told when the call is to be sent, so that calls can be made in one line.
    fault: Option<String>,
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
            fault: None,
        }
    }

    /// Any method; one that is none is told when the call is to be sent.
    pub(super) fn with_method(operation: &'static str, method: &str, path: String) -> Self {
        match Method::from_bytes(method.as_bytes()) {
            Ok(method) => Self::new(operation, method, path),
            Err(error) => Self {
                fault: Some(error.to_string()),
                ..Self::new(operation, Method::GET, path)
            },
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
    pub(super) fn query(mut self, fields: &impl Serialize) -> Self {
        match serde_urlencoded::to_string(fields) {
            Ok(pairs) => self.add(&pairs),
            Err(error) => self.fault = Some(error.to_string()),
        }
        self
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

    pub(super) fn body(mut self, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => self.body = Some(bytes.into()),
            Err(error) => self.fault = Some(error.to_string()),
        }
        self
    }

    /// Adds the reason why it cannot be written, when there is one.
    pub(super) fn unless(mut self, fault: Option<String>) -> Self {
        self.fault = self.fault.or(fault);
        self
    }

    /// Tells whether it could be written.
    pub(super) fn check(&self) -> Result<(), Error> {
        match &self.fault {
            Some(fault) => Err(Error::Unwritable(fault.clone())),
            None => Ok(()),
        }
    }

    /// The request without credentials.
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

/// A request as it would be sent, without the credentials: neither those of the call nor those in its body, such as the
/// secret key of a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Prepared {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// Where it would go: scheme, host and port.
    pub origin: String,
    /// From the first slash on.
    pub path: String,
    /// Encoded, without the question mark; empty when there is none.
    pub query: String,
    /// The JSON text, with `(hidden)` in the place of each credential.
    pub body: Option<String>,
}
