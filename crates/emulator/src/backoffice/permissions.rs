//! Permissions to charge: making one asks the gateway, and that request is kept.

use serde_json::json;

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::world::World;

use super::{collections, crud};
use crate::records::{Collection, Object};

/// A card or a mandate.
pub(super) fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let is_card = world
        .backoffice
        .get(collections::CARD_PERMISSIONS.path, call.id)
        .is_some();
    let kind = if is_card {
        &collections::CARD_PERMISSIONS
    } else {
        &collections::MANDATE_PERMISSIONS
    };
    crud::retrieve(kind, call, world)
}

pub(super) fn register(kind: &Collection, call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let answer = crud::create(kind, call, world)?;
    let now = world.now();
    let members = json!({
        "IdCustomer": call.get("IdCustomer"),
        "IdAccount": call.get("IdAccount"),
        "TypeRequest": "PermissionRegister",
        "StatusRequest": "Success",
        "StatusHttp": 200,
        "Message": "Ok",
        "ElapsedMilliseconds": 46,
    });
    let sent = members.as_object().cloned().unwrap_or_else(Object::new);
    let id = world.backoffice.next_id();
    world
        .backoffice
        .insert(&collections::GATEWAY_REQUESTS, id, sent, now);
    Ok(answer)
}
