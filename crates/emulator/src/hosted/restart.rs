//! Restarting a suspended subscription, or keeping one that was to end.

use actix_web::HttpResponse;
use askama::Template;

use crate::model::{Charge, Refused, Subscription};
use crate::render;
use crate::words::Words;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::look::Visitor;
use super::means::{self, Means};
use super::message;
use super::views::Shell;
use super::visit::{Fault, Fields, own_subscription};

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

pub(super) fn show(customer: &Visitor, id: u64, error: Option<Fault>, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    let due = due(&one, world);
    let offer = one.offer.clone();
    render::ok(&Restart {
        shell: Shell::of(customer, world),
        due: (due > 0).then(|| world.money(due, customer.words())),
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

pub(super) fn act(customer: &Visitor, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    if world.awaits(id) {
        return show(customer, id, None, world);
    }
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure("restart", Nuance::Plain, customer.words()),
            world,
        );
    }
    let due = due(&one, world);
    let taken = match means::take(customer, fields, due, world) {
        Ok(taken) => taken,
        Err(error) => return show(customer, id, Some(error), world),
    };
    match world.start_by(id, taken.way) {
        Ok(()) => {}
        Err(Refused::State) => return show(customer, id, Some(Words::runs_already), world),
        Err(_) => return show(customer, id, Some(Words::restart_impossible), world),
    }
    let outcome = Outcome {
        from: "restart",
        natural: means::outcome(taken.way, due),
        title: customer.words().runs_again(),
        text: customer.words().goes_on(&one.title),
        subscription: Some((one.offer.reference_offer.clone(), id)),
        nuance: Nuance::Plain,
    };
    finish(customer, outcome, world)
}
