//! A line of a balance as the API shows it.

use serde_json::{Map, Value, json};

use crate::model::{Charge, Line, When};
use crate::world::World;

use super::shared;

pub(super) fn members(line: &Line, world: &World) -> Map<String, Value> {
    let charge = &line.charge;
    let mut members = quoted(line.id_customer, charge, world);
    members.append(&mut shared::without_nulls(json!({
        "IdSubscription": charge.subscription,
        "IdFeature": charge.feature.as_ref().map(|one| one.id),
        "ReferenceFeature": charge.feature.as_ref().map(|one| &one.reference),
        "StateMove": line.state(),
        "TypeLine": charge.type_line,
        "KeyCharge": line.key_charge,
    })));
    members.append(&mut dates(charge.when));
    members
}

/// The members that a quote has too.
pub(super) fn quoted(customer: u64, charge: &Charge, world: &World) -> Map<String, Value> {
    let reference = world.customer_by_id(customer).map(|one| &one.reference_customer);
    let (id_segment, reference_segment) = world.segment_of(customer);
    shared::without_nulls(json!({
        "IdSegment": id_segment,
        "IdCustomer": customer,
        "ReferenceSegment": reference_segment,
        "ReferenceCustomer": reference,
        "LabelLocalized": charge.label,
        "PricingLocalized": world.money(charge.total(), world.words_of(customer)),
        "Currency": world.catalogue.currency(),
        "AmountSubtotal": charge.subtotal,
        "AmountTotal": charge.total(),
        "QuantityReported": charge.quantity.map(|(reported, _)| reported),
        "QuantityBilled": charge.quantity.map(|(_, billed)| billed),
    }))
}

/// An instant or a period.
pub(super) fn dates(when: When) -> Map<String, Value> {
    match when {
        When::At(date) => shared::without_nulls(json!({ "DateMove": date })),
        When::During(start, end) => {
            shared::without_nulls(json!({ "DatePeriodStart": start, "DatePeriodEnd": end }))
        }
    }
}
