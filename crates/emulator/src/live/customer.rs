//! `/v1/Customer`: one customer, read or written.

use serde::Serialize;

use crate::answer::Answer;
use crate::model::{Customer, CustomerDraft};
use crate::options::UnknownCustomer;
use crate::world::World;

use super::links::{self, Link};
use crate::api::error::{Problem, Refusal};
use crate::api::operation::{Call, ID_OF_SEGMENT, Route, SEGMENT};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/Customer", retrieve),
    ("POST /v1/Customer", create_or_update),
];

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
    let left_out = call.get(SEGMENT).is_none() && call.get(ID_OF_SEGMENT).is_none();
    // It means the default segment to the real service then, a mistake that is easily missed.
    if left_out && !world.options.default_segment {
        return Err(Refusal::invalid(Problem::required(SEGMENT)));
    }
    let draft = draft(call, world);
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

fn draft(call: &Call, world: &World) -> CustomerDraft {
    // Where the call has both the number and the reference, they are of one segment: that is checked before.
    let segment = world.segments().find(|(id, reference)| {
        call.number(ID_OF_SEGMENT) == Some(*id) || call.text(SEGMENT) == Some(*reference)
    });
    CustomerDraft {
        reference: call.owned("ReferenceCustomer"),
        segment: segment.map(|(_, reference)| reference.to_owned()),
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
