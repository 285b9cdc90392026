//! Every member of every answer, with every kind of JSON.

use std::collections::BTreeMap;

use proabono_contract::{Api, Direction, Member, Type};
use serde_json::{Map, Value, json};

use super::calls::{Clients, LISTS, OBJECTS};
use super::{Said, place};
use crate::support::trials::{record, trials};

/// A kind of JSON, and the value of it that stands in the place of a member; `None` leaves the member out.
type Kind = (&'static str, Option<Value>);

fn kinds() -> Vec<Kind> {
    let kind = |name, value: Value| (name, Some(value));
    let mut kinds = vec![
        ("missing", None),
        kind("null", Value::Null),
        kind("a truth", json!(true)),
        kind("a number", json!(7)),
        kind("a text", json!("text")),
        kind("a number as text", json!("7")),
        kind("an empty text", json!("")),
        kind("a list", json!([])),
        kind("an object", json!({})),
    ];
    if trials("client: kinds of odd members", 9, 18) > kinds.len() {
        kinds.extend([
            kind("a negative number", json!(-1)),
            kind("a fraction", json!(1.5)),
            kind("a huge number", json!(1e30)),
            kind("a truth as text", json!("true")),
            kind("never", json!("9999-12-31T23:59:59.9999999Z")),
            kind("a date without offset", json!("2015-04-27T06:54:00")),
            kind("a list of null", json!([null])),
            kind("a list of objects", json!([{ "a": 1 }])),
            kind("an object with a member", json!({ "a": 1 })),
        ]);
    }
    kinds
}

/// The members that are never taken for absent: in any object, then in one.
const DECIDING: [&str; 8] = [
    "ReferenceCustomer",
    "ReferenceCustomerBuyer",
    "ReferenceSegment",
    "IdCustomer",
    "IdCustomerBuyer",
    "IdSegment",
    "Links",
    "IsVisible",
];
const DECIDING_IN: [(&str, &[&str]); 7] = [
    ("Customer", &["Id", "Status"]),
    ("BackofficeCustomer", &["Id"]),
    ("Segment", &["Id"]),
    ("Link", &["rel", "href", "query"]),
    ("Usage", &RIGHTS),
    ("OfferFeature", &RIGHTS),
    ("SubscriptionFeature", &RIGHTS),
];
const RIGHTS: [&str; 4] = ["IsIncluded", "IsEnabled", "QuantityIncluded", "QuantityCurrent"];

fn decides(schema: &str, name: &str) -> bool {
    let of_schema = DECIDING_IN.iter().filter(|(one, _)| *one == schema);
    DECIDING.contains(&name) || of_schema.flat_map(|(_, names)| *names).any(|one| *one == name)
}

/// Tells whether a member that decides something can be read.
fn fits(member: &Member, value: &Value) -> bool {
    let number = match value {
        Value::String(text) => text.parse().unwrap_or_default(),
        value => value.clone(),
    };
    match &member.kind {
        Type::Integer if member.name.starts_with("Id") => number.as_u64().is_some(),
        Type::Integer => number.as_i64().is_some(),
        Type::Boolean => number.is_boolean(),
        Type::List { .. } => value
            .as_array()
            .is_some_and(|items| items.iter().all(Value::is_object)),
        _ => value.is_string(),
    }
}

fn members(schema: &str) -> &'static [Member] {
    let found = Api::ALL.map(|api| api.contract().members(schema));
    found
        .into_iter()
        .find(|members| !members.is_empty())
        .unwrap_or_default()
}

/// The documented values of the members of a schema.
fn documented(schema: &str) -> BTreeMap<&'static str, &'static Value> {
    let samples = Api::ALL.into_iter().flat_map(Api::samples);
    let answers = samples.filter(|sample| {
        let kind = sample.schema.as_ref().and_then(Type::schema);
        sample.direction == Direction::Response && kind == Some(schema)
    });
    let objects = answers.flat_map(|sample| match sample.body.get("Items") {
        Some(items) => items.as_array().into_iter().flatten().collect(),
        None => vec![&sample.body],
    });
    let values = objects.filter_map(Value::as_object).flatten();
    let said = values.filter(|(_, value)| !value.is_null());
    said.map(|(name, value)| (name.as_str(), value)).collect()
}

/// An object with all its members, as documented or else of their types. `depth` ends what holds itself.
fn object(schema: &str, depth: u32) -> Value {
    let documented = documented(schema);
    let nested = |kind: &Type| matches!(kind, Type::List { .. } | Type::Object(_));
    let members = members(schema).iter().map(|member| {
        let sample = documented
            .get(member.name.as_str())
            .filter(|_| !nested(&member.kind));
        let value = sample.map_or_else(|| value(&member.kind, depth), |sample| Value::clone(sample));
        (member.name.clone(), value)
    });
    Value::Object(members.collect::<Map<_, _>>())
}

fn value(kind: &Type, depth: u32) -> Value {
    match kind {
        Type::Integer | Type::TextOrInteger => json!(5),
        Type::Boolean => json!(false),
        Type::Moment => json!("2026-03-02T09:15:44Z"),
        Type::Metadata => json!({ "Plan": "pro" }),
        Type::Any => json!({ "Any": 1 }),
        Type::Words(words) => json!(words[0]),
        Type::List { item, .. } => json!([value(item, depth)]),
        Type::Object(schema) if depth > 0 => object(schema, depth - 1),
        Type::Object(_) | Type::Page { .. } | Type::Record(_) => json!({}),
        Type::Text => json!("documented"),
    }
}

