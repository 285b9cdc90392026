//! An offer as the API shows it.

use serde_json::{Map, Value, json};

use crate::catalogue::{Offer, OfferFeature, Type, with_tax};
use crate::model::ID_SEGMENT;
use crate::words::Words;
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

pub(super) fn members(offer: &Offer, call: &Call, context: Context, world: &mut World) -> Map<String, Value> {
    let priced = call.flag("Pricing") != Some(false);
    let html = call.flag("Html") != Some(false);
    let words = words(call, context, world);
    let mut members = shared::without_nulls(json!({
        "Id": offer.id,
        "IdSegment": ID_SEGMENT,
        "ReferenceOffer": offer.reference_offer,
        "ReferenceSegment": world.options.segment_ref,
        "Name": offer.title,
        "IsVisible": offer.visible,
        "IsPriced": offer.subtotal > 0,
        "TitleLocalized": offer.title,
        "DescriptionLocalized": offer.description.in_words_of(words),
        "PricingLocalized": priced.then(|| price(offer, html, words, world)),
        "Currency": world.catalogue.currency(),
        "AmountUpFront": offer.up_front,
        "AmountTrial": offer.amount_trial,
        "PricingSubtotal": priced.then_some(offer.subtotal),
        "PricingTotal": priced.then(|| with_tax(offer.subtotal)),
        "AmountRecurrence": offer.subtotal,
        "AmountTermination": offer.termination,
    }));
    shared::put_length(&mut members, "Trial", offer.trial);
    shared::put_length(&mut members, "Recurrence", Some(offer.recurrence));
    for (name, count) in [
        ("CountRecurrences", offer.count),
        ("CountMinRecurrences", offer.least),
    ] {
        members.insert(name.to_owned(), json!(count));
    }
    if !call.is("IgnoreFeatures") {
        let features: Vec<_> = offer
            .features
            .iter()
            .map(|one| feature(one, priced, html, words, world))
            .collect();
        members.insert("Features".to_owned(), json!(features));
    }
    if call.flag("Links") != Some(false) {
        let links = links::of_offer(&offer.reference_offer, context.customer, context.upgrade, world);
        members.insert("Links".to_owned(), json!(links));
    }
    members
}

/// The language that the call asks for, else that of the customer whom the offers are for.
fn words(call: &Call, context: Context, world: &World) -> &'static Words {
    let customer = || context.customer.map(|id| world.words_of(id));
    let asked = call.text("Language").map(Words::of);
    asked.or_else(customer).unwrap_or_else(Words::english)
}

fn feature(
    offered: &OfferFeature,
    priced: bool,
    html: bool,
    words: &Words,
    world: &World,
) -> Map<String, Value> {
    let one = &offered.feature;
    let switch = one.kind == Type::OnOff;
    let current = if one.kind == Type::Limitation {
        offered.quantity
    } else {
        offered.quantity.map(|_| 0)
    };
    let cost = offered.pricing.of(1);
    let sold = cost > 0 && !offered.included && (switch || offered.quantity.is_some());
    let cost = amount(cost, html, words, world);
    let text = match one.kind {
        Type::OnOff => words.optional_price(cost),
        Type::Limitation => words.unit_price(cost),
        Type::Consumption => words.unit_price_from(cost),
    };
    shared::without_nulls(json!({
        "Id": one.id,
        "ReferenceFeature": one.reference,
        "IsVisible": one.visible,
        "TitleLocalized": one.title.in_words_of(words),
        "TypeFeature": one.kind.name(),
        "PricingLocalized": (sold && priced).then_some(text),
        "Properties": sold.then_some("UpdatableBeforeSubscription, UpdatableAfterSubscription, FreeInTrial"),
        "IsIncluded": switch.then_some(offered.included),
        "IsEnabled": switch.then_some(offered.included),
        "QuantityIncluded": offered.quantity.filter(|_| !switch),
        "QuantityCurrent": current.filter(|_| !switch),
    }))
}

fn price(offer: &Offer, html: bool, words: &Words, world: &World) -> String {
    let amount = amount(offer.subtotal, html, words, world);
    format!("{amount} {}", words.period(offer.recurrence))
}

fn amount(cents: i64, html: bool, words: &Words, world: &World) -> String {
    let amount = world.money(cents, words);
    if html {
        format!("<strong>{amount}</strong>")
    } else {
        amount
    }
}
