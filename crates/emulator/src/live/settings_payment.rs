//! `/v1/CustomerSettingsPayment`: how a customer pays.

use serde_json::json;

use crate::answer::Answer;
use crate::model::Settings;
use crate::world::World;

use super::shared;
use crate::api::error::Refusal;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/CustomerSettingsPayment", retrieve),
    ("POST /v1/CustomerSettingsPayment", update),
];

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(shared::payer(call, world)?);
    Ok(answer(&customer.ok_or_else(Refusal::unaccessible)?.settings))
}

/// Only what is sent is written.
fn update(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let id = shared::payer(call, world)?;
    let method = shared::word(call, "TypePayment", "TypePaymentManual");
    let written = world.change_settings(id, |settings| {
        settings.type_payment = method.or(settings.type_payment);
        settings.mode_billing = call
            .owned("ModeBilling")
            .unwrap_or_else(|| settings.mode_billing.clone());
        settings.is_grey_listed = call.flag("IsGreyListed").unwrap_or(settings.is_grey_listed);
        settings.note_invoice = call.owned("NoteInvoice").or(settings.note_invoice.take());
        settings.date_next_billing = call.date("DateNextBilling").or(settings.date_next_billing);
    });
    Ok(answer(&written.ok_or_else(Refusal::unaccessible)?))
}

/// Without a method there is none to name; the rest is null when it was never written.
fn answer(settings: &Settings) -> Answer {
    let mut members = json!({
        "ModeBilling": settings.mode_billing,
        "IsGreyListed": settings.is_grey_listed,
        "NoteInvoice": settings.note_invoice,
        "DateNextBilling": settings.date_next_billing,
    });
    if let Some(method) = settings.type_payment {
        members["TypePayment"] = json!(method);
    }
    Answer::json(200, &members)
}
