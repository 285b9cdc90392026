//! `/v1/Subscription`: one subscription, read or created.

use crate::answer::Answer;
use crate::model::{Start, Subscription};
use crate::world::World;

use super::overrides;
use super::shared;
use super::subscription_view as view;
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/Subscription", retrieve),
    // Not in the contract, yet every `self` link leads there.
    ("GET /v1/Subscription/{IdSubscription}", retrieve_by_id),
    ("POST /v1/Subscription", create),
];

/// The running one before any other, and then the newest.
fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let customer = shared::accessible(reference, world)?.id;
    let offer = call.text("ReferenceOffer");
    let fits = |one: &&Subscription| {
        one.id_customer == customer && offer.is_none_or(|reference| one.offer.reference_offer == reference)
    };
    let found = world
        .subscriptions()
        .filter(fits)
        .max_by_key(|one| (one.is_running(), one.id))
        .cloned()
        .ok_or_else(Refusal::not_found)?;
    Ok(shared::ok(view::with_links(
        &found,
        call.is("IgnoreFeatures"),
        world,
    )))
}

fn retrieve_by_id(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let found = shared::subscription(call, world)?;
    Ok(shared::ok(view::with_links(
        &found,
        call.is("IgnoreFeatures"),
        world,
    )))
}

/// A start that is refused leaves a draft.
fn create(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let draft = overrides::draft(call, world)?;
    let buyer = draft.buyer;
    if call.is("EnsureBillable") {
        world.ensure_billable(buyer, 0, Some(true))?;
    }
    let id = world.create_subscription(draft);
    if call.is("TryStart") {
        let how = Start {
            ensure_billable: call.flag("EnsureBillable"),
            bill_now: call.is("BillNow"),
            migration: call.is("Migration"),
        };
        // "Start at once if possible": a refusal is an answer too, the draft shows it.
        let _ = world.start(id, how);
        world.settle();
    }
    let created = world.subscription(id).cloned().ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(201, &view::with_links(&created, false, world)))
}
