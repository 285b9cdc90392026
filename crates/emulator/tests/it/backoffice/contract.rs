//! Every operation of the contract, one by one: the members it takes, the ones it requires, and the ones it does not know.

use serde_json::{Map, Value, json};

use super::{ACCOUNT, Host, Running, SEGMENT, problems, start};
use crate::schemas::name;

const UNEXPECTED: &str = "Error.Property.UnexpectedProperty";
const CONVERSION: &str = "Error.Property.ConvertValue.Exception";
const REQUIRED: &str = "Error.Property.ValueRequired";

pub(crate) fn contract() -> Value {
    let path = format!("{}/../contract/data/backoffice.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

pub(crate) fn operations(contract: &Value) -> Vec<&Value> {
    let operations: Vec<&Value> = contract["operations"].as_array().unwrap().iter().collect();
    assert_eq!(operations.len(), 62);
    operations
}

pub(crate) fn host(operation: &Value) -> Host {
    match operation["host"].as_str().unwrap() {
        "segment" => SEGMENT,
        _ => ACCOUNT,
    }
}

/// A value of a type, for a request.
pub(super) fn example(field: &str, kind: &str) -> Value {
    let word = |words: &str| json!(words.split('|').next().unwrap());
    if let Some(words) = kind.strip_prefix("enum ") {
        return word(words);
    }
    if let Some(words) = kind.strip_prefix("array<enum ") {
        return json!([word(words.trim_end_matches('>'))]);
    }
    match (kind, field) {
        ("string", "HostCustomer") => json!("beta.proabono.com"),
        ("string", "HostAgent") => json!("beta.via.proabono.com"),
        // An address is a text like any other.
        ("string", _) => json!("https://beta.example/x"),
        ("integer", _) => json!(1),
        ("boolean", _) => json!(true),
        ("date-time", _) => json!("2026-09-01T00:00:00Z"),
        ("CardStripe", _) => json!({ "KeyPublic": "pk", "KeySecret": "sk" }),
        other => panic!("no example of {other:?}"),
    }
}

/// The declared properties: the name, its example, whether it is required.
fn declared(list: &Value) -> Vec<(&str, Value, bool)> {
    let list = list.as_array().into_iter().flatten();
    list.filter(|one| one["in"] != "path")
        .map(|one| {
            let name = one["name"].as_str().unwrap();
            let value = example(name, one["type"].as_str().unwrap());
            (name, value, one["required"] == true)
        })
        .collect()
}

/// The problems of a call to an object that is there, as codes and targets.
async fn wrong(
    emulator: &Running,
    operation: &Value,
    query: &str,
    body: Option<&Value>,
) -> Vec<(String, String)> {
    let route = name(operation).replace("{Id}", "1");
    let route = if query.is_empty() {
        route
    } else {
        format!("{route}?{query}")
    };
    let (status, answer) = emulator.at(host(operation), &route, body).await;
    assert!(status < 500 && status != 400, "{route}: {status} {answer}");
    problems(&answer)
}

fn has(found: &[(String, String)], code: &str, target: &str) -> bool {
    found.iter().any(|(c, t)| c == code && t == target)
}

#[tokio::test]
async fn every_parameter_and_every_member_is_taken_and_any_other_is_refused_by_name() {
    let (emulator, contract) = (start(), contract());
    let mut taken = 0;
    for operation in operations(&contract) {
        let called = name(operation);
        let schema = operation["body"].as_str();
        let empty = schema.map(|_| json!({}));
        for (member, value, _) in declared(&operation["parameters"]) {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let query = format!("{member}={value}");
            let found = wrong(&emulator, operation, &query, empty.as_ref()).await;
            assert!(!has(&found, UNEXPECTED, member), "{called}: {member}");
            assert!(!has(&found, CONVERSION, member), "{called}: {member}");
            taken += 1;
        }
        let found = wrong(&emulator, operation, "Nonsense=1", empty.as_ref()).await;
        assert!(has(&found, UNEXPECTED, "Nonsense"), "{called}: {found:?}");
        let Some(schema) = schema else { continue };
        let members = declared(&contract["schemas"][schema]);
        taken += members.len();
        let mut body: Map<String, Value> = members
            .into_iter()
            .map(|(member, value, _)| (member.to_owned(), value))
            .collect();
        body.insert("Nonsense".to_owned(), json!(1));
        let found = wrong(&emulator, operation, "", Some(&Value::Object(body))).await;
        let unknown: Vec<_> = found.iter().filter(|(code, _)| code == UNEXPECTED).collect();
        assert!(has(&found, UNEXPECTED, "Nonsense"), "{called}: {found:?}");
        assert_eq!(unknown.len(), 1, "{called}: {unknown:?}");
        assert!(
            !found.iter().any(|(code, _)| code == CONVERSION),
            "{called}: {found:?}"
        );
    }
    assert!(taken > 200, "{taken}");
}

#[tokio::test]
async fn whatever_is_required_is_missed_by_name_and_nothing_else() {
    let (emulator, contract) = (start(), contract());
    for operation in operations(&contract) {
        let schema = operation["body"].as_str();
        let mut all = declared(&operation["parameters"]);
        all.extend(
            schema
                .into_iter()
                .flat_map(|schema| declared(&contract["schemas"][schema])),
        );
        let mut wanted: Vec<&str> = all.iter().filter(|one| one.2).map(|one| one.0).collect();
        wanted.sort_unstable();
        let empty = schema.map(|_| json!({}));
        let found = wrong(&emulator, operation, "", empty.as_ref()).await;
        let missed = found.iter().filter(|(code, _)| code == REQUIRED);
        let mut missed: Vec<&str> = missed.map(|(_, target)| target.as_str()).collect();
        missed.sort_unstable();
        assert_eq!(missed, wanted, "{}", name(operation));
    }
}

/// The words of an enumeration, or of a list of them.
fn words(kind: &str) -> Option<Vec<&str>> {
    let item = kind
        .strip_prefix("array<")
        .map_or(kind, |rest| rest.trim_end_matches('>'));
    Some(item.strip_prefix("enum ")?.split('|').collect())
}

#[tokio::test]
async fn every_word_of_every_enumeration_is_taken_and_no_other_one() {
    let (emulator, contract) = (start(), contract());
    let mut taken = 0;
    for operation in operations(&contract) {
        let schema = operation["body"].as_str();
        let empty = schema.map(|_| json!({}));
        for parameter in operation["parameters"].as_array().unwrap() {
            let member = parameter["name"].as_str().unwrap();
            let Some(words) = words(parameter["type"].as_str().unwrap()) else {
                continue;
            };
            for word in words.into_iter().chain(["Nonsense"]) {
                let found = wrong(&emulator, operation, &format!("{member}={word}"), empty.as_ref()).await;
                let refused = has(&found, CONVERSION, member);
                assert_eq!(
                    refused,
                    word == "Nonsense",
                    "{}: {member} {word}",
                    name(operation)
                );
                taken += 1;
            }
        }
        let Some(schema) = schema else { continue };
        for field in contract["schemas"][schema].as_array().unwrap() {
            let (member, kind) = (field["name"].as_str().unwrap(), field["type"].as_str().unwrap());
            let Some(words) = words(kind) else { continue };
            for word in words.into_iter().chain(["Nonsense"]) {
                let value = if kind.starts_with("array<") {
                    json!([word])
                } else {
                    json!(word)
                };
                let found = wrong(&emulator, operation, "", Some(&json!({ member: value }))).await;
                let refused = has(&found, CONVERSION, member);
                assert_eq!(
                    refused,
                    word == "Nonsense",
                    "{}: {member} {word}",
                    name(operation)
                );
                taken += 1;
            }
        }
    }
    assert!(taken > 200, "{taken}");
}

#[tokio::test]
async fn a_member_of_the_wrong_type_is_refused_by_name() {
    let (emulator, contract) = (start(), contract());
    let mut refused = 0;
    for operation in operations(&contract) {
        let Some(schema) = operation["body"].as_str() else {
            continue;
        };
        for (member, _, _) in declared(&contract["schemas"][schema]) {
            let body = json!({ member: ["neither"] });
            let found = wrong(&emulator, operation, "", Some(&body)).await;
            assert!(
                has(&found, CONVERSION, member),
                "{}: {member} {found:?}",
                name(operation)
            );
            refused += 1;
        }
    }
    assert!(refused > 80, "{refused}");
}

#[tokio::test]
async fn a_fault_is_answered_by_every_operation_and_a_rule_can_name_each() {
    let (emulator, contract) = (start(), contract());
    for operation in operations(&contract) {
        emulator
            .fault(json!({ "on": name(operation), "status": 503, "body": "{}", "times": 1 }))
            .await;
        let route = name(operation).replace("{Id}", "1");
        emulator.reads(503, host(operation), &route).await;
    }
}
