use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::TypeRateTax;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Error, Links, TaxProfileExceptionId, TaxProfileId, UserId};

/// A tax profile exception.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct TaxProfileException {
    /// ProAbono's own number of it.
    pub id: Option<TaxProfileExceptionId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: Option<TaxProfileId>,
    /// In hundredths of a percent.
    pub rate: Option<i64>,
    /// What kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// Whether it holds for companies.
    pub is_company: Option<bool>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// Another rate of a tax, for a country or a region. The tax profile is in the sample of the reference only; without one it
/// would be an exception of nothing.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct TaxProfileExceptionRequest {
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: TaxProfileId,
    /// In hundredths of a percent.
    pub rate: i64,
    /// What kind of rate.
    pub type_rate_tax: TypeRateTax,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// Whether it holds for companies.
    pub is_company: Option<bool>,
}

impl TaxProfileExceptionRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(id_tax_profile: TaxProfileId, rate: i64, type_rate_tax: TypeRateTax, country: String) -> Self {
        Self {
            id_tax_profile,
            rate,
            type_rate_tax,
            country,
            region: None,
            is_company: None,
        }
    }
}

/// What to write to an exception. The reference shows no id, neither in the path nor in the body: it is sent in the body, as
/// that of an agent is.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct TaxProfileExceptionUpdateRequest {
    /// ProAbono's own number of it.
    pub id: TaxProfileExceptionId,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: TaxProfileId,
    /// In hundredths of a percent.
    pub rate: i64,
    /// What kind of rate.
    pub type_rate_tax: TypeRateTax,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// Whether it holds for companies.
    pub is_company: Option<bool>,
}

impl TaxProfileExceptionUpdateRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id: TaxProfileExceptionId,
        id_tax_profile: TaxProfileId,
        rate: i64,
        type_rate_tax: TypeRateTax,
        country: String,
    ) -> Self {
        Self {
            id,
            id_tax_profile,
            rate,
            type_rate_tax,
            country,
            region: None,
            is_company: None,
        }
    }
}

/// Filters of [`TaxProfileExceptions::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListTaxProfileExceptions {
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: Option<TaxProfileId>,
    /// At least: in hundredths of a percent.
    pub rate_min: Option<i64>,
    /// At most: in hundredths of a percent.
    pub rate_max: Option<i64>,
    /// What kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// Whether it holds for companies.
    pub is_company: Option<bool>,
}

impl TaxProfileExceptionRequest {
    /// The country in capitals, as for every other one.
    fn spelt(mut self) -> Self {
        self.country = self.country.to_uppercase();
        self
    }
}

impl TaxProfileExceptionUpdateRequest {
    /// The country in capitals, as for every other one.
    fn spelt(mut self) -> Self {
        self.country = self.country.to_uppercase();
        self
    }
}

/// The operations on other rates of a tax, for a country or a region.
#[derive(Clone, Copy)]
pub struct TaxProfileExceptions<'a> {
    api: &'a Backoffice,
}

impl<'a> TaxProfileExceptions<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Organization/TaxProfileExceptions`: a new one.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(
        self,
        request: &TaxProfileExceptionRequest,
    ) -> Result<Option<TaxProfileException>, Error> {
        let call = Call::post(
            "create_tax_profile_exception",
            "/Organization/TaxProfileExceptions",
        )
        .body(&request.clone().spelt())?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Organization/TaxProfileExceptions/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: TaxProfileExceptionId) -> Result<Option<TaxProfileException>, Error> {
        let call = Call::get(
            "retrieve_tax_profile_exception",
            format!("/Organization/TaxProfileExceptions/{id}"),
        );
        self.api.segment()?.send(call).await
    }

    /// `PUT /Organization/TaxProfileExceptions`: writes it.
    ///
    /// The answer says no more than that it is done.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(self, request: &TaxProfileExceptionUpdateRequest) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_tax_profile_exception",
            "/Organization/TaxProfileExceptions",
        )
        .body(&request.clone().spelt())?;
        self.api.segment()?.send(call).await
    }

    /// `GET /Organization/TaxProfileExceptions`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListTaxProfileExceptions) -> Result<Listing<'a, TaxProfileException>, Error> {
        let call = Call::get(
            "list_tax_profile_exceptions",
            "/Organization/TaxProfileExceptions",
        )
        .query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
