//! `/v1/Customers`: the list. Its items carry no links, as in ProAbono's samples.

use std::collections::HashSet;

use crate::answer::Answer;
use crate::model::Customer;
use crate::world::World;

use crate::api::error::{Problem, Refusal};
use crate::api::lists;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("GET /v1/Customers", list)];

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    const SEGMENT: &str = "ReferenceSegment";
    let segment = call.text(SEGMENT).unwrap_or(&world.options.segment_ref);
    if !world.has_segment(segment) {
        return Err(Refusal::Invalid(vec![Problem::segment(SEGMENT)]));
    }
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
