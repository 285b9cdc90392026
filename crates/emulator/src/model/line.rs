//! A line of a balance, what is due of one customer, and how a balance is billed.

use crate::clock::Moment;

use super::charges::{Charge, When};

/// A line of somebody's balance.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    /// The customer who pays.
    pub(crate) id_customer: u64,
    pub(crate) charge: Charge,
    pub(crate) key_charge: Option<String>,
    pub(crate) billed: bool,
    /// When it was written.
    pub(crate) written: Moment,
}

impl Line {
    pub(crate) fn state(&self) -> &'static str {
        if self.billed { "Billed" } else { "Due" }
    }
}

/// The sum that one customer owes, kept so that it need not be added up from all lines.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    /// Their places among all lines.
    pub(crate) lines: Vec<usize>,
    /// With tax.
    pub(crate) total: i64,
    /// When the oldest was written.
    pub(crate) written: Moment,
}

impl Due {
    pub(crate) fn add(known: Option<Self>, at: usize, line: &Line) -> Self {
        let mut due = known.unwrap_or(Self {
            lines: Vec::new(),
            total: 0,
            written: line.written,
        });
        due.lines.push(at);
        due.total = due.total.saturating_add(line.charge.total());
        due.written = due.written.min(line.written);
        due
    }
}

/// The choice of lines that become an invoice.
#[derive(Clone, Default)]
pub(crate) struct Billing {
    /// Lines before are left.
    pub(crate) from: Option<Moment>,
    /// Lines after are left.
    pub(crate) to: Option<Moment>,
    /// The payment method is not charged.
    pub(crate) offline: bool,
    /// A bank is told to pay, whatever the payment method.
    pub(crate) ordered: bool,
    pub(crate) note: Option<String>,
}

impl Billing {
    pub(crate) fn takes(&self, line: &Line) -> bool {
        let (When::At(date) | When::During(date, _)) = line.charge.when;
        !line.billed && self.from.is_none_or(|from| date >= from) && self.to.is_none_or(|to| date <= to)
    }
}
