//! Encrypted links, without the encryption: a token that says nothing, and here what it stands for.

use std::collections::{HashMap, VecDeque};

use data_encoding::BASE64URL_NOPAD;

use crate::emulator::clock::Moment;

use super::World;

/// Above this many the oldest go early, so that a load test does not fill the memory.
const MOST: usize = 100_000;

/// What a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::emulator) enum Page {
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
    Done(&'static str, String),
    /// The same, in a frame that is to be closed.
    Closed(&'static str, String),
    /// The page of another merchant, to which the account's visitors have no business.
    OtherMerchant,
}

impl Page {
    /// The first segment of its path.
    pub(in crate::emulator) fn segment(&self) -> &'static str {
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

    /// What it is called in the record of what was opened.
    pub(in crate::emulator) fn name(&self) -> &'static str {
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

/// Whom and what a token stands for.
#[derive(Clone)]
pub(in crate::emulator) struct Ticket {
    pub(in crate::emulator) customer: u64,
    pub(in crate::emulator) page: Page,
    /// It left the emulator, by the API or a mail; the others lead from page to page.
    pub(in crate::emulator) outside: bool,
    expires: Moment,
}

#[derive(Default)]
pub(super) struct Tickets {
    by_token: HashMap<String, Ticket>,
    /// Oldest first; they all live equally long.
    order: VecDeque<String>,
}

impl Tickets {
    fn forget_old(&mut self, now: Moment) {
        while let Some(oldest) = self.order.front() {
            let expired = self
                .by_token
                .get(oldest)
                .is_none_or(|ticket| ticket.expires <= now);
            if !expired && self.order.len() < MOST {
                return;
            }
            self.by_token.remove(oldest);
            self.order.pop_front();
        }
    }
}

impl World {
    /// A new token that leaves the emulator.
    pub(in crate::emulator) fn issue(&mut self, customer: u64, page: Page) -> String {
        self.ticket(customer, page, true)
    }

    /// 72 characters, as in ProAbono's samples.
    fn ticket(&mut self, customer: u64, page: Page, outside: bool) -> String {
        let now = self.now();
        self.tickets.forget_old(now);
        let token = BASE64URL_NOPAD.encode(&self.chance.bytes::<54>());
        let expires = now.plus(self.options.link_lifetime);
        self.tickets.by_token.insert(
            token.clone(),
            Ticket {
                customer,
                page,
                outside,
                expires,
            },
        );
        self.tickets.order.push_back(token.clone());
        token
    }

    /// A fresh path to a page, e.g. `/offers/{token}`, from another page.
    pub(in crate::emulator) fn path_to(&mut self, customer: u64, page: Page) -> String {
        let segment = page.segment();
        format!("/{segment}/{}", self.ticket(customer, page, false))
    }

    /// A fresh absolute link to a page, for the API and the mails.
    pub(in crate::emulator) fn link_to(&mut self, customer: u64, page: Page) -> String {
        let segment = page.segment();
        let token = self.issue(customer, page);
        format!("{}/{segment}/{token}", self.origin())
    }

    /// No link that was issued to the customer opens anything any more.
    pub(in crate::emulator) fn revoke(&mut self, customer: u64) {
        self.tickets
            .by_token
            .retain(|_, ticket| ticket.customer != customer);
    }

    /// What a token stands for, unless it is unknown or has expired.
    pub(in crate::emulator) fn redeem(&self, token: &str) -> Option<Ticket> {
        let now = self.now();
        self.tickets
            .by_token
            .get(token)
            .filter(|ticket| now < ticket.expires)
            .cloned()
    }
}
