//! Events that time brings: starts, renewals, ends, billing, overdue invoices.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::clock::Moment;
use crate::model::{
    HOURS_TO_BILLING, Invoice, LONGEST_STEP, MOST_EVENTS, Start, State, Stopped, Subscription, charges,
};

use super::World;
use super::lifecycle::reset_consumption;

const TO_BILLING: Duration = Duration::from_hours(HOURS_TO_BILLING);

/// The order here is the order of what is due at the same instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// A draft starts at its date.
    Begin(u64),
    /// The term of a subscription.
    Term(u64),
    /// The automatic billing of a customer.
    Bill(u64),
    /// The limit of an invoice.
    Overdue(u64),
}

impl World {
    /// Moves the clock of this account, and carries out what falls due on the way. When too much falls due at once, the clock
    /// stops there.
    pub(crate) fn advance(&mut self, time: Duration) -> Result<(), Stopped> {
        if time > LONGEST_STEP {
            return Err(Stopped::TooFar);
        }
        let before = self.ahead;
        self.ahead = before.saturating_add(time);
        let to = self.now();
        if to.is_past_the_last_year() {
            self.ahead = before;
            return Err(Stopped::EndOfTime);
        }
        match self.settle_until(to, MOST_EVENTS) {
            None => Ok(()),
            Some(at) => {
                let left = Duration::from_millis(u64::try_from(to.since(at)).unwrap_or_default());
                self.ahead = self.ahead.saturating_sub(left).max(before);
                Err(Stopped::TooMuch)
            }
        }
    }

    /// Lets everything happen that is due by now, in order.
    pub(crate) fn settle(&mut self) {
        let now = self.now();
        if let Some(at) = self.settle_until(now, MOST_EVENTS) {
            tracing::warn!(
                at = at.iso(),
                "{MOST_EVENTS} things fell due at once; the rest happens at the next call"
            );
            self.settled = None;
        }
    }

    /// As [`settle`](Self::settle), but at most once a second: a busy server does not search all the time.
    pub(crate) fn settle_sometimes(&mut self) {
        let now = self.now();
        if self.settled.is_none_or(|last| now.since(last) >= 1_000) {
            self.settled = Some(now);
            self.settle();
        }
    }

    /// Lets at most so many things happen that are due by then, in order. When that is not all of them, the instant of
    /// the first that is left.
    pub(super) fn settle_until(&mut self, now: Moment, most: usize) -> Option<Moment> {
        // An event plans others for the same few subscriptions and customers, so only these are looked at again.
        let mut agenda: BTreeSet<(Moment, Event)> = self.planned().filter(|(at, _)| *at <= now).collect();
        let mut happened = 0;
        while let Some((at, event)) = agenda.pop_first() {
            if self.time_of(event) != Some(at) {
                continue;
            }
            if happened == most {
                return Some(at);
            }
            happened += 1;
            let concerned = self.concerned(event);
            let invoices = self.invoices.len();
            self.happen(event, at);
            let issued = self.invoices[invoices..]
                .iter()
                .map(|invoice| Event::Overdue(invoice.id));
            let next = concerned.into_iter().chain(issued);
            agenda.extend(
                next.filter_map(|event| Some((self.time_of(event)?, event)))
                    .filter(|(at, _)| *at <= now),
            );
        }
        None
    }

    fn planned(&self) -> impl Iterator<Item = (Moment, Event)> {
        let terms = self.subscriptions().filter_map(event_of);
        let billings = self
            .due
            .keys()
            .filter_map(|id| Some((self.next_billing(*id)?, Event::Bill(*id))));
        let limits = self.invoices.iter().filter_map(limit_of);
        terms.chain(billings).chain(limits)
    }

    /// When it is to happen, if it still is.
    fn time_of(&self, event: Event) -> Option<Moment> {
        let planned = match event {
            Event::Begin(id) | Event::Term(id) => self.subscription(id).and_then(event_of),
            Event::Bill(customer) => self.next_billing(customer).map(|at| (at, event)),
            Event::Overdue(id) => self.invoice(id).and_then(limit_of),
        };
        planned.filter(|(_, one)| *one == event).map(|(at, _)| at)
    }

    /// The events that another one may plan anew, apart from those of the invoices that it issues.
    fn concerned(&self, event: Event) -> Vec<Event> {
        match event {
            Event::Begin(id) | Event::Term(id) => {
                let one = self.subscription(id);
                let ids = [Some(id), one.and_then(|one| one.successor)];
                let buyer = one.map(|one| Event::Bill(one.id_buyer));
                let both = |id| [Event::Begin(id), Event::Term(id)];
                ids.into_iter().flatten().flat_map(both).chain(buyer).collect()
            }
            Event::Bill(_) => vec![event],
            Event::Overdue(_) => Vec::new(),
        }
    }

