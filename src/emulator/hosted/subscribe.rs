//! Subscribing to an offer, or changing to it.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::catalogue::{self, Offer, money};
use crate::emulator::render;
use crate::emulator::state::{Customer, World};

use super::views::{self, Shell};
use super::{Fields, Outcome, card, finish, message};

#[derive(Template)]
#[template(path = "subscribe.html", config = "src/emulator/askama.toml")]
struct Subscribe {
    shell: Shell,
    title: &'static str,
    description: &'static str,
    features: Vec<&'static str>,
    price: String,
    total: String,
    /// The plan that this one replaces.
    current: Option<&'static str>,
    /// It is the plan that the customer has.
    same: bool,
    card: Option<String>,
    error: Option<&'static str>,
}

pub(super) fn show(
    customer: &Customer,
    offer: &str,
    error: Option<&'static str>,
    world: &mut World,
) -> HttpResponse {
    let Some(offer) = catalogue::offer(offer) else {
        return message::not_found();
    };
    let current = world.subscription_of(customer.id).map(|one| one.offer);
    let page = Subscribe {
        shell: Shell::of(customer, world),
        title: offer.title,
        description: offer.description,
        features: offer.features.iter().map(|feature| feature.title).collect(),
        price: money(offer.subtotal),
        total: views::total(offer),
        current: current.map(|current| current.title),
        same: current.is_some_and(|current| current.id == offer.id),
        card: customer.card.clone(),
        error,
    };
    render::ok(&page)
}

pub(super) fn act(customer: &Customer, reference: &str, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(offer) = catalogue::offer(reference) else {
        return message::not_found();
    };
    if customer.card.is_none() {
        match card::read(fields) {
            Ok(last_four) => world.register_card(customer.id, &last_four),
            Err(error) => return show(customer, reference, Some(error), world),
        }
    }
    let before = world.subscription_of(customer.id).map(|one| one.id_offer);
    // A form sent twice must not bill twice.
    if before == Some(offer.id) {
        return show(customer, reference, None, world);
    }
    let id = world.subscribe(customer.id, offer);
    finish(customer, outcome(offer, id, before.is_some()), world)
}

fn outcome(offer: &'static Offer, id: u64, upgrade: bool) -> Outcome {
    Outcome {
        from: if upgrade { "upgrade" } else { "subscribe" },
        outcome: "paid",
        title: if upgrade {
            "Your plan has changed"
        } else {
            "Welcome aboard"
        },
        text: format!(
            "Your plan {} runs. {} has been paid for the first month.",
            offer.title,
            views::total(offer)
        ),
        subscription: Some((offer.reference_offer, id)),
    }
}
