//! `/v1/Offers` and `/v1/Offer`: what can be subscribed to.

use crate::answer::Answer;
use std::sync::Arc;

use crate::catalogue::Offer;
use crate::world::World;

use super::offer_view::{self, Context};
use super::shared;
use crate::api::error::{Problem, Refusal};
use crate::api::lists;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("GET /v1/Offers", list), ("GET /v1/Offer", retrieve)];

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let (context, from) = context(call, world)?;
    if call.is("Upgrade") && context.customer.is_none() {
        let problem = Problem::required("ReferenceCustomer");
        return Err(Refusal::invalid(
            problem.because("Upgrade goes with ReferenceCustomer or IdSubscription"),
        ));
    }
    let prefix = call.text("PrefixReferenceOffer").unwrap_or_default();
    let table = call.text("ReferencePricingTable");
    let fits = |offer: &&Arc<Offer>| {
        is_visible(call, offer)
            && offer.reference_offer.starts_with(prefix)
            && table.is_none_or(|table| offer.tables.iter().any(|one| one == table))
            && from
                .as_ref()
                .is_none_or(|from| from.upgrades.contains(&offer.reference_offer))
    };
    let catalogue = world.catalogue.clone();
    let offers: Vec<&Arc<Offer>> = catalogue.offers().iter().filter(fits).collect();
    let now = world.now();
    Ok(lists::page(call, &offers, now, |offer| {
        offer_view::members(offer, call, context, world)
    }))
}

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let (context, _) = context(call, world)?;
    let offer = shared::offer(call, world).ok_or_else(Refusal::not_found)?;
    if !is_visible(call, &offer) {
        return Ok(Answer::nothing());
    }
    Ok(shared::ok(offer_view::members(&offer, call, context, world)))
}

/// Without the parameter every offer fits.
fn is_visible(call: &Call, offer: &Offer) -> bool {
    call.flag("IsVisible")
        .is_none_or(|wanted| wanted == offer.visible)
}

/// The customer whom the offers are for, and the plan from which they lead on.
fn context(call: &Call, world: &World) -> Result<(Context, Option<Arc<Offer>>), Refusal> {
    let recipient = shared::filter(call, "ReferenceCustomer", world)?;
    let buyer = shared::filter(call, "ReferenceCustomerBuyer", world)?;
    let named = match call.number("IdSubscription") {
        Some(id) => Some(world.subscription(id).ok_or_else(Refusal::not_found)?),
        None => None,
    };
    let customer = recipient.or(buyer).or(named.map(|one| one.id_customer));
    let upgrade = call.flag("Upgrade").unwrap_or(named.is_some()) && customer.is_some();
    let running = named.or_else(|| world.subscription_of(customer?));
    let from = running.filter(|_| upgrade).map(|one| one.offer.clone());
    Ok((Context { customer, upgrade }, from))
}
