//! `/v1/Billing/Customer`: the balance becomes an invoice.

use crate::answer::Answer;
use crate::model::Billing;
use crate::world::World;

use super::invoices;
use super::shared;
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[("POST /v1/Billing/Customer", bill)];

/// Without a payment method it is refused, whatever else is asked for. Nothing to pay is 204.
fn bill(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let reference = call.text("ReferenceCustomer").unwrap_or_default();
    let customer = shared::accessible(reference, world)?.id;
    let how = Billing {
        from: call.date("DateStart"),
        to: call.date("DateEnd"),
        offline: call.is("ForceOffline"),
        note: call.owned("NoteLocalized"),
        ..Billing::default()
    };
    let now = world.now();
    let Some(id) = world.bill(customer, &how, now)? else {
        return Ok(Answer::nothing());
    };
    let invoice = world.invoice(id).cloned().ok_or_else(Refusal::not_found)?;
    Ok(shared::ok(invoices::with_links(&invoice, world)))
}
