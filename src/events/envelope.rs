//! The envelope of a delivery. Only the members that say whom it is about are looked at: an event is a hint to read again.

use bytes::Bytes;
use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::proabono::{CustomerReference, SegmentReference};

/// The longest body that is kept as it came, in bytes; events have about a thousand. Of a longer one the envelope is kept.
const KEPT: usize = 16 << 10;
/// The longest name of an event and the longest id, in characters.
const LONGEST: usize = 100;

/// A delivery, as far as it is understood.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Delivery {
    /// The code by which ProAbono checks that the address is this server's.
    Code(String),
    /// Something happened.
    Event(Event),
    /// Something happened in another business.
    Elsewhere,
    /// It is not JSON of an event.
    Unreadable,
}

/// An event, before it is stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Event {
    /// ProAbono's id of it, as text; a digest of the body where it has none.
    pub(crate) id: String,
    /// The name of its kind; empty when it has none.
    pub(crate) trigger: String,
    /// The customer that it is about.
    pub(crate) customer: Option<CustomerReference>,
    /// The segment of that customer.
    pub(crate) segment: Option<SegmentReference>,
    /// When it happened, as ProAbono says.
    pub(crate) happened: Option<Timestamp>,
    /// As it came, or the envelope of it.
    pub(crate) body: Bytes,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    id_business: Option<String>,
    #[serde(default, deserialize_with = "text")]
    reference_segment: Option<String>,
    #[serde(default, deserialize_with = "text")]
    date_trigger: Option<String>,
    #[serde(default, deserialize_with = "text")]
    type_trigger: Option<String>,
    #[serde(default, deserialize_with = "text")]
    code: Option<String>,
    #[serde(default)]
    customer: Value,
}

/// Understands a body whose signature was checked.
pub(crate) fn read(body: &Bytes, business: u64) -> Delivery {
    let text = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let Ok(envelope) = serde_json::from_slice::<Envelope>(text) else {
        return Delivery::Unreadable;
    };
    let elsewhere = envelope.id_business.as_ref();
    if elsewhere.is_some_and(|id| *id != business.to_string()) {
        return Delivery::Elsewhere;
    }
    match (&envelope.type_trigger, &envelope.code) {
        (None, Some(code)) => Delivery::Code(code.clone()),
        (None, None) if envelope.customer.is_null() => Delivery::Unreadable,
        (trigger, _) => Delivery::Event(event(&envelope, trigger.as_deref().unwrap_or_default(), body)),
    }
}

fn event(envelope: &Envelope, trigger: &str, body: &Bytes) -> Event {
    let digest = || format!("sha256:{}", HEXLOWER.encode(&Sha256::digest(body)));
    let id = envelope.id.clone().filter(|id| id.chars().count() <= LONGEST);
    let reference = reference(envelope);
    let segment = envelope.reference_segment.as_deref();
    Event {
        id: id.unwrap_or_else(digest),
        trigger: trigger.chars().take(LONGEST).collect(),
        customer: reference.and_then(|text| CustomerReference::new(text).ok()),
        segment: segment.and_then(|text| SegmentReference::new(text).ok()),
        happened: envelope.date_trigger.as_deref().and_then(moment),
        body: kept(envelope, body),
    }
}

/// The reference of the customer, which may be written as a number.
fn reference(envelope: &Envelope) -> Option<String> {
    match envelope.customer.get("ReferenceCustomer")? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Dates come with an offset or without one, and are UTC then.
fn moment(text: &str) -> Option<Timestamp> {
    text.parse().or_else(|_| format!("{text}Z").parse()).ok()
}

fn kept(envelope: &Envelope, body: &Bytes) -> Bytes {
    if body.len() <= KEPT {
        return body.clone();
    }
    let short = |text: &Option<String>| {
        text.as_ref()
            .map(|text| text.chars().take(LONGEST).collect::<String>())
    };
    let reference = reference(envelope);
    let shortened = serde_json::json!({
        "Id": short(&envelope.id),
        "ReferenceSegment": short(&envelope.reference_segment),
        "DateTrigger": short(&envelope.date_trigger),
        "TypeTrigger": short(&envelope.type_trigger),
        "Customer": { "ReferenceCustomer": reference.map(|text| text.chars().take(LONGEST).collect::<String>()) },
    });
    Bytes::from(shortened.to_string())
}

/// Reads a text or a number as text, and anything else as absent: an odd member that decides nothing breaks nothing.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::String(text) if !text.is_empty() => Some(text),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// Tells whether an event of this kind may change what a customer may do. Kinds that nobody has documented are taken to, when
/// their names begin like those that do.
pub(crate) fn touches_rights(trigger: &str) -> bool {
    const HARMLESS: [&str; 12] = [
        "CustomerAdded",
        "CustomerBillingAddressUpdated",
        "CustomerPaymentMethodUpdated",
        "CustomerSettingsPaymentUpdated",
        "CustomerBillingSucceeded",
        "CustomerBillingFailed",
        "CustomerChargingSucceeded",
        "CustomerChargingPending",
        "CustomerChargingFailed",
        "CustomerChargingAutoFailedNoPermission",
        "CustomerChargingAutoFailedNoRetry",
        "CustomerIsGreyListed",
    ];
    let family = ["Subscription", "Customer"];
    trigger.is_empty()
        || (family.iter().any(|family| trigger.starts_with(family)) && !HARMLESS.contains(&trigger))
}
