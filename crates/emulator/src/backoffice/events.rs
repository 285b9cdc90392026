//! Past events and samples of events. The emulator keeps one event for each customer: that it was added.

use serde_json::{Map, Value, json};

use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::lists;
use crate::api::operation::Call;
use crate::clock::Moment;
use crate::model::{Customer, ID_SEGMENT};
use crate::world::World;

const ADDED: &str = "CustomerAdded";

#[allow(clippy::unnecessary_wraps, reason = "every operation has this signature")]
pub(super) fn rewind(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let ours = call
        .number("IdBusiness")
        .is_none_or(|id| id == world.options.business_id);
    let wanted = call.text("TypeTrigger").is_none_or(|trigger| trigger == ADDED);
    let customers: Vec<_> = world.customers().filter(|_| ours && wanted).collect();
    Ok(lists::page(call, &customers, world.now(), |customer| {
        added(customer, world)
    }))
}

/// The event that a notification of a webhook is about.
pub(super) fn retrieve(call: &Call, world: &mut World) -> Result<Answer, Refusal> {
    let customer = world.customer_by_id(call.id).ok_or_else(Refusal::not_found)?;
    Ok(Answer::json(200, &added(customer, world)))
}

/// It has the date it had.
fn added(customer: &Customer, world: &World) -> Value {
    let mut event = envelope(
        customer.id,
        ADDED,
        customer.date_creation,
        customer.segment(),
        world,
    );
    event.insert("Customer".to_owned(), of_customer(customer));
    Value::Object(event)
}

fn of_customer(customer: &Customer) -> Value {
    json!({
        "Id": customer.id,
        "ReferenceCustomer": customer.reference_customer,
        "Name": customer.name,
        "Email": customer.email,
        "Language": customer.language,
        "Status": customer.status,
    })
}

/// An event that did not happen, with the blocks that its kind has.
pub(super) fn sample(trigger: &str, world: &World) -> Value {
    let now = world.now();
    let mut event = envelope(0, trigger, now, world.own_segment(), world);
    for name in blocks(trigger) {
        event.insert((*name).to_owned(), block(name, now));
    }
    Value::Object(event)
}

fn envelope(
    id: u64,
    trigger: &str,
    date: Moment,
    (id_segment, reference_segment): (u64, &str),
    world: &World,
) -> Map<String, Value> {
    let members = [
        ("Id", json!(format!("trg_{id}"))),
        ("IdBusiness", json!(world.options.business_id)),
        ("IdSegment", json!(id_segment)),
        ("ReferenceSegment", json!(reference_segment)),
        ("DateTrigger", json!(date)),
        ("TypeTrigger", json!(trigger)),
    ];
    members
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
}

/// The blocks of each kind of event, from ProAbono's guide to webhooks.
fn blocks(trigger: &str) -> &'static [&'static str] {
    match trigger {
        "SubscriptionDateTermUpdated" | "CustomerChargingAutoFailedNoPermission" => &["Customer"],
        _ if trigger.starts_with("CustomerCharging") || trigger.starts_with("GatewayPermission") => {
            &["Customer", "GatewayPermission"]
        }
        _ if trigger.starts_with("Subscription") => &["Customer", "CustomerBuyer", "Offer", "Subscription"],
        _ if trigger.starts_with("InvoiceCredit") => &["Customer", "InvoiceCredit"],
        _ if trigger.starts_with("Invoice") => &["Customer", "InvoiceDebit"],
        _ => &["Customer"],
    }
}

fn block(name: &str, now: Moment) -> Value {
    let invoice = json!({
        "Id": 4, "FullNumber": "A-17.00000001", "Status": "Paid", "StateInvoice": "Paid", "DateIssue": now,
        "DatePayment": now,
        "TypePayment": "Card", "AmountSubtotal": 2900, "AmountTotal": 3480,
    });
    match name {
        "Offer" => json!({
            "Id": 2, "IdSegment": ID_SEGMENT, "ReferenceOffer": "offer-sample", "StateLife": "Ok", "IsVisible": true,
            "IsPriced": true, "Name": "Sample", "AmountRecurrence": 2900, "DurationRecurrence": 1,
            "UnitRecurrence": "Month",
        }),
        "Subscription" => json!({
            "Id": 3, "Status": "Active", "StateSubscription": "ActiveRunning", "DateStart": now,
            "AmountRecurrence": 2900, "DurationRecurrence": 1, "UnitRecurrence": "Month",
        }),
        "GatewayPermission" => json!({
            "Id": 5, "StatePermission": "Ok", "TypePayment": "Card", "TypeGateway": "CardDummy",
            "NameDisplay": "****-****-****-4242", "Country": "FR", "DateExpiration": now,
        }),
        "InvoiceDebit" => invoice,
        "InvoiceCredit" => {
            let mut credit = invoice;
            credit["TypeCredit"] = json!("Refund");
            credit["Reason"] = json!("Sample");
            credit
        }
        _ => json!({
            "Id": 1, "ReferenceCustomer": "cust-sample", "Name": "Sample", "Email": "sample@acme.example",
            "Language": "en", "Status": "Enabled",
        }),
    }
}
