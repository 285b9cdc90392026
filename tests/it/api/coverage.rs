//! The contract against the client, the command line and the emulator: a table with a line for every operation, every
//! path part, filter and member of a body. It is made from the contract file, so nothing can be forgotten in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use clap::{Command, CommandFactory as _};
use proabono_portal::cli::Cli;
use serde_json::{Map, Value, json};

use super::{emulated, live, service};
use crate::support::http;

const CONTRACT: &str = include_str!("../../data/contracts/live-contract.json");
/// A property that no operation has.
const UNKNOWN: &str = "NoSuchProperty";

/// A property of an operation, and a value for it.
struct Property {
    name: String,
    place: &'static str,
    sample: Value,
}

struct Operation {
    route: String,
    method: String,
    path: String,
    properties: Vec<Property>,
    /// The body is a list of one object.
    listed: bool,
}

fn contract() -> (Vec<Operation>, usize) {
    let contract: Value = serde_json::from_str(CONTRACT).unwrap();
    let operations = contract["operations"].as_array().unwrap();
    let read = operations
        .iter()
        .map(|operation| read(operation, &contract["schemas"]));
    (read.collect(), operations.len())
}

fn read(operation: &Value, schemas: &Value) -> Operation {
    let (method, path) = (
        operation["method"].as_str().unwrap(),
        operation["path"].as_str().unwrap(),
    );
    let mut properties = Vec::new();
    for parameter in operation["parameters"].as_array().unwrap() {
        properties.push(Property {
            name: parameter["name"].as_str().unwrap().to_owned(),
            place: if parameter["in"] == "path" {
                "path"
            } else {
                "query"
            },
            sample: sample(parameter["type"].as_str().unwrap(), schemas),
        });
    }
    let body = operation["body"].as_str().unwrap_or_default();
    let schema = body.split("[]").next().unwrap();
    for field in schemas
        .get(schema)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        properties.push(Property {
            name: field["name"].as_str().unwrap().to_owned(),
            place: "body",
            sample: sample(field["type"].as_str().unwrap(), schemas),
        });
    }
    Operation {
        route: format!("{method} {path}"),
        method: method.to_owned(),
        path: path.to_owned(),
        properties,
        listed: body.contains("[]"),
    }
}

/// A value of a type, as the contract names types.
fn sample(kind: &str, schemas: &Value) -> Value {
    if let Some(words) = kind.strip_prefix("enum ") {
        return json!(words.split('|').next_back().unwrap());
    }
    if let Some(item) = kind
        .strip_prefix("array<")
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return json!([item.strip_prefix('{').map_or_else(
            || object(item, schemas),
            |_| json!({ "ReferenceDiscount": "disc-1" })
        )]);
    }
    match kind {
        "string" => json!("sample"),
        "integer" => json!(7),
        "boolean" => json!(false),
        "date-time" => json!("2026-09-15T21:35:32Z"),
        "string-or-integer" => json!("12"),
        "Metadata" => json!({ "plan": "trial" }),
        other => panic!("the contract has a new type: {other}"),
    }
}

fn object(schema: &str, schemas: &Value) -> Value {
    let fields = schemas[schema]
        .as_array()
        .unwrap_or_else(|| panic!("no schema {schema}"));
    let members = fields.iter().map(|field| {
        let name = field["name"].as_str().unwrap().to_owned();
        (name, sample(field["type"].as_str().unwrap(), schemas))
    });
    Value::Object(members.collect())
}

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
        Value::Object(pairs) => pairs
            .iter()
            .map(|(key, value)| format!("{key}={}", value.as_str().unwrap()))
            .collect(),
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
        "path" => request["Path"]
            .as_str()
            .unwrap()
            .split('/')
            .any(|part| part == property.sample.to_string()),
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

#[tokio::test]
async fn everything_in_the_contract_is_sent_by_the_client_reached_by_the_command_line_and_answered_by_the_emulator()
 {
    let service = service();
    let (operations, count) = contract();
    assert_eq!(count, 39, "the contract has 39 operations");
    let commands = commands();
    assert_eq!(commands.len(), count, "one command for each operation");
    let (mut table, mut missing) = (String::new(), Vec::new());
    for operation in &operations {
        let Some((name, command)) = commands.get(&operation.route) else {
            missing.push(format!("no command for {}", operation.route));
            continue;
        };
        let arguments: Vec<String> = operation
            .properties
            .iter()
            .filter_map(|property| words(command, property))
            .flatten()
            .collect();
        let line = name
            .split(' ')
            .map(str::to_owned)
            .chain(arguments)
            .chain(["--dry-run".to_owned(), "--json".to_owned()]);
        let request = live(&service.origin, line).await.json();
        assert_eq!(request["Method"], operation.method.as_str());
        let answered = unexpected(&service.origin, operation).await;
        let _ = writeln!(
            table,
            "{:<50} {name:<30} emulator {}",
            operation.route,
            yes(answered.is_some())
        );
        if answered.is_some() != emulated(&operation.route) {
            missing.push(format!(
                "{}: the emulator answers it: {}",
                operation.route,
                yes(answered.is_some())
            ));
        }
        for property in &operation.properties {
            let flag = words(command, property).map_or_else(|| "MISSING".to_owned(), |words| words.concat());
            let client = sent(&request, operation, property);
            let known = answered.as_ref().is_none_or(|names| {
                !names
                    .iter()
                    .any(|name| name.rsplit('.').next() == Some(property.name.as_str()))
            });
            let short: String = flag.chars().take(44).collect();
            let _ = writeln!(
                table,
                "  {:<6}{:<26} client {:<8} emulator {:<8} {short}",
                property.place,
                property.name,
                yes(client),
                yes(known && answered.is_some())
            );
            if !client || flag == "MISSING" || !known {
                missing.push(format!(
                    "{} {}: client {}, flag {flag}, emulator {}",
                    operation.route,
                    property.name,
                    yes(client),
                    yes(known)
                ));
            }
        }
    }
    println!("{table}");
    assert!(missing.is_empty(), "{table}\n{}", missing.join("\n"));
}

fn yes(answer: bool) -> &'static str {
    if answer { "yes" } else { "MISSING" }
}
