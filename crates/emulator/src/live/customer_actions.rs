//! `/v1/Customer/…`: what is done to a customer, each with the customer as its answer.

use crate::answer::Answer;
use crate::model::Customer;
use crate::world::World;

use super::customer;
use super::shared;
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("POST /v1/Customer/Anonymization", anonymize),
    ("POST /v1/Customer/LinksRevokation", revoke_links),
    ("POST /v1/Customer/Invalidation", invalidate),
    ("POST /v1/Customer/Suspension", suspend),
];

fn anonymize(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::customer(call, world)?;
    if world.anonymize(customer.id) {
        answer(&customer, world)
    } else {
        Err(Refusal::due_invoices())
    }
}

fn revoke_links(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::customer(call, world)?;
    world.revoke(customer.id);
    answer(&customer, world)
}

fn invalidate(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::customer(call, world)?;
    world.invalidate(customer.id);
    answer(&customer, world)
}

fn suspend(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::customer(call, world)?;
    world.suspend_customer(customer.id);
    answer(&customer, world)
}

/// The customer after the action.
fn answer(before: &Customer, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world
        .customer_by_id(before.id)
        .cloned()
        .ok_or_else(Refusal::not_found)?;
    Ok(customer::answer(200, &customer, None, world))
}
