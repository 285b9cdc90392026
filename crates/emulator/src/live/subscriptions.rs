//! `/v1/Subscriptions`: the list, the only one whose samples link to the next page.

use crate::answer::Answer;
use crate::model::Subscription;
use crate::world::World;

use super::shared;
use super::subscription_view as view;
use crate::api::error::Refusal;
use crate::api::lists::{self, Extra};
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("GET /v1/Subscriptions", list)];

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::filter(call, "ReferenceCustomer", world)?;
    let buyer = shared::filter(call, "ReferenceCustomerBuyer", world)?;
    let segment = shared::segment_of_list(call, world);
    let fits = |one: &&Subscription| {
        customer.is_none_or(|id| one.id_customer == id)
            && buyer.is_none_or(|id| one.id_buyer == id)
            && shared::is_of(segment, one.id_customer, world)
    };
    let found: Vec<u64> = world.subscriptions().filter(fits).map(|one| one.id).collect();
    let ignore = call.is("IgnoreFeatures");
    let extra = Extra {
        links: true,
        ..Extra::default()
    };
    let now = world.now();
    Ok(lists::page_with(call, &found, now, extra, |id| {
        let one = world.subscription(*id).cloned();
        one.map(|one| view::with_links(&one, ignore, world))
    }))
}
