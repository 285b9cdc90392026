use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::TypeRateTax;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error, Links, TaxProfileId, UserId};

/// A tax profile.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TaxProfile {
    /// ProAbono's own number of it.
    pub id: Option<TaxProfileId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The name.
    pub name: Option<String>,
    /// The description.
    pub description: Option<String>,
    /// The text on invoices.
    pub label: Option<String>,
    /// In hundredths of a percent.
    pub rate_default: Option<i64>,
    /// What kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to write of `TaxProfile`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct TaxProfileRequest {
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The text on invoices.
    pub label: String,
    /// In hundredths of a percent.
    pub rate_default: i64,
    /// What kind of rate.
    pub type_rate_tax: TypeRateTax,
}

impl TaxProfileRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(name: String, label: String, rate_default: i64, type_rate_tax: TypeRateTax) -> Self {
        Self {
            name,
            description: None,
            label,
            rate_default,
            type_rate_tax,
        }
    }
}

/// What to write to a tax profile. The reference shows no id, neither in the path nor in the body: it is sent in the body,
/// as that of an agent is.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct TaxProfileUpdateRequest {
    /// ProAbono's own number of it.
    pub id: TaxProfileId,
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The text on invoices.
    pub label: String,
    /// In hundredths of a percent.
    pub rate_default: i64,
    /// What kind of rate.
    pub type_rate_tax: TypeRateTax,
}

impl TaxProfileUpdateRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id: TaxProfileId,
        name: String,
        label: String,
        rate_default: i64,
        type_rate_tax: TypeRateTax,
    ) -> Self {
        Self {
            id,
            name,
            description: None,
            label,
            rate_default,
            type_rate_tax,
        }
    }
}

/// Filters of [`TaxProfiles::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListTaxProfiles {
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// At least: in hundredths of a percent.
    pub rate_default_min: Option<i64>,
    /// At most: in hundredths of a percent.
    pub rate_default_max: Option<i64>,
    /// What kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
}

/// The operations on taxes and their rates.
#[derive(Clone, Copy)]
pub struct TaxProfiles<'a> {
    api: &'a Backoffice,
}

impl<'a> TaxProfiles<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Organization/TaxProfiles`: a new one.
    ///
    /// The business is not said: ProAbono takes that of the host.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(self, request: &TaxProfileRequest) -> Result<Option<TaxProfile>, Error> {
        let call = Call::post("create_tax_profile", "/Organization/TaxProfiles").body(request)?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Organization/TaxProfiles/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: TaxProfileId) -> Result<Option<TaxProfile>, Error> {
        let call = Call::get("retrieve_tax_profile", format!("/Organization/TaxProfiles/{id}"));
        self.api.segment()?.send(call).await
    }

    /// `PUT /Organization/TaxProfiles`: writes it.
    ///
    /// The answer says no more than that it is done.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(self, request: &TaxProfileUpdateRequest) -> Result<Option<Value>, Error> {
        let call = Call::put("update_tax_profile", "/Organization/TaxProfiles").body(request)?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Organization/TaxProfiles`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListTaxProfiles) -> Result<Listing<'a, TaxProfile>, Error> {
        let call = Call::get("list_tax_profiles", "/Organization/TaxProfiles").query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
