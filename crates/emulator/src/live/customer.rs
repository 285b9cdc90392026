//! `/v1/Customer`: one customer, read or written.

use serde::Serialize;

use crate::answer::Answer;
use crate::model::{Customer, CustomerDraft, ID_SEGMENT};
use crate::options::UnknownCustomer;
use crate::world::World;

use super::links::{self, Link};
use crate::api::error::{Problem, Refusal};
use crate::api::operation::{Call, Route, SEGMENT};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/Customer", retrieve),
    ("POST /v1/Customer", create_or_update),
];

pub(super) const ID_OF_SEGMENT: &str = "IdSegment";

/// A customer with its links.
#[derive(Serialize)]
struct WithLinks<'a> {
    #[serde(flatten)]
    customer: &'a Customer,
    #[serde(rename = "Links")]
    links: Vec<Link>,
}

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let Some(customer) = world.customer(reference).cloned() else {
        return match world.options.unknown_customer {
            UnknownCustomer::NotFound => Err(Refusal::not_found()),
            UnknownCustomer::Unaccessible => Err(Refusal::unaccessible()),
            UnknownCustomer::Empty => Ok(Answer::nothing()),
        };
    };
    Ok(answer(200, &customer, call.text("ReferenceOffer"), world))
}

fn create_or_update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    check_segment(call, world)?;
    let draft = draft(call);
    let known = draft
        .reference
        .as_deref()
        .and_then(|reference| world.customer(reference))
        .map(|known| known.id);
    let (status, id) = match known {
        Some(id) => {
            world.update_customer(id, draft);
            (200, id)
        }
        None => (201, world.create_customer(draft)),
    };
    let customer = world.customer_by_id(id).cloned().ok_or_else(Refusal::not_found)?;
    Ok(answer(status, &customer, call.text("ReferenceOffer"), world))
}

/// Left out, it means the default segment to the real service, a mistake that is easily missed: here it is refused. A number
/// stands for the account's own segment.
fn check_segment(call: &Call, world: &World) -> Result<(), Refusal> {
    let number = call.number(ID_OF_SEGMENT);
    let segment = call.text(SEGMENT);
    let refuse = |name| Err(Refusal::invalid(Problem::segment(name)));
    match number {
        Some(number) if number != ID_SEGMENT => refuse(ID_OF_SEGMENT),
        Some(_) if segment.is_some_and(|segment| segment != world.options.segment_ref) => refuse(SEGMENT),
        None if segment.is_none() && !world.options.default_segment => {
            Err(Refusal::invalid(Problem::required(SEGMENT)))
        }
        _ => Ok(()),
    }
}

fn draft(call: &Call) -> CustomerDraft {
    CustomerDraft {
        reference: call.owned("ReferenceCustomer"),
        segment: call.owned("ReferenceSegment"),
        name: call.owned("Name"),
        email: call.owned("Email"),
        language: call.owned("Language"),
        affiliation: call.owned("ReferenceAffiliation"),
        metadata: call.object("Metadata"),
    }
}

pub(super) fn answer(status: u16, customer: &Customer, offer: Option<&str>, world: &mut World) -> Answer {
    let links = links::of_customer(customer, offer, world);
    Answer::json(status, &WithLinks { customer, links })
}
