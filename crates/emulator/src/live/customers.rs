//! `/v1/Customers`: the list. Its items carry no links, as in ProAbono's samples.

use std::collections::HashSet;

use crate::answer::Answer;
use crate::model::Customer;
use crate::world::World;

use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::{Call, Route, SEGMENT};

pub(super) const ROUTES: &[Route] = &[("GET /v1/Customers", list)];

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let segment = call.text(SEGMENT).unwrap_or(&world.options.segment_ref);
    let feature = call.text("ReferenceFeature");
    let holders = feature.map(|feature| holders(world, feature));
    let has = |customer: &&Customer| holders.as_ref().is_none_or(|them| them.contains(&customer.id));
    let customers: Vec<&Customer> = world
        .customers()
        .filter(|customer| customer.reference_segment == segment)
        .filter(has)
        .collect();
    Ok(lists::page(call, &customers, world.now(), |one| *one))
}

/// The customers who have the feature in a running subscription.
fn holders(world: &World, reference: &str) -> HashSet<u64> {
    let held = world
        .usages()
        .filter(|(_, held)| held.feature.reference == reference);
    held.map(|(one, _)| one.id_customer).collect()
}
