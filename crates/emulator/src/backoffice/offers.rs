//! `/Sub/Offers`: the offers of the catalogue, as far as a link of a segment leads to them.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists::{self, Extra};
use crate::api::operation::Call;
use crate::catalogue::OFFERS;
use crate::model::ID_SEGMENT;
use crate::world::World;

use super::crud;

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let business = world.options.business_id;
    let shown = OFFERS.iter().map(|offer| {
        json!({
            "Id": offer.id, "IdBusiness": business, "IdSegment": ID_SEGMENT, "StateLife": "Ok",
            "ReferenceOffer": offer.reference_offer, "Name": offer.title, "IsVisible": offer.visible,
            "AmountRecurrence": offer.subtotal, "DurationRecurrence": offer.recurrence.count,
            "UnitRecurrence": offer.recurrence.unit,
        })
    });
    let mut found: Vec<Value> = shown.collect();
    found.retain(|one| one.as_object().is_some_and(|one| crud::fits(one, call)));
    let extra = Extra {
        links: true,
        ..Extra::default()
    };
    Ok(lists::page_with(call, &found, world.now(), extra, Value::clone))
}
