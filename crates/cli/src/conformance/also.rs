//! The verdict on an answer beside its shape.

use std::collections::BTreeMap;

use serde_json::Value;

use super::check::Also;
use super::context::Context;

/// The error says what was expected and what came; never a value, which may be a link.
type Verdict = Result<(), (String, String)>;

fn wrong(expected: impl Into<String>, got: &str) -> Verdict {
    Err((expected.into(), got.to_owned()))
}

pub(super) fn judge(also: &Also, body: &Value, context: &Context) -> Verdict {
    for (pointer, text) in &also.is {
        same(body, pointer, text, context)?;
    }
    for (pointer, text) in &also.is_not {
        other(body, pointer, text, context)?;
    }
    let items = items(body).unwrap_or(std::slice::from_ref(body));
    if also.most.is_some_and(|most| items.len() > most) {
        return wrong(format!("at most {} items", also.most.unwrap_or_default()), "more");
    }
    for item in items {
        without(item, &also.without)?;
        each(item, &also.each, context)?;
    }
    let has = |item: &Value| also.has.iter().all(|(name, value)| item.get(name) == Some(value));
    if !also.has.is_empty() && !items.iter().any(has) {
        let names: Vec<&str> = also.has.keys().map(String::as_str).collect();
        return wrong(format!("an item with that {}", names.join(", ")), "none");
    }
    match &also.new_links {
        Some(name) => new_links(body, context.get(name)),
        None => Ok(()),
    }
}

/// The items of a list, in an envelope or bare; `None` for an object.
pub(super) fn items(body: &Value) -> Option<&[Value]> {
    match body.get("Items") {
        Some(items) => Some(items.as_array().map_or(&[], Vec::as_slice)),
        None => body.as_array().map(Vec::as_slice),
    }
}

fn each(item: &Value, due: &BTreeMap<String, Value>, context: &Context) -> Verdict {
    let fits = |name: &str, due: &Value| match due.as_str() {
        Some(text) => item.get(name) == context.value(text).as_ref(),
        None => item.get(name) == Some(due),
    };
    match due.iter().find(|(name, due)| !fits(name, due)) {
        Some((name, _)) => wrong(
            format!("items with the {name} that was asked for only"),
            "another one",
        ),
        None => Ok(()),
    }
}

fn same(body: &Value, pointer: &str, text: &str, context: &Context) -> Verdict {
    let found = body.pointer(pointer);
    match context.value(text) {
        Some(due) if found == Some(&due) => Ok(()),
        _ if text.starts_with('{') => {
            wrong(format!("{pointer} as it was asked for"), "another value, or none")
        }
        _ if found.is_some_and(Value::is_string) => wrong(format!("{pointer} is {text:?}"), "another value"),
        _ => wrong(format!("{pointer} is {text:?}"), "none"),
    }
}

fn other(body: &Value, pointer: &str, text: &str, context: &Context) -> Verdict {
    let expected = format!("another {pointer} than before");
    match body.pointer(pointer).filter(|found| !found.is_null()) {
        None => wrong(expected, "none"),
        Some(found) if context.value(text).as_ref() == Some(found) => wrong(expected, "the old one"),
        Some(_) => Ok(()),
    }
}

fn without(body: &Value, names: &[String]) -> Verdict {
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    match names
        .iter()
        .find(|name| body.get(name).is_some_and(|value| !empty(value)))
    {
        Some(name) => wrong(format!("no {name}"), "some"),
        None => Ok(()),
    }
}

fn new_links(body: &Value, old: Option<&Value>) -> Verdict {
    let links = body["Links"].as_array().map_or(&[][..], Vec::as_slice);
    let kept = |link: &Value| {
        let names = ["href", "query"];
        names
            .iter()
            .any(|name| link.get(name).is_some_and(|it| Some(it) == old))
    };
    match links {
        [] => wrong("new Links", "none"),
        _ if links.iter().any(kept) => wrong("new Links", "an old one"),
        _ => Ok(()),
    }
}
