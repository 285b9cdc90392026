//! The kinds of events, the blocks that each carries, and samples of them.

use proabono_contract::Api;
use serde_json::{Map, Value, json};

use crate::clock::Moment;
use crate::model::ID_SEGMENT;

/// ProAbono's own node for n8n spells an event in this way.
const MISSPELT: (&str, &str) = (
    "InvoiceDebitPaymentAutoRequestedAuto",
    "InvoiceDebitPaymentAutoRequestedAuth",
);

/// The name of an event as the contract has it; `None` where there is no such event.
pub(crate) fn known(name: &str) -> Option<&'static str> {
    let name = if name == MISSPELT.0 { MISSPELT.1 } else { name };
    let words = Api::Backoffice.contract().enumerations.get("TypeTrigger")?;
    words.iter().map(String::as_str).find(|word| *word == name)
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

/// All blocks of an event that did not happen.
pub(crate) fn sample(trigger: &str, now: Moment) -> Map<String, Value> {
    let names = blocks(trigger).iter();
    names.map(|name| ((*name).to_owned(), block(name, now))).collect()
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
