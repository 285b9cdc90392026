//! How a customer stands, at a glance: the plan, the one fact that matters most, and the latest invoices.

mod cache;
mod decide;
#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::proabono::{InvoiceId, SubscriptionId, UnitDuration};

pub(crate) use cache::Glances;
pub(crate) use decide::DOCUMENT;
pub(super) use decide::{is_ending, is_paying, owed, total};

/// A customer's subscription and invoices, as a row above the frame tells of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    /// The title of the plan, in the customer's language.
    pub(crate) plan: Option<String>,
    pub(crate) state: State,
    /// The use of the feature that is nearest to its limit.
    pub(crate) meter: Option<Meter>,
    /// The latest invoices that have a document, the newest first.
    pub(crate) invoices: Vec<Issued>,
}

/// The state of a customer, by what is most urgent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// An invoice should have been paid.
    Overdue(Due),
    /// The subscription is suspended.
    Paused(Pause),
    /// A payment is under way.
    Confirming(Option<Sum>),
    /// The subscription is not renewed.
    Ending {
        subscription: Option<SubscriptionId>,
        until: Option<Timestamp>,
    },
    Trial {
        until: Option<Timestamp>,
        then: Option<Price>,
        /// True when it can be billed afterwards.
        billable: bool,
    },
    Active(Renewal),
    /// There is no subscription that runs or could run again.
    Nothing,
}

/// The reasons of a suspension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pause {
    Unpaid(Option<Due>),
    NoPaymentMethod,
    /// The merchant has suspended it.
    Merchant,
}

/// The next renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renewal {
    pub(crate) on: Option<Timestamp>,
    /// The amount with tax, where ProAbono says it.
    pub(crate) total: Option<Sum>,
    /// The price of a period before tax.
    pub(crate) price: Option<Price>,
}

/// An invoice that is to be paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) invoice: InvoiceId,
    pub(crate) sum: Sum,
    pub(crate) since: Option<Timestamp>,
}

/// An amount of money in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) amount: i64,
    /// ISO 4217.
    pub(crate) currency: String,
}

/// The price of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Price {
    pub(crate) sum: Sum,
    pub(crate) unit: UnitDuration,
    pub(crate) units: i64,
}

/// The use of a feature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meter {
    pub(crate) title: String,
    pub(crate) used: i64,
    pub(crate) included: i64,
}

/// An invoice that was issued, and has a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issued {
    pub(crate) invoice: InvoiceId,
    pub(crate) date: Timestamp,
    pub(crate) sum: Option<Sum>,
}
