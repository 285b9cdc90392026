//! Commands that chromedriver has beyond the standard: the debugging protocol and the logs.

use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use reqwest::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

use super::{Browser, bounded};

/// A POST below the session's address.
#[derive(Debug)]
struct Extra {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Extra {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// A command of the browser's debugging protocol, to the page.
    ///
    /// # Panics
    ///
    /// When the browser refuses it.
    pub(crate) async fn cdp(&self, command: &str, parameters: Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        self.extra("goog/cdp/execute", body)
            .await
            .unwrap_or_else(|error| panic!("{command}: {error}"))
    }

    /// Takes what one of the driver's logs has gathered since the last time.
    pub(super) async fn drain(&self, log: &str) -> Vec<Value> {
        let entries = self.extra("se/log", json!({ "type": log })).await;
        let entries = entries.unwrap_or_else(|error| panic!("the log {log}: {error}"));
        entries.as_array().expect("a list of log entries").clone()
    }

    async fn extra(&self, path: &'static str, body: Value) -> Result<Value, CmdError> {
        bounded(path, self.client.issue_cmd(Extra { path, body })).await
    }
}
