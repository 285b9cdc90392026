use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::call::Call;
use crate::list::Listing;
use crate::request::Transport;
use crate::{Error, FeatureId, FeatureReference, Metadata, SegmentReference, TypeFeature};

/// Something that offers grant. Source: API Live, schema `Feature`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Feature {
    /// ProAbono's own number of it.
    pub id: Option<FeatureId>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
    /// What kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// Whether it is shown to customers.
    pub is_visible: Option<bool>,
    /// Free pairs.
    pub metadata: Option<Metadata>,
}

/// Filters of [`Features::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListFeatures {
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// Whether it is shown to customers.
    pub is_visible: Option<bool>,
}

/// Which feature [`Features::retrieve`] reads.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RetrieveFeature {
    /// The feature, by its reference.
    pub reference_feature: FeatureReference,
}

impl RetrieveFeature {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(reference_feature: FeatureReference) -> Self {
        Self { reference_feature }
    }
}

/// The operations on features.
#[derive(Clone, Copy)]
pub struct Features<'a> {
    transport: &'a Transport,
}

impl<'a> Features<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/Features`. Features belong to the business.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListFeatures) -> Result<Listing<'a, Feature>, Error> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        let call = Call::get("list_features", "/v1/Features").query(&options)?;
        Ok(Listing::new(self.transport, call))
    }

    /// `GET /v1/Feature`; `None` when there is none: ProAbono answers 204 and not 404.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, options: &RetrieveFeature) -> Result<Option<Feature>, Error> {
        let call = Call::get("retrieve_feature", "/v1/Feature").query(options)?;
        self.transport.send(call).await
    }

    /// `GET /v1/Feature/{id}`, by ProAbono's own number.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve_by_id(self, id: FeatureId) -> Result<Option<Feature>, Error> {
        let call = Call::get("retrieve_feature_by_id", format!("/v1/Feature/{id}"));
        self.transport.send(call).await
    }
}
