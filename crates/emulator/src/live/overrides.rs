//! The differences of a new subscription from its offer: the members that `POST /v1/Subscription` and its quote share.

use serde::Deserialize as _;

use crate::catalogue::{Offer, Pricing};
use crate::clock::{Length, Unit};
use crate::model::{Override, Refused, SubscriptionDraft, Terms};
use crate::world::World;

use super::shared;
use crate::api::error::{Problem, Refusal};
use crate::api::operation::Call;

/// A start may lie this many years back, because everything that has fallen due since then happens at once.
const YEARS_BACK: i64 = 10;

/// The draft that a body describes.
pub(super) fn draft(call: &Call, world: &World) -> Result<SubscriptionDraft, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let customer = shared::accessible(reference, world)?;
    if customer.is_suspended() {
        return Err(Refused::Suspended.into());
    }
    let customer = customer.id;
    if call.number("IdCustomer").is_some_and(|id| id != customer) {
        return Err(Refusal::invalid(Problem::unknown("IdCustomer")));
    }
    let buyer = shared::filter(call, "ReferenceCustomerBuyer", world)?.unwrap_or(customer);
    let offer =
        shared::offer(call, world).ok_or_else(|| Refusal::invalid(Problem::unknown("ReferenceOffer")))?;
    let date_start = call.date("DateStart");
    if date_start.is_some_and(|date| date < world.now().minus_years(YEARS_BACK)) {
        return Err(Refusal::invalid(Problem::too_old("DateStart")));
    }
    let features: Result<Vec<_>, _> = call
        .list("Features")
        .iter()
        .map(|one| feature(one, world))
        .collect();
    Ok(SubscriptionDraft {
        customer,
        buyer,
        terms: terms(call, &offer),
        offer,
        title: call.owned("TitleLocalized"),
        date_start,
        features: features?,
        metadata: call.object("Metadata"),
    })
}

fn terms(call: &Call, offer: &Offer) -> Terms {
    let offered = Terms::of(offer);
    let trial = length(call, "Trial", offered.trial.unwrap_or(NO_TIME));
    let recurrence = length(call, "Recurrence", offered.recurrence);
    Terms {
        up_front: call.integer("AmountUpFront").unwrap_or(offered.up_front),
        trial: Some(trial).filter(|trial| trial.count > 0),
        amount_trial: call.integer("AmountTrial").unwrap_or(offered.amount_trial),
        amount: call.integer("AmountRecurrence").unwrap_or(offered.amount),
        recurrence,
        count: call.number("CountRecurrences").or(offered.count),
        least: call.number("CountMinRecurrences").or(offered.least),
        termination: call.integer("AmountTermination").unwrap_or(offered.termination),
    }
}

const NO_TIME: Length = Length {
    count: 0,
    unit: Unit::Day,
};

fn length(call: &Call, name: &str, offered: Length) -> Length {
    let unit = call
        .get(&format!("Unit{name}"))
        .and_then(|unit| Unit::deserialize(unit).ok());
    Length {
        count: call.integer(&format!("Duration{name}")).unwrap_or(offered.count),
        unit: unit.unwrap_or(offered.unit),
    }
}

fn feature(call: &Call, world: &World) -> Result<Override, Refusal> {
    let feature = call
        .text("ReferenceFeature")
        .and_then(|reference| world.catalogue.feature(reference))
        .cloned()
        .ok_or_else(|| Refusal::invalid(Problem::unknown("Features.ReferenceFeature")))?;
    let pricing = call.list("Steps").first().map(|step| Pricing {
        increment: step.integer("Increment").unwrap_or(1),
        per_increment: step.integer("AmountPerIncrement"),
        ceiling: step.integer("AmountCeiling"),
    });
    Ok(Override {
        feature,
        included: call.flag("IsIncluded"),
        enabled: call.flag("IsEnabled"),
        quantity_included: call.integer("QuantityIncluded"),
        quantity_current: call.integer("QuantityCurrent"),
        pricing,
    })
}
