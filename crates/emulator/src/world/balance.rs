//! The balance: lines are posted, and become an invoice.

use crate::clock::Moment;
use crate::model::{Billing, Charge, Customer, Due, Line, Payment, Refused};

use super::World;

impl World {
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    pub(super) fn post(&mut self, buyer: u64, charges: Vec<Charge>, at: Moment) {
        for charge in charges {
            self.post_line(buyer, charge, None, at);
        }
    }

    /// One line, due from now on.
    pub(crate) fn post_line(&mut self, buyer: u64, charge: Charge, key_charge: Option<String>, at: Moment) {
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
    pub(crate) fn ensure_billable(&self, buyer: u64, fee: i64, ensure: Option<bool>) -> Result<(), Refused> {
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

    pub(crate) fn is_billable(&self, buyer: u64) -> bool {
        self.customer_by_id(buyer)
            .is_some_and(|one| one.settings.type_payment.is_some())
    }

    /// True when the unpaid sum has reached the threshold of the account.
    pub(crate) fn is_capping_reached(&self, buyer: u64) -> bool {
        let unpaid: i64 = self
            .invoices_of(buyer)
            .filter(|one| one.is_open())
            .fold(0, |sum: i64, one| sum.saturating_add(one.amount_total));
        self.options
            .payment_capping
            .is_some_and(|most| unpaid > 0 && unpaid >= most)
    }

    /// The invoice's id; `None` when there is nothing to pay, and then every line stays due. A card may be told to fail: its
    /// invoice stays to be paid.
    pub(crate) fn bill(&mut self, buyer: u64, how: &Billing, at: Moment) -> Result<Option<u64>, Refused> {
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
            _ if how.ordered => Payment::Ordered,
            "Card" if !how.offline && self.options.hosted_pages.fails() => Payment::Refused,
            "Card" if !how.offline => Payment::Charged,
            "DirectDebit" if !how.offline => Payment::Ordered,
            _ => Payment::Offline,
        };
        let id = self.issue_invoice(
            buyer,
            (subtotal, total),
            (type_payment, payment),
            how.note.clone(),
            (subscriptions, at),
        );
        self.tell_of_customer("CustomerBillingSucceeded", buyer, at);
        match payment {
            Payment::Charged => self.paid(id, at),
            Payment::Refused => self.refuse_payment(id, at),
            Payment::Ordered => self.tell_of_invoice("CustomerChargingPending", id, at),
            Payment::Offline => {}
        }
        Ok(Some(id))
    }

    /// Marks the lines that are billed. Returns their sums and subscriptions, or nothing when there is nothing to pay.
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
        let is_due = self.due.get(&buyer).is_some_and(|due| due.total > 0);
        // Every refusal leaves the lines where they are.
        if self.bill(buyer, &Billing::default(), at).is_err() && is_due {
            self.tell_of_customer("CustomerBillingFailed", buyer, at);
        }
    }
}
