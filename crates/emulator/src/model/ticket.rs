//! Encrypted links without the encryption: a token is random, and its meaning is kept here.

use std::collections::{HashMap, VecDeque};

use crate::clock::Moment;

/// Above this many the oldest go early, so that a load test does not fill the memory.
const MOST: usize = 100_000;

/// The page that a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// The current subscription, or the offers.
    Home,
    Offers,
    Upgrade,
    Register,
    /// One offer, by reference.
    Subscribe(String),
    /// One draft that the merchant prepared, by id.
    Draft(u64),
    /// The quantity of one subscription, by id.
    Options(u64),
    /// The end of one subscription, by id.
    Terminate(u64),
    /// One subscription, whatever its state, by id.
    Subscription(u64),
    /// All invoices.
    Invoices,
    /// One suspended or ending subscription, by id.
    Restart(u64),
    /// One invoice, by id.
    Charge(u64),
    /// The same, to keep.
    Document(u64),
    /// A finished workflow.
    Done(String, String),
    /// The same, in a frame that is to be closed.
    Closed(String, String),
    /// A page of another merchant, which the hostile mails link to.
    OtherMerchant,
}

impl Page {
    /// The first segment of its path.
    pub(crate) fn segment(&self) -> &'static str {
        match self {
            Self::Home | Self::OtherMerchant => "portal",
            Self::Offers => "offers",
            Self::Upgrade => "upgrade",
            Self::Register => "register",
            Self::Subscribe(_) | Self::Draft(_) => "subscribe-offer",
            Self::Options(_) => "options",
            Self::Terminate(_) => "terminate",
            Self::Subscription(_) => "subscription",
            Self::Invoices => "invoices",
            Self::Closed(..) => "closed",
            Self::Restart(_) => "restart",
            Self::Charge(_) => "charge-invoice",
            Self::Document(_) => "portal-inv-pdf",
            Self::Done(..) => "done",
        }
    }

    /// Its name in the record of opened pages.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Offers => "offers",
            Self::Upgrade => "upgrade",
            Self::Register => "register",
            Self::Subscribe(_) | Self::Draft(_) => "subscribe",
            Self::Options(_) => "options",
            Self::Terminate(_) => "terminate",
            Self::Subscription(_) => "subscription",
            Self::Invoices => "invoices",
            Self::Closed(..) => "closed",
            Self::Restart(_) => "restart",
            Self::Charge(_) => "charge",
            Self::Document(_) => "document",
            Self::Done(..) => "done",
            Self::OtherMerchant => "other-merchant",
        }
    }
}

/// The customer and the page that a token stands for.
#[derive(Clone)]
pub(crate) struct Ticket {
    pub(crate) customer: u64,
    pub(crate) page: Page,
    /// The link left the emulator, by the API or a mail. The others lead from page to page.
    pub(crate) outside: bool,
    pub(crate) expires: Moment,
}

#[derive(Default)]
pub(crate) struct Tickets {
    by_token: HashMap<String, Ticket>,
    /// Oldest first; they all live equally long.
    order: VecDeque<String>,
}

impl Tickets {
    /// Remembers what a token stands for.
    pub(crate) fn keep(&mut self, token: String, ticket: Ticket) {
        self.by_token.insert(token.clone(), ticket);
        self.order.push_back(token);
    }

    pub(crate) fn get(&self, token: &str) -> Option<&Ticket> {
        self.by_token.get(token)
    }

    /// Forgets every token that was issued to the customer.
    pub(crate) fn revoke(&mut self, customer: u64) {
        self.by_token.retain(|_, ticket| ticket.customer != customer);
    }

    /// Forgets what expired a day ago. Until then the page about an expired link knows whose language to speak.
    pub(crate) fn forget_old(&mut self, now: Moment) {
        while let Some(oldest) = self.order.front() {
            let forgotten = |ticket: &Ticket| ticket.expires.plus_days(1) <= now;
            let expired = self.by_token.get(oldest).is_none_or(forgotten);
            if !expired && self.order.len() < MOST {
                return;
            }
            self.by_token.remove(oldest);
            self.order.pop_front();
        }
    }
}
