mod settings;
mod settings_requests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::StateLife;
use crate::proabono::call::Call;
use crate::proabono::list::Listing;
use crate::proabono::{BusinessId, Error, Links, SegmentId, SegmentReference, UserId};

pub use settings::{
    SegmentSettings, SegmentSettingsHostedPages, SegmentSettingsPayment, SegmentSettingsRedirection,
};
pub use settings_requests::{
    SegmentSettingsHostedPagesRequest, SegmentSettingsPaymentRequest, SegmentSettingsRedirectionRequest,
    SegmentSettingsRequest,
};

/// A segment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Segment {
    /// ProAbono's own number of it.
    pub id: Option<SegmentId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// The name.
    pub name: Option<String>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: Option<String>,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: Option<String>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// A new segment. The reference demands the default language and leaves it out of its sample, and does not say whether the
/// hosts are needed: say all of them.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct SegmentRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The name.
    pub name: String,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: Option<String>,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: Option<String>,
}

impl SegmentRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(id_business: BusinessId, name: String, currency: String, language_default: String) -> Self {
        Self {
            id_business,
            name,
            reference_segment: None,
            currency,
            language_default,
            host_customer: None,
            host_agent: None,
        }
    }
}

/// What to write to a segment; whether the rest is kept is documented nowhere, so say everything that is known. `currency` is
/// in the sample of the reference only, and fixed elsewhere: say it unchanged or not at all.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct SegmentUpdateRequest {
    /// The name.
    pub name: String,
    /// The segment, by its reference.
    pub reference_segment: SegmentReference,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// Whether it is in use.
    pub state_life: StateLife,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: String,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: String,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// Filters of [`Segments::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListSegments {
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
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// The operations on segments of a business, and their settings.
#[derive(Clone, Copy)]
pub struct Segments<'a> {
    api: &'a Backoffice,
}

impl<'a> Segments<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /Organization/Segments`: a new one.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create(self, request: &SegmentRequest) -> Result<Option<Segment>, Error> {
        let call = Call::post("create_segment", "/Organization/Segments").body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Organization/Segments/{Id}`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: SegmentId) -> Result<Option<Segment>, Error> {
        let call = Call::get("retrieve_segment", format!("/Organization/Segments/{id}"));
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Segments/{Id}`: writes it.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(self, id: SegmentId, request: &SegmentUpdateRequest) -> Result<Option<Value>, Error> {
        let call = Call::put("update_segment", format!("/Organization/Segments/{id}")).body(request)?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Segments/{Id}/Settings`: writes the advanced settings.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_settings(
        self,
        id: SegmentId,
        request: &SegmentSettingsRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_segment_settings",
            format!("/Organization/Segments/{id}/Settings"),
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Segments/{Id}/SettingsRedirection`: writes the redirections.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_redirections(
        self,
        id: SegmentId,
        request: &SegmentSettingsRedirectionRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_segment_redirections",
            format!("/Organization/Segments/{id}/SettingsRedirection"),
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Segments/{Id}/SettingsPayment`: writes the payment settings.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_payment_settings(
        self,
        id: SegmentId,
        request: &SegmentSettingsPaymentRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_segment_payment_settings",
            format!("/Organization/Segments/{id}/SettingsPayment"),
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `PUT /Organization/Segments/{Id}/SettingsHostedPages`: writes the settings of the hosted pages.
    ///
    /// What the answer holds is not documented; that it came is the success.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_hosted_pages_settings(
        self,
        id: SegmentId,
        request: &SegmentSettingsHostedPagesRequest,
    ) -> Result<Option<Value>, Error> {
        let call = Call::put(
            "update_segment_hosted_pages_settings",
            format!("/Organization/Segments/{id}/SettingsHostedPages"),
        )
        .body(request)?;
        self.api.account().send(call).await
    }

    /// `GET /Organization/Segments`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListSegments) -> Result<Listing<'a, Segment>, Error> {
        let call = Call::get("list_segments", "/Organization/Segments").query(options)?;
        Ok(Listing::new(self.api.account(), call))
    }

    /// `GET /Organization/Segments/{Id}/Settings`: the advanced settings.
    ///
    /// The reference does not have it; the links of the object lead there.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_settings(self, id: SegmentId) -> Result<Option<SegmentSettings>, Error> {
        let call = Call::get(
            "retrieve_segment_settings",
            format!("/Organization/Segments/{id}/Settings"),
        );
        self.api.account().send(call).await
    }

    /// `GET /Organization/Segments/{Id}/SettingsRedirection`: the redirections.
    ///
    /// The reference does not have it; the links of the object lead there.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_redirections(
        self,
        id: SegmentId,
    ) -> Result<Option<SegmentSettingsRedirection>, Error> {
        let call = Call::get(
            "retrieve_segment_redirections",
            format!("/Organization/Segments/{id}/SettingsRedirection"),
        );
        self.api.account().send(call).await
    }

    /// `GET /Organization/Segments/{Id}/SettingsPayment`: the payment settings.
    ///
    /// The reference does not have it; the links of the object lead there.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_payment_settings(
        self,
        id: SegmentId,
    ) -> Result<Option<SegmentSettingsPayment>, Error> {
        let call = Call::get(
            "retrieve_segment_payment_settings",
            format!("/Organization/Segments/{id}/SettingsPayment"),
        );
        self.api.account().send(call).await
    }

    /// `GET /Organization/Segments/{Id}/SettingsHostedPages`: the settings of the hosted pages.
    ///
    /// The reference does not have it, nor do links lead there: the others suggest it.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_hosted_pages_settings(
        self,
        id: SegmentId,
    ) -> Result<Option<SegmentSettingsHostedPages>, Error> {
        let call = Call::get(
            "retrieve_segment_hosted_pages_settings",
            format!("/Organization/Segments/{id}/SettingsHostedPages"),
        );
        self.api.account().send(call).await
    }
}
