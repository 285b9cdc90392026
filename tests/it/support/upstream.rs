//! The emulator in place of ProAbono, with its controls at hand.

use proabono_emulator::{Emulator, Options};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};

use super::http::client;

/// Where the emulator's links lead to in these tests: a name that the gate admits. Nothing is ever fetched from there.
pub(crate) const HOSTED: &str = "https://mon-app.via.proabono.com";
pub(crate) const READ: &str = "GET /v1/Customer";
pub(crate) const WRITE: &str = "POST /v1/Customer";

/// A running emulator; it stops when dropped.
pub(crate) struct Upstream {
    emulator: Emulator,
    origin: String,
    client: Client,
}

/// The sample account, with links that the gate admits.
pub(crate) fn account() -> Options {
    Options {
        hosted_origin: Some(HOSTED.to_owned()),
        ..Options::default()
    }
}

/// A rule that changes nothing and is used up by one call, so that the rules after it start with the next.
pub(crate) fn let_one_through(operation: &str) -> Value {
    json!({ "on": operation, "times": 1 })
}

impl Upstream {
    pub(crate) fn start(options: Options) -> Self {
        let emulator = Emulator::bind(options).expect("a loopback port");
        Self {
            origin: emulator.url(),
            emulator,
            client: client(),
        }
    }

    pub(crate) fn origin(&self) -> &str {
        &self.origin
    }

    /// Ends it now: connections are refused from here on.
    pub(crate) async fn stop(&self) {
        self.emulator.stop().await;
    }

    /// Adds a rule of failure.
    pub(crate) async fn fault(&self, rule: Value) {
        let request = self.request(Method::POST, "/_emulator/faults");
        let request = request.header("Content-Type", "application/json");
        let answer = request.body(rule.to_string()).send().await;
        assert_eq!(answer.expect("the emulator").status(), 201, "{rule}");
    }

    /// From here on everything works.
    pub(crate) async fn heal(&self) {
        let request = self.request(Method::DELETE, "/_emulator/faults");
        request.send().await.expect("the emulator");
    }

    /// Forgets the calls so far.
    pub(crate) async fn forget(&self) {
        let request = self.request(Method::DELETE, "/_emulator/calls");
        request.send().await.expect("the emulator");
    }

    /// How often an operation was called.
    pub(crate) async fn count(&self, operation: &str) -> u64 {
        self.control("counts").await[operation].as_u64().unwrap_or(0)
    }

    /// Look-ups and writes so far.
    pub(crate) async fn reads_and_writes(&self) -> (u64, u64) {
        let counts = self.control("counts").await;
        let count = |operation: &str| counts[operation].as_u64().unwrap_or(0);
        (count(READ), count(WRITE))
    }

    /// The bodies of all writes, in order.
    pub(crate) async fn written(&self) -> Vec<Value> {
        let calls = self.control("calls").await;
        let calls = calls.as_array().expect("a list").iter();
        let writes = calls.filter(|call| call["operation"] == WRITE);
        writes.map(|call| call["body"].clone()).collect()
    }

    /// The customer as the emulator holds it, by the API itself.
    pub(crate) async fn customer(&self, reference: &str) -> Value {
        let path = format!("/v1/Customer?ReferenceCustomer={reference}");
        let request = self.request(Method::GET, &path);
        json_of(request.basic_auth("agent-demo", Some("api-demo"))).await
    }

    /// Writes to a customer as somebody else than the portal.
    pub(crate) async fn write(&self, body: &Value) {
        let request = self.request(Method::POST, "/v1/Customer");
        let request = request.basic_auth("agent-demo", Some("api-demo"));
        let request = request.header("Content-Type", "application/json");
        let answer = request.body(body.to_string()).send().await.expect("the emulator");
        assert!(answer.status().is_success(), "{body}: {}", answer.status());
    }

    /// All that the emulator noted of the calls, as text.
    pub(crate) async fn everything(&self) -> String {
        self.control("calls").await.to_string()
    }

    async fn control(&self, name: &str) -> Value {
        json_of(self.request(Method::GET, &format!("/_emulator/{name}"))).await
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.origin))
    }
}

async fn json_of(request: RequestBuilder) -> Value {
    let answer = request.send().await.expect("the emulator");
    let text = answer.text().await.expect("its answer");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
}
