use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::TaxProfileExceptions;
use super::words::TypeRateTax;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Links, Request, TaxProfileExceptionId, TaxProfileId, UserId};

/// Another rate of a tax, for a country or a region.
#[apply(answer)]
pub struct TaxProfileException {
    /// ProAbono's own number of it.
    pub id: Option<TaxProfileExceptionId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// The user who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: Option<TaxProfileId>,
    /// In hundredths of a percent.
    pub rate: Option<i64>,
    /// The kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// True if it holds for companies.
    pub is_company: Option<bool>,
    /// The links, which are found by name.
    pub links: Links,
}

/// Another rate of a tax, for a country or a region. The tax profile is in the sample of the reference only; without one it
/// would be an exception to nothing.
#[apply(request)]
pub struct TaxProfileExceptionRequest {
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: TaxProfileId,
    /// In hundredths of a percent.
    pub rate: i64,
    /// The kind of rate.
    pub type_rate_tax: TypeRateTax,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// True if it holds for companies.
    pub is_company: Option<bool>,
}

/// The members of an exception to write. The reference shows no id, neither in the path nor in the body: it is sent in the body, as
/// that of an agent is.
#[apply(request)]
pub struct TaxProfileExceptionUpdateRequest {
    /// ProAbono's own number of it.
    pub id: TaxProfileExceptionId,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: TaxProfileId,
    /// In hundredths of a percent.
    pub rate: i64,
    /// The kind of rate.
    pub type_rate_tax: TypeRateTax,
    /// ISO 3166-1, two letters.
    pub country: String,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// True if it holds for companies.
    pub is_company: Option<bool>,
}

/// Filters of [`TaxProfileExceptions::list`].
#[apply(options)]
pub struct ListTaxProfileExceptions {
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// ProAbono's own number of the tax profile.
    pub id_tax_profile: Option<TaxProfileId>,
    /// The lowest rate, in hundredths of a percent.
    pub rate_min: Option<i64>,
    /// The highest rate, in hundredths of a percent.
    pub rate_max: Option<i64>,
    /// The kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// ISO 3166-2.
    pub region: Option<String>,
    /// True if it holds for companies.
    pub is_company: Option<bool>,
}

impl<'a> TaxProfileExceptions<'a> {
    /// `POST /Organization/TaxProfileExceptions`: a new one.
    pub fn create(self, request: &TaxProfileExceptionRequest) -> Request<'a, TaxProfileException> {
        self.api.segment(
            Call::post(
                "create_tax_profile_exception",
                "/Organization/TaxProfileExceptions",
            )
            .body(request),
        )
    }

    /// `GET /Organization/TaxProfileExceptions/{Id}`.
    pub fn retrieve(self, id: TaxProfileExceptionId) -> Request<'a, TaxProfileException> {
        self.api.segment(Call::get(
            "retrieve_tax_profile_exception",
            format!("/Organization/TaxProfileExceptions/{id}"),
        ))
    }

    /// `PUT /Organization/TaxProfileExceptions`: writes it.
    ///
    /// The answer says only that it is done.
    pub fn update(self, request: &TaxProfileExceptionUpdateRequest) -> Request<'a, Value> {
        self.api.segment(
            Call::put(
                "update_tax_profile_exception",
                "/Organization/TaxProfileExceptions",
            )
            .body(request),
        )
    }

    /// `GET /Organization/TaxProfileExceptions`.
    pub fn list(self, options: &ListTaxProfileExceptions) -> Listing<'a, TaxProfileException> {
        Listing::new(
            self.api.segment(
                Call::get(
                    "list_tax_profile_exceptions",
                    "/Organization/TaxProfileExceptions",
                )
                .query(options),
            ),
        )
    }
}
