//! The contract, as the tests use it: every operation with its properties and a value for each.

use serde_json::{Value, json};

const LIVE: &str = include_str!("../../../crates/contract/data/live.json");
const BACKOFFICE: &str = include_str!("../../../crates/contract/data/backoffice.json");

/// Both APIs, as the command line names them.
pub(super) const APIS: [&str; 2] = ["live", "backoffice"];

/// The contract of an API as it stands in the file.
pub(super) fn document(api: &str) -> Value {
    let text = if api == "live" { LIVE } else { BACKOFFICE };
    serde_json::from_str(text).unwrap()
}

/// A property of an operation, and a value for it.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) place: &'static str,
    pub(super) sample: Value,
    /// The documented words.
    pub(super) words: Vec<String>,
    /// It always has this value, so no flag sets it.
    pub(super) constant: bool,
}

pub(super) struct Operation {
    pub(super) route: String,
    pub(super) method: String,
    pub(super) path: String,
    /// It is on the host of the segment.
    pub(super) of_segment: bool,
    pub(super) properties: Vec<Property>,
    /// The body is a list of one object.
    pub(super) listed: bool,
    /// An answer with every field, where one is documented.
    pub(super) answer: Option<Value>,
}

pub(super) fn contract(api: &str) -> Vec<Operation> {
    let contract = document(api);
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
            sample: sample_of(parameter, schemas),
            words: words(parameter),
            constant: parameter["constant"] == true,
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
            sample: sample_of(field, schemas),
            words: words(field),
            constant: false,
        });
    }
    Operation {
        route: format!("{method} {path}"),
        method: method.to_owned(),
        path: path.to_owned(),
        of_segment: operation["host"] == "segment",
        properties,
        listed: body.contains("[]"),
        // Objects of the Live API hold each other, so no one of them has every field; its samples are read elsewhere.
        answer: operation["host"].as_str().and_then(|_| {
            let kind = operation["responses"]["200"].as_str();
            answer(kind.unwrap_or_default(), schemas)
        }),
    }
}

/// Of an object, or of a list of one.
fn answer(kind: &str, schemas: &Value) -> Option<Value> {
    let item = kind.strip_prefix("List<").and_then(|rest| rest.split('>').next());
    let schema = item.unwrap_or(kind);
    schemas.get(schema)?;
    let one = object(schema, schemas);
    Some(match item {
        Some(_) => {
            json!({ "Page": 1, "SizePage": 10, "Count": 1, "TotalItems": 1, "DateGenerated": "2026-09-15T21:35:32Z", "Items": [one] })
        }
        None => one,
    })
}

fn sample_of(property: &Value, schemas: &Value) -> Value {
    if property["constant"] == true {
        return json!(true);
    }
    // The client spells it as ISO 3166 does.
    if property["name"] == "Country" {
        return json!("FR");
    }
    sample(property["type"].as_str().unwrap(), schemas)
}

/// The words of an enumeration, or of a list of them.
fn words(property: &Value) -> Vec<String> {
    let kind = property["type"].as_str().unwrap();
    let item = kind
        .strip_prefix("array<")
        .and_then(|rest| rest.strip_suffix('>'));
    let words = item.unwrap_or(kind).strip_prefix("enum ");
    words.map_or_else(Vec::new, |words| words.split('|').map(str::to_owned).collect())
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
        if item.starts_with("enum ") {
            return json!([sample(item, schemas)]);
        }
        return json!([item.strip_prefix('{').map_or_else(
            || object(item, schemas),
            |_| json!({ "ReferenceDiscount": "disc-1" })
        )]);
    }
    match kind {
        "string" | "any" => json!("sample"),
        "integer" => json!(7),
        "boolean" => json!(false),
        "date-time" => json!("2026-09-15T21:35:32Z"),
        "string-or-integer" => json!("12"),
        "Metadata" => json!({ "plan": "trial" }),
        schema => object(schema, schemas),
    }
}

fn object(schema: &str, schemas: &Value) -> Value {
    // A link has an address or a query, never both.
    if schema == "Link" {
        return json!({ "rel": "self", "href": "/sample" });
    }
    let fields = schemas[schema]
        .as_array()
        .unwrap_or_else(|| panic!("no schema {schema}"));
    let members = fields.iter().map(|field| {
        let name = field["name"].as_str().unwrap().to_owned();
        (name, sample(field["type"].as_str().unwrap(), schemas))
    });
    Value::Object(members.collect())
}
