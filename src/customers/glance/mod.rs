//! How a customer stands, at a glance: the plan, the one fact that matters most, and the latest invoices.

mod cache;
mod decide;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::proabono::{FeatureReference, InvoiceId, SubscriptionId, TypePayment, UnitDuration};

pub(crate) use cache::{Glances, SHOWN};
pub(crate) use decide::DOCUMENT;
pub(super) use decide::{is_ending, is_paying, owed, total};

/// A customer's subscription and invoices, as the row above the frame and the overview tell of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    /// The title of the plan, in the customer's language.
    pub(crate) plan: Option<String>,
    pub(crate) state: State,
    /// The price of a period before tax.
    pub(crate) price: Option<Price>,
    /// The use of the feature that is nearest to its limit.
    pub(crate) meter: Option<Meter>,
    /// The features of the plan, in the order of the offer.
    pub(crate) features: Vec<Included>,
    /// The way in which the customer pays, where it was asked for.
    pub(crate) method: Option<TypePayment>,
    /// The latest invoices that have a document, the newest first.
    pub(crate) invoices: Vec<Issued>,
}

impl Glance {
    /// Tells whether there is a plan that may be changed for another one.
    pub(crate) fn may_change(&self) -> bool {
        let runs = matches!(
            self.state,
            State::Active(_) | State::Trial { .. } | State::Overdue(_) | State::Confirming(_)
        );
        runs && self.plan.is_some()
    }
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub(crate) settlement: Settlement,
}

/// The payment of an invoice, as far as a customer has to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Settlement {
    Paid,
    /// A payment is under way.
    Confirming,
    /// It is to be paid, and there is time.
    Due,
    /// It should have been paid.
    Overdue,
    /// There is nothing to say: a credit note, say, or an invoice that is void.
    Unsaid,
}

/// A feature of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Included {
    pub(crate) feature: FeatureReference,
    pub(crate) title: String,
    /// The numbers of a feature that is counted; `None` for one that is on.
    pub(crate) counted: Option<Counted>,
}

/// The numbers of a feature. Where one of them is absent, the feature is not limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) current: Option<i64>,
    pub(crate) included: Option<i64>,
}
