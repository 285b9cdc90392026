//! `/v1/Invoice` and `/v1/Invoices`.

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::model::Invoice;
use crate::world::World;

use super::links;
use super::shared;
use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::{Call, Route};

pub(super) const ROUTES: &[Route] = &[
    ("GET /v1/Invoice/{id}", retrieve_by_id),
    ("GET /v1/Invoice", retrieve),
    ("GET /v1/Invoices", list),
];

fn retrieve_by_id(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let invoice = world
        .invoice(call.id)
        .filter(|invoice| shared::is_in_segment(call, invoice.id_customer, world))
        .cloned()
        .ok_or_else(Refusal::not_found)?;
    Ok(shared::ok(with_links(&invoice, world)))
}

fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let number = call.text("FullNumber").unwrap_or_default();
    let invoice = world
        .invoices()
        .find(|invoice| invoice.full_number == number)
        .filter(|invoice| shared::is_in_segment(call, invoice.id_customer, world))
        .cloned()
        .ok_or_else(Refusal::not_found)?;
    Ok(shared::ok(with_links(&invoice, world)))
}

fn list(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = shared::filter(call, "ReferenceCustomer", world)?;
    let (id, subscription) = (call.number("IdCustomer"), call.number("IdSubscription"));
    let segment = shared::segment_of_list(call, world);
    let fits = |invoice: &&Invoice| {
        customer.is_none_or(|id| invoice.id_customer == id)
            && id.is_none_or(|id| invoice.id_customer == id)
            && subscription.is_none_or(|id| invoice.subscriptions.contains(&id))
            && shared::is_of(segment, invoice.id_customer, world)
    };
    let found: Vec<u64> = world.invoices().filter(fits).map(|one| one.id).collect();
    let now = world.now();
    Ok(lists::page(call, &found, now, |id| {
        let one = world.invoice(*id).cloned();
        one.map(|one| with_links(&one, world))
    }))
}

pub(super) fn with_links(invoice: &Invoice, world: &mut World) -> Map<String, Value> {
    let mut members = members(invoice, world);
    members.insert("Links".to_owned(), json!(links::of_invoice(invoice, world)));
    members
}

/// The limit matters until it is paid.
pub(super) fn members(invoice: &Invoice, world: &World) -> Map<String, Value> {
    let customer = world.customer_by_id(invoice.id_customer);
    let (id_segment, reference_segment) = world.segment_of(invoice.id_customer);
    shared::without_nulls(json!({
        "Id": invoice.id,
        "IdSegment": id_segment,
        "IdCustomer": invoice.id_customer,
        "ReferenceSegment": reference_segment,
        "ReferenceCustomer": customer.map(|one| &one.reference_customer),
        "FullNumber": invoice.full_number,
        "Status": invoice.status(),
        "StateInvoice": invoice.state,
        "TypePayment": invoice.type_payment,
        "Currency": world.catalogue.currency(),
        "AmountSubtotal": invoice.amount_subtotal,
        "AmountTotal": invoice.amount_total,
        "NoteLocalized": invoice.note,
        "DateIssue": invoice.date_issue,
        "DateUpdate": invoice.date_update,
        "DatePayment": invoice.date_payment,
        "DatePaymentLimit": invoice.is_open().then_some(invoice.date_payment_limit),
    }))
}
