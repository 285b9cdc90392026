use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::Invoices;
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerId, CustomerReference, InvoiceId, Links, Request, SegmentId, SegmentReference, StateInvoice,
    StatusInvoice, SubscriptionId, TypeCredit, TypePayment,
};

/// An invoice or a credit note. Source: the Live API, schema `Invoice`.
#[apply(answer)]
pub struct Invoice {
    /// ProAbono's own number of it.
    pub id: Option<InvoiceId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The printed number; a draft has none.
    pub full_number: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Before tax, in minor units of the currency.
    pub amount_subtotal: Option<i64>,
    /// After tax, in minor units of the currency.
    pub amount_total: Option<i64>,
    /// The coarse state.
    pub status: Option<StatusInvoice>,
    /// The fine state.
    pub state_invoice: Option<StateInvoice>,
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// When it was issued.
    pub date_issue: Option<Timestamp>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// When it was paid, or a payment was tried.
    pub date_payment: Option<Timestamp>,
    /// When the payment is planned.
    pub date_payment_scheduled: Option<Timestamp>,
    /// When it must be paid.
    pub date_payment_limit: Option<Timestamp>,
    /// The footnote.
    pub note_localized: Option<String>,
    /// Present: it is a credit note, and of this kind.
    pub type_credit: Option<TypeCredit>,
    /// Why the credit note was issued.
    pub reason: Option<String>,
    /// The links, which are found by name.
    pub links: Links,
}

/// The customer and the period to bill. Source: schema `BillingCustomerRequest`.
#[apply(request)]
pub struct BillingCustomerRequest {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
    /// Lines of the balance before this time are left out.
    pub date_start: Option<Timestamp>,
    /// Lines of the balance after this time are left out.
    pub date_end: Option<Timestamp>,
    /// Issues it offline even for a card or direct debit.
    pub force_offline: Option<bool>,
    /// The footnote.
    pub note_localized: Option<String>,
}

/// Filters of [`Invoices::list`].
#[apply(options)]
pub struct ListInvoices {
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
}

/// The invoice that [`Invoices::retrieve_by_number`] reads.
#[apply(request)]
pub struct RetrieveInvoice {
    /// The printed number; a draft has none.
    pub full_number: String,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
}

impl<'a> Invoices<'a> {
    /// `GET /v1/Invoices`: invoices and credit notes together.
    pub fn list(self, options: &ListInvoices) -> Listing<'a, Invoice> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        Listing::new(
            self.transport
                .request(Call::get("list_invoices", "/v1/Invoices").query(&options)),
        )
    }

    /// `GET /v1/Invoice/{id}`, by ProAbono's own number.
    pub fn retrieve(self, id: InvoiceId) -> Request<'a, Invoice> {
        self.transport
            .request(Call::get("retrieve_invoice", format!("/v1/Invoice/{id}")))
    }

    /// `GET /v1/Invoice`, by the printed number.
    pub fn retrieve_by_number(self, options: &RetrieveInvoice) -> Request<'a, Invoice> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        self.transport
            .request(Call::get("retrieve_invoice_by_number", "/v1/Invoice").query(&options))
    }

    /// `POST /v1/Billing/Customer`: turns the balance into an invoice, and may charge at once.
    pub fn bill_customer(self, request: &BillingCustomerRequest) -> Request<'a, Invoice> {
        self.transport
            .request(Call::post("bill_customer", "/v1/Billing/Customer").body(request))
    }
}
