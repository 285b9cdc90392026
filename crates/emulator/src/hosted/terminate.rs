//! Ending a subscription at the end of its period.

use actix_web::HttpResponse;
use askama::Template;

use crate::catalogue::with_tax;
use crate::model::{State, Subscription};
use crate::render;
use crate::words::Words;
use crate::world::World;

use super::ending::{self, Leave, Nuance, Outcome, finish};
use super::look::Visitor;
use super::means;
use super::message;
use super::views::Shell;
use super::visit::own_subscription;

#[derive(Template)]
#[template(path = "terminate.html")]
struct Terminate {
    shell: Shell,
    title: String,
    end: String,
    fee: Option<String>,
    target: Option<&'static str>,
    cancel: Leave,
}

pub(super) fn show(customer: &Visitor, id: u64, world: &mut World) -> HttpResponse {
    let Some(one) = endable(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    let words = customer.words();
    let fee = one.terms.termination;
    render::ok(&Terminate {
        shell: Shell::of(customer, world),
        end: end(&one, words),
        fee: (fee > 0).then(|| world.money(with_tax(fee), words)),
        target: ending::target("terminate", world),
        cancel: ending::cancel(customer, None, world),
        title: one.title,
    })
}

pub(super) fn act(customer: &Visitor, id: u64, world: &mut World) -> HttpResponse {
    let Some(one) = endable(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure("terminate", Nuance::Plain, customer.words()),
            world,
        );
    }
    if world.terminate(id, None).is_err() {
        return show(customer, id, world);
    }
    let words = customer.words();
    let outcome = Outcome {
        from: "terminate",
        natural: "nocharge",
        title: words.plan_will_end(),
        text: words.plan_until(end(&one, words), &one.title),
        subscription: Some((one.offer.reference_offer.clone(), id)),
        nuance: Nuance::Plain,
    };
    finish(customer, outcome, world)
}

/// It runs without an end, and the merchant lets customers end it.
fn endable(customer: &Visitor, id: u64, world: &World) -> Option<Subscription> {
    let allowed = world.options.hosted_pages.can_customer_terminate;
    own_subscription(customer, id, world).filter(|one| allowed && one.state == State::ActiveRunning)
}

fn end(one: &Subscription, words: &Words) -> String {
    one.period.map_or_else(String::new, |(_, end)| words.day(end))
}
