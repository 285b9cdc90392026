//! `/v1/Usages`: the rights of customers, and many changes at once.

use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::model::{Held, Subscription};
use crate::options::UsagesShape;
use crate::world::World;

use super::usage;
use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("GET /v1/Usages", list), ("POST /v1/Usages", update)];

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let found = usage::matching(call, world)?;
    let shown = |(one, held): &(&Subscription, &Held)| usage::members(one, held, world);
    if world.options.usages == UsagesShape::BareArray && !found.is_empty() {
        let (_, _, range) = lists::range(call, found.len());
        let items: Vec<Map<String, Value>> = found[range].iter().map(shown).collect();
        return Ok(Answer::json(200, &items));
    }
    Ok(lists::page(call, &found, world.now(), shown))
}

/// All of them or none.
fn update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let before = world.remember();
    let changed: Result<Vec<_>, _> = call.items.iter().map(|item| usage::change(item, world)).collect();
    match changed {
        Ok(usages) => Ok(Answer::json(200, &usages)),
        Err(refusal) => {
            world.restore(before);
            Err(refusal)
        }
    }
}
