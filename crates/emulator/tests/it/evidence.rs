//! What real clients send and what ProAbono's documents say, one row for each demand: how it is sent, and what must come.
//!
//! The sources are ProAbono's node for n8n, its generated code, a PHP SDK, and the documentation. Rows that one request proves are
//! in [`ROWS`], the others in [`STORIES`].

mod rows;
mod stories;

use futures_util::future::BoxFuture;
use proabono_emulator::Options;
use serde_json::{Value, json};

use super::{Running, answered, start_with};
use rows::ROWS;
use stories::STORIES;

/// One request, and the answer that it must get.
struct Row {
    name: &'static str,
    /// With [`Options::old_clients`] and [`Options::null_members`].
    lenient: bool,
    /// `POST /v1/Customer?…`; `{customer}`, `{subscription}` and `{agent}` stand for ids of the sample account.
    request: &'static str,
    body: &'static str,
    status: u16,
    /// A JSON pointer into the answer, and the JSON that must be there; an empty pointer is the whole answer, and without JSON
    /// only the status counts.
    at: &'static str,
    is: &'static str,
}

/// A demand of several steps: its name, and the steps, which say what was missing.
type Story = (
    &'static str,
    for<'a> fn(&'a Running) -> BoxFuture<'a, Result<(), String>>,
);

/// The sample account, with the card of Alice and her subscription.
struct Account {
    running: Running,
    ids: Vec<(&'static str, String)>,
}

impl Account {
    async fn start(lenient: bool) -> Self {
        let running = start_with(Options {
            old_clients: lenient,
            null_members: lenient,
            ..Options::default()
        });
        let (_, one) = running.ask("/v1/Subscription?ReferenceCustomer=cust-alice").await;
        let ids = vec![
            ("{customer}", one["IdCustomer"].to_string()),
            ("{subscription}", one["Id"].to_string()),
            ("{agent}", "42".to_owned()),
        ];
        Self { running, ids }
    }

    fn filled(&self, text: &str) -> String {
        let fill = |text: String, (name, id): &(&str, String)| text.replace(name, id);
        self.ids.iter().fold(text.to_owned(), fill)
    }

    async fn holds(&self, row: &Row) -> Result<(), String> {
        let request = self.filled(row.request);
        let (method, path) = request.split_once(' ').unwrap();
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let origin = match path.starts_with("/Distribution") || path.contains("/Gateway/GatewayPermission") {
            true => self.running.origin.replace("127.0.0.1", "localhost"),
            false => self.running.origin.clone(),
        };
        let request = self.running.client.request(method, format!("{origin}{path}"));
        let request = request.basic_auth("agent-demo", Some("api-demo"));
        let body = self.filled(row.body);
        let request = match row.body {
            "" => request,
            _ => request.header("Content-Type", "application/json").body(body),
        };
        let (status, answer) = answered(request).await;
        let found = answer.pointer(row.at).cloned().unwrap_or_default();
        let expected = (!row.is.is_empty()).then(|| serde_json::from_str::<Value>(row.is).unwrap());
        if status == row.status && expected.is_none_or(|expected| expected == found) {
            Ok(())
        } else {
            Err(format!("{status} {answer}"))
        }
    }
}

#[tokio::test]
async fn every_demand_of_the_evidence_holds() {
    let (strict, lenient) = (Account::start(false).await, Account::start(true).await);
    let mut missed = Vec::new();
    for row in ROWS {
        let account = if row.lenient { &lenient } else { &strict };
        if let Err(found) = account.holds(row).await {
            missed.push(format!("{}: {} {}: {found}", row.name, row.request, row.body));
        }
    }
    for (name, story) in STORIES {
        let running = super::start();
        if let Err(found) = story(&running).await {
            missed.push(format!("{name}: {found}"));
        }
    }
    let all = ROWS.len() + STORIES.len();
    println!("evidence: {} of {all} demands hold", all - missed.len());
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[tokio::test]
async fn a_row_that_does_not_hold_is_found() {
    let account = Account::start(false).await;
    let row = Row {
        name: "a reference of another account",
        lenient: false,
        request: "GET /v1/Customer?ReferenceCustomer=cust-alice",
        body: "",
        status: 200,
        at: "/Name",
        is: "\"Somebody Else\"",
    };
    assert!(account.holds(&row).await.is_err());
    assert!(account.holds(&Row { status: 404, ..row }).await.is_err());
    let right = json!("Alice Martin");
    assert_eq!(account.running.customer("cust-alice").await["Name"], right);
}
