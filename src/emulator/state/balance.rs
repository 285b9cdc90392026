//! The balance: lines that wait to be billed, and those that were.

use crate::emulator::clock::Moment;

use super::charges::{Charge, When};
use super::customers::Customer;
use super::invoices::Payment;
use super::{Refused, World};

/// A line of somebody's balance.
#[derive(Clone, Debug)]
pub(in crate::emulator) struct Line {
    /// Who pays.
    pub(in crate::emulator) id_customer: u64,
    pub(in crate::emulator) charge: Charge,
    pub(in crate::emulator) key_charge: Option<String>,
    pub(in crate::emulator) billed: bool,
    /// When it was written.
    pub(super) written: Moment,
}

impl Line {
    pub(in crate::emulator) fn state(&self) -> &'static str {
        if self.billed { "Billed" } else { "Due" }
    }
}

/// What is due of one customer, so that nobody has to go through all lines to know it.
#[derive(Clone, Debug)]
pub(super) struct Due {
    /// Where they are among all lines.
    lines: Vec<usize>,
    /// With tax.
    pub(super) total: i64,
    /// When the oldest was written.
    pub(super) written: Moment,
}

impl Due {
    fn add(known: Option<Self>, at: usize, line: &Line) -> Self {
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

/// How a balance is billed.
#[derive(Clone, Default)]
pub(in crate::emulator) struct Billing {
    /// Lines before are left.
    pub(in crate::emulator) from: Option<Moment>,
    /// Lines after are left.
    pub(in crate::emulator) to: Option<Moment>,
    /// Not charged, whatever the payment method.
    pub(in crate::emulator) offline: bool,
    pub(in crate::emulator) note: Option<String>,
}

impl Billing {
    fn takes(&self, line: &Line) -> bool {
        let (When::At(date) | When::During(date, _)) = line.charge.when;
        !line.billed && self.from.is_none_or(|from| date >= from) && self.to.is_none_or(|to| date <= to)
    }
}

impl World {
    pub(in crate::emulator) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    pub(super) fn post(&mut self, buyer: u64, charges: Vec<Charge>, at: Moment) {
        for charge in charges {
            self.post_line(buyer, charge, None, at);
        }
    }

    /// One line, due from now on.
    pub(in crate::emulator) fn post_line(
        &mut self,
        buyer: u64,
        charge: Charge,
        key_charge: Option<String>,
        at: Moment,
    ) {
        let line = Line {
            id_customer: buyer,
            charge,
            key_charge,
            billed: false,
            written: at,
        };
        let due = Due::add(self.due.remove(&buyer), self.lines.len(), &line);
        self.due.insert(buyer, due);
        self.lines.push(line);
    }

    /// A payment method is needed when something is to be paid; `Some(true)` asks for one anyway, `Some(false)` never.
    pub(in crate::emulator) fn ensure_billable(
        &self,
        buyer: u64,
        fee: i64,
        ensure: Option<bool>,
    ) -> Result<(), Refused> {
        if !ensure.unwrap_or(fee > 0) {
            return Ok(());
        }
        if self.is_capping_reached(buyer) {
            return Err(Refused::Capping);
        }
        if self.is_billable(buyer) {
            Ok(())
        } else {
            Err(Refused::PaymentMissing)
        }
    }

    pub(in crate::emulator) fn is_billable(&self, buyer: u64) -> bool {
        self.customer_by_id(buyer)
            .is_some_and(|one| one.settings.type_payment.is_some())
    }

    /// What is unpaid reached the threshold of the account.
    pub(in crate::emulator) fn is_capping_reached(&self, buyer: u64) -> bool {
        let unpaid: i64 = self
            .invoices_of(buyer)
            .filter(|one| one.is_open())
            .fold(0, |sum: i64, one| sum.saturating_add(one.amount_total));
        self.options
            .payment_capping
            .is_some_and(|most| unpaid > 0 && unpaid >= most)
    }

    /// The invoice's id; `None` when there is nothing to pay, and then every line stays due.
    pub(in crate::emulator) fn bill(
        &mut self,
        buyer: u64,
        how: &Billing,
        at: Moment,
    ) -> Result<Option<u64>, Refused> {
        let type_payment = self
            .customer_by_id(buyer)
            .and_then(|one| one.settings.type_payment)
            .ok_or(Refused::PaymentMissing)?;
        if self.customer_by_id(buyer).is_some_and(Customer::is_suspended) {
            return Err(Refused::Suspended);
        }
        let Some((subtotal, total, subscriptions)) = self.take(buyer, how) else {
            return Ok(None);
        };
        if let Some(customer) = self.customers.get_mut(&buyer) {
            customer.settings.date_next_billing = None;
        }
        let payment = match type_payment {
            "Card" if !how.offline => Payment::Charged,
            "DirectDebit" if !how.offline => Payment::Ordered,
            _ => Payment::Offline,
        };
        Ok(Some(self.issue_invoice(
            buyer,
            (subtotal, total),
            (type_payment, payment),
            how.note.clone(),
            (subscriptions, at),
        )))
    }

    /// Marks what is billed; its sums and its subscriptions, or nothing when there is nothing to pay.
    fn take(&mut self, buyer: u64, how: &Billing) -> Option<(i64, i64, Vec<u64>)> {
        let due = self.due.get(&buyer)?;
        let (taken, left): (Vec<usize>, Vec<usize>) =
            due.lines.iter().partition(|at| how.takes(&self.lines[**at]));
        let (mut subtotal, mut total, mut subscriptions) = (0_i64, 0_i64, Vec::new());
        for charge in taken.iter().map(|at| &self.lines[*at].charge) {
            subtotal = subtotal.saturating_add(charge.subtotal);
            total = total.saturating_add(charge.total());
            subscriptions.extend(charge.subscription);
        }
        if total <= 0 {
            return None;
        }
        for at in taken {
            self.lines[at].billed = true;
        }
        self.due.remove(&buyer);
        for at in left {
            let due = Due::add(self.due.remove(&buyer), at, &self.lines[at]);
            self.due.insert(buyer, due);
        }
        Some((subtotal, total, subscriptions))
    }

    /// As an automatic run does: without a payment method, or with nothing to pay, nothing happens.
    pub(super) fn bill_if_possible(&mut self, buyer: u64, at: Moment) {
        // Both refusals leave the lines where they are.
        let _ = self.bill(buyer, &Billing::default(), at);
    }
}
