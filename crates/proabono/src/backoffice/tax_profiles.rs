use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::TaxProfiles;
use super::words::TypeRateTax;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Links, Request, TaxProfileId, UserId};

/// A tax and its usual rate.
#[apply(answer)]
pub struct TaxProfile {
    /// ProAbono's own number of it.
    pub id: Option<TaxProfileId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// The user who changed it last.
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
    /// The kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A new tax profile.
#[apply(request)]
pub struct TaxProfileRequest {
    /// The name.
    pub name: String,
    /// The description.
    pub description: Option<String>,
    /// The text on invoices.
    pub label: String,
    /// In hundredths of a percent.
    pub rate_default: i64,
    /// The kind of rate.
    pub type_rate_tax: TypeRateTax,
}

/// The members of a tax profile to write. The reference shows no id, neither in the path nor in the body: it is sent in the body,
/// as that of an agent is.
#[apply(request)]
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
    /// The kind of rate.
    pub type_rate_tax: TypeRateTax,
}

/// Filters of [`TaxProfiles::list`].
#[apply(options)]
pub struct ListTaxProfiles {
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The lowest rate, in hundredths of a percent.
    pub rate_default_min: Option<i64>,
    /// The highest rate, in hundredths of a percent.
    pub rate_default_max: Option<i64>,
    /// The kind of rate.
    pub type_rate_tax: Option<TypeRateTax>,
}

impl<'a> TaxProfiles<'a> {
    /// `POST /Organization/TaxProfiles`: a new one.
    ///
    /// The business is not given: ProAbono takes that of the host.
    pub fn create(self, request: &TaxProfileRequest) -> Request<'a, TaxProfile> {
        self.api
            .segment(Call::post("create_tax_profile", "/Organization/TaxProfiles").body(request))
    }

    /// `GET /Organization/TaxProfiles/{Id}`.
    pub fn retrieve(self, id: TaxProfileId) -> Request<'a, TaxProfile> {
        self.api.segment(Call::get(
            "retrieve_tax_profile",
            format!("/Organization/TaxProfiles/{id}"),
        ))
    }

    /// `PUT /Organization/TaxProfiles`: writes it.
    ///
    /// The answer says only that it is done.
    pub fn update(self, request: &TaxProfileUpdateRequest) -> Request<'a, Value> {
        self.api
            .segment(Call::put("update_tax_profile", "/Organization/TaxProfiles").body(request))
    }

    /// `GET /Organization/TaxProfiles`.
    pub fn list(self, options: &ListTaxProfiles) -> Listing<'a, TaxProfile> {
        Listing::new(
            self.api
                .segment(Call::get("list_tax_profiles", "/Organization/TaxProfiles").query(options)),
        )
    }
}
