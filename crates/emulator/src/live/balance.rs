//! `/v1/BalanceLine` and `/v1/Balance`: lines that are due or were billed.

use std::collections::HashMap;

use serde_json::json;

use crate::answer::Answer;
use crate::model::{Charge, Line, When};
use crate::world::World;

use super::lines;
use super::shared;
use crate::api::error::{Problem, Refusal};
use crate::api::lists::{self, Extra};
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("POST /v1/BalanceLine", create), ("GET /v1/Balance", list)];

fn create(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let (customer, charge) = manual(call, world)?;
    let now = world.now();
    world.post_line(customer, charge, call.owned("KeyCharge"), now);
    let line = world.lines().last().ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(201, &lines::members(line, world)))
}

/// The line that a body describes, for a quote too.
pub(super) fn manual(call: &Call, world: &World) -> Result<(u64, Charge), Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let customer = shared::accessible(reference, world)?.id;
    let subscription = call.number("IdSubscription");
    if subscription.is_some_and(|id| world.subscription(id).is_none()) {
        return Err(Refusal::invalid(Problem::unknown("IdSubscription")));
    }
    let amount = call.integer("Amount").unwrap_or_default();
    let when = when(call, world)?;
    if call.is("EnsureBillable") {
        world.ensure_billable(customer, amount, Some(true))?;
    }
    let type_line = shared::word(call, "TypeLine", "TypeLine");
    let charge = Charge {
        subscription,
        feature: None,
        label: call.owned("Label").unwrap_or_else(|| "Manual line".to_owned()),
        type_line: type_line.unwrap_or("Manual"),
        subtotal: amount,
        when,
        quantity: call.integer("Quantity").map(|quantity| (quantity, quantity)),
    };
    Ok((customer, charge))
}

/// An instant excludes the period, and a period has both its ends.
fn when(call: &Call, world: &World) -> Result<When, Refusal> {
    let period = (call.date("DatePeriodStart"), call.date("DatePeriodEnd"));
    match (call.date("Date"), period) {
        (None, (None, None)) => Ok(When::At(world.now())),
        (Some(date), (None, None)) => Ok(When::At(date)),
        (None, (Some(start), Some(end))) => Ok(When::During(start, end)),
        (Some(_), _) => Err(Refusal::invalid(
            Problem::unexpected("Date").because("Either Date, or DatePeriodStart and DatePeriodEnd"),
        )),
        (None, (Some(_), None)) => Err(Refusal::invalid(Problem::required("DatePeriodEnd"))),
        (None, (None, Some(_))) => Err(Refusal::invalid(Problem::required("DatePeriodStart"))),
    }
}

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::filter(call, "ReferenceCustomer", world)?;
    let (id, subscription) = (call.number("IdCustomer"), call.number("IdSubscription"));
    let feature = call.text("ReferenceFeature");
    let fits = |line: &&Line| {
        customer.is_none_or(|id| line.id_customer == id)
            && id.is_none_or(|id| line.id_customer == id)
            && subscription.is_none_or(|id| line.charge.subscription == Some(id))
            && feature.is_none_or(|reference| {
                line.charge
                    .feature
                    .as_ref()
                    .is_some_and(|one| one.reference == reference)
            })
    };
    let found: Vec<&Line> = world.lines().filter(fits).collect();
    let sum = |amount: fn(&Charge) -> i64| {
        let amounts = found.iter().map(|line| amount(&line.charge));
        amounts.fold(0, i64::saturating_add)
    };
    let computations = json!({
        "AmountSubtotal": sum(|charge| charge.subtotal),
        "AmountTotal": sum(Charge::total),
    });
    let extra = Extra {
        computations: Some(computations),
        ..Extra::default()
    };
    let now = world.now();
    if call.is("Merged") {
        let shown = |one: &Merged| lines::members(&one.line(), world);
        return Ok(lists::page_with(call, &merged(&found), now, extra, shown));
    }
    let shown = |line: &&Line| lines::members(line, world);
    Ok(lists::page_with(call, &found, now, extra, shown))
}

/// Lines of the same kind as one, with the dates of the first.
struct Merged<'a> {
    first: &'a Line,
    subtotal: i64,
    quantity: Option<(i64, i64)>,
}

impl Merged<'_> {
    fn line(&self) -> Line {
        let mut line = self.first.clone();
        line.charge.subtotal = self.subtotal;
        line.charge.quantity = self.quantity;
        line
    }
}

fn merged<'a>(lines: &[&'a Line]) -> Vec<Merged<'a>> {
    let key = |line: &'a Line| {
        let charge = &line.charge;
        (
            (line.id_customer, charge.subscription, line.billed),
            (
                charge.feature.as_ref().map(|one| one.id),
                charge.type_line,
                charge.label.as_str(),
            ),
        )
    };
    let mut kept: Vec<Merged> = Vec::new();
    let mut places = HashMap::new();
    for &line in lines {
        let place = *places.entry(key(line)).or_insert(kept.len());
        match kept.get_mut(place) {
            Some(one) => {
                one.subtotal = one.subtotal.saturating_add(line.charge.subtotal);
                one.quantity = one.quantity.or(line.charge.quantity);
            }
            None => kept.push(Merged {
                first: line,
                subtotal: line.charge.subtotal,
                quantity: line.charge.quantity,
            }),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use serde_json::{Value, json};

    use super::{Call, Charge, When, World, list};
    use crate::model::CustomerDraft;
    use crate::options::Options;

    fn many(kinds: u32) -> World {
        let mut world = World::new(Options::default(), "http://127.0.0.1:1".to_owned());
        let now = world.now();
        let customer = world.create_customer(CustomerDraft::default());
        for number in 0..2 * kinds {
            let charge = Charge {
                subscription: None,
                feature: None,
                label: format!("Line {}", number % kinds),
                type_line: "Manual",
                subtotal: 7,
                when: When::At(now),
                quantity: None,
            };
            world.post_line(customer, charge, None, now);
        }
        world
    }

    #[test]
    fn a_long_balance_is_read_and_folded_in_a_moment() {
        let mut world = many(30_000);
        for (merged, least) in [(false, 60_000), (true, 30_000)] {
            let sent = json!({ "Merged": merged, "Page": 1000, "SizePage": 20 });
            let call = Call {
                sent: sent.as_object().unwrap().clone(),
                ..Call::default()
            };
            let started = Instant::now();
            let Ok(answer) = list(&call, &mut world) else {
                panic!("the list is refused");
            };
            let took = started.elapsed();
            let page: Value = serde_json::from_str(&answer.body).unwrap();
            assert!(
                page["TotalItems"].as_u64().unwrap() >= least,
                "{}",
                page["TotalItems"]
            );
            assert_eq!(page["Items"].as_array().unwrap().len(), 20);
            let each = if merged { 14 } else { 7 };
            assert_eq!(page["Items"][5]["AmountSubtotal"], each);
            assert!(took < Duration::from_secs(3), "{took:?}");
        }
    }
}
