//! The contract against the client, the command line and the emulator: a table with a line for every operation, every
//! path part, filter and member of a body. It is made from the contract file, so nothing can be forgotten in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::{Command, CommandFactory as _};
use proabono_portal::cli::Cli;
use serde_json::{Map, Value, json};

use super::contract::{Operation, Property, contract};
use super::{live, service};
use crate::support::http;

/// A property that no operation has.
const UNKNOWN: &str = "NoSuchProperty";

/// The commands of the API by the route that their help names.
fn commands() -> BTreeMap<String, (String, Command)> {
    let mut cli = Cli::command();
    cli.build();
    let api = cli
        .find_subcommand("api")
        .and_then(|api| api.find_subcommand("live"))
        .unwrap();
    let mut found = BTreeMap::new();
    for resource in api.get_subcommands() {
        for verb in resource.get_subcommands() {
            let about = verb.get_long_about().map(ToString::to_string).unwrap_or_default();
            if let Some(route) = about
                .lines()
                .find(|line| line.starts_with("GET /") || line.starts_with("POST /"))
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

/// The words on the command line that set a property.
fn words(command: &Command, property: &Property) -> Option<Vec<String>> {
    let id = match property.name.as_str() {
        "Page" => "page",
        "SizePage" => "size-page",
        name => name,
    };
    let argument = command.get_arguments().find(|argument| argument.get_id() == id)?;
    let value = match &property.sample {
        Value::String(text) => text.clone(),
        Value::Object(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(key, value)| format!("{key}={}", value.as_str().unwrap()))
                .collect();
            pairs.concat()
        }
        other => other.to_string(),
    };
    Some(match argument.get_long() {
        Some(long) => vec![format!("--{long}={value}")],
        None => vec![value],
    })
}

/// Whether the request that the client made holds the property.
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
        _ => request["Body"][&property.name] == property.sample,
    }
}

/// Whether the emulator knows the operation, and which of its properties it calls unexpected. An unknown property is
/// sent along: only an operation that exists complains of it.
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
    let request = if operation.method == "POST" {
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
            let flag = words(command, property).map_or_else(|| "MISSING".to_owned(), |words| words.concat());
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
async fn all_of_the_contract_is_sent_by_the_client_reached_by_a_command_and_answered_by_the_emulator() {
    let service = service();
    let (operations, commands) = (contract(), commands());
    assert_eq!(
        (operations.len(), commands.len()),
        (39, 39),
        "one command for each operation"
    );
    let mut table = Table::default();
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
        let line = name.split(' ').map(str::to_owned).chain(flags).chain(dry);
        let request = live(&service.origin, line).await.json();
        assert_eq!(request["Method"], operation.method.as_str());
        let answered = unexpected(&service.origin, operation).await;
        table.add(operation, name, command, &request, answered.as_deref());
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
