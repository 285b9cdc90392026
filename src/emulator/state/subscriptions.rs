//! Subscriptions: one running at most for each customer.

use serde::Serialize;

use crate::emulator::catalogue::Offer;
use crate::emulator::clock::Moment;

use super::World;

/// A subscription, spelt as the API spells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::emulator) struct Subscription {
    pub(in crate::emulator) id: u64,
    pub(in crate::emulator) id_customer: u64,
    pub(in crate::emulator) id_offer: u64,
    pub(in crate::emulator) reference_offer: &'static str,
    pub(in crate::emulator) status: &'static str,
    pub(in crate::emulator) state_subscription: &'static str,
    pub(in crate::emulator) title_localized: &'static str,
    pub(in crate::emulator) date_start: Moment,
    pub(in crate::emulator) date_period_start: Moment,
    pub(in crate::emulator) date_period_end: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::emulator) date_end: Option<Moment>,
    #[serde(skip)]
    pub(in crate::emulator) offer: &'static Offer,
}

impl World {
    /// The running subscription.
    pub(in crate::emulator) fn subscription_of(&self, customer: u64) -> Option<&Subscription> {
        self.subscriptions
            .iter()
            .rev()
            .find(|one| one.id_customer == customer && one.status == "Active")
    }

    /// Starts the offer now and bills the first month. A subscription that ran before ends: the new one has an id of its own.
    pub(in crate::emulator) fn subscribe(&mut self, customer: u64, offer: &'static Offer) -> u64 {
        self.subscribe_since(customer, offer, self.now())
    }

    /// As [`subscribe`](Self::subscribe), for a start in the past: every month since is billed and paid.
    pub(in crate::emulator) fn subscribe_since(
        &mut self,
        customer: u64,
        offer: &'static Offer,
        start: Moment,
    ) -> u64 {
        self.end_for_upgrade(customer);
        let now = self.now();
        let id = self.next_id();
        let (mut period_start, mut period_end) = (start, start.plus_month());
        self.issue_invoice(customer, offer.subtotal, period_start);
        while period_end < now {
            (period_start, period_end) = (period_end, period_end.plus_month());
            self.issue_invoice(customer, offer.subtotal, period_start);
        }
        self.subscriptions.push(Subscription {
            id,
            id_customer: customer,
            id_offer: offer.id,
            reference_offer: offer.reference_offer,
            status: "Active",
            state_subscription: "ActiveRunning",
            title_localized: offer.title,
            date_start: start,
            date_period_start: period_start,
            date_period_end: period_end,
            date_end: None,
            offer,
        });
        id
    }

    fn end_for_upgrade(&mut self, customer: u64) {
        let now = self.now();
        for one in self
            .subscriptions
            .iter_mut()
            .filter(|one| one.id_customer == customer && one.status == "Active")
        {
            one.status = "Ended";
            one.state_subscription = "EndedUpgrade";
            one.date_end = Some(now);
        }
    }
}
