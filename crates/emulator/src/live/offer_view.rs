//! An offer as the API shows it.

use serde_json::{Map, Value, json};

use crate::catalogue::{CURRENCY, Offer, OfferFeature, Type, money, with_tax};
use crate::clock::Unit;
use crate::model::ID_SEGMENT;
use crate::world::World;

use super::links;
use super::shared;
use crate::api::operation::Call;

/// The customer to whom an offer is shown.
#[derive(Clone, Copy, Default)]
pub(super) struct Context {
    pub(super) customer: Option<u64>,
    /// The links are for a change of plan.
    pub(super) upgrade: bool,
}

pub(super) fn members(
    offer: &'static Offer,
    call: &Call,
    context: Context,
    world: &mut World,
) -> Map<String, Value> {
    let priced = call.flag("Pricing") != Some(false);
    let html = call.flag("Html") != Some(false);
    let mut members = shared::without_nulls(json!({
        "Id": offer.id,
        "IdSegment": ID_SEGMENT,
        "ReferenceOffer": offer.reference_offer,
        "ReferenceSegment": world.options.segment_ref,
        "Name": offer.title,
        "IsVisible": offer.visible,
        "IsPriced": offer.subtotal > 0,
        "TitleLocalized": offer.title,
        "DescriptionLocalized": offer.description,
        "PricingLocalized": priced.then(|| price(offer, html)),
        "Currency": CURRENCY,
        "AmountUpFront": 0,
        "AmountTrial": 0,
        "PricingSubtotal": priced.then_some(offer.subtotal),
        "PricingTotal": priced.then(|| with_tax(offer.subtotal)),
        "AmountRecurrence": offer.subtotal,
        "AmountTermination": 0,
    }));
    shared::put_length(&mut members, "Trial", offer.trial);
    shared::put_length(&mut members, "Recurrence", Some(offer.recurrence));
    for unlimited in ["CountRecurrences", "CountMinRecurrences"] {
        members.insert(unlimited.to_owned(), Value::Null);
    }
    if !call.is("IgnoreFeatures") {
        let features: Vec<_> = offer
            .features
            .iter()
            .map(|one| feature(one, priced, html))
            .collect();
        members.insert("Features".to_owned(), json!(features));
    }
    if call.flag("Links") != Some(false) {
        let links = links::of_offer(offer.reference_offer, context.customer, context.upgrade, world);
        members.insert("Links".to_owned(), json!(links));
    }
    members
}

fn feature(offered: &OfferFeature, priced: bool, html: bool) -> Map<String, Value> {
    let one = offered.feature;
    let switch = one.kind == Type::OnOff;
    let current = if one.kind == Type::Limitation {
        offered.quantity
    } else {
        offered.quantity.map(|_| 0)
    };
    let cost = offered.pricing.of(1);
    let sold = cost > 0 && !offered.included && (switch || offered.quantity.is_some());
    let text = match one.kind {
        Type::OnOff => format!("optional +{}", amount(cost, html)),
        Type::Limitation => format!("+{}/extra unit", amount(cost, html)),
        Type::Consumption => format!("from {}/extra unit", amount(cost, html)),
    };
    shared::without_nulls(json!({
        "Id": one.id,
        "ReferenceFeature": one.reference,
        "IsVisible": one.visible,
        "TitleLocalized": one.title,
        "TypeFeature": one.kind.name(),
        "PricingLocalized": (sold && priced).then_some(text),
        "Properties": sold.then_some("UpdatableBeforeSubscription, UpdatableAfterSubscription, FreeInTrial"),
        "IsIncluded": switch.then_some(offered.included),
        "IsEnabled": switch.then_some(offered.included),
        "QuantityIncluded": offered.quantity.filter(|_| !switch),
        "QuantityCurrent": current.filter(|_| !switch),
    }))
}

fn price(offer: &Offer, html: bool) -> String {
    let unit = match offer.recurrence.unit {
        Unit::Day => "day",
        Unit::Week => "week",
        Unit::Month => "month",
        Unit::Year => "year",
    };
    format!("{}/{unit}(s)", amount(offer.subtotal, html))
}

fn amount(cents: i64, html: bool) -> String {
    if html {
        format!("<strong>{}</strong>", money(cents))
    } else {
        money(cents)
    }
}
