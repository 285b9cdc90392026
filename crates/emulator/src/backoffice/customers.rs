//! `/Distribution/Customers`: the customers of the API Live, as the back office has them.

use serde_json::json;

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::model::ID_SEGMENT;
use crate::world::World;

use super::links;

pub(super) fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(call.id).ok_or_else(Refusal::not_found)?;
    let mut members = json!(customer);
    let state = if customer.is_suspended() {
        "DisabledUser"
    } else {
        "Ok"
    };
    let found = json!({
        "Id": customer.id,
        "IdSegment": ID_SEGMENT,
        "IdBusiness": world.options.business_id,
        "StateLife": state,
        "ReferenceCustomer": members["ReferenceCustomer"].take(),
        "Name": members["Name"].take(),
        "Email": members["Email"].take(),
        "Language": members["Language"].take(),
        "Links": links::of_customer(customer.id),
    });
    Ok(Answer::json(200, &found))
}
