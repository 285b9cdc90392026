//! `/v1/Features` and `/v1/Feature`: the features of the business.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::catalogue::Feature;
use crate::world::World;

use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/Features", list),
    ("GET /v1/Feature", retrieve),
    ("GET /v1/Feature/{id}", retrieve_by_id),
];

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let wanted = call.flag("IsVisible");
    let features: Vec<&Feature> = world
        .catalogue
        .features()
        .iter()
        .map(AsRef::as_ref)
        .filter(|feature: &&Feature| wanted.is_none_or(|wanted| wanted == feature.visible))
        .collect();
    Ok(lists::page(call, &features, world.now(), |feature| {
        members(feature)
    }))
}

/// An unknown reference is 204, and an unknown id is 404.
#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let reference = call.text("ReferenceFeature").unwrap_or_default();
    let feature = world.catalogue.feature(reference);
    Ok(feature.map_or_else(Answer::nothing, |feature| Answer::json(200, &members(feature))))
}

fn retrieve_by_id(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let feature = world
        .catalogue
        .features()
        .iter()
        .find(|feature| feature.id == call.id)
        .ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &members(feature)))
}

fn members(feature: &Feature) -> Value {
    json!({
        "Id": feature.id,
        "ReferenceFeature": feature.reference,
        "IsVisible": feature.visible,
        "TitleLocalized": feature.title.plain(),
        "TypeFeature": feature.kind.name(),
    })
}
