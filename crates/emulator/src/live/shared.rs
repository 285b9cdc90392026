//! Helpers of several resources: the customer or segment that a call means, and the shape of an answer.

use std::sync::Arc;

use proabono_contract::Api;
use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::catalogue::Offer;
use crate::clock::Length;
use crate::model::{Customer, Subscription};
use crate::options::UnknownCustomer;
use crate::world::World;

use crate::api::error::Refusal;
use crate::api::operation::{Call, SEGMENT};

/// The customer that the call names; 404, or 403 where the options say so.
pub(super) fn customer(call: &Call, world: &World) -> Result<Customer, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    world.customer(reference).cloned().ok_or_else(|| {
        if world.options.unknown_customer == UnknownCustomer::Unaccessible {
            Refusal::unaccessible()
        } else {
            Refusal::not_found()
        }
    })
}

/// The customer by a reference; 403 when these keys reach none.
pub(super) fn accessible<'a>(reference: &str, world: &'a World) -> Result<&'a Customer, Refusal> {
    world.customer(reference).ok_or_else(Refusal::unaccessible)
}

/// The id of the customer whose address or settings are meant; 403 for one that is unknown, no 404 is declared there.
pub(super) fn payer(call: &Call, world: &World) -> Result<u64, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    accessible(reference, world).map(|one| one.id)
}

/// The id of the customer in an optional member.
pub(super) fn filter(call: &Call, name: &str, world: &World) -> Result<Option<u64>, Refusal> {
    call.text(name)
        .map(|reference| accessible(reference, world).map(|one| one.id))
        .transpose()
}

/// True for a customer of the segment that the call names, and for everybody where it names none.
pub(super) fn is_in_segment(call: &Call, customer: u64, world: &World) -> bool {
    is_of(call.text(SEGMENT), customer, world)
}

/// True for a customer of that segment; `None` stands for every segment.
pub(super) fn is_of(segment: Option<&str>, customer: u64, world: &World) -> bool {
    segment.is_none_or(|segment| world.segment_of(customer).1 == segment)
}

/// The segment whose objects a list has: the one that the call names, else the account's. `None` stands for every segment, where
/// the call names a customer instead.
pub(super) fn segment_of_list<'a>(call: &'a Call, world: &'a World) -> Option<&'a str> {
    let own = || call.customer(world).is_none().then_some(world.own_segment().1);
    call.text(SEGMENT).or_else(own)
}

/// The subscription in the path.
pub(super) fn subscription(call: &Call, world: &World) -> Result<Subscription, Refusal> {
    world
        .subscription(call.id)
        .filter(|one| is_in_segment(call, one.id_customer, world))
        .cloned()
        .ok_or_else(Refusal::not_found)
}

/// The offer that the call names.
pub(super) fn offer(call: &Call, world: &World) -> Option<Arc<Offer>> {
    world.catalogue.offer(call.text("ReferenceOffer")?).cloned()
}

/// The word that the call sends in a member, as the contract has it in an enumeration.
pub(super) fn word(call: &Call, name: &str, enumeration: &str) -> Option<&'static str> {
    let sent = call.text(name)?;
    let words = Api::Live.contract().enumerations.get(enumeration)?;
    words.iter().map(String::as_str).find(|word| *word == sent)
}

/// The members of an object but those that are null: ProAbono leaves them out.
pub(super) fn without_nulls(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .collect(),
        _ => Map::new(),
    }
}

/// A length of time under two names, or neither.
pub(super) fn put_length(members: &mut Map<String, Value>, name: &str, length: Option<Length>) {
    members.insert(
        format!("Duration{name}"),
        json!(length.map_or(0, |length| length.count)),
    );
    if let Some(length) = length {
        members.insert(format!("Unit{name}"), json!(length.unit));
    }
}

/// 200 with an object.
pub(super) fn ok(members: Map<String, Value>) -> Answer {
    Answer::json(200, &Value::Object(members))
}
