//! `/Sub/Offers` and `/Organization/Features`: the catalogue, as far as links and ProAbono's own node lead to it.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists::{self, Extra};
use crate::api::operation::Call;
use crate::catalogue::Type;
use crate::model::ID_SEGMENT;
use crate::world::World;

use super::crud;

pub(super) fn offers(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let business = world.options.business_id;
    let shown = world.catalogue.offers().iter().map(|offer| {
        json!({
            "Id": offer.id, "IdBusiness": business, "IdSegment": ID_SEGMENT, "StateLife": "Ok",
            "ReferenceOffer": offer.reference_offer, "Name": offer.title, "IsVisible": offer.visible,
            "AmountRecurrence": offer.subtotal, "DurationRecurrence": offer.recurrence.count,
            "UnitRecurrence": offer.recurrence.unit,
        })
    });
    list(call, shown.collect(), world)
}

pub(super) fn features(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let business = world.options.business_id;
    let counted = |kind: Type| call.is("WithQuantity") && kind == Type::OnOff;
    let wanted = world
        .catalogue
        .features()
        .iter()
        .filter(|feature| !counted(feature.kind));
    let shown = wanted.map(|feature| {
        json!({
            "Id": feature.id, "IdBusiness": business, "StateLife": "Ok", "ReferenceFeature": feature.reference,
            "Name": feature.title, "TypeFeature": feature.kind.name(), "IsVisible": feature.visible,
        })
    });
    list(call, shown.collect(), world)
}

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
fn list(call: &Call, mut found: Vec<Value>, world: &World) -> Result<Answer, Refusal> {
    found.retain(|one| one.as_object().is_some_and(|one| crud::fits(one, call)));
    let extra = Extra {
        links: true,
        ..Extra::default()
    };
    Ok(lists::page_with(call, &found, world.now(), extra, Value::clone))
}
