//! Past events. The emulator keeps none: every customer was added once, and that is all it tells.

use serde_json::{Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::Call;
use crate::model::{Customer, ID_SEGMENT};
use crate::world::World;

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn rewind(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let ours = call
        .number("IdBusiness")
        .is_none_or(|id| id == world.options.business_id);
    let added = call
        .text("TypeTrigger")
        .is_none_or(|trigger| trigger == "CustomerAdded");
    let customers: Vec<_> = if ours && added {
        world.customers().collect()
    } else {
        Vec::new()
    };
    Ok(lists::page(call, &customers, world.now(), |customer| {
        event("CustomerAdded", Some(customer), world)
    }))
}

/// An event of a customer, or of nobody in particular.
pub(super) fn event(trigger: &str, customer: Option<&Customer>, world: &World) -> Value {
    let mut event = json!({
        "Id": format!("trg_{}", customer.map_or(0, |customer| customer.id)),
        "IdBusiness": world.options.business_id,
        "IdSegment": ID_SEGMENT,
        "ReferenceSegment": world.options.segment_ref,
        "DateTrigger": world.now(),
        "TypeTrigger": trigger,
    });
    event["Customer"] = match customer {
        Some(customer) => json!({
            "Id": customer.id,
            "ReferenceCustomer": customer.reference_customer,
            "Name": customer.name,
            "Email": customer.email,
            "Language": customer.language,
            "Status": customer.status,
        }),
        None => json!({ "Id": 1, "ReferenceCustomer": "cust-sample", "Name": "Sample", "Status": "Enabled" }),
    };
    event
}
