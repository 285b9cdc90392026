mod segment;
mod settings;

use serde_json::Value;

use super::Segments;
use crate::call::Call;
use crate::list::Listing;
use crate::{Request, SegmentId};

pub use segment::{ListSegments, Segment, SegmentRequest, SegmentUpdateRequest};
pub use settings::{
    SegmentSettings, SegmentSettingsHostedPages, SegmentSettingsHostedPagesRequest, SegmentSettingsPayment,
    SegmentSettingsPaymentRequest, SegmentSettingsRedirection, SegmentSettingsRedirectionRequest,
    SegmentSettingsRequest,
};

impl<'a> Segments<'a> {
    /// `POST /Organization/Segments`: a new one.
    pub fn create(self, request: &SegmentRequest) -> Request<'a, Segment> {
        self.api
            .account(Call::post("create_segment", "/Organization/Segments").body(request))
    }

    /// `GET /Organization/Segments/{Id}`.
    pub fn retrieve(self, id: SegmentId) -> Request<'a, Segment> {
        self.api.account(Call::get(
            "retrieve_segment",
            format!("/Organization/Segments/{id}"),
        ))
    }

    /// `PUT /Organization/Segments/{Id}`: writes it.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update(self, id: SegmentId, request: &SegmentUpdateRequest) -> Request<'a, Value> {
        self.api
            .account(Call::put("update_segment", format!("/Organization/Segments/{id}")).body(request))
    }

    /// `PUT /Organization/Segments/{Id}/Settings`: writes the advanced settings.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_settings(self, id: SegmentId, request: &SegmentSettingsRequest) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_segment_settings",
                format!("/Organization/Segments/{id}/Settings"),
            )
            .body(request),
        )
    }

    /// `PUT /Organization/Segments/{Id}/SettingsRedirection`: writes the redirections.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_redirections(
        self,
        id: SegmentId,
        request: &SegmentSettingsRedirectionRequest,
    ) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_segment_redirections",
                format!("/Organization/Segments/{id}/SettingsRedirection"),
            )
            .body(request),
        )
    }

    /// `PUT /Organization/Segments/{Id}/SettingsPayment`: writes the payment settings.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_payment_settings(
        self,
        id: SegmentId,
        request: &SegmentSettingsPaymentRequest,
    ) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_segment_payment_settings",
                format!("/Organization/Segments/{id}/SettingsPayment"),
            )
            .body(request),
        )
    }

    /// `PUT /Organization/Segments/{Id}/SettingsHostedPages`: writes the settings of the hosted pages.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_hosted_pages_settings(
        self,
        id: SegmentId,
        request: &SegmentSettingsHostedPagesRequest,
    ) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_segment_hosted_pages_settings",
                format!("/Organization/Segments/{id}/SettingsHostedPages"),
            )
            .body(request),
        )
    }

    /// `GET /Organization/Segments`.
    pub fn list(self, options: &ListSegments) -> Listing<'a, Segment> {
        Listing::new(
            self.api
                .account(Call::get("list_segments", "/Organization/Segments").query(options)),
        )
    }

    /// `GET /Organization/Segments/{Id}/Settings`: the advanced settings.
    ///
    /// The reference does not describe it; the links of the object lead there.
    pub fn retrieve_settings(self, id: SegmentId) -> Request<'a, SegmentSettings> {
        self.api.account(Call::get(
            "retrieve_segment_settings",
            format!("/Organization/Segments/{id}/Settings"),
        ))
    }

    /// `GET /Organization/Segments/{Id}/SettingsRedirection`: the redirections.
    ///
    /// The reference does not describe it; the links of the object lead there.
    pub fn retrieve_redirections(self, id: SegmentId) -> Request<'a, SegmentSettingsRedirection> {
        self.api.account(Call::get(
            "retrieve_segment_redirections",
            format!("/Organization/Segments/{id}/SettingsRedirection"),
        ))
    }

    /// `GET /Organization/Segments/{Id}/SettingsPayment`: the payment settings.
    ///
    /// The reference does not describe it; the links of the object lead there.
    pub fn retrieve_payment_settings(self, id: SegmentId) -> Request<'a, SegmentSettingsPayment> {
        self.api.account(Call::get(
            "retrieve_segment_payment_settings",
            format!("/Organization/Segments/{id}/SettingsPayment"),
        ))
    }

    /// `GET /Organization/Segments/{Id}/SettingsHostedPages`: the settings of the hosted pages.
    ///
    /// The reference does not describe it, and no link leads there: the other resources suggest it.
    pub fn retrieve_hosted_pages_settings(self, id: SegmentId) -> Request<'a, SegmentSettingsHostedPages> {
        self.api.account(Call::get(
            "retrieve_segment_hosted_pages_settings",
            format!("/Organization/Segments/{id}/SettingsHostedPages"),
        ))
    }
}
