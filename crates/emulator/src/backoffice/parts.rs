//! The address and the settings of a business or a segment. The reference shows only how they are written; links lead to
//! where they are read.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::world::World;

use super::{crud, rules};
use crate::records::{Collection, Object};

pub(super) fn write(
    kind: &Collection,
    part: &'static str,
    call: &Call,
    world: &mut World,
) -> Result<Answer, Refusal> {
    exists(kind, call, world)?;
    rules::check(call, world)?;
    let mut sent = call.sent.clone();
    sent.remove("Id");
    world.backoffice.write_part(kind.path, part, call.id, sent);
    Ok(crud::done())
}

pub(super) fn read(
    kind: &Collection,
    part: &'static str,
    call: &Call,
    world: &mut World,
) -> Result<Answer, Refusal> {
    exists(kind, call, world)?;
    let mut found = Object::new();
    if part == "AddressBilling" {
        found.insert("Id".to_owned(), json!(call.id));
    }
    if let Some(written) = world.backoffice.part(kind.path, part, call.id) {
        found.extend(written.clone());
    }
    Ok(Answer::json(200, &Value::Object(found)))
}

pub(super) fn exists(kind: &Collection, call: &Call, world: &World) -> Result<(), Refusal> {
    let found = world.backoffice.get(kind.path, call.id);
    found.map(|_| ()).ok_or_else(Refusal::not_found)
}
