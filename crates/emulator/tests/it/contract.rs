//! Every operation, every query parameter and every body field of the contract, one by one.

use serde_json::{Map, Value, json};

use super::schemas::{contract, example, fields, name};
use super::{Running, start};

const UNEXPECTED: &str = "Error.Property.UnexpectedProperty";
const CONVERSION: &str = "Error.Property.ConvertValue.Exception";

/// The properties that are refused by name, as code and target.
async fn problems(
    emulator: &Running,
    operation: &Value,
    query: &str,
    body: Option<&Value>,
) -> Vec<(String, String)> {
    let path = operation["path"].as_str().unwrap();
    let path = path.replace("{IdSubscription}", "1").replace("{id}", "1");
    let path = if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    };
    let (status, answer) = match (operation["method"].as_str().unwrap(), body) {
        ("GET", _) => emulator.ask(&path).await,
        (_, Some(body)) => emulator.tell(&path, body).await,
        (_, None) => emulator.order(&path).await,
    };
    assert!(status < 500, "{path}: {status}");
    assert_ne!(status, 400, "{path}: {answer}");
    let text = |problem: &Value, name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    let problems = answer.as_array().filter(|_| status == 422).into_iter().flatten();
    problems
        .map(|problem| (text(problem, "Code"), text(problem, "Target")))
        .collect()
}

/// The name of the schema of the body, without what makes it a list.
fn body_of(operation: &Value) -> Option<(&str, bool)> {
    let schema = operation["body"].as_str()?;
    Some(match schema.split_once("[]") {
        Some((item, _)) => (item, true),
        None => (schema, false),
    })
}

fn wrapped(body: Value, list: bool) -> Value {
    if list { json!([body]) } else { body }
}

fn query_parameters(operation: &Value) -> Vec<(&str, &str)> {
    let parameters = operation["parameters"].as_array().unwrap().iter();
    parameters
        .filter(|one| one["in"] == "query")
        .map(|one| (one["name"].as_str().unwrap(), one["type"].as_str().unwrap()))
        .collect()
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Neither unknown nor of the wrong type.
#[track_caller]
fn accepted(problems: &[(String, String)], member: &str, operation: &str) {
    let against = |(code, target): &&(String, String)| {
        (code == UNEXPECTED || code == CONVERSION) && target.ends_with(member)
    };
    assert_eq!(problems.iter().find(against), None, "{operation}: {member}");
}

#[tokio::test]
async fn every_query_parameter_is_accepted_and_an_unknown_one_is_refused() {
    let (emulator, contract) = (start(), contract());
    let mut parameters = 0;
    for operation in contract["operations"].as_array().unwrap() {
        let called = name(operation);
        let body = body_of(operation).map(|(_, list)| wrapped(json!({}), list));
        for (parameter, kind) in query_parameters(operation) {
            let query = format!("{parameter}={}", as_text(&example(&contract, kind)));
            let found = problems(&emulator, operation, &query, body.as_ref()).await;
            accepted(&found, parameter, &called);
            parameters += 1;
        }
        let found = problems(&emulator, operation, "Nonsense=1", body.as_ref()).await;
        assert!(
            found.contains(&(UNEXPECTED.to_owned(), "Nonsense".to_owned())),
            "{called}: {found:?}"
        );
    }
    assert_eq!(contract["operations"].as_array().unwrap().len(), 39);
    assert!(parameters > 80, "{parameters}");
}

#[tokio::test]
async fn every_field_of_a_body_is_accepted_and_an_unknown_one_is_refused() {
    let (emulator, contract) = (start(), contract());
    for operation in contract["operations"].as_array().unwrap() {
        let Some((schema, list)) = body_of(operation) else {
            continue;
        };
        let called = name(operation);
        let mut all = Map::new();
        for (field, kind) in fields(&contract, schema) {
            let value = example(&contract, &kind);
            let body = wrapped(json!({ &field: value }), list);
            let found = problems(&emulator, operation, "", Some(&body)).await;
            accepted(&found, &field, &called);
            all.insert(field, value);
        }
        let found = problems(&emulator, operation, "", Some(&wrapped(Value::Object(all), list))).await;
        assert!(
            found.iter().all(|(code, _)| code != UNEXPECTED
                || schema.contains("Usage")
                || schema == "BalanceLineRequest"),
            "{called}: {found:?}"
        );
        let body = wrapped(json!({ "Nonsense": 1 }), list);
        let found = problems(&emulator, operation, "", Some(&body)).await;
        let named = |(code, target): &(String, String)| code == UNEXPECTED && target.ends_with("Nonsense");
        assert!(found.iter().any(named), "{called}: {found:?}");
    }
}

#[tokio::test]
async fn every_query_parameter_of_a_write_is_accepted_in_its_body_too() {
    let (emulator, contract) = (start(), contract());
    let writes = contract["operations"].as_array().unwrap().iter();
    for operation in writes.filter(|one| one["method"] == "POST") {
        for (parameter, kind) in query_parameters(operation) {
            let body = json!({ parameter: example(&contract, kind) });
            let found = problems(&emulator, operation, "", Some(&body)).await;
            accepted(&found, parameter, &name(operation));
        }
        if !body_of(operation).is_some_and(|(_, list)| list) {
            let found = problems(&emulator, operation, "", Some(&json!({ "Nonsense": 1 }))).await;
            assert!(
                found.contains(&(UNEXPECTED.to_owned(), "Nonsense".to_owned())),
                "{}: {found:?}",
                name(operation)
            );
        }
    }
}

#[tokio::test]
async fn whatever_is_required_is_missed_by_name() {
    let (emulator, contract) = (start(), contract());
    for operation in contract["operations"].as_array().unwrap() {
        let body = body_of(operation).map(|(_, list)| wrapped(json!({}), list));
        let found = problems(&emulator, operation, "", body.as_ref()).await;
        let parameters = operation["parameters"].as_array().unwrap().iter();
        let mut required: Vec<&Value> = parameters.filter(|one| one["in"] == "query").collect();
        if let Some((schema, _)) = body_of(operation) {
            required.extend(contract["schemas"][schema].as_array().unwrap());
        }
        for one in required.iter().filter(|one| one["required"] == true) {
            let wanted = one["name"].as_str().unwrap();
            let missed = |(code, target): &(String, String)| {
                code.ends_with("ValueRequired") && target.ends_with(wanted)
            };
            assert!(
                found.iter().any(missed),
                "{}: {wanted} {found:?}",
                name(operation)
            );
        }
    }
}

#[tokio::test]
async fn a_fault_is_answered_by_every_operation() {
    let (emulator, contract) = (start(), contract());
    emulator
        .fault(json!({ "on": "*", "status": 503, "body": "{}" }))
        .await;
    for operation in contract["operations"].as_array().unwrap() {
        let path = operation["path"]
            .as_str()
            .unwrap()
            .replace("{IdSubscription}", "1")
            .replace("{id}", "1");
        let status = match operation["method"].as_str().unwrap() {
            "GET" => emulator.ask(&path).await.0,
            _ => emulator.tell(&path, &json!({})).await.0,
        };
        assert_eq!(status, 503, "{path}");
    }
    let counts = emulator.control("counts").await;
    for operation in contract["operations"].as_array().unwrap() {
        assert_eq!(counts[name(operation)], 1, "{}", name(operation));
    }
}
