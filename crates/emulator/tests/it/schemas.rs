//! The contract as data: operations, schemas, and whether a value fits one.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

pub(super) fn contract() -> Value {
    let path = format!("{}/../contract/data/live.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// `GET /v1/Customer`.
pub(super) fn name(operation: &Value) -> String {
    format!(
        "{} {}",
        operation["method"].as_str().unwrap(),
        operation["path"].as_str().unwrap()
    )
}

/// The fields of a schema as name and type.
pub(super) fn fields(contract: &Value, schema: &str) -> Vec<(String, String)> {
    let fields = contract["schemas"][schema]
        .as_array()
        .unwrap_or_else(|| panic!("no schema {schema}"));
    let text = |field: &Value, name: &str| field[name].as_str().unwrap().to_owned();
    fields
        .iter()
        .map(|field| (text(field, "name"), text(field, "type")))
        .collect()
}

/// A value of a type, for a request.
pub(super) fn example(contract: &Value, kind: &str) -> Value {
    if let Some(words) = kind.strip_prefix("enum ") {
        return json!(words.split('|').next().unwrap());
    }
    if let Some(item) = kind
        .strip_prefix("array<")
        .and_then(|rest| rest.strip_suffix('>'))
    {
        if item == "{ReferenceDiscount:string}" {
            return json!([{ "ReferenceDiscount": "promo" }]);
        }
        let members: Map<_, _> = fields(contract, item)
            .into_iter()
            .map(|(name, kind)| (name, example(contract, &kind)))
            .collect();
        return json!([members]);
    }
    match kind {
        "string" => json!("x"),
        "integer" => json!(1),
        "string-or-integer" => json!("1"),
        "boolean" => json!(true),
        "date-time" => json!("2026-09-01T00:00:00Z"),
        "Metadata" => json!({ "a": "b" }),
        other => panic!("no example of {other}"),
    }
}

/// Everything in an answer that the contract does not know, or knows as another type.
pub(super) fn strangers(contract: &Value, value: &Value, kind: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(contract, value, kind, "", &mut found);
    found
}

fn walk(contract: &Value, value: &Value, kind: &str, at: &str, found: &mut BTreeSet<String>) {
    if let Some(item) = kind.strip_suffix("[]") {
        return items(contract, value, item, at, found);
    }
    if let Some(item) = kind
        .strip_prefix("array<")
        .and_then(|rest| rest.strip_suffix('>'))
    {
        return items(contract, value, item, at, found);
    }
    if let Some(item) = kind.strip_prefix("List<") {
        return envelope(contract, value, item, at, found);
    }
    let fits = match kind {
        "string" => value.is_string(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "date-time" => value
            .as_str()
            .is_some_and(|text| text.ends_with('Z') && text.len() == 23),
        "Metadata" => value.is_object(),
        words if words.starts_with("enum ") => value
            .as_str()
            .is_some_and(|word| words[5..].split('|').any(|one| one == word)),
        schema => {
            let Some(members) = value.as_object() else {
                found.insert(format!("{at} is no {schema}"));
                return;
            };
            let known = fields(contract, schema);
            for (name, member) in members.iter().filter(|(_, member)| !member.is_null()) {
                let at = format!("{at}.{name}");
                match known.iter().find(|(field, _)| field == name) {
                    Some((_, kind)) => walk(contract, member, kind, &at, found),
                    None => drop(found.insert(format!("{at} is unknown"))),
                }
            }
            true
        }
    };
    if !fits {
        found.insert(format!("{at} is no {kind}: {value}"));
    }
}

fn items(contract: &Value, value: &Value, item: &str, at: &str, found: &mut BTreeSet<String>) {
    match value.as_array() {
        Some(all) => all.iter().for_each(|one| walk(contract, one, item, at, found)),
        None => drop(found.insert(format!("{at} is no array"))),
    }
}

fn envelope(contract: &Value, value: &Value, rest: &str, at: &str, found: &mut BTreeSet<String>) {
    let (item, computed) = rest.split_once('>').unwrap();
    let mut head = value.clone();
    let members = head.as_object_mut().unwrap();
    let list = members.remove("Items").unwrap_or_default();
    items(contract, &list, item, &format!("{at}[]"), found);
    if !computed.is_empty() {
        let sums = members.remove("Computations").unwrap_or_default();
        walk(contract, &sums, "BalanceLineList.Computations", at, found);
    }
    walk(contract, &head, "PaginatedList", at, found);
}

#[test]
fn a_stranger_in_an_answer_is_found() {
    let contract = contract();
    let found = |value: Value| strangers(&contract, &value, "List<Feature>").len();
    let mut list = super::samples::sample("live-features-list-200");
    assert_eq!(found(list.clone()), 0);
    list["Items"][0]["Titel"] = json!("Users");
    list["Items"][1]["Id"] = json!("61002");
    list["Items"][2]["TypeFeature"] = json!("Switch");
    list["Computations"] = json!({});
    assert_eq!(found(list), 4);
}
