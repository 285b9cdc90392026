//! Subscribing to an offer, or changing to it.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::catalogue::{self, Offer, money};
use crate::emulator::render;
use crate::emulator::state::{
    Charge, Customer, Refused, Start, State, Subscription, SubscriptionDraft, Upgrade, World, of_start,
    of_upgrade,
};

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
    /// What is paid now, where it is anything.
    due: Option<String>,
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
        features: offer.lines(),
        price: money(offer.subtotal),
        total: views::total(offer),
        due: Some(due(customer, offer, world))
            .filter(|due| *due > 0)
            .map(money),
        current: current.map(|current| current.title),
        same: current.is_some_and(|current| current.id == offer.id),
        card: customer.card.clone(),
        error,
    };
    render::ok(&page)
}

/// Cents with tax, from the same computation as the deed.
fn due(customer: &Customer, offer: &'static Offer, world: &World) -> i64 {
    let now = world.now();
    let charges = match (
        world.subscription_of(customer.id),
        waiting(customer, offer, world),
    ) {
        (Some(old), _) => of_upgrade(old, &world.preview_upgrade(old, offer), now),
        (None, Some(draft)) => of_start(draft, now),
        (None, None) => of_start(&world.preview(SubscriptionDraft::plain(customer.id, offer)), now),
    };
    charges.iter().map(Charge::total).sum()
}

/// A draft that the merchant prepared for the customer.
fn waiting<'a>(customer: &Customer, offer: &Offer, world: &'a World) -> Option<&'a Subscription> {
    world.subscriptions().rev().find(|one| {
        one.id_customer == customer.id && one.offer.id == offer.id && one.state == State::DraftAgent
    })
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
    let before = world
        .subscription_of(customer.id)
        .map(|one| (one.id, one.offer.id));
    // A form sent twice must not bill twice.
    if before.is_some_and(|(_, running)| running == offer.id) {
        return show(customer, reference, None, world);
    }
    let paid = due(customer, offer, world);
    let done = match before {
        Some((id, _)) => upgrade(id, offer, world),
        None => start(customer, offer, world),
    };
    match done {
        Ok(id) => finish(customer, outcome(offer, id, before.is_some(), paid), world),
        Err(_) => show(
            customer,
            reference,
            Some("This change is not possible now."),
            world,
        ),
    }
}

fn upgrade(id: u64, offer: &'static Offer, world: &mut World) -> Result<u64, Refused> {
    let how = Upgrade {
        immediate: true,
        bill_now: true,
        ignore_engagement: false,
    };
    world.upgrade(id, offer, how)
}

fn start(customer: &Customer, offer: &'static Offer, world: &mut World) -> Result<u64, Refused> {
    let waiting = waiting(customer, offer, world).map(|draft| draft.id);
    let id =
        waiting.unwrap_or_else(|| world.create_subscription(SubscriptionDraft::plain(customer.id, offer)));
    let how = Start {
        bill_now: true,
        ..Start::default()
    };
    world.start(id, how)?;
    Ok(id)
}

fn outcome(offer: &'static Offer, id: u64, upgrade: bool, paid: i64) -> Outcome {
    let paid = if paid > 0 {
        format!("{} has been paid.", money(paid))
    } else {
        "There was nothing to pay now.".to_owned()
    };
    Outcome {
        from: if upgrade { "upgrade" } else { "subscribe" },
        outcome: "paid",
        title: if upgrade {
            "Your plan has changed"
        } else {
            "Welcome aboard"
        },
        text: format!("Your plan {} runs. {paid}", offer.title),
        subscription: Some((offer.reference_offer, id)),
    }
}
