mod settings;
mod settings_requests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::StateLife;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error, Links, UserId};

pub use settings::{BusinessAddressBilling, BusinessSettingsInvoice};
pub use settings_requests::{BusinessAddressBillingRequest, BusinessSettingsInvoiceRequest};

/// A business.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Business {
    /// ProAbono's own number of it.
    pub id: Option<BusinessId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// The name.
    pub name: Option<String>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to write of `Business`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BusinessRequest {
    /// The name.
    pub name: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
}

impl BusinessRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(name: String, language_default: String) -> Self {
        Self {
            name,
            language_default,
        }
    }
}

/// What to write; whether what is left out is kept is documented nowhere, so say everything that is known.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct BusinessUpdateRequest {
    /// The name.
    pub name: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// Whether it is in use.
    pub state_life: StateLife,
}

impl BusinessUpdateRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(name: String, language_default: String, state_life: StateLife) -> Self {
        Self {
            name,
            language_default,
            state_life,
        }
    }
}

/// Filters of [`Businesses::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListBusinesses {
    /// Made at this time or later.
    pub date_creation_min: Option<Timestamp>,
    /// Made at this time or earlier.
    pub date_creation_max: Option<Timestamp>,
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
}

/// The operations on businesses.
#[derive(Clone, Copy)]
pub struct Businesses<'a> {
    api: &'a Backoffice,
}

impl<'a> Businesses<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Organization/Businesses`: a new one.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(self, request: &BusinessRequest) -> Result<Option<Business>, Error> {
        let call = Call::post("create_business", "/Organization/Businesses").body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Organization/Businesses/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: BusinessId) -> Result<Option<Business>, Error> {
        let call = Call::get("retrieve_business", format!("/Organization/Businesses/{id}"));
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Businesses/{Id}`: writes it.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(
        self,
        id: BusinessId,
        request: &BusinessUpdateRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put("update_business", format!("/Organization/Businesses/{id}")).body(request)?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Businesses/{Id}/AddressBilling`: writes the billing address.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_billing_address(
        self,
        id: BusinessId,
        request: &BusinessAddressBillingRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_business_billing_address",
            format!("/Organization/Businesses/{id}/AddressBilling"),
        )
        .body(&request.clone().spelt())?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Businesses/{Id}/SettingsInvoice`: writes the invoice settings.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_invoice_settings(
        self,
        id: BusinessId,
        request: &BusinessSettingsInvoiceRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_business_invoice_settings",
            format!("/Organization/Businesses/{id}/SettingsInvoice"),
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Organization/Businesses`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListBusinesses) -> Result<Listing<'a, Business>, Error> {
        let call = Call::get("list_businesses", "/Organization/Businesses").query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }

    /// `GET /Organization/Businesses/{Id}/AddressBilling`: the billing address.
    ///
    /// The reference does not have it; the links of the object lead there.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_billing_address(
        self,
        id: BusinessId,
    ) -> Result<Option<BusinessAddressBilling>, Error> {
        let call = Call::get(
            "retrieve_business_billing_address",
            format!("/Organization/Businesses/{id}/AddressBilling"),
        );
        self.api.account().send(call).await
    }

    /// `GET /Organization/Businesses/{Id}/SettingsInvoice`: the invoice settings.
    ///
    /// The reference does not have it; the links of the object lead there.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_invoice_settings(
        self,
        id: BusinessId,
    ) -> Result<Option<BusinessSettingsInvoice>, Error> {
        let call = Call::get(
            "retrieve_business_invoice_settings",
            format!("/Organization/Businesses/{id}/SettingsInvoice"),
        );
        self.api.account().send(call).await
    }
}
