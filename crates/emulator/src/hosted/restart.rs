//! Restarting a suspended subscription, or keeping one that was to end.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::{Charge, Customer, Refused, Subscription};
use crate::render;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::means::{self, Means};
use super::message;
use super::views::Shell;
use super::visit::{Fields, own_subscription};

#[derive(Template)]
#[template(path = "restart.html")]
struct Restart {
    shell: Shell,
    title: String,
    due: Option<String>,
    means: Means,
    target: Option<&'static str>,
    cancel: Leave,
    waits: bool,
}

pub(super) fn show(
    customer: &Customer,
    id: u64,
    error: Option<&'static str>,
    world: &mut World,
) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(world);
    };
    let due = due(&one, world);
    let offer = one.offer.clone();
    render::ok(&Restart {
        shell: Shell::of(customer, world),
        due: (due > 0).then(|| world.money(due)),
        means: Means::of(customer, error),
        target: ending::target("restart", world),
        cancel: ending::cancel(customer, Some(&offer.reference_offer), world),
        waits: world.awaits(id),
        title: one.title,
    })
}

/// Cents with tax, from the same computation as the deed.
fn due(one: &Subscription, world: &World) -> i64 {
    world.start_charges(one).iter().map(Charge::total).sum()
}

pub(super) fn act(customer: &Customer, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(world);
    };
    if world.awaits(id) {
        return show(customer, id, None, world);
    }
    if means::fails(world) {
        return finish(customer, Outcome::failure("restart", Nuance::Plain), world);
    }
    let due = due(&one, world);
    let taken = match means::take(customer, fields, due, world) {
        Ok(taken) => taken,
        Err(error) => return show(customer, id, Some(error), world),
    };
    match world.start_by(id, taken.way) {
        Ok(()) => {}
        Err(Refused::State) => return show(customer, id, Some("It runs already, or has ended."), world),
        Err(_) => return show(customer, id, Some("It cannot be restarted now."), world),
    }
    let outcome = Outcome {
        from: "restart",
        natural: means::outcome(taken.way, due),
        title: "Your plan runs again",
        text: format!("Your plan {} goes on.", one.title),
        subscription: Some((one.offer.reference_offer.clone(), id)),
        nuance: Nuance::Plain,
    };
    finish(customer, outcome, world)
}
