//! The actions that most resources have: create, retrieve, update, delete, list.

use std::cmp::Reverse;

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists::{self, Extra};
use crate::api::operation::Call;
use crate::clock::Moment;
use crate::secrets;
use crate::world::World;

use super::{collections, hosts, rules};
use crate::records::{Collection, Object, USER};

pub(super) fn create(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    rules::check(call, world)?;
    let mut sent = call.sent.clone();
    // An object that is sent without its business gets that of the host. A business itself is in none.
    if kind.path != collections::BUSINESSES.path {
        sent.entry("IdBusiness")
            .or_insert_with(|| json!(hosts::business(call, world)));
    }
    if kind.carries("ReferenceSegment") {
        sent.entry("ReferenceSegment")
            .or_insert_with(|| json!(world.generated_reference()));
    }
    if kind.carries("Key") {
        sent.insert("Key".to_owned(), json!(world.token()));
    }
    let now = world.now();
    let id = world.backoffice.next_id();
    let object = world.backoffice.insert(kind, id, sent, now);
    Ok(Answer::json(201, &shown(kind, &object, call)))
}

pub(super) fn retrieve(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let object = world.backoffice.get(kind.path, call.id);
    let object = object.ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &shown(kind, object, call)))
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
        object.insert("DateUpdate".to_owned(), json!(now));
        object.insert("IdUserUpdate".to_owned(), json!(USER));
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
    let owner = owner(kind, call, world);
    let found = world
        .backoffice
        .all(kind.path)
        .filter(|object| owner.is_none_or(|(name, id)| object.get(name).and_then(Value::as_u64) == id))
        .map(|object| shown(kind, object, call));
    Ok(listed(call, found.collect(), world))
}

/// The page of those that pass every filter: the newest by `DateUpdate` first, as in ProAbono's samples. What has no date stays
/// in its order.
pub(super) fn listed(call: &Call, mut found: Vec<Value>, world: &World) -> Answer {
    found.retain(|one| one.as_object().is_some_and(|one| fits(one, call)));
    found.sort_by_cached_key(|one| {
        let date = one["DateUpdate"].as_str();
        date.map(|date| Reverse((date.to_owned(), one["Id"].as_u64())))
    });
    let extra = Extra {
        links: true,
        ..Extra::default()
    };
    lists::page_with(call, &found, world.now(), extra, Value::clone)
}

/// The filters `IdAgent` of businesses and segments, and `IdSegment` of agents, are about the business that both are of: the
/// member to look at, and the number that it must have.
fn owner(kind: &Collection, call: &Call, world: &World) -> Option<(&'static str, Option<u64>)> {
    let business = if kind.path == collections::AGENTS.path {
        business_of(&collections::SEGMENTS, call.number("IdSegment")?, world)
    } else {
        business_of(&collections::AGENTS, call.number("IdAgent")?, world)
    };
    let is_business = kind.path == collections::BUSINESSES.path;
    // No object has the number 0, so an unknown agent or segment finds nothing.
    Some((
        if is_business { "Id" } else { "IdBusiness" },
        business.or(Some(0)),
    ))
}

/// The business of an object of that kind.
pub(super) fn business_of(kind: &Collection, id: u64, world: &World) -> Option<u64> {
    world.backoffice.get(kind.path, id)?.get("IdBusiness")?.as_u64()
}

/// The answer that is documented for two of the updates.
pub(super) fn done() -> Answer {
    Answer::json(200, &json!({ "Code": "OK", "Message": "Ok" }))
}

/// An object as an answer shows it: with the attributes that ProAbono adds to every object, and never with a gateway's keys.
pub(super) fn shown(kind: &Collection, object: &Object, call: &Call) -> Value {
    let mut found = object.clone();
    found.retain(|name, _| !secrets::is_gateway(name));
    let links = (kind.links)(object);
    if !links.is_empty() && call.flag("Links") != Some(false) {
        found.insert("Links".to_owned(), Value::Array(links));
    }
    Value::Object(found)
}

/// Parameters that are no filters of a member, or are looked at in another place.
const ELSEWHERE: [&str; 7] = [
    "Page",
    "SizePage",
    "IsCustom",
    "IdAgent",
    "WithQuantity",
    "Links",
    "lang",
];

/// True for an object that passes every filter that was sent.
fn fits(object: &Object, call: &Call) -> bool {
    call.sent
        .iter()
        .filter(|(name, _)| !ELSEWHERE.contains(&name.as_str()))
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
        // The business that a business is of is itself. Of the texts of segments, which have neither member, `texts` has chosen
        // those of the business before.
        (None, wanted) if name == "IdBusiness" => object.get("Id").is_none_or(|id| id == wanted),
        // An object that does not say its segment is not told apart by it: few do.
        (None, _) if name == "IdSegment" => true,
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
