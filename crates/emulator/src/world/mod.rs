//! The account, and what happens in it. Each file adds the actions of one kind of object to [`World`].

mod balance;
mod customers;
mod drafts;
mod event_bodies;
mod events;
mod invoices;
mod lifecycle;
mod pending;
mod settle;
mod subscriptions;
mod tickets;
mod upgrades;
mod usages;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use crate::catalogue::Catalogue;
use crate::chance::Chance;
use crate::clock::Moment;
use crate::events::History;
use crate::hooks::Outbox;
use crate::model::{Customer, Deed, Due, Invoice, Line, Subscription, Tickets};
use crate::options::Options;
use crate::records::Records;
use crate::words::Words;

/// The clock of a seeded emulator stands here at the start: 1 October 2026, 8:00.
const SEEDED_START: &str = "2026-10-01T08:00:00Z";

/// The account: its settings and everything in it.
pub(crate) struct World {
    /// As they are now: the settings of the hosted pages can be changed.
    pub(crate) options: Options,
    pub(crate) catalogue: Catalogue,
    /// As they are after a reset.
    at_start: Options,
    own_origin: String,
    /// The distance by which the clock was moved.
    ahead: Duration,
    last_id: u64,
    customers: BTreeMap<u64, Customer>,
    references: HashMap<String, u64>,
    subscriptions: Vec<Subscription>,
    lines: Vec<Line>,
    /// The lines of each customer that are not billed yet.
    due: BTreeMap<u64, Due>,
    invoices: Vec<Invoice>,
    tickets: Tickets,
    chance: Chance,
    pub(crate) backoffice: Records,
    events: History,
    /// The deliveries of events to webhooks.
    pub(crate) outbox: Outbox,
    /// The orders whose payment a bank has yet to confirm.
    pending: Vec<Deed>,
    /// When somebody last looked for what is due.
    settled: Option<Moment>,
}

impl World {
    /// An empty account.
    pub(crate) fn new(options: Options, own_origin: String) -> Self {
        let chance = Chance::new(options.seed);
        let outbox = Outbox::new(options.seed);
        Self {
            catalogue: options.catalogue.clone().unwrap_or_else(Catalogue::sample),
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
            tickets: Tickets::default(),
            chance,
            backoffice: Records::default(),
            events: History::default(),
            outbox,
            pending: Vec::new(),
            settled: None,
        }
    }

    /// Empties the account. What the owner has set since the start, such as the address of the page, stays.
    pub(crate) fn clear(&mut self) {
        let outbox = self.outbox.again(self.at_start.seed);
        *self = Self::new(self.at_start.clone(), self.own_origin.clone());
        self.outbox = outbox;
    }

    /// Changes an option for good: a reset keeps it.
    pub(crate) fn told(&mut self, tell: impl Fn(&mut Options)) {
        tell(&mut self.options);
        tell(&mut self.at_start);
    }

    /// A seeded clock stands still until it is moved.
    pub(crate) fn now(&self) -> Moment {
        let start = self.options.seed.and_then(|_| Moment::parse(SEEDED_START));
        start.unwrap_or_else(Moment::now).plus(self.ahead)
    }

    /// Six digits.
    pub(crate) fn code(&mut self) -> String {
        let drawn = u32::from_le_bytes(self.chance.bytes());
        format!("{:06}", drawn % 1_000_000)
    }

    /// A credential of the Backoffice API.
    pub(crate) fn token(&mut self) -> String {
        let drawn = u128::from_le_bytes(self.chance.bytes());
        format!("{drawn:032x}")
    }

    /// The origin of every link.
    pub(crate) fn origin(&self) -> &str {
        self.options.hosted_origin.as_deref().unwrap_or(&self.own_origin)
    }

    /// An amount in the currency of the account.
    pub(crate) fn money(&self, minor: i64, words: &Words) -> String {
        words.price(minor, self.catalogue.currency())
    }

    /// The words in which a customer is addressed.
    pub(crate) fn words_of(&self, customer: u64) -> &'static Words {
        let customer = self.customer_by_id(customer);
        customer.map_or_else(Words::english, |customer| Words::of(&customer.language))
    }

    /// The newest id; ids above are of nothing yet.
    pub(crate) fn last_id(&self) -> u64 {
        self.last_id
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}
