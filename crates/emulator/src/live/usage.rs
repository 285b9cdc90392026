//! `/v1/Usage`: one feature of one running subscription, read or changed.

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::catalogue::Type;
use crate::clock::Moment;
use crate::model::{Change, Held, Subscription};
use crate::world::World;

use super::shared;
use crate::api::error::{Problem, Refusal};
use crate::api::operation::{Call, Route};

/// A caller's clock may be this many milliseconds ahead: a date is sent with hundredths, and those are rounded.
const AHEAD: i64 = 1_000;

pub(super) const ROUTES: &[Route] = &[("GET /v1/Usage", retrieve), ("POST /v1/Usage", update)];

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let found = matching(call, world)?;
    let (subscription, held) = found.first().ok_or_else(|| Refusal::none_matching(404))?;
    Ok(shared::ok(members(subscription, held, world)))
}

fn update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    change(call, world).map(shared::ok)
}

/// The usage after one change.
pub(super) fn change(call: &Call, world: &mut World) -> Result<Map<String, Value>, Refusal> {
    let change = wanted(call, world.now())?;
    let (subscription, held) = the_one(call, world, 403)?;
    world.change_usage(subscription.id, &held.feature.reference, change)?;
    let (subscription, held) = the_one(call, world, 403)?;
    Ok(members(&subscription, &held, world))
}

/// The change that a body asks for: exactly one of three, at an instant that has come.
pub(super) fn wanted(call: &Call, now: Moment) -> Result<Change, Refusal> {
    if call.date("DateStamp").is_some_and(|date| date.since(now) > AHEAD) {
        return Err(Refusal::invalid(Problem::future("DateStamp")));
    }
    let increment = call.integer("Increment").map(Change::Increment);
    let set = call.integer("QuantityCurrent").map(Change::Set);
    let enable = call.flag("IsEnabled").map(Change::Enable);
    match (increment, set, enable) {
        (Some(change), None, None) | (None, Some(change), None) | (None, None, Some(change)) => Ok(change),
        (None, None, None) => Err(Refusal::invalid(
            Problem::required("QuantityCurrent").because(ONE),
        )),
        (Some(_), Some(_), _) => Err(one_too_many("QuantityCurrent")),
        _ => Err(one_too_many("IsEnabled")),
    }
}

const ONE: &str = "Exactly one of Increment, QuantityCurrent and IsEnabled";

fn one_too_many(name: &str) -> Refusal {
    Refusal::invalid(Problem::unexpected(name).because(ONE))
}

/// The only usage that fits. Several are told apart by the subscription.
pub(super) fn the_one(call: &Call, world: &World, none: u16) -> Result<(Subscription, Held), Refusal> {
    let mut found = matching(call, world)?;
    if found.len() > 1 {
        return Err(Refusal::invalid(Problem::required("IdSubscription")));
    }
    let (one, held) = found.pop().ok_or_else(|| Refusal::none_matching(none))?;
    Ok((one.clone(), held.clone()))
}

/// Every usage that fits the customer, the feature and the subscription that the call names, across the segments.
pub(super) fn matching<'a>(
    call: &Call,
    world: &'a World,
) -> Result<Vec<(&'a Subscription, &'a Held)>, Refusal> {
    let customer = shared::filter(call, "ReferenceCustomer", world)?;
    let (feature, subscription) = (call.text("ReferenceFeature"), call.number("IdSubscription"));
    let fits = |(one, held): &(&Subscription, &Held)| {
        customer.is_none_or(|id| one.id_customer == id)
            && feature.is_none_or(|reference| held.feature.reference == reference)
            && subscription.is_none_or(|id| one.id == id)
    };
    Ok(world.usages().filter(fits).collect())
}

pub(super) fn members(subscription: &Subscription, held: &Held, world: &World) -> Map<String, Value> {
    let switch = held.feature.kind == Type::OnOff;
    let quantity = held.quantity.filter(|_| !switch);
    let customer = world.customer_by_id(subscription.id_customer);
    let (id_segment, reference_segment) = world.segment_of(subscription.id_customer);
    shared::without_nulls(json!({
        "IdSegment": id_segment,
        "IdFeature": held.feature.id,
        "IdCustomer": subscription.id_customer,
        "IdSubscription": subscription.id,
        "ReferenceSegment": reference_segment,
        "ReferenceFeature": held.feature.reference,
        "ReferenceCustomer": customer.map(|one| &one.reference_customer),
        "TypeFeature": held.feature.kind.name(),
        "IsIncluded": switch.then_some(held.included),
        "IsEnabled": switch.then_some(held.enabled),
        "QuantityIncluded": quantity.map(|one| one.included),
        "QuantityCurrent": quantity.map(|one| one.current),
        "DatePeriodStart": subscription.period.map(|(start, _)| start),
        "DatePeriodEnd": subscription.period.map(|(_, end)| end),
    }))
}
