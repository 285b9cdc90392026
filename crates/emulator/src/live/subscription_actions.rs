//! `/v1/Subscription/{IdSubscription}/…`: the transitions, each with the subscription as its answer.

use crate::answer::Answer;
use crate::model::{Start, Upgrade};
use crate::world::World;

use super::shared;
use super::subscription_view as view;
use crate::api::error::{Problem, Refusal};
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("POST /v1/Subscription/{IdSubscription}/DateTerm", update_term),
    ("POST /v1/Subscription/{IdSubscription}/Suspension", suspend),
    ("POST /v1/Subscription/{IdSubscription}/Start", start),
    ("POST /v1/Subscription/{IdSubscription}/Upgrade", upgrade),
    ("POST /v1/Subscription/{IdSubscription}/Termination", terminate),
];

fn update_term(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::subscription(call, world)?.id;
    let term = call
        .date("DateTerm")
        .ok_or_else(|| Refusal::invalid(Problem::required("DateTerm")))?;
    if term <= world.now() {
        return Err(Refusal::invalid(Problem::conversion("DateTerm")));
    }
    world.set_term(id, term)?;
    answer(id, world)
}

fn suspend(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::subscription(call, world)?.id;
    world.suspend(id)?;
    answer(id, world)
}

fn start(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::subscription(call, world)?.id;
    let how = Start {
        ensure_billable: call.flag("EnsureBillable"),
        bill_now: call.is("BillNow"),
        migration: false,
    };
    world.start(id, how)?;
    // A start in the past has periods behind it.
    world.settle();
    answer(id, world)
}

/// The answer is the new subscription.
fn upgrade(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::subscription(call, world)?.id;
    let offer = shared::offer(call, world).ok_or_else(Refusal::not_found)?;
    let how = Upgrade {
        immediate: call.flag("Immediate") != Some(false),
        bill_now: call.is("BillNow"),
        ignore_engagement: call.is("IgnoreEngagement"),
    };
    let new = world.upgrade(id, offer, how)?;
    answer(new, world)
}

fn terminate(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::subscription(call, world)?.id;
    let now = world.now();
    let when = if call.is("Immediate") {
        Some(now)
    } else {
        call.date("DateTermination")
    };
    world.terminate(id, when)?;
    answer(id, world)
}

fn answer(id: u64, world: &mut World) -> Result<Answer, Refusal> {
    let one = world.subscription(id).cloned().ok_or_else(Refusal::not_found)?;
    Ok(shared::ok(view::with_links(&one, false, world)))
}
