//! Events are recorded where the change itself is made, and put on their way to the webhooks that listen to them.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use crate::clock::Moment;
use crate::events::{Event, History};
use crate::hooks::Posting;
use crate::model::Subscription;

use super::World;
use super::event_bodies::About;

impl World {
    pub(super) fn tell_of_customer(&mut self, trigger: &'static str, customer: u64, at: Moment) {
        let about = About {
            customer: Some(customer),
            ..About::default()
        };
        self.tell(trigger, about, at);
    }

    /// It may be deleted already.
    pub(super) fn tell_of_subscription(&mut self, trigger: &'static str, id: u64, at: Moment) {
        let customer = self.any_subscription(id).map(|one| one.id_customer);
        let about = About {
            customer,
            subscription: Some(id),
            invoice: None,
        };
        self.tell(trigger, about, at);
    }

    pub(super) fn tell_of_invoice(&mut self, trigger: &'static str, id: u64, at: Moment) {
        let customer = self.invoice(id).map(|one| one.id_customer);
        let about = About {
            customer,
            subscription: None,
            invoice: Some(id),
        };
        self.tell(trigger, about, at);
    }

    /// One subscription took the place of another: always a pair of events.
    pub(super) fn tell_of_upgrade(&mut self, old: u64, new: u64, at: Moment) {
        let mut pair = [
            ("SubscriptionUpgraded", new),
            ("SubscriptionTerminatedForUpgrade", old),
        ];
        if self.options.deliveries.swap_pairs {
            pair.reverse();
        }
        for (trigger, id) in pair {
            self.tell_of_subscription(trigger, id, at);
        }
    }

    /// Events from here on are not dated before now, whatever the date from which the order counts.
    pub(super) fn happens_now(&mut self) {
        let now = self.now();
        self.events.dated(now);
    }

    /// Records an event that nothing in the account is changed by. Its blocks are those of the customer as far as the account has
    /// them, else those of the samples.
    pub(crate) fn trigger(&mut self, trigger: &'static str, customer: Option<u64>) -> u64 {
        let running = customer.and_then(|id| self.subscription_of(id));
        let latest = || {
            let of_customer = |one: &&Subscription| Some(one.id_customer) == customer;
            self.subscriptions().rev().find(of_customer)
        };
        let about = About {
            customer,
            subscription: running.or_else(latest).map(|one| one.id),
            invoice: customer
                .and_then(|id| self.invoices_of(id).next())
                .map(|one| one.id),
        };
        self.tell(trigger, about, self.now());
        self.events.last()
    }

    fn tell(&mut self, trigger: &'static str, about: About, at: Moment) {
        let (number, now) = (self.events.next(), self.now());
        let at = self.events.dated(at);
        let business = self.options.business_id;
        let listeners = self.backoffice.listeners(business, trigger);
        // When the clock leaps by years, most of what happens is forgotten at once.
        if listeners.is_empty() && !History::is_recent(at, now) {
            return;
        }
        let body = Arc::new(self.event_body(number, trigger, about, at));
        let mut notifications = Vec::new();
        for (webhook, url) in listeners {
            let notification = self.backoffice.notify(business, webhook, number, now);
            let posting = self.posting((number, &body), notification, (webhook, url));
            self.outbox.put(&posting, &mut self.options.deliveries);
            notifications.push(notification);
        }
        let event = Event {
            number,
            trigger,
            at,
            body,
            notifications,
        };
        let forgotten = self.events.keep(event, now);
        self.backoffice.forget(&forgotten);
    }

    fn posting(
        &self,
        (trigger, body): (u64, &Arc<Value>),
        notification: u64,
        (webhook, url): (u64, String),
    ) -> Posting {
        Posting {
            trigger,
            body: Arc::clone(body),
            notification,
            webhook,
            url,
            hold: Duration::ZERO,
            attempts: 0,
            once: false,
            era: self.outbox.era(),
        }
    }

    /// The webhook is sent events from now on, also those that a running clock brings while nobody calls.
    pub(crate) fn verified(&mut self, webhook: u64) {
        let now = self.now();
        self.backoffice.verified(webhook, now);
        self.outbox.wake().notify_one();
    }

    /// Those of the latest 60 days, newest first.
    pub(crate) fn past_events(&self) -> impl Iterator<Item = &Event> {
        self.events.newest(self.now())
    }

    pub(crate) fn past_event(&self, number: u64) -> Option<&Event> {
        let now = self.now();
        let event = self.events.get(number)?;
        History::is_recent(event.at, now).then_some(event)
    }

    /// Delivers an event once more, as an operator may order in ProAbono's screens. False for an unknown notification, and for
    /// one whose webhook or event is gone.
    pub(crate) fn send_again(&mut self, notification: u64) -> bool {
        let Some((webhook, url, trigger)) = self.backoffice.notified(notification) else {
            return false;
        };
        let Some(event) = self.past_event(trigger) else {
            return false;
        };
        let posting = Posting {
            once: true,
            ..self.posting((trigger, &event.body), notification, (webhook, url))
        };
        self.outbox.put_one(posting);
        true
    }

    /// Forgets the events after that one, whose changes are taken back.
    pub(super) fn withdraw_events_after(&mut self, number: u64) {
        let notifications = self.events.withdraw_after(number);
        self.backoffice.forget(&notifications);
        self.outbox.withdraw_after(number);
    }
}