    /// When the automatic billing will take what is due; nothing where there is nothing to take.
    pub(crate) fn next_billing(&self, customer: u64) -> Option<Moment> {
        let due = self.due.get(&customer)?;
        let settings = &self
            .customer_by_id(customer)
            .filter(|one| !one.is_suspended())?
            .settings;
        if settings.mode_billing != "Auto" || settings.type_payment.is_none() || due.total <= 0 {
            return None;
        }
        // A date that has passed takes a line as soon as there is one.
        let ordered = settings.date_next_billing.map(|date| date.max(due.written));
        Some(ordered.unwrap_or(due.written.plus(TO_BILLING)))
    }

    fn happen(&mut self, event: Event, at: Moment) {
        match event {
            Event::Begin(id) => {
                let payable = self.subscription(id).is_some_and(|one| {
                    let fee = charges::sum(&charges::of_start(one, at));
                    fee <= 0 || self.is_billable(one.id_buyer)
                });
                if payable {
                    self.begin(id, at, Start::default());
                } else {
                    self.change(id, |one| one.state = State::DraftAgent);
                    self.tell_of_subscription("SubscriptionUpdated", id, at);
                }
            }
            Event::Term(id) => self.pass_term(id, at),
            Event::Bill(customer) => self.bill_if_possible(customer, at),
            Event::Overdue(id) => self.overdue(id, at),
        }
    }

    fn pass_term(&mut self, id: u64, at: Moment) {
        let Some(one) = self.subscription(id).cloned() else {
            return;
        };
        match one.after_term() {
            State::EndedTerminated if one.termination.is_some_and(|when| when <= at) => {
                self.end(id, State::EndedTerminated, at);
            }
            State::EndedUpgrade => {
                self.end(id, State::EndedUpgrade, at);
                if let Some(successor) = one.successor {
                    self.begin(successor, at, Start::default());
                    self.tell_of_upgrade(id, successor, at);
                }
            }
            State::EndedComplete => self.end(id, State::EndedComplete, at),
            _ => self.renew(&one, at),
        }
    }

    /// Without a payment method for what it costs, the subscription is suspended instead.
    fn renew(&mut self, one: &Subscription, at: Moment) {
        let period = charges::next_period(at, one.terms.recurrence);
        let due = charges::of_period(one, period.0, period.1);
        let payable = charges::sum(&due) <= 0 || self.is_billable(one.id_buyer);
        if !payable {
            self.change(one.id, |one| one.state = State::SuspendedNoPaymentInfo);
            self.tell_of_subscription("SubscriptionSuspendedPaymentInfoMissing", one.id, at);
            return;
        }
        self.change(one.id, |one| {
            one.period = Some(period);
            one.is_trial = false;
            one.periods += 1;
            reset_consumption(one);
        });
        self.tell_of_subscription("SubscriptionRenewed", one.id, at);
        self.post(one.id_buyer, due, at);
    }
}

fn event_of(one: &Subscription) -> Option<(Moment, Event)> {
    if one.state == State::DraftDelayedStart {
        return Some((one.date_start?, Event::Begin(one.id)));
    }
    let (_, end) = one.period.filter(|_| one.is_running())?;
    let at = one.termination.map_or(end, |when| when.min(end));
    Some((at, Event::Term(one.id)))
}

fn limit_of(one: &Invoice) -> Option<(Moment, Event)> {
    (one.state == "DueOffline").then_some((one.date_payment_limit, Event::Overdue(one.id)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::model::{CustomerDraft, Start, SubscriptionDraft};
    use crate::options::Options;
    use crate::world::World;

    #[test]
    fn what_is_too_much_for_one_go_is_said_and_done_in_the_next() {
        let options = Options {
            seed: Some(7),
            ..Options::default()
        };
        let mut world = World::new(options, String::new());
        let customer = world.create_customer(CustomerDraft::default());
        let offer = world.catalogue.offer("offer-free").unwrap().clone();
        let id = world.create_subscription(SubscriptionDraft::plain(customer, offer));
        world.start(id, Start::default()).unwrap();
        world.ahead = Duration::from_hours(24 * 365);
        let now = world.now();
        let first = world.settle_until(now, 5).unwrap();
        assert!(first < now);
        let second = world.settle_until(now, 5).unwrap();
        assert!(first < second);
        assert_eq!(world.settle_until(now, 1_000), None);
        let (start, end) = world.subscription(id).unwrap().period.unwrap();
        assert!(start <= now && now < end);
    }
}
