//! The code that a webhook is confirmed with, and what events look like.

use serde_json::json;

use crate::answer::Answer;
use crate::api::error::{Problem, Refusal};
use crate::api::operation::Call;
use crate::world::World;

use super::{collections, crud};
use crate::events;
use crate::records::Letter;

/// Puts a new code on its way to the address of the webhook. An older one confirms nothing any more.
pub(super) fn send_code(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let webhook = world.backoffice.get(collections::WEBHOOKS.path, call.id);
    let webhook = webhook.ok_or_else(Refusal::not_found)?;
    let url = webhook.get("Url").and_then(|url| url.as_str());
    let url = url.unwrap_or_default().to_owned();
    if call.is("sendCode") {
        let code = world.code();
        let secret = world.options.webhook_secret.clone();
        world.backoffice.send(Letter {
            webhook: call.id,
            url,
            code,
            secret,
        });
    }
    Ok(crud::done())
}

/// A receiver may confirm the code before it has answered the delivery.
pub(super) fn verify(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    if world
        .backoffice
        .get(collections::WEBHOOKS.path, call.id)
        .is_none()
    {
        return Err(Refusal::not_found());
    }
    let code = call.text("code").unwrap_or_default();
    if !world.backoffice.confirms(call.id, code) {
        return Err(Refusal::invalid(Problem::unknown("code")));
    }
    world.verified(call.id);
    Ok(crud::done())
}

/// `Data` is a JSON text.
#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn sample(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let trigger = call.text("TypeTrigger").unwrap_or_default();
    let trigger = events::known(trigger).unwrap_or(trigger);
    let event = world.sample_event(trigger);
    Ok(Answer::json(200, &json!({ "Data": event.to_string() })))
}
