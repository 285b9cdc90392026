//! Restarting a suspended subscription, or keeping one that was to end.

use actix_web::HttpResponse;
use askama::Template;

use crate::emulator::render;
use crate::emulator::state::{Customer, Refused, Start, Subscription, World};

use super::views::Shell;
use super::{Fields, Outcome, card, finish, message};

#[derive(Template)]
#[template(path = "restart.html", config = "src/emulator/askama.toml")]
struct Restart {
    shell: Shell,
    title: String,
    card: Option<String>,
    error: Option<&'static str>,
}

pub(super) fn show(
    customer: &Customer,
    id: u64,
    error: Option<&'static str>,
    world: &mut World,
) -> HttpResponse {
    let Some(one) = own(customer, id, world) else {
        return message::not_found();
    };
    render::ok(&Restart {
        shell: Shell::of(customer, world),
        title: one.title,
        card: customer.card.clone(),
        error,
    })
}

pub(super) fn act(customer: &Customer, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(one) = own(customer, id, world) else {
        return message::not_found();
    };
    if customer.card.is_none() {
        match card::read(fields) {
            Ok(last_four) => world.register_card(customer.id, &last_four),
            Err(error) => return show(customer, id, Some(error), world),
        }
    }
    let how = Start {
        bill_now: true,
        ..Start::default()
    };
    match world.start(id, how) {
        Ok(()) => {}
        Err(Refused::State) => return show(customer, id, Some("It runs already, or has ended."), world),
        Err(_) => return show(customer, id, Some("It cannot be restarted now."), world),
    }
    let outcome = Outcome {
        from: "subscribe",
        outcome: "paid",
        title: "Your plan runs again",
        text: format!("Your plan {} goes on.", one.title),
        subscription: Some((one.offer.reference_offer, id)),
    };
    finish(customer, outcome, world)
}

fn own(customer: &Customer, id: u64, world: &World) -> Option<Subscription> {
    world
        .subscription(id)
        .filter(|one| one.id_customer == customer.id)
        .cloned()
}
