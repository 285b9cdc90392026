use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::call::Call;
use crate::list::Listing;
use crate::request::Transport;
use crate::{
    CustomerId, CustomerReference, Error, InvoiceId, Links, SegmentId, SegmentReference, StateInvoice,
    StatusInvoice, SubscriptionId, TypeCredit, TypePayment,
};

/// An invoice or a credit note. Source: API Live, schema `Invoice`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
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
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to bill. Source: schema `BillingCustomerRequest`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BillingCustomerRequest {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// Whether the customer must be billable.
    pub ensure_billable: Option<bool>,
    /// When it starts.
    pub date_start: Option<Timestamp>,
    /// When it ends.
    pub date_end: Option<Timestamp>,
    /// Issues it offline even for a card or direct debit.
    pub force_offline: Option<bool>,
    /// The footnote.
    pub note_localized: Option<String>,
}

impl BillingCustomerRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(reference_customer: CustomerReference) -> Self {
        Self {
            reference_customer,
            ensure_billable: None,
            date_start: None,
            date_end: None,
            force_offline: None,
            note_localized: None,
        }
    }
}

/// Filters of [`Invoices::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
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

/// Which invoice [`Invoices::retrieve_by_number`] reads.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RetrieveInvoice {
    /// The printed number; a draft has none.
    pub full_number: String,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
}

impl RetrieveInvoice {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(full_number: String) -> Self {
        Self {
            full_number,
            reference_segment: None,
        }
    }
}

/// The operations on invoices.
#[derive(Clone, Copy)]
pub struct Invoices<'a> {
    transport: &'a Transport,
}

impl<'a> Invoices<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/Invoices`: invoices and credit notes together.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListInvoices) -> Result<Listing<'a, Invoice>, Error> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        let call = Call::get("list_invoices", "/v1/Invoices").query(&options)?;
        Ok(Listing::new(self.transport, call))
    }

    /// `GET /v1/Invoice/{id}`, by ProAbono's own number.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: InvoiceId) -> Result<Option<Invoice>, Error> {
        let call = Call::get("retrieve_invoice", format!("/v1/Invoice/{id}"));
        self.transport.send(call).await
    }

    /// `GET /v1/Invoice`, by the printed number.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_by_number(self, options: &RetrieveInvoice) -> Result<Option<Invoice>, Error> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        let call = Call::get("retrieve_invoice_by_number", "/v1/Invoice").query(&options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Billing/Customer`: turns the balance into an invoice, and may charge at once.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn bill_customer(self, request: &BillingCustomerRequest) -> Result<Option<Invoice>, Error> {
        let call = Call::post("bill_customer", "/v1/Billing/Customer").body(request)?;
        self.transport.send(call).await
    }
}
