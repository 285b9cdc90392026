//! The demands of real clients and of ProAbono's documents, a row of [`TABLE`] each: the demand, the request as it is sent, and
//! what must come.
//!
//! A request may be followed by its body; `old` before it asks an emulator that admits old clients; `{customer}` and
//! `{subscription}` stand for ids of Alice. Behind the status, a JSON pointer says where in the answer what must be. A demand of
//! several steps has a [`Story`]. Demands that another test holds, and those that nothing does, have rows too.

mod backoffice;
mod live;
mod pages;
pub(super) mod webhooks;

use std::fmt::Display;

use futures_util::future::BoxFuture;
use proabono_emulator::{BackofficeHosts, Options};
use serde_json::Value;

use super::{Running, answered, start_with};
use crate::support::trials::record;

const TABLE: &str = include_str!("table.txt");

const STORIES: [&[Story]; 4] = [
    live::STORIES,
    backoffice::STORIES,
    webhooks::STORIES,
    pages::STORIES,
];

/// A demand of several steps: its name, and the steps, which say what was missing.
type Story = (&'static str, for<'a> fn(&'a Running) -> BoxFuture<'a, Held>);

type Held = Result<(), String>;

/// The demand holds, or this was found instead.
fn hold(holds: bool, found: &dyn Display) -> Held {
    if holds { Ok(()) } else { Err(found.to_string()) }
}

/// Clients know one host of the Backoffice API or two: here both answer everything.
fn start(old_clients: bool) -> Running {
    start_with(Options {
        old_clients,
        null_members: old_clients,
        backoffice_hosts: BackofficeHosts::One,
        ..Options::default()
    })
}

/// One line of the table.
struct Row<'a> {
    name: &'a str,
    request: &'a str,
    expected: &'a str,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let lines = table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    let parts = lines.map(|line| line.split('|').map(str::trim).collect::<Vec<_>>());
    parts
        .map(|parts| match parts[..] {
            [name, request, expected] => Row {
                name,
                request,
                expected,
            },
            _ => panic!("no row of three parts: {parts:?}"),
        })
        .collect()
}

/// The sample account, and ids in it.
struct Account {
    running: Running,
    ids: [(&'static str, String); 2],
}

impl Account {
    async fn start(old_clients: bool) -> Self {
        let running = start(old_clients);
        let (_, one) = running.ask("/v1/Subscription?ReferenceCustomer=cust-alice").await;
        let ids = [
            ("{customer}", one["IdCustomer"].to_string()),
            ("{subscription}", one["Id"].to_string()),
        ];
        Self { running, ids }
    }

    /// Sends the request of a row: the status and the answer.
    async fn send(&self, request: &str) -> (u16, Value) {
        let fill = |text: String, (name, id): &(&str, String)| text.replace(name, id);
        let request = self.ids.iter().fold(request.to_owned(), fill);
        let mut parts = request.splitn(3, ' ');
        let (method, path) = (parts.next().unwrap(), parts.next().unwrap());
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let request = self.running.client.request(method, self.running.url(path));
        let request = request.basic_auth("agent-demo", Some("api-demo"));
        answered(match parts.next() {
            Some(body) => request
                .header("Content-Type", "application/json")
                .body(body.to_owned()),
            None => request,
        })
        .await
    }

    async fn holds(&self, request: &str, expected: &str) -> Held {
        let (status, answer) = self.send(request).await;
        let (wanted, member) = expected.split_once(' ').unwrap_or((expected, ""));
        let member = member.split_once(" = ");
        let fits = member.is_none_or(|(pointer, json)| {
            let found = answer.pointer(pointer).cloned().unwrap_or_default();
            found == serde_json::from_str::<Value>(json).unwrap()
        });
        let holds = fits && status.to_string() == wanted;
        hold(holds, &format!("{status} {answer}"))
    }
}

/// The test that a row names, such as `crates/emulator/tests/it/https.rs::name`, is there.
fn is_there(test: &str) -> Held {
    let (path, name) = test.split_once("::").unwrap_or((test, ""));
    let file = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    hold(source.contains(&format!("fn {name}()")), &"there is no such test")
}

#[tokio::test]
#[allow(clippy::print_stdout, reason = "it is how many hold that is asked for")]
async fn every_demand_of_the_evidence_holds() {
    let (strict, lenient) = (Account::start(false).await, Account::start(true).await);
    let (rows, mut missed, mut left_out) = (rows(TABLE), Vec::new(), 0);
    for row in &rows {
        let held = match (row.request, row.request.strip_prefix("old ")) {
            ("steps", _) => {
                let story = STORIES
                    .iter()
                    .copied()
                    .flatten()
                    .find(|(name, _)| *name == row.name);
                let (_, steps) = story.unwrap_or_else(|| panic!("no steps for {}", row.name));
                steps(&start(false)).await
            }
            ("elsewhere", _) => is_there(row.expected),
            ("left out", _) => {
                left_out += 1;
                hold(!row.expected.is_empty(), &"no reason")
            }
            (_, Some(request)) => lenient.holds(request, row.expected).await,
            (request, None) => strict.holds(request, row.expected).await,
        };
        if let Err(found) = held {
            missed.push(format!(
                "{} | {} | {}: {found}",
                row.name, row.request, row.expected
            ));
        }
    }
    let demands = rows.len() - left_out;
    let held = format!(
        "{} of {demands} demands hold, {left_out} are left out",
        demands - missed.len()
    );
    println!("evidence: {held}");
    record("evidence of real clients", &held);
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let of_steps = rows.iter().filter(|row| row.request == "steps").count();
    let stories: usize = STORIES.iter().map(|stories| stories.len()).sum();
    assert_eq!(of_steps, stories, "each story has its row");
}

#[tokio::test]
async fn a_row_that_does_not_hold_is_found() {
    let account = Account::start(false).await;
    let request = "GET /v1/Customer?ReferenceCustomer=cust-alice";
    account
        .holds(request, "200 /Name = \"Alice Martin\"")
        .await
        .unwrap();
    for wrong in [
        "404",
        "200 /Name = \"Somebody Else\"",
        "200 /Nmae = \"Alice Martin\"",
    ] {
        account.holds(request, wrong).await.unwrap_err();
    }
    is_there("crates/emulator/tests/it/https.rs::nothing_of_the_kind").unwrap_err();
    is_there("crates/emulator/tests/it/nowhere.rs::name").unwrap_err();
}
