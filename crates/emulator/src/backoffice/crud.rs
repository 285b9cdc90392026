//! The actions that most resources have: create, retrieve, update, delete, list.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists::{self, Extra};
use crate::api::operation::Call;
use crate::clock::Moment;
use crate::world::World;

use super::{collections, hosts, rules};
use crate::records::{Collection, Object, USER};

pub(super) fn create(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    rules::check(call, world)?;
    let mut sent = call.sent.clone();
    // Taxes and agents are not told their business: it is that of the host. An agent does not show it and is found by it.
    if kind.carries("IdBusiness") || kind.path == collections::AGENTS.path {
        sent.entry("IdBusiness")
            .or_insert_with(|| json!(hosts::business(call, world)));
    }
    if kind.carries("Key") {
        sent.insert("Key".to_owned(), json!(world.token()));
    }
    let now = world.now();
    let id = world.backoffice.next_id();
    let object = world.backoffice.insert(kind, id, sent, now);
    Ok(Answer::json(201, &shown(kind, &object)))
}

pub(super) fn retrieve(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let object = world.backoffice.get(kind.path, call.id);
    let object = object.ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &shown(kind, object)))
}

/// A member that is left out stays. ProAbono's behaviour is documented nowhere.
pub(super) fn update(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    // The number of some is in the body.
    let id = call.number("Id").unwrap_or(call.id);
    if world.backoffice.get(kind.path, id).is_none() {
        return Err(Refusal::not_found());
    }
    rules::check(call, world)?;
    let now = world.now();
    if let Some(object) = world.backoffice.get_mut(kind.path, id) {
        object.extend(call.sent.clone());
        object.insert("Id".to_owned(), json!(id));
        if kind.carries("DateUpdate") {
            object.insert("DateUpdate".to_owned(), json!(now));
            object.insert("IdUserUpdate".to_owned(), json!(USER));
        }
    }
    Ok(done())
}

pub(super) fn delete(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    if world.backoffice.remove(kind.path, call.id) {
        Ok(Answer::json(200, &json!({ "Status": 200, "Message": "Ok" })))
    } else {
        Err(Refusal::not_found())
    }
}

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn list(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let found: Vec<&Object> = world
        .backoffice
        .all(kind.path)
        .filter(|object| fits(object, call))
        .collect();
    let extra = Extra {
        path: Some(kind.path),
        ..Extra::default()
    };
    let show = |object: &&Object| shown(kind, object);
    Ok(lists::page_with(call, &found, world.now(), extra, show))
}

/// As the answers of the two updates that are documented.
pub(super) fn done() -> Answer {
    Answer::json(200, &json!({ "Code": "OK", "Message": "Ok" }))
}

/// An object as an answer shows it, never with a gateway's keys.
pub(super) fn shown(kind: &Collection, object: &Object) -> Value {
    let names = kind
        .members()
        .filter(|name| !matches!(*name, "CardStripe" | "Links"));
    let mut found: Object = names
        .filter_map(|name| Some((name.to_owned(), object.get(name)?.clone())))
        .collect();
    let links = (kind.links)(object);
    if !links.is_empty() {
        found.insert("Links".to_owned(), Value::Array(links));
    }
    Value::Object(found)
}

/// True for an object that passes every filter that was sent.
pub(super) fn fits(object: &Object, call: &Call) -> bool {
    call.sent
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "Page" | "SizePage" | "IsCustom"))
        .all(|(name, wanted)| passes(object, name, wanted))
}

fn passes(object: &Object, name: &str, wanted: &Value) -> bool {
    let bound = |name: &str| {
        object
            .get(name)
            .and_then(number)
            .zip(number(wanted))
            .map(|(have, bound)| have.cmp(&bound))
    };
    if let Some(name) = name.strip_suffix("Min") {
        return bound(name).is_some_and(std::cmp::Ordering::is_ge);
    }
    if let Some(name) = name.strip_suffix("Max") {
        return bound(name).is_some_and(std::cmp::Ordering::is_le);
    }
    match (object.get(name), wanted) {
        // "the same Name or a portion of the Name"; of a text, "which contain a part specified code"
        (Some(Value::String(have)), Value::String(wanted)) if matches!(name, "Name" | "Content" | "Code") => {
            have.to_lowercase().contains(&wanted.to_lowercase())
        }
        (Some(Value::String(have)), Value::String(wanted)) => have.eq_ignore_ascii_case(wanted),
        (have, wanted) => have == Some(wanted),
    }
}

/// A number, or a date as one.
fn number(value: &Value) -> Option<i64> {
    value
        .as_i64()
        .or_else(|| Some(Moment::parse(value.as_str()?)?.since_1970()))
}
