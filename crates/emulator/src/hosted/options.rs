//! Changing the options of a subscription: one quantity that is paid for.

use actix_web::HttpResponse;
use askama::Template;

use crate::catalogue::Type;
use crate::model::{Change, Charge, Held, Subscription};
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
#[template(path = "options.html")]
struct Options {
    shell: Shell,
    title: String,
    feature: String,
    included: i64,
    current: i64,
    price: String,
    per: String,
    means: Means,
    target: Option<&'static str>,
    cancel: Leave,
    waits: bool,
}

/// The stock that is paid for by the unit beyond what is included.
pub(super) fn quantity(one: &Subscription) -> Option<&Held> {
    one.features.iter().find(|held| {
        held.feature.kind == Type::Limitation && held.quantity.is_some() && held.pricing.of(1) > 0
    })
}

pub(super) fn show(customer: &Visitor, id: u64, error: Option<Fault>, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world) else {
        return message::not_found(customer.look, world);
    };
    let Some(held) = quantity(&one).filter(|_| one.is_running()) else {
        return message::not_found(customer.look, world);
    };
    let count = held.quantity.unwrap_or_default();
    let words = customer.words();
    render::ok(&Options {
        shell: Shell::of(customer, world),
        feature: held.feature.title.in_words_of(words).to_owned(),
        included: count.included,
        current: count.current,
        price: world.money(held.pricing.of(1), words),
        per: words.period(one.terms.recurrence),
        means: Means::of(customer, error),
        target: ending::target("options", world),
        cancel: ending::cancel(customer, None, world),
        waits: world.awaits(id),
        title: one.title,
    })
}

pub(super) fn act(customer: &Visitor, id: u64, fields: &Fields, world: &mut World) -> HttpResponse {
    let Some(one) = own_subscription(customer, id, world).filter(|_| !world.awaits(id)) else {
        return show(customer, id, None, world);
    };
    let Some(held) = quantity(&one).cloned().filter(|_| one.is_running()) else {
        return message::not_found(customer.look, world);
    };
    let wanted = fields.get("quantity").and_then(|text| text.trim().parse().ok());
    let preview = wanted.and_then(|to| {
        let change = Change::Set(to);
        world
            .preview_usage(&one, &held, change)
            .ok()
            .map(|(_, charges)| (to, charges))
    });
    let Some((to, charges)) = preview else {
        return show(customer, id, Some(Words::no_quantity), world);
    };
    if means::fails(world) {
        return finish(
            customer,
            Outcome::failure("options", Nuance::Plain, customer.words()),
            world,
        );
    }
    let due: i64 = charges.iter().map(Charge::total).sum();
    let taken = match means::take(customer, fields, due, world) {
        Ok(taken) => taken,
        Err(error) => return show(customer, id, Some(error), world),
    };
    if world
        .change_by(id, &held.feature.reference, to, taken.way)
        .is_err()
    {
        return show(customer, id, Some(Words::change_impossible), world);
    }
    let words = customer.words();
    let outcome = Outcome {
        from: "options",
        natural: means::outcome(taken.way, due),
        title: words.options_changed(),
        text: words.options_now(to, held.feature.title.in_words_of(words)),
        subscription: Some((one.offer.reference_offer.clone(), id)),
        nuance: Nuance::Plain,
    };
    finish(customer, outcome, world)
}
