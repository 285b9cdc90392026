//! Invoices.

use serde::Serialize;

use crate::emulator::catalogue::{CURRENCY, with_tax};
use crate::emulator::clock::Moment;

use super::World;

/// Days between the issue and the limit of payment.
const DAYS_TO_PAY: i64 = 15;

/// An invoice, spelt as the API spells it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::emulator) struct Invoice {
    pub(in crate::emulator) id: u64,
    pub(in crate::emulator) id_customer: u64,
    pub(in crate::emulator) full_number: String,
    pub(in crate::emulator) status: &'static str,
    pub(in crate::emulator) state_invoice: &'static str,
    pub(in crate::emulator) type_payment: &'static str,
    pub(in crate::emulator) currency: &'static str,
    pub(in crate::emulator) amount_subtotal: i64,
    pub(in crate::emulator) amount_total: i64,
    pub(in crate::emulator) date_issue: Moment,
    pub(in crate::emulator) date_payment_limit: Moment,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::emulator) date_payment: Option<Moment>,
}

impl Invoice {
    /// Still to be paid.
    pub(in crate::emulator) fn is_open(&self) -> bool {
        matches!(self.status, "Due" | "Problem")
    }
}

impl World {
    pub(in crate::emulator) fn invoice(&self, id: u64) -> Option<&Invoice> {
        self.invoices.iter().find(|invoice| invoice.id == id)
    }

    /// A customer's invoices, newest first.
    pub(in crate::emulator) fn invoices_of(&self, customer: u64) -> impl Iterator<Item = &Invoice> {
        self.invoices
            .iter()
            .rev()
            .filter(move |invoice| invoice.id_customer == customer)
    }

    /// A month, billed to the card and paid.
    pub(super) fn issue_invoice(&mut self, customer: u64, subtotal: i64, issued: Moment) {
        let id = self.next_id();
        self.invoices.push(Invoice {
            id,
            id_customer: customer,
            full_number: format!("A-17.{:08}", self.invoices.len() + 1),
            status: "Paid",
            state_invoice: "Paid",
            type_payment: "Card",
            currency: CURRENCY,
            amount_subtotal: subtotal,
            amount_total: with_tax(subtotal),
            date_issue: issued,
            date_payment_limit: issued.plus_days(DAYS_TO_PAY),
            date_payment: Some(issued),
        });
    }

    /// The card refused the last invoice, and the limit has passed.
    pub(in crate::emulator) fn fail_last_invoice(&mut self, customer: u64) {
        let Some(invoice) = self
            .invoices
            .iter_mut()
            .rev()
            .find(|invoice| invoice.id_customer == customer)
        else {
            return;
        };
        invoice.status = "Problem";
        invoice.state_invoice = "ProblemOverdue";
        invoice.date_payment = None;
    }

    pub(in crate::emulator) fn pay_invoice(&mut self, id: u64) {
        let now = self.now();
        let Some(invoice) = self.invoices.iter_mut().find(|invoice| invoice.id == id) else {
            return;
        };
        invoice.status = "Paid";
        invoice.state_invoice = "Paid";
        invoice.date_payment = Some(now);
    }
}
