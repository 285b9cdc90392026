//! Calls that this version has no function for.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use super::call::Call;
use super::transport::Transport;
use super::{Listing, Request};

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
    pub fn get(&self, path: &str, query: &impl Serialize) -> Request<'_, Value> {
        self.request("GET", path, query, None)
    }

    /// A list, to be read page by page.
    pub fn list(&self, path: &str, query: &impl Serialize) -> Listing<'_, Value> {
        let call = Call::get("untyped", path).query(query);
        Listing::new(self.transport.request(call))
    }

    /// A call with any method; only a `GET` is repeated.
    pub fn request(
        &self,
        method: &str,
        path: &str,
        query: &impl Serialize,
        body: Option<&Value>,
    ) -> Request<'_, Value> {
        let call = Call::with_method("untyped", method, path.to_owned()).query(query);
        self.transport.request(match body {
            Some(body) => call.body(body),
            None => call,
        })
    }
}