/// A member of an answer: where it stands, in which object, and what is documented of it.
struct Row {
    pointer: String,
    path: String,
    schema: String,
    member: &'static Member,
}

fn rows(schema: &str, pointer: &str, path: &str, depth: u32, found: &mut Vec<Row>) {
    for member in members(schema) {
        let pointer = format!("{pointer}/{}", member.name);
        let path = format!("{path}{}", member.name);
        match &member.kind {
            Type::Object(inner) if depth > 0 => {
                rows(inner, &pointer, &format!("{path}."), depth - 1, found);
            }
            Type::List { item, .. } if depth > 0 && matches!(**item, Type::Object(_)) => {
                let inner = item.schema().unwrap();
                rows(
                    inner,
                    &format!("{pointer}/0"),
                    &format!("{path}[0]."),
                    depth - 1,
                    found,
                );
            }
            _ => {}
        }
        found.push(Row {
            pointer,
            path,
            schema: schema.to_owned(),
            member,
        });
    }
}

/// Puts the value there, or takes the member away.
fn put(body: &mut Value, pointer: &str, value: Option<Value>) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let Some(Value::Object(parent)) = body.pointer_mut(parent) else {
        return;
    };
    match value {
        Some(value) => drop(parent.insert(name.to_owned(), value)),
        None => drop(parent.remove(name)),
    }
}

impl Row {
    /// Tells whether the answer must be read.
    fn reads(&self, value: Option<&Value>) -> bool {
        match value {
            None | Some(Value::Null) => true,
            Some(value) => !decides(&self.schema, &self.member.name) || fits(self.member, value),
        }
    }

    /// The value that stands there once it is read, where that is plain.
    fn means(&self, value: Option<&Value>) -> Option<Value> {
        match (&self.member.kind, value?) {
            (Type::Integer, value) if *value == json!("7") || *value == json!(7) => Some(json!(7)),
            (Type::Boolean, value) if *value == json!("true") => Some(json!(true)),
            // The extra resource of a gateway is kept as it came.
            (Type::Text, value) if *value == json!(7) && self.schema != "CardStripe" => Some(json!("7")),
            _ => None,
        }
    }

    fn holds(&self, kind: &Kind, result: Result<Value, proabono::Error>, whole: &Value) {
        let name = format!("{} {} is {}", self.schema, self.path, kind.0);
        if !self.reads(kind.1.as_ref()) {
            let error = result.expect_err(&name);
            assert!(place(&error).starts_with(&self.path), "{name}: {error}");
            return;
        }
        let mut read = result.unwrap_or_else(|error| panic!("{name}: {error}"));
        if let Some(meant) = self.means(kind.1.as_ref()) {
            assert_eq!(read.pointer(&self.pointer), Some(&meant), "{name}");
        }
        // A link without an address has the opener in its place.
        if self.schema != "Link" {
            let mut whole = whole.clone();
            put(&mut whole, &self.pointer, None);
            put(&mut read, &self.pointer, None);
            assert_eq!(read, whole, "{name}");
        }
    }
}

#[tokio::test]
async fn every_member_of_every_answer_may_be_any_json_unless_it_decides_something() {
    let service = Said::start();
    let clients = Clients::of(&service.origin());
    let kinds = kinds();
    let mut count = 0;
    for (schema, call) in OBJECTS {
        let body = object(schema, 2);
        service.says(body.to_string());
        let whole = call(&clients)
            .await
            .unwrap_or_else(|error| panic!("{schema}: {error}"));
        let mut members = Vec::new();
        rows(schema, "", "", 2, &mut members);
        assert!(!members.is_empty(), "{schema}");
        for row in members {
            let kept = whole.pointer(&row.pointer).is_some();
            // Of a link, the address or the opener is kept.
            assert!(kept || row.schema == "Link", "{schema} loses {}", row.path);
            for kind in &kinds {
                let mut odd = body.clone();
                put(&mut odd, &row.pointer, kind.1.clone());
                service.says(odd.to_string());
                row.holds(kind, call(&clients).await, &whole);
                count += 1;
            }
        }
    }
    record(
        "client: members with every kind of JSON",
        &format!("{count} rows"),
    );
    assert!(count > 3_000, "only {count} rows");
}

#[tokio::test]
async fn every_member_around_a_list_may_be_any_json_but_its_items() {
    let service = Said::start();
    let clients = Clients::of(&service.origin());
    for (schema, call) in LISTS {
        let body = json!({
            "Page": 1, "SizePage": 10, "Count": 0, "TotalItems": 3, "DateGenerated": "2026-03-02T09:15:44Z",
            "Items": [], "Links": [{ "rel": "next", "href": "/v1/next" }], "Computations": { "AmountTotal": 5 },
        });
        service.says(body.to_string());
        call(&clients).await.unwrap();
        for name in body.as_object().unwrap().keys() {
            for (kind, value) in kinds() {
                let mut odd = body.clone();
                put(&mut odd, &format!("/{name}"), value.clone());
                service.says(odd.to_string());
                let strict = name == "Items";
                let is_list = value.as_ref().is_none_or(|value| {
                    value.is_null()
                        || value
                            .as_array()
                            .is_some_and(|items| items.iter().all(Value::is_object))
                });
                match call(&clients).await {
                    Ok(_) => assert!(!strict || is_list, "{schema} {name} is {kind}"),
                    Err(error) => {
                        assert!(strict && !is_list, "{schema} {name} is {kind}: {error}");
                        assert!(place(&error).starts_with(name), "{error}");
                    }
                }
            }
        }
    }
}
