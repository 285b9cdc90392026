use macro_rules_attribute::apply;

use super::SegmentLocalizations;
use super::words::TypeContent;
use crate::call::Call;
use crate::list::Listing;
use crate::{Request, SegmentId};

/// A text of a segment in one language.
#[apply(answer)]
pub struct LocalizationBySegment {
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// The code of the text.
    pub code: Option<String>,
    /// The kind of text.
    pub type_content: Option<TypeContent>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The text.
    pub content: Option<String>,
    /// The language of the text that stands in.
    pub language_fallback: Option<String>,
    /// The text that stands in.
    pub content_fallback: Option<String>,
}

/// A text of a segment to write, new or not.
#[apply(request)]
pub struct LocalizationBySegmentRequest {
    /// ProAbono's own number of the segment.
    pub id_segment: SegmentId,
    /// The code of the text.
    pub code: String,
    /// The kind of text.
    pub type_content: TypeContent,
    /// ISO 639-1.
    pub language: String,
    /// The text.
    pub content: String,
}

/// Filters of [`SegmentLocalizations::list`].
#[apply(options)]
pub struct ListSegmentLocalizations {
    /// ISO 639-1.
    pub language: Option<String>,
    /// True if it was changed.
    pub is_custom: Option<bool>,
    /// The text.
    pub content: Option<String>,
    /// The code of the text.
    pub code: Option<String>,
}

impl<'a> SegmentLocalizations<'a> {
    /// `POST /HostedPages/LocalizationBySegments`: writes a text, new or not.
    pub fn create_or_update(
        self,
        request: &LocalizationBySegmentRequest,
    ) -> Request<'a, LocalizationBySegment> {
        self.api.segment(
            Call::post(
                "create_or_update_segment_localization",
                "/HostedPages/LocalizationBySegments",
            )
            .body(request),
        )
    }

    /// `GET /HostedPages/LocalizationBySegments`.
    pub fn list(self, options: &ListSegmentLocalizations) -> Listing<'a, LocalizationBySegment> {
        Listing::new(
            self.api.segment(
                Call::get(
                    "list_segment_localizations",
                    "/HostedPages/LocalizationBySegments",
                )
                .query(options),
            ),
        )
    }
}
