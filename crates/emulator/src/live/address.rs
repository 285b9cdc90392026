//! `/v1/CustomerAddressBilling`: where the bills go. What was never written is null, as in ProAbono's samples.

use serde_json::{Map, json};

use crate::answer::Answer;
use crate::model::ADDRESS;
use crate::world::World;

use super::shared::{self, CUSTOMER};
use crate::api::error::Refusal;
use crate::api::operation::{Body, Call, Operation};
use crate::api::property::Kind::Text;
use crate::api::property::Property;

const BODY: Body = Body::Object(&[
    Property::optional(ADDRESS[0], Text),
    Property::optional(ADDRESS[1], Text),
    Property::optional(ADDRESS[2], Text),
    Property::optional(ADDRESS[3], Text),
    Property::optional(ADDRESS[4], Text),
    Property::optional(ADDRESS[5], Text),
    Property::optional(ADDRESS[6], Text),
    Property::optional(ADDRESS[7], Text),
    Property::optional(ADDRESS[8], Text),
    Property::optional(ADDRESS[9], Text),
    Property::optional(ADDRESS[10], Text),
]);

pub(super) const OPERATIONS: &[Operation] =
    &Operation::pair("/v1/CustomerAddressBilling", CUSTOMER, BODY, [retrieve, update]);

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::payer(call, world)?;
    answer(customer, world)
}

/// Only what is sent is written.
fn update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::payer(call, world)?;
    let customer = world.customer_mut(id).ok_or_else(Refusal::unaccessible)?;
    for name in ADDRESS {
        if let Some(text) = call.owned(name) {
            customer.address.insert(name, text);
        }
    }
    answer(id, world)
}

fn answer(id: u64, world: &World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(id).ok_or_else(Refusal::unaccessible)?;
    let member = |name: &str| (name.to_owned(), json!(customer.address.get(name)));
    let members: Map<_, _> = ADDRESS.into_iter().map(member).collect();
    Ok(shared::ok(members))
}
