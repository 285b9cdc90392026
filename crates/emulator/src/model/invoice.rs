//! An invoice.

use crate::clock::Moment;

/// The bank has not confirmed the payment.
pub(crate) const PENDING: &str = "DuePending";

/// A new invoice has no document yet when it is shown so many times, and in its first minute.
pub(crate) const FRESH: u8 = 2;

/// An invoice. Amounts are cents.
#[derive(Clone, Debug)]
pub(crate) struct Invoice {
    pub(crate) id: u64,
    pub(crate) id_customer: u64,
    pub(crate) full_number: String,
    /// The fine state.
    pub(crate) state: &'static str,
    pub(crate) type_payment: &'static str,
    pub(crate) amount_subtotal: i64,
    pub(crate) amount_total: i64,
    pub(crate) note: Option<String>,
    pub(crate) date_issue: Moment,
    pub(crate) date_update: Moment,
    pub(crate) date_payment_limit: Moment,
    pub(crate) date_payment: Option<Moment>,
    /// The subscriptions whose lines it bills.
    pub(crate) subscriptions: Vec<u64>,
    /// How many times the API has shown it, at most [`FRESH`].
    pub(crate) shown: u8,
}

/// The payment of a new invoice.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Payment {
    /// To the card, at once.
    Charged,
    /// To the card, which refuses it.
    Refused,
    /// The customer pays by other means.
    Offline,
    /// By a bank, which confirms it later.
    Ordered,
}

impl Invoice {
    /// The document comes some time after the invoice.
    pub(crate) fn has_document(&self, now: Moment) -> bool {
        self.shown >= FRESH || now.since(self.date_issue) > 60_000
    }

    pub(crate) fn status(&self) -> &'static str {
        match self.state {
            "Paid" => "Paid",
            "ProblemAuto" | "ProblemOverdue" => "Problem",
            _ => "Due",
        }
    }

    /// Still to be paid.
    pub(crate) fn is_open(&self) -> bool {
        self.status() != "Paid"
    }

    /// The bank has been told to pay it, so it must not be paid again.
    pub(crate) fn is_pending(&self) -> bool {
        self.state == PENDING
    }

    /// It waits to be paid by somebody.
    pub(crate) fn is_payable(&self) -> bool {
        self.is_open() && !self.is_pending()
    }
}
