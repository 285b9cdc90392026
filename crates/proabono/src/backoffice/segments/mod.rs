mod segment;
mod settings;
mod settings_requests;

use serde_json::Value;

use super::Backoffice;
use crate::call::Call;
use crate::list::Listing;
use crate::{Error, SegmentId};

pub use segment::{ListSegments, Segment, SegmentRequest, SegmentUpdateRequest};
pub use settings::{
    SegmentSettings, SegmentSettingsHostedPages, SegmentSettingsPayment, SegmentSettingsRedirection,
};
pub use settings_requests::{
    SegmentSettingsHostedPagesRequest, SegmentSettingsPaymentRequest, SegmentSettingsRedirectionRequest,
    SegmentSettingsRequest,
};

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
