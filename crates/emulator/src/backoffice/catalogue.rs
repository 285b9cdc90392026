//! `/Sub/Offers` and `/Organization/Features`: the catalogue, as far as links and ProAbono's own node lead to it.

use serde_json::json;

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::catalogue::Type;
use crate::model::ID_SEGMENT;
use crate::world::World;

use super::crud;

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
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
    Ok(crud::listed(call, shown.collect(), world))
}

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
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
            "Name": feature.title.plain(), "TypeFeature": feature.kind.name(), "IsVisible": feature.visible,
        })
    });
    Ok(crud::listed(call, shown.collect(), world))
}
