//! `/Distribution/Customers`: the customers of the Live API, as the back office has them.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::model::Customer;
use crate::records;
use crate::world::World;

use super::{crud, links};

pub(super) fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(call.id).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &shown(customer, call, world)))
}

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let found = world.customers().map(|one| shown(one, call, world));
    Ok(crud::listed(call, found.collect(), world))
}

/// The address that bills go to, or the one that parcels go to, which nobody has.
pub(super) fn address(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(call.id).ok_or_else(Refusal::not_found)?;
    let mut found = json!({ "Id": customer.id });
    if call.path.to_ascii_lowercase().contains("/addressbilling") {
        for (name, value) in &customer.address {
            found[name] = json!(value);
        }
    }
    Ok(Answer::json(200, &found))
}

fn shown(customer: &Customer, call: &Call, world: &World) -> Value {
    let state = if customer.is_suspended() {
        "DisabledUser"
    } else {
        "Ok"
    };
    let mut found = records::attributes(customer.id, customer.date_creation, customer.date_update);
    let mut put = |name: &str, value: Value| found.insert(name.to_owned(), value);
    put("IdSegment", json!(customer.id_segment));
    put("IdBusiness", json!(world.options.business_id));
    put("StateLife", json!(state));
    put("ReferenceCustomer", json!(customer.reference_customer));
    put("Name", json!(customer.name));
    put("Email", json!(customer.email));
    put("Language", json!(customer.language));
    if call.flag("Links") != Some(false) {
        put("Links", Value::Array(links::of_customer(customer.id)));
    }
    Value::Object(found)
}
