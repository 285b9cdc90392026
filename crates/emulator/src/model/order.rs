//! What the account is told to do, and why it refuses.

use std::time::Duration;

use crate::catalogue::Offer;

/// How far the clock moves at once: ten years.
pub(crate) const LONGEST_STEP: Duration = Duration::from_hours(24 * 3_653);

/// How many things fall due in one go, while everybody else waits.
pub(crate) const MOST_EVENTS: usize = 200_000;

/// How a start is billed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Start {
    /// See [`World::ensure_billable`](crate::world::World::ensure_billable).
    pub(crate) ensure_billable: Option<bool>,
    pub(crate) bill_now: bool,
    /// The first period was paid elsewhere.
    pub(crate) migration: bool,
}

/// How a change of offer is done.
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

/// How something is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// By card, or there is nothing to pay.
    Now,
    /// The bank confirms it later: until then nothing changes.
    Pending,
    /// On an invoice, after the fact.
    Offline,
}

/// What happens when the bank has confirmed.
#[derive(Clone)]
pub(crate) enum Deed {
    Start(u64),
    Upgrade(u64, &'static Offer),
    Change(u64, &'static str, i64),
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

/// Why the world does not do what it is told.
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
    /// A quantity below zero, or absurd.
    Amount,
}

/// Why the clock did not move, or not as far as it was told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The step is longer than [`LONGEST_STEP`]: it did not move.
    TooFar,
    /// It would pass the last year of the calendar: it did not move.
    EndOfTime,
    /// So much fell due that it stopped on the way.
    TooMuch,
}
