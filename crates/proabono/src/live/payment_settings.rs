use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::CustomerQuery;
use super::PaymentSettings;
use crate::call::Call;
use crate::{CustomerReference, Request, TypePayment, TypePaymentManual};

/// How a customer pays. Source: the Live API, schema `CustomerPaymentSettings`.
#[apply(answer)]
pub struct CustomerPaymentSettings {
    /// The payment method.
    pub type_payment: Option<TypePayment>,
    /// How the customer is billed; only `Auto` has been seen.
    pub mode_billing: Option<String>,
    /// True: the customer is kept from payment forms.
    pub is_grey_listed: Option<bool>,
    /// The footnote of coming invoices.
    pub note_invoice: Option<String>,
    /// When the customer is billed next.
    pub date_next_billing: Option<Timestamp>,
}

/// The payment settings to write; the others stay as they are. Source: schema
/// `CustomerPaymentSettingsRequest`.
#[apply(options)]
pub struct CustomerPaymentSettingsRequest {
    /// The payment method.
    pub type_payment: Option<TypePaymentManual>,
    /// How the customer is billed; only `Auto` has been seen.
    pub mode_billing: Option<String>,
    /// True: the customer is kept from payment forms.
    pub is_grey_listed: Option<bool>,
    /// The footnote of coming invoices.
    pub note_invoice: Option<String>,
    /// When the customer is billed next.
    pub date_next_billing: Option<Timestamp>,
}

impl<'a> PaymentSettings<'a> {
    /// `GET /v1/CustomerSettingsPayment`: how the customer pays.
    pub fn retrieve(self, customer: &CustomerReference) -> Request<'a, CustomerPaymentSettings> {
        self.transport.request(
            Call::get("retrieve_payment_settings", "/v1/CustomerSettingsPayment")
                .query(&CustomerQuery::of(customer)),
        )
    }

    /// `POST /v1/CustomerSettingsPayment`: writes what is set. A card or direct debit cannot be set here.
    pub fn update(
        self,
        customer: &CustomerReference,
        request: &CustomerPaymentSettingsRequest,
    ) -> Request<'a, CustomerPaymentSettings> {
        self.transport.request(
            Call::post("update_payment_settings", "/v1/CustomerSettingsPayment")
                .query(&CustomerQuery::of(customer))
                .body(request),
        )
    }
}
