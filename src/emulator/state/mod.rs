//! What the emulator remembers, in memory.

mod customers;
mod invoices;
mod subscriptions;
mod tickets;

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde_json::{Value, json};

use super::clock::Moment;
use super::options::Options;
use super::stories;

pub(super) use customers::{Customer, CustomerDraft};
pub(super) use invoices::Invoice;
pub(super) use subscriptions::Subscription;
pub(super) use tickets::Page;

/// The account: its settings and everything in it.
pub(super) struct World {
    pub(super) options: Options,
    own_origin: String,
    /// How far the clock was moved.
    ahead: Duration,
    last_id: u64,
    customers: BTreeMap<u64, Customer>,
    references: HashMap<String, u64>,
    subscriptions: Vec<Subscription>,
    invoices: Vec<Invoice>,
    tickets: tickets::Tickets,
}

impl World {
    pub(super) fn new(options: Options, own_origin: String) -> Self {
        let mut world = Self {
            options,
            own_origin,
            ahead: Duration::ZERO,
            last_id: 510_000,
            customers: BTreeMap::new(),
            references: HashMap::new(),
            subscriptions: Vec::new(),
            invoices: Vec::new(),
            tickets: tickets::Tickets::default(),
        };
        if world.options.stories {
            stories::seed(&mut world);
        }
        world
    }

    /// Back to the start; what the caller set since, such as the page's address, stays.
    pub(super) fn reset(&mut self) {
        *self = Self::new(self.options.clone(), self.own_origin.clone());
    }

    pub(super) fn now(&self) -> Moment {
        Moment::now().plus(self.ahead)
    }

    /// Moves the clock, for this account only.
    pub(super) fn advance(&mut self, time: Duration) {
        self.ahead = self.ahead.saturating_add(time);
    }

    /// The origin of every link.
    pub(super) fn origin(&self) -> &str {
        self.options.hosted_origin.as_deref().unwrap_or(&self.own_origin)
    }

    pub(super) fn dump(&self) -> Value {
        let customers: Vec<&Customer> = self.customers.values().collect();
        json!({ "customers": customers, "subscriptions": self.subscriptions, "invoices": self.invoices })
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}
