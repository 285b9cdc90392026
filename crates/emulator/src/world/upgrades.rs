//! One offer takes the place of another.

use std::sync::Arc;

use crate::catalogue::Offer;
use crate::model::{Refused, State, Subscription, SubscriptionDraft, Upgrade, charges};

use super::World;
use super::drafts::carry;

impl World {
    /// The subscription that an upgrade would make.
    pub(crate) fn preview_upgrade(&self, old: &Subscription, offer: Arc<Offer>) -> Subscription {
        let mut new = self.preview(SubscriptionDraft {
            buyer: old.id_buyer,
            metadata: old.metadata.clone(),
            ..SubscriptionDraft::plain(old.id_customer, offer)
        });
        new.terms.trial = None;
        for held in &mut new.features {
            if let Some(before) = old.held(&held.feature.reference) {
                carry(before, held);
            }
        }
        new
    }

    /// The id of the new subscription, which replaces the old one now or at the term.
    pub(crate) fn upgrade(&mut self, id: u64, offer: Arc<Offer>, how: Upgrade) -> Result<u64, Refused> {
        let now = self.now();
        let old = self.subscription(id).cloned().ok_or(Refused::State)?;
        let Some((_, term)) = old.period.filter(|_| old.is_running()) else {
            return Err(Refused::State);
        };
        if old.is_engaged() && !how.ignore_engagement {
            return Err(Refused::Engaged);
        }
        let mut new = self.preview_upgrade(&old, offer);
        if !how.immediate {
            let fee = charges::sum(&charges::of_start(&new, term));
            self.ensure_billable(old.id_buyer, fee, None)?;
            self.forget_plans(id);
            new.state = State::DraftDelayedUpgrade;
            new.date_start = Some(term);
            let successor = self.keep(new);
            self.change(id, |one| {
                one.state = State::ActiveDelayedUpgrade;
                one.successor = Some(successor);
            });
            self.tell_of_subscription("SubscriptionUpdated", id, now);
            return Ok(successor);
        }
        let due = charges::of_upgrade(&old, &new, now);
        self.ensure_billable(old.id_buyer, charges::sum(&due), None)?;
        let successor = self.take_over(&old, new);
        self.post(old.id_buyer, due, now);
        if how.bill_now {
            self.bill_if_possible(old.id_buyer, now);
        }
        Ok(successor)
    }

    /// Ends the old subscription and starts the new one, at once and at no cost. Returns the id of the new one.
    pub(super) fn take_over(&mut self, old: &Subscription, mut new: Subscription) -> u64 {
        let now = self.now();
        self.forget_plans(old.id);
        self.end(old.id, State::EndedUpgrade, now);
        new.state = State::ActiveRunning;
        new.date_start = Some(now);
        new.period = Some(charges::upgraded_period(old, &new, now));
        new.periods = 1;
        let successor = self.keep(new);
        self.tell_of_upgrade(old.id, successor, now);
        successor
    }
}
