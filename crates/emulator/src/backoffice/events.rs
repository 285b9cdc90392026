//! Past events.

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::Call;
use crate::events;
use crate::world::World;

/// Those of the latest 60 days, newest first, each as it was delivered.
#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn rewind(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let business = call.number("IdBusiness");
    let ours = business.is_none_or(|id| id == world.options.business_id);
    let wanted = call.text("TypeTrigger").and_then(events::known);
    let found: Vec<_> = world
        .past_events()
        .filter(|event| ours && wanted.is_none_or(|wanted| event.trigger == wanted))
        .collect();
    Ok(lists::page(call, &found, world.now(), |event| &*event.body))
}

/// The event that a notification of a webhook is about.
pub(super) fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let event = world.past_event(call.id).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &*event.body))
}
