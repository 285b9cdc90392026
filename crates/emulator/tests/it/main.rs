//! The emulator, over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on stops where it is"
)]

mod address;
mod api;
mod backoffice;
mod balance;
mod bounds;
mod catalogue;
mod chat;
mod clock;
mod contract;
mod control;
mod crawl;
mod customer_actions;
mod deeds;
mod events;
mod evidence;
mod faults;
mod framed;
mod generated;
mod guard;
mod https;
mod in_browser;
mod invariants;
mod invoices;
mod languages;
mod lifecycle;
mod links;
mod narrower;
mod offers;
mod openings;
mod outcomes;
mod pages;
mod portal;
mod quoting;
mod refusals;
mod returns;
mod samples;
mod schemas;
mod seed;
mod segments;
mod settings;
mod shapes;
mod subscriptions;
mod support;
mod tour;
mod transitions;
mod usages;
mod walk;
mod widget;
mod workflows;

use proabono_emulator::{Emulator, Options};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Client, RequestBuilder, Response, redirect};
use serde_json::{Value, json};

/// A running emulator; it stops when dropped.
struct Running {
    origin: String,
    client: Client,
    _emulator: Emulator,
}

fn start() -> Running {
    start_with(Options::default())
}

fn start_with(options: Options) -> Running {
    let emulator = Emulator::bind(options).unwrap();
    // A browser that shows a page alone in its window.
    let headers = HeaderMap::from_iter([(
        HeaderName::from_static("sec-fetch-dest"),
        HeaderValue::from_static("document"),
    )]);
    let client = Client::builder()
        .default_headers(headers)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .build()
        .unwrap();
    Running {
        origin: emulator.url(),
        client,
        _emulator: emulator,
    }
}

impl Running {
    fn url(&self, path: &str) -> String {
        if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.origin)
        }
    }

    fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    /// A call of the API with the sample keys.
    fn read(&self, path: &str) -> RequestBuilder {
        self.get(path).basic_auth("agent-demo", Some("api-demo"))
    }

    fn write(&self, path: &str, body: &Value) -> RequestBuilder {
        self.post(path, body).basic_auth("agent-demo", Some("api-demo"))
    }

    fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        let request = self.client.post(self.url(path));
        request
            .header("Content-Type", "application/json")
            .body(body.to_string())
    }

    async fn customer(&self, reference: &str) -> Value {
        let path = format!("/v1/Customer?ReferenceCustomer={reference}");
        json_of(self.read(&path).send().await.unwrap()).await
    }

    /// Gives a customer another language.
    async fn speaks(&self, reference: &str, language: &str) {
        let body =
            json!({ "ReferenceCustomer": reference, "ReferenceSegment": "acme-eur", "Language": language });
        self.done("/v1/Customer", &body).await;
    }

    /// A link of a customer, by its name.
    async fn link(&self, reference: &str, rel: &str) -> String {
        let customer = self.customer(reference).await;
        link_in(&customer, rel)
            .and_then(|link| link["href"].as_str())
            .unwrap()
            .to_owned()
    }

    async fn page(&self, path: &str) -> String {
        self.get(path).send().await.unwrap().text().await.unwrap()
    }

    /// Sends a form and follows to the page after it.
    async fn submit(&self, path: &str, fields: &str) -> String {
        let request = self.client.post(self.url(path));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        let response = request.body(fields.to_owned()).send().await.unwrap();
        match response.headers().get("Location") {
            Some(location) => self.page(location.to_str().unwrap()).await,
            None => response.text().await.unwrap(),
        }
    }

    /// A read with the sample keys: the status, and the body or null.
    async fn ask(&self, path: &str) -> (u16, Value) {
        answered(self.read(path)).await
    }

    /// A write with the sample keys: the status, and the body or null.
    async fn tell(&self, path: &str, body: &Value) -> (u16, Value) {
        answered(self.write(path, body)).await
    }

    /// A write without a body.
    async fn order(&self, path: &str) -> (u16, Value) {
        let request = self.client.post(self.url(path));
        answered(request.basic_auth("agent-demo", Some("api-demo"))).await
    }

    /// A write that must be accepted.
    async fn done(&self, path: &str, body: &Value) -> Value {
        let (status, answer) = self.tell(path, body).await;
        assert!((200..300).contains(&status), "{path}: {status} {answer}");
        answer
    }

    /// The status, and each code.
    async fn refusal(&self, path: &str, body: &Value) -> (u16, Vec<String>) {
        let (status, answer) = self.tell(path, body).await;
        (status, codes(&answer))
    }

    async fn advance(&self, days: u64) {
        let moved = self.post("/_emulator/clock", &json!({ "seconds": days * 86_400 }));
        assert_eq!(moved.send().await.unwrap().status(), 204);
    }

    async fn fault(&self, rule: Value) {
        assert_eq!(
            self.post("/_emulator/faults", &rule)
                .send()
                .await
                .unwrap()
                .status(),
            201
        );
    }

    async fn control(&self, name: &str) -> Value {
        json_of(self.get(&format!("/_emulator/{name}")).send().await.unwrap()).await
    }
}

async fn answered(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    let body = if text.is_empty() {
        Value::Null
    } else {
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
    };
    (status, body)
}

/// The codes of an error object or of an array of them.
fn codes(answer: &Value) -> Vec<String> {
    let one = |problem: &Value| problem["Code"].as_str().unwrap_or_default().to_owned();
    match answer {
        Value::Array(problems) => problems.iter().map(one).collect(),
        _ => vec![one(answer)],
    }
}

async fn json_of(response: Response) -> Value {
    let text = response.text().await.unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text:?}"))
}

fn link_in<'a>(customer: &'a Value, rel: &str) -> Option<&'a Value> {
    customer["Links"]
        .as_array()
        .unwrap()
        .iter()
        .find(|link| link["rel"] == rel)
}

/// A body of `POST /v1/Customer` that is accepted.
fn newcomer(reference: &str) -> Value {
    json!({ "ReferenceCustomer": reference, "ReferenceSegment": "acme-eur", "Name": "Nora Newcomer" })
}

const SAMPLE_CARD: &str = "number=4200+4600+3700+3700&expiry=12%2F39&code=123";
