use jiff::Timestamp;
use serde::Serialize;
#[cfg(feature = "cli")]
use serde_json::Value;

use crate::rights::All;

/// A message to the host application.
#[derive(Debug, Serialize)]
pub(crate) struct Message<'a, T> {
    /// The kind of message, such as `customer.changed`.
    #[serde(rename = "type")]
    kind: &'a str,
    /// When that was known here.
    timestamp: Timestamp,
    data: T,
}

/// The data of `customer.changed`: a customer that ProAbono was asked about anew. There are no links and no secrets in it.
#[derive(Debug, Serialize)]
pub(crate) struct CustomerChanged<'a> {
    /// The reference of the customer.
    pub(crate) customer: &'a str,
    /// The reference of its segment.
    pub(crate) segment: &'a str,
    /// The events of ProAbono that led to the question; none when it was a look for what was missed.
    pub(crate) events: Vec<Happened<'a>>,
    /// True when the rights may be other ones than before.
    pub(crate) rights_changed: bool,
    /// All rights of the customer, to be taken in place of those before; `None` when nothing is known of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) rights: Option<All>,
}

/// An event of ProAbono.
#[derive(Debug, Serialize)]
pub(crate) struct Happened<'a> {
    /// ProAbono's id of it.
    pub(crate) id: &'a str,
    /// Its kind, such as `SubscriptionStarted`.
    #[serde(rename = "type")]
    pub(crate) kind: &'a str,
    /// When it happened, as ProAbono says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<Timestamp>,
}

impl<'a> Message<'a, CustomerChanged<'a>> {
    /// The message that something of a customer may have changed.
    pub(crate) fn changed(timestamp: Timestamp, data: CustomerChanged<'a>) -> Self {
        Self {
            kind: "customer.changed",
            timestamp,
            data,
        }
    }
}

#[cfg(feature = "cli")]
impl Message<'static, Value> {
    /// A message that says nothing, for a trial.
    pub(crate) fn trial(timestamp: Timestamp) -> Self {
        Self {
            kind: "webhooks.test",
            timestamp,
            data: Value::Object(serde_json::Map::new()),
        }
    }
}

impl<T: Serialize> Message<'_, T> {
    /// The body, which is signed and sent as it is.
    pub(crate) fn body(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// A new id of a message. A full stop would make the signed text ambiguous, so there is none.
pub(crate) fn new_id() -> String {
    format!("msg_{:032x}", rand::random::<u128>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_body_is_that_of_the_documentation() {
        let at: Timestamp = "2026-11-30T15:00:00Z".parse().unwrap();
        let happened = Happened {
            id: "trg_42",
            kind: "SubscriptionStarted",
            date: Some(at),
        };
        let changed = CustomerChanged {
            customer: "cust-alice",
            segment: "acme-eur",
            events: vec![happened],
            rights_changed: true,
            rights: None,
        };
        let body: serde_json::Value = serde_json::from_str(&Message::changed(at, changed).body()).unwrap();
        let expected = json!({
            "type": "customer.changed",
            "timestamp": "2026-11-30T15:00:00Z",
            "data": {
                "customer": "cust-alice",
                "segment": "acme-eur",
                "events": [{ "id": "trg_42", "type": "SubscriptionStarted", "date": "2026-11-30T15:00:00Z" }],
                "rights_changed": true,
            },
        });
        assert_eq!(body, expected);
    }

    #[test]
    fn no_id_has_a_full_stop() {
        assert!(!new_id().contains('.') && new_id() != new_id());
    }
}
