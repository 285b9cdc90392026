//! A subscription as the API shows it. Its members depend on its state.

use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::catalogue::Type;
use crate::model::{Held, Subscription};
use crate::words::Words;
use crate::world::World;

use super::links;
use super::shared;

/// The billing of a period that ends comes some hours after.
const TO_BILLING: Duration = Duration::from_hours(6);

const DAY: i64 = 86_400_000;

/// With its links, which are issued now.
pub(super) fn with_links(one: &Subscription, ignore_features: bool, world: &mut World) -> Map<String, Value> {
    let mut members = members(one, ignore_features, world);
    members.insert("Links".to_owned(), json!(links::of_subscription(one, world)));
    members
}

pub(super) fn members(one: &Subscription, ignore_features: bool, world: &World) -> Map<String, Value> {
    let reference = |id| world.customer_by_id(id).map(|one| &one.reference_customer);
    let (id_segment, reference_segment) = world.segment_of(one.id_customer);
    let mut members = shared::without_nulls(json!({
        "Id": one.id,
        "IdSegment": id_segment,
        "IdOffer": one.offer.id,
        "IdCustomer": one.id_customer,
        "IdCustomerBuyer": one.id_buyer,
        "ReferenceSegment": reference_segment,
        "ReferenceOffer": one.offer.reference_offer,
        "ReferenceCustomer": reference(one.id_customer),
        "ReferenceCustomerBuyer": reference(one.id_buyer),
        "Status": one.state.status(),
        "StateSubscription": one.state.name(),
        "Currency": world.catalogue.currency(),
        "Metadata": one.metadata,
        "TitleLocalized": one.title,
        "DateStart": one.date_start,
        "DateEnd": one.date_end,
        "DateUpdate": one.date_update,
    }));
    members.append(&mut terms(one));
    if one.date_end.is_none() {
        members.insert(
            "IsCustomerBillable".to_owned(),
            json!(world.is_billable(one.id_buyer)),
        );
        let capping = world.is_capping_reached(one.id_buyer);
        members.insert("IsPaymentCappingReached".to_owned(), json!(capping));
    }
    if one.is_running() {
        members.append(&mut running(one, world));
    }
    if !ignore_features {
        let words = world.words_of(one.id_customer);
        let features: Vec<_> = one.features.iter().map(|held| feature(held, words)).collect();
        members.insert("Features".to_owned(), json!(features));
    }
    members
}

/// The amounts that are zero and the counts that are unlimited are left out, as in ProAbono's samples.
fn terms(one: &Subscription) -> Map<String, Value> {
    let terms = &one.terms;
    let some = |amount: i64| Some(amount).filter(|amount| *amount != 0);
    let mut members = shared::without_nulls(json!({
        "AmountUpFront": some(terms.up_front),
        "AmountTrial": some(terms.amount_trial),
        "AmountRecurrence": terms.amount,
        "AmountTermination": some(terms.termination),
        "CountRecurrences": terms.count,
        "CountMinRecurrences": terms.least,
    }));
    shared::put_length(&mut members, "Trial", terms.trial);
    shared::put_length(&mut members, "Recurrence", Some(terms.recurrence));
    members
}

fn running(one: &Subscription, world: &World) -> Map<String, Value> {
    let after = one.after_term();
    let end = one.period.map(|(_, end)| end);
    let renews = after.status() == "Active";
    let next_billing = world
        .next_billing(one.id_buyer)
        .or(end.map(|end| end.plus(TO_BILLING)));
    let left = end.filter(|_| one.is_trial).map(|end| end.since(world.now()));
    shared::without_nulls(json!({
        "DatePeriodStart": one.period.map(|(start, _)| start),
        "DatePeriodEnd": end,
        "DateTerm": one.term(),
        "DateResetConsumption": end.filter(|_| renews),
        "StatusAfterTerm": after.status(),
        "StateSubscriptionAfterTerm": after.name(),
        "DateNextBilling": next_billing,
        "IsTrial": one.is_trial,
        "IsEngaged": one.is_engaged(),
        "CountDaysTrial": left.map(|left| (left + DAY - 1).div_euclid(DAY).max(0)),
    }))
}

fn feature(held: &Held, words: &Words) -> Map<String, Value> {
    let switch = held.feature.kind == Type::OnOff;
    let quantity = held.quantity.filter(|_| !switch);
    shared::without_nulls(json!({
        "Id": held.id,
        "ReferenceFeature": held.feature.reference,
        "IsVisible": held.feature.visible,
        "TitleLocalized": held.feature.title.in_words_of(words),
        "TypeFeature": held.feature.kind.name(),
        "IsIncluded": switch.then_some(held.included),
        "IsEnabled": switch.then_some(held.enabled),
        "QuantityIncluded": quantity.map(|one| one.included),
        "QuantityCurrent": quantity.map(|one| one.current),
    }))
}
