//! The life of a subscription: every transition that a caller may order.

use crate::catalogue::Type;
use crate::clock::Moment;
use crate::model::{Charge, Customer, Held, Refused, Start, State, Subscription, SubscriptionDraft, charges};

use super::World;

impl World {
    /// Keeps a draft and returns its id.
    pub(crate) fn create_subscription(&mut self, draft: SubscriptionDraft) -> u64 {
        let subscription = self.preview(draft);
        self.keep(subscription)
    }

    pub(super) fn keep(&mut self, subscription: Subscription) -> u64 {
        let id = subscription.id;
        self.last_id = id + subscription.features.len() as u64;
        self.subscriptions.push(subscription);
        id
    }

    /// Refuses a quote of a start where its state does. A running subscription has nothing to start, and yet ProAbono links to such a quote.
    pub(crate) fn quotes_start(one: &Subscription) -> Result<(), Refused> {
        match one.state.status() {
            "Draft" if one.state == State::DraftDelayedUpgrade => Err(Refused::State),
            "Draft" | "Active" | "Suspended" => Ok(()),
            _ => Err(Refused::State),
        }
    }

    /// Refuses a quote of an upgrade where its state does.
    pub(crate) fn quotes_upgrade(one: &Subscription) -> Result<(), Refused> {
        if one.is_running() && one.period.is_some() {
            Ok(())
        } else {
            Err(Refused::State)
        }
    }

    /// Starts a draft, now or at its date; restarts what is suspended; takes back what waits for the term.
    pub(crate) fn start(&mut self, id: u64, how: Start) -> Result<(), Refused> {
        let now = self.now();
        let one = self.subscription(id).cloned().ok_or(Refused::State)?;
        let suspended = self
            .customer_by_id(one.id_customer)
            .is_some_and(Customer::is_suspended);
        let at = match one.state {
            State::DraftAgent if suspended => return Err(Refused::Suspended),
            State::DraftAgent => one.date_start.unwrap_or(now),
            State::DraftDelayedStart => now,
            State::ActiveDelayedTermination | State::ActiveDelayedUpgrade => {
                self.forget_plans(id);
                self.tell_of_subscription("SubscriptionRestarted", id, now);
                return Ok(());
            }
            State::SuspendedAgent | State::SuspendedNoPaymentInfo => return self.resume(&one, how),
            _ => return Err(Refused::State),
        };
        let fee = if how.migration {
            0
        } else {
            charges::sum(&charges::of_start(&one, at))
        };
        self.ensure_billable(one.id_buyer, fee, how.ensure_billable)?;
        if at > now {
            self.change(id, |one| one.state = State::DraftDelayedStart);
            self.tell_of_subscription("SubscriptionUpdated", id, now);
            return Ok(());
        }
        self.happens_now();
        self.begin(id, at, how);
        Ok(())
    }

    /// The first period begins.
    pub(super) fn begin(&mut self, id: u64, at: Moment, how: Start) {
        let Some(one) = self.subscription(id).cloned() else {
            return;
        };
        let end = charges::first_end(&one, at);
        self.change(id, |one| {
            one.state = State::ActiveRunning;
            one.date_start = Some(at);
            one.period = Some((at, end));
            one.is_trial = one.terms.trial.is_some();
            one.periods = u64::from(!one.is_trial);
        });
        // A subscription that takes the place of another is told together with that one.
        if one.state != State::DraftDelayedUpgrade {
            self.tell_of_subscription("SubscriptionStarted", id, at);
        }
        if !how.migration {
            self.post(one.id_buyer, charges::of_start(&one, at), at);
        }
        if how.bill_now {
            self.bill_if_possible(one.id_buyer, at);
        }
    }

    /// The rest of the period when there is one, else a new one.
    fn resume(&mut self, one: &Subscription, how: Start) -> Result<(), Refused> {
        let now = self.now();
        let Some((period, due)) = Self::resumed(one, now) else {
            self.ensure_billable(one.id_buyer, 0, how.ensure_billable)?;
            self.change(one.id, |one| one.state = State::ActiveRunning);
            self.tell_of_subscription("SubscriptionRestarted", one.id, now);
            return Ok(());
        };
        let due = if how.migration { Vec::new() } else { due };
        self.ensure_billable(one.id_buyer, charges::sum(&due), how.ensure_billable)?;
        self.change(one.id, |one| {
            one.state = State::ActiveRunning;
            one.is_trial = false;
            one.periods += 1;
            one.period = Some(period);
            reset_consumption(one);
        });
        self.tell_of_subscription("SubscriptionRestarted", one.id, now);
        self.post(one.id_buyer, due, now);
        if how.bill_now {
            self.bill_if_possible(one.id_buyer, now);
        }
        Ok(())
    }

