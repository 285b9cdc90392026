//! `/v1/Customers`: the list. Its items carry no links, as in ProAbono's samples.

use crate::emulator::answer::Answer;
use crate::emulator::state::{Customer, World};

use super::error::{Problem, Refusal};
use super::lists::{self, PAGE, SIZE_PAGE};
use super::operation::{Call, Operation};
use super::property::Kind::Reference;
use super::property::Property;

pub(super) const OPERATIONS: &[Operation] = &[Operation {
    method: "GET",
    path: "/v1/Customers",
    query: &[
        Property::optional("ReferenceSegment", Reference),
        Property::optional("ReferenceFeature", Reference),
        PAGE,
        SIZE_PAGE,
    ],
    body: None,
    run: list,
}];

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    if call
        .query_text("ReferenceSegment")
        .is_some_and(|segment| segment != world.options.segment_ref)
    {
        return Err(Refusal::Invalid(vec![Problem::segment("ReferenceSegment")]));
    }
    let feature = call.query_text("ReferenceFeature");
    let has = |customer: &&Customer| feature.is_none_or(|feature| has_feature(world, customer.id, feature));
    let customers: Vec<&Customer> = world.customers().filter(has).collect();
    Ok(lists::page(call, &customers, world.now()))
}

/// In the running subscription.
fn has_feature(world: &World, customer: u64, reference: &str) -> bool {
    let subscription = world.subscription_of(customer);
    subscription.is_some_and(|one| {
        one.offer
            .features
            .iter()
            .any(|feature| feature.reference == reference)
    })
}
