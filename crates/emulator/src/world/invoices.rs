//! Invoices.

use crate::clock::Moment;
use crate::model::{FRESH, Invoice, PENDING, Payment};

use super::World;

/// Days between the issue and the limit of payment.
const DAYS_TO_PAY: i64 = 15;

impl World {
    /// Oldest first.
    pub(crate) fn invoices(&self) -> impl Iterator<Item = &Invoice> {
        self.invoices.iter()
    }

    pub(crate) fn invoice(&self, id: u64) -> Option<&Invoice> {
        let at = self
            .invoices
            .binary_search_by_key(&id, |invoice| invoice.id)
            .ok()?;
        Some(&self.invoices[at])
    }

    /// The API shows the invoice: true when its document is there.
    pub(crate) fn show_invoice(&mut self, id: u64) -> bool {
        let now = self.now();
        self.invoice_mut(id).is_some_and(|invoice| {
            let document = invoice.has_document(now);
            invoice.shown = FRESH.min(invoice.shown + 1);
            document
        })
    }

    fn invoice_mut(&mut self, id: u64) -> Option<&mut Invoice> {
        // They are kept in the order of their ids.
        let at = self
            .invoices
            .binary_search_by_key(&id, |invoice| invoice.id)
            .ok()?;
        Some(&mut self.invoices[at])
    }

    /// A customer's invoices, newest first.
    pub(crate) fn invoices_of(&self, customer: u64) -> impl Iterator<Item = &Invoice> {
        self.invoices
            .iter()
            .rev()
            .filter(move |invoice| invoice.id_customer == customer)
    }

    pub(super) fn issue_invoice(
        &mut self,
        customer: u64,
        (subtotal, total): (i64, i64),
        (type_payment, payment): (&'static str, Payment),
        note: Option<String>,
        (subscriptions, issued): (Vec<u64>, Moment),
    ) -> u64 {
        let id = self.next_id();
        let standing = self
            .customer_by_id(customer)
            .and_then(|one| one.settings.note_invoice.clone());
        self.invoices.push(Invoice {
            id,
            id_customer: customer,
            full_number: format!("A-17.{:08}", self.invoices.len() + 1),
            state: match payment {
                Payment::Charged | Payment::Refused => "DueAuto",
                Payment::Offline => "DueOffline",
                Payment::Ordered => PENDING,
            },
            type_payment,
            amount_subtotal: subtotal,
            amount_total: total,
            note: note.or(standing),
            date_issue: issued,
            date_update: issued,
            date_payment_limit: issued.plus_days(DAYS_TO_PAY),
            date_payment: None,
            subscriptions,
            shown: 0,
        });
        let trigger = match payment {
            Payment::Charged | Payment::Refused | Payment::Ordered => "InvoiceDebitIssuedPaymentAuto",
            Payment::Offline => "InvoiceDebitIssuedPaymentOffline",
        };
        self.tell_of_invoice(trigger, id, issued);
        id
    }

    /// The card refuses what it was charged. There are no further attempts.
    pub(super) fn refuse_payment(&mut self, id: u64, at: Moment) {
        if let Some(invoice) = self.invoice_mut(id) {
            invoice.state = "ProblemAuto";
            invoice.date_update = at;
            self.tell_of_invoice("CustomerChargingFailed", id, at);
            self.tell_of_invoice("InvoiceDebitPaymentAutoFailed", id, at);
        }
    }

    /// The invoice was not paid until its limit.
    pub(crate) fn overdue(&mut self, id: u64, at: Moment) {
        if let Some(invoice) = self.invoice_mut(id) {
            invoice.state = "ProblemOverdue";
            invoice.date_update = at;
            self.tell_of_invoice("InvoiceDebitOverdue", id, at);
        }
    }

    /// The payment waits for the bank.
    pub(crate) fn order_payment(&mut self, id: u64) {
        let now = self.now();
        if let Some(invoice) = self.invoice_mut(id) {
            invoice.state = PENDING;
            invoice.date_update = now;
            self.tell_of_invoice("CustomerChargingPending", id, now);
        }
    }

    /// The customer will pay it by other means, and has the usual time for it from now on.
    pub(crate) fn promise_payment(&mut self, id: u64) {
        let now = self.now();
        if let Some(invoice) = self.invoice_mut(id) {
            invoice.state = "DueOffline";
            invoice.date_payment_limit = now.plus_days(DAYS_TO_PAY);
            invoice.date_update = now;
        }
    }

    pub(crate) fn pay_invoice(&mut self, id: u64) {
        self.paid(id, self.now());
    }

    pub(super) fn paid(&mut self, id: u64, at: Moment) {
        if let Some(invoice) = self.invoice_mut(id) {
            invoice.state = "Paid";
            invoice.date_payment = Some(at);
            invoice.date_update = at;
            self.tell_of_invoice("CustomerChargingSucceeded", id, at);
            self.tell_of_invoice("InvoiceDebitPaid", id, at);
        }
    }
}
