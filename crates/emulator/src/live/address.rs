//! `/v1/CustomerAddressBilling`: the billing address. A member that was never written is null, as in ProAbono's samples.

use proabono_contract::Api;
use serde_json::json;

use crate::answer::Answer;
use crate::world::World;

use super::shared;
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/CustomerAddressBilling", retrieve),
    ("POST /v1/CustomerAddressBilling", update),
    ("GET /v1/CustomerBillingAddress", retrieve),
    ("POST /v1/CustomerBillingAddress", update),
];

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::payer(call, world)?;
    answer(customer, world)
}

/// Only what is sent is written.
fn update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::payer(call, world)?;
    let sent = members().filter_map(|name| Some((name.to_owned(), call.owned(name)?)));
    world.write_address(id, sent.collect());
    answer(id, world)
}

fn answer(id: u64, world: &World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(id).ok_or_else(Refusal::unaccessible)?;
    let member = |name: &str| (name.to_owned(), json!(customer.address.get(name)));
    Ok(shared::ok(members().map(member).collect()))
}

fn members() -> impl Iterator<Item = &'static str> {
    let members = Api::Live.contract().members("CustomerAddressBilling").iter();
    members.map(|member| member.name.as_str())
}
