use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::proabono::certificates;

/// The controls of the emulator, which anybody on this machine may use.
#[derive(Clone, Debug)]
pub(crate) struct Controls {
    pub(crate) origin: String,
    client: Client,
}

impl Controls {
    /// The controls of the emulator with that origin.
    ///
    /// # Errors
    /// A sentence, when no HTTP client can be made.
    pub(crate) fn of(origin: &str) -> Result<Self, String> {
        Ok(Self {
            origin: origin.to_owned(),
            client: certificates::for_http(Client::builder().no_proxy())?,
        })
    }

    /// The answer of a control; `None` when the emulator does not answer.
    pub(crate) async fn ask(&self, name: &str) -> Option<Value> {
        self.send(Method::GET, name, None).await
    }

    /// Changes the settings of the hosted pages.
    pub(crate) async fn set(&self, change: Value) {
        self.send(Method::PUT, SETTINGS, Some(change)).await;
    }

    /// The settings of the hosted pages.
    pub(crate) async fn settings(&self) -> Option<Value> {
        self.ask(SETTINGS).await
    }

    /// Moves the clock of the account.
    pub(crate) async fn advance(&self, seconds: u64) {
        let body = json!({ "seconds": seconds });
        self.send(Method::POST, "clock", Some(body)).await;
    }

    /// Gives an order that needs no more words, such as `settle` or `reset`.
    pub(crate) async fn order(&self, name: &str) {
        self.send(Method::POST, name, None).await;
    }

    async fn send(&self, method: Method, name: &str, body: Option<Value>) -> Option<Value> {
        let address = format!("{}/_emulator/{name}", self.origin);
        let mut request = self.client.request(method, address);
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_string());
        }
        let answer = request.send().await.ok()?.text().await.ok()?;
        serde_json::from_str(&answer).ok()
    }
}

const SETTINGS: &str = "hosted-pages";
