//! The bodies of events, as they are at the moment at which the event happens.

use serde_json::{Map, Value, json};

use crate::answer;
use crate::clock::Moment;
use crate::events;
use crate::model::Subscription;
use crate::options::DatesShape;

use super::World;

/// The things that the blocks of an event are taken from.
#[derive(Clone, Copy, Default)]
pub(super) struct About {
    /// `None` stands for the customer of the samples.
    pub(super) customer: Option<u64>,
    pub(super) subscription: Option<u64>,
    pub(super) invoice: Option<u64>,
}

impl World {
    pub(super) fn event_body(&self, number: u64, trigger: &str, about: About, at: Moment) -> Value {
        let segment = about.customer.map(|id| self.segment_of(id));
        let mut body = self.envelope(number, trigger, at, segment.unwrap_or(self.own_segment()));
        let mut blocks = events::sample(trigger, at);
        for (name, block) in &mut blocks {
            if let Some(own) = self.block(name, about) {
                *block = own;
            }
        }
        body.append(&mut blocks);
        let mut body = Value::Object(body);
        if self.options.dates == DatesShape::WithoutOffset {
            answer::strip_offsets(&mut body);
        }
        body
    }

    fn envelope(
        &self,
        number: u64,
        trigger: &str,
        at: Moment,
        (id_segment, reference_segment): (u64, &str),
    ) -> Map<String, Value> {
        let members = [
            ("Id", json!(format!("trg_{number}"))),
            ("IdBusiness", json!(self.options.business_id)),
            ("IdSegment", json!(id_segment)),
            ("ReferenceSegment", json!(reference_segment)),
            ("DateTrigger", json!(at)),
            ("TypeTrigger", json!(trigger)),
        ];
        let members = members.map(|(name, value)| (name.to_owned(), value));
        members.into_iter().collect()
    }

    /// A sample of an event, which did not happen.
    pub(crate) fn sample_event(&self, trigger: &str) -> Value {
        self.event_body(0, trigger, About::default(), self.now())
    }

    fn block(&self, name: &str, about: About) -> Option<Value> {
        let customer = self.customer_by_id(about.customer?)?;
        let subscription = about.subscription.and_then(|id| self.any_subscription(id));
        match name {
            "Customer" => Some(events::blocks::customer(customer)),
            "CustomerBuyer" => {
                let buyer = subscription.and_then(|one| self.customer_by_id(one.id_buyer));
                Some(events::blocks::customer(buyer.unwrap_or(customer)))
            }
            "Offer" => Some(events::blocks::offer(&subscription?.offer, customer.id_segment)),
            "Subscription" => Some(events::blocks::subscription(subscription?)),
            "GatewayPermission" => events::blocks::permission(customer),
            "InvoiceDebit" => Some(events::blocks::invoice(self.invoice(about.invoice?)?)),
            _ => None,
        }
    }

    /// A deleted one too.
    pub(super) fn any_subscription(&self, id: u64) -> Option<&Subscription> {
        let at = self.subscriptions.binary_search_by_key(&id, |one| one.id).ok()?;
        self.subscriptions.get(at)
    }
}
