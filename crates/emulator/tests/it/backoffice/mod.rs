//! The Backoffice API of the emulator, over real HTTP.

pub(super) mod contract;
mod hooks;
mod hosted_pages;
mod hosts;
mod lists;
mod secrets;
mod writes;

use reqwest::Method;
use serde_json::{Value, json};

use super::{Running, answered, codes, start};

/// The paths of the objects that have an id, but for customers, who are of the Live API.
pub(super) const OBJECTS: [&str; 12] = [
    "/Organization/Businesses",
    "/Organization/Segments",
    "/Distribution/Agents",
    "/Notification/Webhooks",
    "/Notification/WebhookNotifications",
    "/Gateway/GatewayAccounts",
    "/Gateway/GatewayPermissionCards",
    "/Gateway/GatewayPermissionMandates",
    "/Gateway/GatewayRequests",
    "/Gateway/GatewayTransactions",
    "/Organization/TaxProfiles",
    "/Organization/TaxProfileExceptions",
];

/// The paths of the texts, which have none.
const TEXTS: [&str; 2] = [
    "/HostedPages/LocalizationBySegments",
    "/HostedPages/LocalizationByBusinesses",
];

/// One of the two hosts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Host {
    Account,
    Segment,
}

const ACCOUNT: Host = Host::Account;
const SEGMENT: Host = Host::Segment;

impl Host {
    fn other(self) -> Self {
        match self {
            Self::Account => Self::Segment,
            Self::Segment => Self::Account,
        }
    }
}

impl Running {
    /// A call with the sample keys: the status, and the body or null.
    async fn at(&self, host: Host, route: &str, body: Option<&Value>) -> (u16, Value) {
        let (method, path) = route.split_once(' ').unwrap();
        let origin = match host {
            Host::Account => self.origin.clone(),
            Host::Segment => self.origin.replace("127.0.0.1", "localhost"),
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.client.request(method, format!("{origin}{path}"));
        let request = request.basic_auth("agent-demo", Some("api-demo"));
        answered(match body {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body.to_string()),
            None => request,
        })
        .await
    }

    /// A call that must be answered with this status; what it answers.
    async fn gives(&self, status: u16, host: Host, route: &str, body: Value) -> Value {
        let body = (!body.is_null()).then_some(&body);
        let (got, answer) = self.at(host, route, body).await;
        assert_eq!(got, status, "{route}: {answer}");
        answer
    }

    /// The same for what has no body.
    async fn reads(&self, status: u16, host: Host, route: &str) -> Value {
        self.gives(status, host, route, Value::Null).await
    }
}

/// Each problem of a 422 as code and target.
fn problems(answer: &Value) -> Vec<(String, String)> {
    let targets = answer.as_array().into_iter().flatten();
    let targets = targets.map(|problem| problem["Target"].as_str().unwrap_or_default().to_owned());
    codes(answer).into_iter().zip(targets).collect()
}

/// The value of one member of each item.
fn each<'a>(list: &'a Value, member: &str) -> Vec<&'a Value> {
    let items = list["Items"].as_array().into_iter().flatten();
    items.map(|item| &item[member]).collect()
}

fn business(name: &str) -> Value {
    json!({ "Name": name, "LanguageDefault": "en" })
}
