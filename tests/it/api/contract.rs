//! The contract, as the tests use it: every operation with its properties and a value for each.

use serde_json::{Value, json};

const CONTRACT: &str = include_str!("../../data/contracts/live-contract.json");

/// A property of an operation, and a value for it.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) place: &'static str,
    pub(super) sample: Value,
}

pub(super) struct Operation {
    pub(super) route: String,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) properties: Vec<Property>,
    /// The body is a list of one object.
    pub(super) listed: bool,
}

pub(super) fn contract() -> Vec<Operation> {
    let contract: Value = serde_json::from_str(CONTRACT).unwrap();
    let operations = contract["operations"].as_array().unwrap();
    let read = operations
        .iter()
        .map(|operation| read(operation, &contract["schemas"]));
    read.collect()
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
