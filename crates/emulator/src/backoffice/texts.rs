//! Localizations: one text for each code and language. They have no id.

use serde_json::Value;

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::world::World;

use super::{collections, crud, rules};
use crate::records::{Collection, Object};

/// Adds it, or replaces the one of the same owner, code and language. The answer echoes it.
pub(super) fn write(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    rules::check(call, world)?;
    let sent = call.sent.clone();
    let texts = world.backoffice.texts_mut(kind.path);
    let same = |one: &Object| {
        ["IdSegment", "IdBusiness", "Code", "Language"]
            .iter()
            .all(|name| one.get(*name) == sent.get(*name))
    };
    match texts.iter_mut().find(|one| same(one)) {
        Some(known) => known.clone_from(&sent),
        None => texts.push(sent.clone()),
    }
    Ok(Answer::json(200, &Value::Object(sent)))
}

/// The business of a text, which that of a segment does not say itself.
fn business(text: &Object, world: &World) -> Option<u64> {
    let own = text.get("IdBusiness").and_then(Value::as_u64);
    own.or_else(|| {
        let segment = text.get("IdSegment")?.as_u64()?;
        crud::business_of(&collections::SEGMENTS, segment, world)
    })
}

/// A text without `Content` only stands in for a missing one, so it is not a custom text.
#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn list(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let custom = call.flag("IsCustom");
    let wanted = call.number("IdBusiness");
    let texts = world
        .backoffice
        .texts(kind.path)
        .iter()
        .filter(|one| custom.is_none_or(|custom| custom == one.contains_key("Content")))
        .filter(|one| wanted.is_none() || wanted == business(one, world))
        .map(|one| Value::Object(one.clone()));
    Ok(crud::listed(call, texts.collect(), world))
}
