use macro_rules_attribute::apply;

use super::Features;
use crate::call::Call;
use crate::list::Listing;
use crate::{FeatureId, FeatureReference, Metadata, Request, SegmentReference, TypeFeature};

/// A feature, which offers grant. Source: the Live API, schema `Feature`.
#[apply(answer)]
pub struct Feature {
    /// ProAbono's own number of it.
    pub id: Option<FeatureId>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
    /// The kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// True if it is shown to customers.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_visible: Option<bool>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
}

/// Filters of [`Features::list`].
#[apply(options)]
pub struct ListFeatures {
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// True if it is shown to customers.
    pub is_visible: Option<bool>,
}

/// The feature that [`Features::retrieve`] reads.
#[apply(request)]
pub struct RetrieveFeature {
    /// The feature, by its reference.
    pub reference_feature: FeatureReference,
}

impl<'a> Features<'a> {
    /// `GET /v1/Features`. Features belong to the business.
    pub fn list(self, options: &ListFeatures) -> Listing<'a, Feature> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        Listing::new(
            self.transport
                .request(Call::get("list_features", "/v1/Features").query(&options)),
        )
    }

    /// `GET /v1/Feature`; `None` when there is none: ProAbono answers 204 and not 404.
    pub fn retrieve(self, options: &RetrieveFeature) -> Request<'a, Feature> {
        self.transport
            .request(Call::get("retrieve_feature", "/v1/Feature").query(options))
    }

    /// `GET /v1/Feature/{id}`, by ProAbono's own number.
    pub fn retrieve_by_id(self, id: FeatureId) -> Request<'a, Feature> {
        self.transport
            .request(Call::get("retrieve_feature_by_id", format!("/v1/Feature/{id}")))
    }
}
