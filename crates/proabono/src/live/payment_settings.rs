use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::CustomerQuery;
use crate::call::Call;
use crate::request::Transport;
use crate::{CustomerReference, Error, TypePayment, TypePaymentManual};

/// How a customer pays. Source: API Live, schema `CustomerPaymentSettings`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
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

/// What to write of the payment settings; what is left out stays. Source: schema
/// `CustomerPaymentSettingsRequest`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
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

/// The operations on payment settings.
#[derive(Clone, Copy)]
pub struct PaymentSettings<'a> {
    transport: &'a Transport,
}

impl<'a> PaymentSettings<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/CustomerSettingsPayment`: how the customer pays.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(
        self,
        customer: &CustomerReference,
    ) -> Result<Option<CustomerPaymentSettings>, Error> {
        let call = Call::get("retrieve_payment_settings", "/v1/CustomerSettingsPayment")
            .query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }

    /// `POST /v1/CustomerSettingsPayment`: writes what is set. A card or direct debit cannot be set here.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(
        self,
        customer: &CustomerReference,
        request: &CustomerPaymentSettingsRequest,
    ) -> Result<Option<CustomerPaymentSettings>, Error> {
        let call = Call::post("update_payment_settings", "/v1/CustomerSettingsPayment")
            .query(&CustomerQuery::of(customer))?
            .body(request)?;
        self.transport.send(call).await
    }
}
