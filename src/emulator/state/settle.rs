//! What happens by itself as time passes: starts, renewals, ends, billing, overdue invoices.

use std::time::Duration;

use crate::emulator::clock::Moment;

use super::World;
use super::charges;
use super::lifecycle::{Start, reset_consumption};
use super::subscriptions::{HOURS_TO_BILLING, State, Subscription};

/// Above this many at once something is wrong; the rest happens at the next call.
const MOST_EVENTS: usize = 100_000;

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
    /// Lets everything happen that is due by now, in order.
    pub(in crate::emulator) fn settle(&mut self) {
        let now = self.now();
        for _ in 0..MOST_EVENTS {
            match self.next_event().filter(|(at, _)| *at <= now) {
                Some((at, event)) => self.happen(event, at),
                None => return,
            }
        }
    }

    /// As [`settle`](Self::settle), but at most once a second: a busy server does not search all the time.
    pub(in crate::emulator) fn settle_sometimes(&mut self) {
        let now = self.now();
        if self.settled.is_none_or(|last| now.since(last) >= 1_000) {
            self.settled = Some(now);
            self.settle();
        }
    }

    fn next_event(&self) -> Option<(Moment, Event)> {
        let terms = self.subscriptions().filter_map(event_of);
        let billings = self
            .customers
            .keys()
            .filter_map(|id| Some((self.next_billing(*id)?, Event::Bill(*id))));
        let limits = self
            .invoices
            .iter()
            .filter(|one| one.state == "DueOffline")
            .map(|one| (one.date_payment_limit, Event::Overdue(one.id)));
        terms.chain(billings).chain(limits).min()
    }

    /// When the automatic billing will take what is due; nothing where there is nothing to take.
    pub(in crate::emulator) fn next_billing(&self, customer: u64) -> Option<Moment> {
        let settings = &self.customer_by_id(customer)?.settings;
        let due = || {
            self.lines
                .iter()
                .filter(|line| line.id_customer == customer && !line.billed)
        };
        let written = due().map(|line| line.written).min()?;
        let amount: i64 = due().map(|line| line.charge.total()).sum();
        (settings.mode_billing == "Auto" && settings.type_payment.is_some() && amount > 0)
            .then(|| settings.date_next_billing.unwrap_or(written.plus(TO_BILLING)))
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
            return;
        }
        self.change(one.id, |one| {
            one.period = Some(period);
            one.is_trial = false;
            one.periods += 1;
            reset_consumption(one);
        });
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
