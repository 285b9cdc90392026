//! What an answer must be beside its shape.

use serde_json::Value;

use super::context::Context;

type Also = Result<(), (String, String)>;

fn wrong(expected: &str, got: &str) -> Also {
    Err((expected.to_owned(), got.to_owned()))
}

pub(super) fn items(body: &Value) -> &[Value] {
    body.get("Items")
        .unwrap_or(body)
        .as_array()
        .map_or(&[], Vec::as_slice)
}

/// The member is what the context holds by that name.
pub(super) fn same(body: &Value, pointer: &str, context: &Context, name: &str) -> Also {
    if body
        .pointer(pointer)
        .is_some_and(|found| context.get(name) == Some(found))
    {
        Ok(())
    } else {
        wrong(
            &format!("{pointer} as it was asked for"),
            "another value, or none",
        )
    }
}

/// The member is there, and is not what the context holds by that name.
pub(super) fn other(body: &Value, pointer: &str, context: &Context, name: &str) -> Also {
    match body.pointer(pointer).filter(|found| !found.is_null()) {
        None => wrong(&format!("another {pointer} than before"), "none"),
        Some(found) if context.get(name) == Some(found) => {
            wrong(&format!("another {pointer} than before"), "the old one")
        }
        Some(_) => Ok(()),
    }
}

pub(super) fn at_most_two(body: &Value, _: &Context) -> Also {
    if items(body).len() <= 2 {
        Ok(())
    } else {
        wrong("at most 2 items", "more")
    }
}

pub(super) fn no_items(body: &Value, _: &Context) -> Also {
    if items(body).is_empty() {
        Ok(())
    } else {
        wrong("no items", "items")
    }
}

pub(super) fn bare(body: &Value, _: &Context) -> Also {
    let empty = |name: &str| {
        body.get(name)
            .is_none_or(|value| value.is_null() || value.as_array().is_some_and(Vec::is_empty))
    };
    if empty("Features") && empty("Links") {
        Ok(())
    } else {
        wrong("neither Features nor Links", "some")
    }
}

pub(super) fn all_bare(body: &Value, context: &Context) -> Also {
    items(body).iter().try_for_each(|item| bare(item, context))
}

pub(super) fn word(body: &Value, pointer: &str, expected: &str) -> Result<(), (String, String)> {
    match body.pointer(pointer).and_then(Value::as_str) {
        Some(found) if found == expected => Ok(()),
        Some(_) => Err((format!("{pointer} is {expected:?}"), "another value".to_owned())),
        None => Err((format!("{pointer} is {expected:?}"), "none".to_owned())),
    }
}

/// There are links, and none of them is the one that was there before.
pub(super) fn other_links(body: &Value, context: &Context) -> Result<(), (String, String)> {
    let links = body["Links"].as_array().map_or(&[][..], Vec::as_slice);
    let old = context.get("link");
    let kept = |link: &Value| {
        ["href", "query"]
            .iter()
            .any(|name| link.get(name).is_some_and(|it| Some(it) == old))
    };
    match links {
        [] => Err(("new Links".to_owned(), "none".to_owned())),
        _ if links.iter().any(kept) => Err(("new Links".to_owned(), "an old one".to_owned())),
        _ => Ok(()),
    }
}

pub(super) fn no_links(body: &Value) -> Result<(), (String, String)> {
    let none = body["Links"].as_array().is_none_or(Vec::is_empty);
    if none {
        Ok(())
    } else {
        Err(("no Links".to_owned(), "some".to_owned()))
    }
}
