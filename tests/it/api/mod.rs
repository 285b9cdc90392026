//! The command line of the API, the client's types against the samples, and the checks of a service.

mod commands;
mod conformance;
mod contract;
mod coverage;
mod ends;
mod example;
mod examples;
mod flags;
mod gateways;
mod hosts;
mod ids;
mod newcomers;
mod output;
mod secrets;
mod set_up;
mod shell;
mod slips;

use std::process::Output;

use proabono_emulator::{Emulator, Options};
use serde_json::Value;
use tokio::process::Command;

use crate::support::http;

/// The program, as cargo built it for the tests.
const PROGRAM: &str = env!("CARGO_BIN_EXE_proabono-portal");

/// A running emulator; it stops when dropped.
struct Service {
    origin: String,
    _emulator: Emulator,
}

fn service() -> Service {
    service_with(Options::default())
}

/// Its clock stands still, at another time than ours.
fn seeded() -> Service {
    service_with(Options {
        seed: Some(7),
        ..Options::default()
    })
}

fn service_with(options: Options) -> Service {
    let emulator = Emulator::bind(options).unwrap();
    Service {
        origin: emulator.url(),
        _emulator: emulator,
    }
}

/// The other host of the Backoffice API, as the emulator tells them apart.
fn segment_origin(origin: &str) -> String {
    origin.replace("127.0.0.1", "localhost")
}

/// The variables of the sample account at that origin.
fn account(origin: &str) -> [(&'static str, String); 7] {
    [
        ("PROABONO_API_BASE", origin.to_owned()),
        ("PROABONO_BUSINESS_ID", "1".to_owned()),
        ("PROABONO_SEGMENT_REF", "acme-eur".to_owned()),
        ("PROABONO_AGENT_KEY", "agent-demo".to_owned()),
        ("PROABONO_API_KEY", "api-demo".to_owned()),
        ("PROABONO_BACKOFFICE_BASE", origin.to_owned()),
        ("PROABONO_BACKOFFICE_SEGMENT_BASE", segment_origin(origin)),
    ]
}

/// The end of a run of the program, with its output.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {:?}", self.out))
    }

    #[track_caller]
    fn ended(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// A command that sees the variables of the account and no others.
fn command(program: &str, origin: &str) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(account(origin)).kill_on_drop(true);
    command
}

/// `proabono-portal api live …`
async fn live<A: AsRef<str>>(origin: &str, arguments: impl IntoIterator<Item = A>) -> Ran {
    ask(origin, "live", arguments).await
}

/// `proabono-portal api …`
async fn ask<A: AsRef<str>>(origin: &str, api: &str, arguments: impl IntoIterator<Item = A>) -> Ran {
    let mut command = command(PROGRAM, origin);
    command.args(["api", api]);
    for argument in arguments {
        command.arg(argument.as_ref());
    }
    Ran::of(command.output().await.unwrap())
}

/// The words of a line, without quotes.
async fn say(origin: &str, line: &str) -> Ran {
    live(origin, line.split_whitespace()).await
}

async fn fault(service: &Service, rule: Value) {
    let url = format!("{}/_emulator/faults", service.origin);
    let headers = [("Content-Type", "application/json")];
    http::post(&url, &headers, rule.to_string())
        .await
        .assert_status(201);
}

/// The calls that the emulator got.
async fn calls(service: &Service) -> Vec<Value> {
    let answer = http::get(&format!("{}/_emulator/calls", service.origin)).await;
    serde_json::from_str(&answer.body).unwrap()
}
