//! What the emulator remembers, in memory.

mod balance;
mod charges;
mod customers;
mod drafts;
mod invoices;
mod lifecycle;
mod payment;
mod pending;
mod settle;
mod subscriptions;
mod tickets;
mod upgrades;
mod usages;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use super::backoffice::{self, Store};
use super::chance::Chance;
use super::clock::Moment;
use super::options::Options;
use super::stories;

pub(super) use balance::{Billing, Line};
pub(super) use charges::{
    Charge, When, first_end, next_period, of_period, of_start, of_upgrade, sum, upgraded_period,
};
pub(super) use customers::{Customer, CustomerDraft, ID_SEGMENT};
pub(super) use drafts::{Override, SubscriptionDraft};
pub(super) use invoices::Invoice;
pub(super) use lifecycle::Start;
pub(super) use payment::{ADDRESS, MANUAL, Settings};
pub(super) use pending::{Method, Way};
pub(super) use settle::MOST_EVENTS;
pub(super) use subscriptions::{Held, State, Subscription, Terms};
pub(super) use tickets::Page;
pub(super) use upgrades::Upgrade;
pub(super) use usages::Change;

/// Where the clock of a seeded emulator stands at the start: 1 October 2026, 8:00.
const SEEDED_START: &str = "2026-10-01T08:00:00Z";

/// How far the clock moves at once: ten years.
pub(super) const LONGEST_STEP: Duration = Duration::from_hours(24 * 3_653);

/// Why the clock did not move, or not as far as it was told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stopped {
    /// The step is longer than [`LONGEST_STEP`]: it did not move.
    TooFar,
    /// It would pass the last year of the calendar: it did not move.
    EndOfTime,
    /// So much fell due that it stopped on the way.
    TooMuch,
}

/// Why the world does not do what it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// The thing is not in a state for it.
    State,
    /// There is no payment method.
    PaymentMissing,
    /// Too much is unpaid.
    Capping,
    /// The customer is suspended.
    Suspended,
    /// The minimum that was agreed to has not passed.
    Engaged,
    /// A change for another type of feature.
    Kind,
    /// A quantity below zero, or absurd.
    Amount,
}

/// The account: its settings and everything in it.
pub(super) struct World {
    /// As they are now: the settings of the hosted pages can be changed.
    pub(super) options: Options,
    /// As they are after a reset.
    at_start: Options,
    own_origin: String,
    /// How far the clock was moved.
    ahead: Duration,
    last_id: u64,
    customers: BTreeMap<u64, Customer>,
    references: HashMap<String, u64>,
    subscriptions: Vec<Subscription>,
    lines: Vec<Line>,
    /// The lines of each customer that are not billed yet.
    due: BTreeMap<u64, balance::Due>,
    invoices: Vec<Invoice>,
    tickets: tickets::Tickets,
    chance: Chance,
    pub(super) backoffice: Store,
    /// What a bank has yet to confirm.
    pending: Vec<pending::Deed>,
    /// When somebody last looked for what is due.
    settled: Option<Moment>,
}

impl World {
    pub(super) fn new(options: Options, own_origin: String) -> Self {
        let chance = Chance::new(options.seed);
        let mut world = Self {
            at_start: options.clone(),
            options,
            own_origin,
            ahead: Duration::ZERO,
            last_id: 510_000,
            customers: BTreeMap::new(),
            references: HashMap::new(),
            subscriptions: Vec::new(),
            lines: Vec::new(),
            due: BTreeMap::new(),
            invoices: Vec::new(),
            tickets: tickets::Tickets::default(),
            chance,
            backoffice: Store::default(),
            pending: Vec::new(),
            settled: None,
        };
        if world.options.stories {
            stories::seed(&mut world);
        }
        backoffice::seed(&mut world);
        world
    }

    /// Back to the start; what the owner told since, such as the page's address, stays.
    pub(super) fn reset(&mut self) {
        *self = Self::new(self.at_start.clone(), self.own_origin.clone());
    }

    /// The owner says something that was not known at the start.
    pub(super) fn told(&mut self, tell: impl Fn(&mut Options)) {
        tell(&mut self.options);
        tell(&mut self.at_start);
    }

    /// A seeded clock stands still until it is moved.
    pub(super) fn now(&self) -> Moment {
        let start = self.options.seed.and_then(|_| Moment::parse(SEEDED_START));
        start.unwrap_or_else(Moment::now).plus(self.ahead)
    }

    /// Moves the clock, for this account only, and lets happen what falls due on the way. Where that is too much for one
    /// go, the clock stops there.
    pub(super) fn advance(&mut self, time: Duration) -> Result<(), Stopped> {
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

    /// Six digits.
    pub(super) fn code(&mut self) -> String {
        let drawn = u32::from_le_bytes(self.chance.bytes());
        format!("{:06}", drawn % 1_000_000)
    }

    /// A credential of the Backoffice API.
    pub(super) fn token(&mut self) -> String {
        let drawn = u128::from_le_bytes(self.chance.bytes());
        format!("{drawn:032x}")
    }

    /// The origin of every link.
    pub(super) fn origin(&self) -> &str {
        self.options.hosted_origin.as_deref().unwrap_or(&self.own_origin)
    }

    /// The newest id; ids above are of nothing yet.
    pub(super) fn last_id(&self) -> u64 {
        self.last_id
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}
