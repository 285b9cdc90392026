//! The contract against the typed client: every operation has a method, which sends every path part, filter and member of a
//! body where it belongs.

mod backoffice;
mod live;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::num::NonZeroU32;

use proabono::backoffice::Backoffice;
use proabono::{Error, Prepared};
use proabono_contract::{Api, Contract, Host, Operation, Parameter, Type};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::settings;

/// A value for each property of an operation.
struct Given {
    parameters: RefCell<Map<String, Value>>,
    body: Value,
}

impl Given {
    /// A parameter that is an argument of its own.
    fn take<T: DeserializeOwned>(&self, name: &str) -> T {
        let value = self.parameters.borrow_mut().remove(name);
        serde_json::from_value(value.unwrap_or_else(|| panic!("there is no {name}"))).unwrap()
    }

    /// All other parameters, which have to be members of one type.
    fn options<T: DeserializeOwned>(&self) -> T {
        let rest = std::mem::take(&mut *self.parameters.borrow_mut());
        serde_json::from_value(Value::Object(rest)).unwrap()
    }

    fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_value(self.body.clone()).unwrap()
    }
}

/// A method by its route.
type Call<A> = (&'static str, fn(&A, &Given) -> Result<Prepared, Error>);

/// The first page.
const FIRST: NonZeroU32 = NonZeroU32::MIN;

fn sample(kind: &Type, contract: &Contract) -> Value {
    match kind {
        Type::Text | Type::Any => json!("sample"),
        Type::Integer => json!(7),
        Type::TextOrInteger => json!("12"),
        Type::Boolean => json!(false),
        Type::Moment => json!("2026-09-15T21:35:32Z"),
        Type::Metadata => json!({ "plan": "trial" }),
        Type::Words(words) => json!(words.last().unwrap()),
        Type::List { item, .. } | Type::Page { item, .. } => json!([sample(item, contract)]),
        Type::Record(members) => members
            .iter()
            .map(|(name, kind)| (name.clone(), sample(kind, contract)))
            .collect(),
        Type::Object(schema) => object(schema, contract),
    }
}

fn object(schema: &str, contract: &Contract) -> Value {
    let members = contract.members(schema).iter();
    let mut object: Value = members
        .map(|member| (member.name.clone(), sample(&member.kind, contract)))
        .collect();
    // An extra resource goes with its own gateway alone.
    if let (true, Some(gateway)) = (object["CardStripe"].is_object(), object.get_mut("TypeGateway")) {
        *gateway = json!("CardStripe");
    }
    object
}

fn given(operation: &Operation, contract: &Contract) -> Given {
    let said = operation
        .parameters
        .iter()
        .filter(|one| !one.constant && !is_of_pages(&one.name));
    let value = |one: &Parameter| (one.name.clone(), sample(&one.kind, contract));
    let body = operation.body.as_ref();
    Given {
        parameters: RefCell::new(said.map(value).collect()),
        body: body.map_or(Value::Null, |kind| sample(kind, contract)),
    }
}

fn is_of_pages(name: &str) -> bool {
    matches!(name, "Page" | "SizePage")
}

/// Compares a request with the contract.
fn compare(operation: &Operation, contract: &Contract, prepared: &Prepared) {
    let route = operation.route();
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let of = |one: &Parameter| {
        text(if one.constant {
            json!(true)
        } else {
            sample(&one.kind, contract)
        })
    };
    assert_eq!(prepared.method, operation.method, "{route}");
    let mut path = operation.path.clone();
    for part in operation.path_parts() {
        path = path.replace(&format!("{{{}}}", part.name), &of(part));
    }
    assert_eq!(prepared.path, path, "{route}");
    let host = match operation.host {
        Host::Account => "http://127.0.0.1:9",
        Host::Segment => "http://localhost:9",
    };
    assert_eq!(prepared.origin, host, "{route}");
    let sent = url::form_urlencoded::parse(prepared.query.as_bytes()).into_owned();
    let sent: BTreeSet<_> = sent.filter(|(name, _)| !is_of_pages(name)).collect();
    let filters = operation.filters().filter(|one| !is_of_pages(&one.name));
    let due: BTreeSet<_> = filters.map(|one| (one.name.clone(), of(one))).collect();
    assert_eq!(sent, due, "{route}");
    let Some(kind) = &operation.body else { return };
    let mut due = sample(kind, contract);
    if let Some(key) = due.pointer_mut("/CardStripe/KeySecret") {
        *key = json!("(hidden)");
    }
    let body: Value = serde_json::from_str(prepared.body.as_deref().unwrap_or_default()).unwrap();
    assert_eq!(body, due, "{route}");
}

/// Compares every operation of an API, each of which has one method.
fn compare_all<A>(api: Api, client: &A, calls: &[Call<A>]) {
    let contract = api.contract();
    for operation in &contract.operations {
        let route = operation.route();
        let found = calls.iter().find(|(one, _)| *one == route);
        let (_, call) = found.unwrap_or_else(|| panic!("{route} has no method"));
        let prepared = call(client, &given(operation, contract));
        compare(operation, contract, &prepared.unwrap());
    }
    assert_eq!(calls.len(), contract.operations.len(), "{}", api.name());
}

#[test]
fn every_operation_of_the_contracts_has_a_method_that_sends_all_of_it() {
    let live = super::live(settings("http://127.0.0.1:9"));
    compare_all(Api::Live, &live, &live::CALLS);
    let segment = "http://localhost:9".parse().unwrap();
    let backoffice = Backoffice::new(settings("http://127.0.0.1:9"), Some(segment)).unwrap();
    compare_all(Api::Backoffice, &backoffice, &backoffice::CALLS);
}
