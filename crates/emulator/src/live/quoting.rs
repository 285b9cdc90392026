//! `/v1/Quoting/…`: what a deed would cost, from the same computation as the deed.

use crate::answer::Answer;
use crate::clock::Moment;
use crate::model::charges::{first_end, next_period, of_period, of_start, of_upgrade, sum, upgraded_period};
use crate::model::{Charge, Subscription};
use crate::world::World;

use super::lines;
use super::overrides;
use super::quote::Quote;
use super::{balance, shared, usage};
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("POST /v1/Quoting/Subscription", subscription),
    ("POST /v1/Quoting/Subscription/{IdSubscription}/Start", start),
    ("POST /v1/Quoting/Subscription/{IdSubscription}/Upgrade", upgrade),
    ("POST /v1/Quoting/Usage", usage_change),
    ("POST /v1/Quoting/BalanceLine", balance_line),
];

fn subscription(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let one = world.preview(overrides::draft(call, world)?);
    let now = world.now();
    let charges = of_start(&one, now);
    asked(call, one.id_buyer, &charges, world)?;
    let quote = quote(&one, world, (now, first_end(&one, now)), &charges);
    Ok(shared::ok(quote.members()))
}

fn start(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let one = shared::subscription(call, world)?;
    World::quotes_start(&one)?;
    let now = world.now();
    let (period, charges) = of_next_start(&one, world);
    asked(call, one.id_buyer, &charges, world)?;
    let following = next_period(period.1.max(now), one.terms.recurrence);
    let next = of_period(&one, following.0, following.1);
    let quote = Quote {
        subscription: Some(one.id),
        ..quote(&one, world, period, &charges)
    };
    let next = Quote {
        period: following,
        charges: &next,
        ..quote
    };
    Ok(shared::ok(quote.with_next(&next)))
}

/// A draft pays its start. A suspended subscription pays a new period when the old one is over. Any other pays nothing.
fn of_next_start(one: &Subscription, world: &World) -> ((Moment, Moment), Vec<Charge>) {
    let now = world.now();
    match (one.state.status(), one.period) {
        ("Suspended", Some((_, end))) if end <= now => {
            let period = next_period(now, one.terms.recurrence);
            (period, of_period(one, period.0, period.1))
        }
        (_, Some(period)) => (period, Vec::new()),
        (_, None) => {
            let at = one.date_start.unwrap_or(now);
            ((at, first_end(one, at)), of_start(one, at))
        }
    }
}

fn upgrade(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let old = shared::subscription(call, world)?;
    let offer = shared::offer(call, world).ok_or_else(Refusal::not_found)?;
    World::quotes_upgrade(&old)?;
    let now = world.now();
    let new = world.preview_upgrade(&old, offer);
    let (period, charges) = if call.flag("Immediate") == Some(false) {
        let term = old.term().unwrap_or(now);
        ((term, first_end(&new, term)), of_start(&new, term))
    } else {
        let (_, end) = upgraded_period(&old, &new, now);
        ((now, end), of_upgrade(&old, &new, now))
    };
    world.ensure_billable(old.id_buyer, sum(&charges), None)?;
    let following = next_period(period.1, new.terms.recurrence);
    let next = of_period(&new, following.0, following.1);
    let quote = Quote {
        subscription: Some(old.id),
        ..quote(&old, world, period, &charges)
    };
    let next = Quote {
        subscription: None,
        period: following,
        charges: &next,
        ..quote
    };
    Ok(shared::ok(quote.with_next(&next)))
}

/// The quote is refused where the change itself would be refused.
fn usage_change(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let now = world.now();
    let change = usage::wanted(call, now)?;
    let (one, held) = usage::the_one(call, world, 404)?;
    let (after, charges) = world.preview_usage(&one, &held, change)?;
    world.ensure_billable(one.id_buyer, sum(&charges), call.flag("EnsureBillable"))?;
    let end = one.period.map_or(now, |(_, end)| end);
    let quote = Quote {
        subscription: Some(one.id),
        ..quote(&one, world, (now, end), &charges)
    };
    if !call.is("NextTerm") {
        return Ok(shared::ok(quote.members()));
    }
    let mut changed = one.clone();
    for held in changed.features.iter_mut().filter(|held| held.id == after.id) {
        *held = after.clone();
    }
    let following = next_period(end, one.terms.recurrence);
    let next = of_period(&changed, following.0, following.1);
    let next = Quote {
        period: following,
        charges: &next,
        ..quote
    };
    Ok(shared::ok(quote.with_next(&next)))
}

fn balance_line(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let (customer, charge) = balance::manual(call, world)?;
    let mut members = lines::quoted(customer, &charge, world);
    members.append(&mut lines::dates(charge.when));
    Ok(shared::ok(members))
}

fn quote<'a>(
    one: &Subscription,
    world: &'a World,
    period: (Moment, Moment),
    charges: &'a [Charge],
) -> Quote<'a> {
    Quote {
        subscription: None,
        period,
        charges,
        currency: world.catalogue.currency(),
        words: world.words_of(one.id_customer),
        last_id: world.last_id(),
    }
}

/// A quote asks for a payment method only when it is told to.
fn asked(call: &Call, buyer: u64, charges: &[Charge], world: &World) -> Result<(), Refusal> {
    let ensure = Some(call.is("EnsureBillable"));
    Ok(world.ensure_billable(buyer, sum(charges), ensure)?)
}