    /// The period that a restart begins and what it costs, unless the old one still runs.
    pub(super) fn resumed(one: &Subscription, now: Moment) -> Option<((Moment, Moment), Vec<Charge>)> {
        let (_, end) = one.period.filter(|(_, end)| now >= *end)?;
        let period = charges::next_period(now.max(end), one.terms.recurrence);
        Some((period, charges::of_period(one, period.0, period.1)))
    }

    /// The rights are gone until the next start. Suspending twice has the effect of suspending once.
    pub(crate) fn suspend(&mut self, id: u64) -> Result<(), Refused> {
        let before = self.subscription(id).ok_or(Refused::State)?.state;
        if !matches!(before.status(), "Active" | "Suspended") {
            return Err(Refused::State);
        }
        self.forget_plans(id);
        self.change(id, |one| one.state = State::SuspendedAgent);
        if before != State::SuspendedAgent {
            self.tell_of_subscription("SubscriptionSuspendedAgent", id, self.now());
        }
        Ok(())
    }

    /// At the term, at a date, or at once: `when` in the past is at once, and so is anything for what does not run.
    pub(crate) fn terminate(&mut self, id: u64, when: Option<Moment>) -> Result<(), Refused> {
        let now = self.now();
        let one = self.subscription(id).cloned().ok_or(Refused::State)?;
        if one.state.status() == "Ended" {
            return Err(Refused::State);
        }
        self.forget_plans(id);
        self.release(id);
        let when = when
            .or(one.period.map(|(_, end)| end))
            .filter(|_| one.is_running());
        match when.filter(|when| *when > now) {
            Some(when) => {
                self.change(id, |one| {
                    one.termination = Some(when);
                    one.state = State::ActiveDelayedTermination;
                });
                self.tell_of_subscription("SubscriptionTerminatedAtRenewal", id, now);
            }
            None => self.end(id, State::EndedTerminated, now),
        }
        Ok(())
    }

    pub(super) fn end(&mut self, id: u64, state: State, at: Moment) {
        let Some(one) = self.subscription(id).cloned() else {
            return;
        };
        self.change(id, |one| {
            one.state = state;
            one.date_end = Some(at);
            one.termination = None;
            one.successor = None;
        });
        match state {
            State::EndedTerminated => self.tell_of_subscription("SubscriptionTerminated", id, at),
            State::EndedComplete => self.tell_of_subscription("SubscriptionHistory", id, at),
            // An upgrade is told when both subscriptions have changed.
            _ => {}
        }
        if state == State::EndedTerminated && one.period.is_some() {
            self.post(one.id_buyer, charges::of_termination(&one, at), at);
        }
    }

    /// The current period ends there instead, at no cost.
    pub(crate) fn set_term(&mut self, id: u64, term: Moment) -> Result<(), Refused> {
        let now = self.now();
        match self.subscription(id) {
            Some(one) if one.is_running() && term > now => {}
            _ => return Err(Refused::State),
        }
        self.change(id, |one| {
            one.period = one.period.map(|(start, _)| (start, term));
            one.termination = one.termination.map(|_| term);
        });
        self.tell_of_subscription("SubscriptionDateTermUpdated", id, now);
        Ok(())
    }

    /// Takes back a termination or an upgrade that waits for the term.
    pub(super) fn forget_plans(&mut self, id: u64) {
        let mut successor = None;
        self.change(id, |one| {
            one.termination = None;
            successor = one.successor.take();
            if one.is_running() {
                one.state = State::ActiveRunning;
            }
        });
        if let Some(successor) = successor {
            self.change(successor, |one| one.state = State::Deleted);
            self.tell_of_subscription("SubscriptionDeleted", successor, self.now());
        }
    }

    /// The subscription that was to be replaced by this one goes on.
    fn release(&mut self, successor: u64) {
        let waiting = |one: &&Subscription| one.is_running() && one.successor == Some(successor);
        let replaced = self.subscriptions().find(waiting).map(|one| one.id);
        if let Some(id) = replaced {
            self.change(id, |one| {
                one.successor = None;
                one.state = State::ActiveRunning;
            });
            self.tell_of_subscription("SubscriptionUpdated", id, self.now());
        }
    }

    pub(super) fn change(&mut self, id: u64, change: impl FnOnce(&mut Subscription)) {
        let now = self.now();
        if let Some(one) = self.subscription_mut(id) {
            change(one);
            one.date_update = now;
        }
    }
}

/// A new period starts to count at zero.
pub(super) fn reset_consumption(subscription: &mut Subscription) {
    let metered = |held: &&mut Held| held.feature.kind == Type::Consumption;
    for held in subscription.features.iter_mut().filter(metered) {
        if let Some(quantity) = &mut held.quantity {
            quantity.current = 0;
        }
    }
}
