//! The contract against the client, the command line and the emulator: a table with a line for every operation, every
//! path part, filter and member of a body. It is made from the contract file, so nothing can be forgotten in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::{Command, CommandFactory as _};
use proabono_contract::Api;
use proabono_portal::cli::Cli;
use serde_json::{Map, Value, json};

use super::contract::{Operation, Property, contract};
use super::flags::{beyond, unnamed, words};
use super::{ask, fault, segment_origin, service};
use crate::support::http;

const METHODS: [&str; 4] = ["GET /", "POST /", "PUT /", "DELETE /"];

/// A property that no operation has.
const UNKNOWN: &str = "NoSuchProperty";

/// The commands of the API by the route that their help names.
fn commands(api: &str) -> BTreeMap<String, (String, Command)> {
    let mut cli = Cli::command();
    cli.build();
    let api = cli
        .find_subcommand("api")
        .and_then(|all| all.find_subcommand(api))
        .unwrap();
    let mut found = BTreeMap::new();
    for resource in api.get_subcommands() {
        for verb in resource.get_subcommands() {
            let about = verb.get_long_about().map(ToString::to_string).unwrap_or_default();
            if let Some(route) = about
                .lines()
                .find(|line| METHODS.iter().any(|method| line.starts_with(method)))
            {
                let name = format!("{} {}", resource.get_name(), verb.get_name());
                assert!(
                    found.insert(route.to_owned(), (name, verb.clone())).is_none(),
                    "two commands for {route}"
                );
            }
        }
    }
    found
}

/// Tells whether the request that the client made holds the property.
fn sent(request: &Value, operation: &Operation, property: &Property) -> bool {
    match property.place {
        "path" => {
            let id = property.sample.to_string();
            request["Path"]
                .as_str()
                .unwrap()
                .split('/')
                .any(|part| part == id)
        }
        "query" => {
            let text = property
                .sample
                .as_str()
                .map_or_else(|| property.sample.to_string(), str::to_owned);
            request["Query"][&property.name] == text
        }
        _ if operation.listed => request["Body"][0][&property.name] == property.sample,
        _ => request["Body"][&property.name] == shown(&property.sample),
    }
}

/// The value as a dry run shows it: without the secret key of a gateway.
fn shown(sample: &Value) -> Value {
    let mut shown = sample.clone();
    if let Some(key) = shown.get_mut("KeySecret") {
        *key = json!("(hidden)");
    }
    shown
}

/// The properties of the operation that the emulator calls unexpected; `None` where it does not know the operation. An
/// unknown property is sent along: only an operation that exists complains of it.
async fn unexpected(origin: &str, operation: &Operation) -> Option<Vec<String>> {
    let mut path = operation.path.clone();
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    let mut body = Map::new();
    for property in &operation.properties {
        let text = property
            .sample
            .as_str()
            .map_or_else(|| property.sample.to_string(), str::to_owned);
        match property.place {
            "path" => path = path.replace(&format!("{{{}}}", property.name), &text),
            "query" => drop(query.append_pair(&property.name, &text)),
            _ => drop(body.insert(property.name.clone(), property.sample.clone())),
        }
    }
    if body.is_empty() {
        query.append_pair(UNKNOWN, "1");
    } else {
        body.insert(UNKNOWN.to_owned(), json!(1));
    }
    let body = if operation.listed {
        json!([body])
    } else {
        json!(body)
    };
    let url = format!("{origin}{path}?{}", query.finish());
    let request =
        http::request(operation.method.parse().unwrap(), &url).basic_auth("agent-demo", Some("api-demo"));
    let request = if matches!(operation.method.as_str(), "POST" | "PUT") {
        request
            .header("Content-Type", "application/json")
            .body(body.to_string())
    } else {
        request
    };
    let answer = http::send(request).await;
    let problems: Vec<Value> = serde_json::from_str(&answer.body).unwrap_or_default();
    let unexpected: Vec<String> = problems
        .iter()
        .filter(|problem| problem["Code"] == "Error.Property.UnexpectedProperty")
        .filter_map(|problem| problem["Target"].as_str())
        .map(str::to_owned)
        .collect();
    unexpected
        .iter()
        .any(|name| name.ends_with(UNKNOWN))
        .then_some(unexpected)
}

/// The table so far, and what is missing.
#[derive(Default)]
struct Table {
    text: String,
    missing: Vec<String>,
}

