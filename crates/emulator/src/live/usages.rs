//! `/v1/Usages`: the rights of customers, and many changes at once.

use serde_json::{Map, Value};

use crate::answer::Answer;
use crate::model::{Held, Subscription};
use crate::options::UsagesShape;
use crate::world::World;

use super::usage::{self, CHANGE, FILTERS};
use crate::api::error::Refusal;
use crate::api::lists::{self, PAGE, SIZE_PAGE};
use crate::api::operation::{Body, Call, Operation};
use crate::api::property::Property;

const PATH: &str = "/v1/Usages";

/// The documented limit of a batch.
const MOST: usize = 50;

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        method: "GET",
        path: PATH,
        // The contract declares no pages here; ProAbono's own code asks for them.
        query: &[FILTERS[0], FILTERS[1], FILTERS[2], PAGE, SIZE_PAGE],
        body: Body::Nothing,
        run: list,
    },
    Operation {
        method: "POST",
        path: PATH,
        query: NO_QUERY,
        body: Body::List(CHANGE, MOST),
        run: update,
    },
];

const NO_QUERY: &[Property] = &[];

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
