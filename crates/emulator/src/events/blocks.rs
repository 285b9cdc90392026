//! The blocks of an event, from what there is in the account. Members without a value are left out, as in the APIs.

use serde_json::{Value, json};

use crate::catalogue::Offer;
use crate::model::{Customer, Invoice, Subscription};

/// The expiry of the sample cards: none of them expires on its own.
const EXPIRY: &str = "2039-12-31T00:00:00.00Z";

pub(crate) fn customer(customer: &Customer) -> Value {
    without_nulls(json!({
        "Id": customer.id,
        "ReferenceCustomer": customer.reference_customer,
        "Name": customer.name,
        "Email": customer.email,
        "Language": customer.language,
        "Status": customer.status,
    }))
}

pub(crate) fn offer(offer: &Offer, id_segment: u64) -> Value {
    json!({
        "Id": offer.id,
        "IdSegment": id_segment,
        "ReferenceOffer": offer.reference_offer,
        "StateLife": "Ok",
        "IsVisible": offer.visible,
        "IsPriced": offer.subtotal > 0,
        "Name": offer.title,
        "AmountRecurrence": offer.subtotal,
        "DurationRecurrence": offer.recurrence.count,
        "UnitRecurrence": offer.recurrence.unit,
    })
}

pub(crate) fn subscription(one: &Subscription) -> Value {
    without_nulls(json!({
        "Id": one.id,
        "Status": one.state.status(),
        "StateSubscription": one.state.name(),
        "DateStart": one.date_start,
        "AmountRecurrence": one.terms.amount,
        "DurationRecurrence": one.terms.recurrence.count,
        "UnitRecurrence": one.terms.recurrence.unit,
    }))
}

/// The payment method that the customer is charged with. It has the number of the customer, because the account keeps none.
pub(crate) fn permission(customer: &Customer) -> Option<Value> {
    match customer.settings.type_payment? {
        "Card" => Some(json!({
            "Id": customer.id,
            "StatePermission": "Enabled",
            "TypePayment": "Card",
            "TypeGateway": "CardDummy",
            "NameDisplay": format!("****-****-****-{}", customer.card.as_deref().unwrap_or("****")),
            "Country": "FR",
            "DateExpiration": EXPIRY,
        })),
        "DirectDebit" => Some(json!({
            "Id": customer.id,
            "StatePermission": "Enabled",
            "TypePayment": "DirectDebit",
            "TypeGateway": "DirectDebitDummySepa",
            "NameDisplay": "FR76****************0189",
            "Country": "FR",
        })),
        _ => None,
    }
}

pub(crate) fn invoice(invoice: &Invoice) -> Value {
    without_nulls(json!({
        "Id": invoice.id,
        "FullNumber": invoice.full_number,
        "Status": invoice.status(),
        "StateInvoice": invoice.state,
        "DateIssue": invoice.date_issue,
        "DatePayment": invoice.date_payment,
        "TypePayment": invoice.type_payment,
        "AmountSubtotal": invoice.amount_subtotal,
        "AmountTotal": invoice.amount_total,
    }))
}

fn without_nulls(mut block: Value) -> Value {
    if let Some(members) = block.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
    block
}
