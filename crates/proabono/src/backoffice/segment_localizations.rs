use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::TypeContent;
use crate::call::Call;
use crate::list::Listing;
use crate::{Error, SegmentId};

/// A localization of a segment.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct LocalizationBySegment {
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// Which text.
    pub code: Option<String>,
    /// What kind of text.
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

/// What to write of `LocalizationBySegment`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct LocalizationBySegmentRequest {
    /// ProAbono's own number of the segment.
    pub id_segment: SegmentId,
    /// Which text.
    pub code: String,
    /// What kind of text.
    pub type_content: TypeContent,
    /// ISO 639-1.
    pub language: String,
    /// The text.
    pub content: String,
}

impl LocalizationBySegmentRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(
        id_segment: SegmentId,
        code: String,
        type_content: TypeContent,
        language: String,
        content: String,
    ) -> Self {
        Self {
            id_segment,
            code,
            type_content,
            language,
            content,
        }
    }
}

/// Filters of [`SegmentLocalizations::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListSegmentLocalizations {
    /// ISO 639-1.
    pub language: Option<String>,
    /// Whether it was changed.
    pub is_custom: Option<bool>,
    /// The text.
    pub content: Option<String>,
    /// Which text.
    pub code: Option<String>,
}

/// The operations on texts of a segment in each language.
#[derive(Clone, Copy)]
pub struct SegmentLocalizations<'a> {
    api: &'a Backoffice,
}

impl<'a> SegmentLocalizations<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `POST /HostedPages/LocalizationBySegments`: writes a text, new or not.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn create_or_update(
        self,
        request: &LocalizationBySegmentRequest,
    ) -> Result<Option<LocalizationBySegment>, Error> {
        let call = Call::post(
            "create_or_update_segment_localization",
            "/HostedPages/LocalizationBySegments",
        )
        .body(request)?;
        self.api.segment()?.send(call).await
    }

    /// `GET /HostedPages/LocalizationBySegments`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(
        self,
        options: &ListSegmentLocalizations,
    ) -> Result<Listing<'a, LocalizationBySegment>, Error> {
        let call = Call::get(
            "list_segment_localizations",
            "/HostedPages/LocalizationBySegments",
        )
        .query(options)?;
        Ok(Listing::new(self.api.segment()?, call))
    }
}
