//! Orders to the account, and the reasons for which it refuses them.

use std::sync::Arc;
use std::time::Duration;

use crate::catalogue::Offer;

/// The clock moves at most this far at once: ten years.
pub(crate) const LONGEST_STEP: Duration = Duration::from_hours(24 * 3_653);

/// At most this many things happen in one go, because all other calls wait meanwhile.
pub(crate) const MOST_EVENTS: usize = 200_000;

/// The billing of a start.
#[derive(Clone, Copy, Default)]
pub(crate) struct Start {
    /// See [`World::ensure_billable`](crate::world::World::ensure_billable).
    pub(crate) ensure_billable: Option<bool>,
    pub(crate) bill_now: bool,
    /// The first period was paid elsewhere.
    pub(crate) migration: bool,
}

/// The way in which an offer is changed.
#[derive(Clone, Copy)]
pub(crate) struct Upgrade {
    pub(crate) immediate: bool,
    pub(crate) bill_now: bool,
    pub(crate) ignore_engagement: bool,
}

/// One change; exactly one of three.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Change {
    Increment(i64),
    Set(i64),
    Enable(bool),
}

/// The moment at which something is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By card, or there is nothing to pay.
    Now,
    /// The bank confirms it later: until then nothing changes.
    Pending,
    /// On an invoice, after the fact.
    Offline,
}

/// An order that is carried out when the bank has confirmed its payment.
#[derive(Clone)]
pub(crate) enum Deed {
    Start(u64),
    Upgrade(u64, Arc<Offer>),
    Change(u64, String, i64),
    Register(u64, Method),
}

/// A payment method as a customer registers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Method {
    /// Its last four digits.
    Card(String),
    DirectDebit,
    /// By bank transfer, on an invoice.
    Invoice,
}

/// A reason to refuse an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
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
    /// A quantity below zero, or too large.
    Amount,
}

/// A reason for which the clock did not move as far as it was told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The step is longer than [`LONGEST_STEP`]: it did not move.
    TooFar,
    /// It would pass the last year of the calendar: it did not move.
    EndOfTime,
    /// So much fell due that it stopped on the way.
    TooMuch,
}