impl Table {
    /// The lines of an answer: each field that was answered must come out of the client's type as it went in.
    fn add_answer(&mut self, operation: &Operation, answered: &Value, read: &Value) {
        let one = |value: &Value| {
            value
                .get("Items")
                .map_or_else(|| value.clone(), |items| items[0].clone())
        };
        let (answered, read) = (one(answered), one(read));
        for (name, value) in answered.as_object().unwrap() {
            let line = format!("answer {name:<26} client {}", yes(read.get(name) == Some(value)));
            let _ = writeln!(self.text, "  {line}");
            if line.ends_with("MISSING") {
                self.missing.push(format!(
                    "{} {line}: {value} read as {}",
                    operation.route, read[name]
                ));
            }
        }
    }

    /// The lines of an operation: `request` is what the client made of all flags, `answered` what the emulator calls
    /// unexpected, `None` when it does not know the operation.
    fn add(
        &mut self,
        operation: &Operation,
        name: &str,
        command: &Command,
        request: &Value,
        answered: Option<&[String]>,
    ) {
        let route = &operation.route;
        let _ = writeln!(
            self.text,
            "{route:<50} {name:<30} emulator {}",
            yes(answered.is_some())
        );
        if answered.is_none() {
            self.missing
                .push(format!("{route}: the emulator does not answer it"));
        }
        for property in &operation.properties {
            let Property { name, place, .. } = property;
            let flag = match words(command, property) {
                _ if property.constant => "always".to_owned(),
                None => "MISSING".to_owned(),
                Some(words) => words.concat(),
            };
            let unnamed = unnamed(command, property);
            self.missing
                .extend(unnamed.iter().map(|word| format!("{route} {name}: {word}")));
            let client = sent(request, operation, property);
            let unexpected =
                |names: &[String]| names.iter().any(|found| found.rsplit('.').next() == Some(name));
            let known = !answered.is_some_and(unexpected);
            let flag: String = flag.chars().take(44).collect();
            let line = format!(
                "{place:<6}{name:<26} client {:<8} emulator {:<8} {flag}",
                yes(client),
                yes(known && answered.is_some())
            );
            let _ = writeln!(self.text, "  {line}");
            if !client || flag == "MISSING" || !known {
                self.missing.push(format!("{route} {line}"));
            }
        }
    }
}

#[tokio::test]
async fn all_of_the_contracts_is_sent_by_the_clients_reached_by_a_command_and_answered_by_the_emulator() {
    let service = service();
    let mut table = Table::default();
    for (api, count) in Api::ALL.into_iter().zip([39, 62]) {
        let operations = contract(api);
        let api = api.name();
        let commands = commands(api);
        assert_eq!(
            (operations.len(), commands.len()),
            (count, count),
            "{api}: one command for each operation"
        );
        for operation in &operations {
            let Some((name, command)) = commands.get(&operation.route) else {
                table.missing.push(format!("no command for {}", operation.route));
                continue;
            };
            let flags = operation
                .properties
                .iter()
                .filter_map(|property| words(command, property))
                .flatten();
            let dry = ["--dry-run", "--json"].map(str::to_owned);
            let line: Vec<String> = name.split(' ').map(str::to_owned).chain(flags).collect();
            table.missing.extend(beyond(command, operation));
            let request = ask(&service.origin, api, line.iter().cloned().chain(dry))
                .await
                .json();
            assert_eq!(request["Method"], operation.method.as_str());
            let host = if operation.of_segment {
                segment_origin(&service.origin)
            } else {
                service.origin.clone()
            };
            assert_eq!(request["Origin"], host, "{}", operation.route);
            let answered = unexpected(&host, operation).await;
            table.add(operation, name, command, &request, answered.as_deref());
            if let Some(answer) = operation.answer.as_ref().filter(|_| api == "backoffice") {
                let rule =
                    json!({ "on": operation.route, "status": 200, "body": answer.to_string(), "times": 1 });
                fault(&service, rule).await;
                let read = ask(
                    &service.origin,
                    api,
                    line.into_iter().chain(["--json".to_owned()]),
                )
                .await;
                table.add_answer(operation, answer, &read.json());
            }
        }
    }
    show(&table.text);
    assert!(
        table.missing.is_empty(),
        "{}\n{}",
        table.text,
        table.missing.join("\n")
    );
}

#[expect(clippy::print_stdout, reason = "the table of a run with --nocapture")]
fn show(table: &str) {
    println!("{table}");
}

fn yes(answer: bool) -> &'static str {
    if answer { "yes" } else { "MISSING" }
}
