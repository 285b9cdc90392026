use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::Usages;
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerId, CustomerReference, FeatureId, FeatureReference, Request, SegmentId, SegmentReference,
    SubscriptionId, TypeFeature,
};

/// How much of a feature a customer may use, and uses. Source: the Live API, schema `Usage`.
#[apply(answer)]
pub struct Usage {
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the feature.
    pub id_feature: Option<FeatureId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// On/off features: whether the offer includes it.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_included: Option<bool>,
    /// On/off features: whether it is on; the one to enforce.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_enabled: Option<bool>,
    /// Limits and consumptions: how much the price includes.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub quantity_included: Option<i64>,
    /// Limits and consumptions: how much there is now; absent means unlimited.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub quantity_current: Option<i64>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
}

/// A change of a usage: exactly one of `increment`, `quantity_current` and `is_enabled`. Source: schema
/// `UsageRequest`.
#[apply(request)]
pub struct UsageRequest {
    /// The feature, by its reference.
    pub reference_feature: FeatureReference,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// How much to add.
    pub increment: Option<i64>,
    /// Limits and consumptions: how much there is now; absent means unlimited.
    pub quantity_current: Option<i64>,
    /// On/off features: whether it is on; the one to enforce.
    pub is_enabled: Option<bool>,
    /// When it happened: never in the future.
    pub date_stamp: Timestamp,
}

/// Filters of [`Usages::list`].
#[apply(options)]
pub struct ListUsages {
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
}

/// The usage that [`Usages::retrieve`] reads: a feature with a customer or a subscription.
#[apply(options)]
pub struct RetrieveUsage {
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
}

impl<'a> Usages<'a> {
    /// `GET /v1/Usages`. The contract says a bare array and every answer seen is an envelope: both are read.
    pub fn list(self, options: &ListUsages) -> Listing<'a, Usage> {
        Listing::new(
            self.transport
                .request(Call::get("list_usages", "/v1/Usages").query(options)),
        )
    }

    /// `GET /v1/Usage`.
    pub fn retrieve(self, options: &RetrieveUsage) -> Request<'a, Usage> {
        self.transport
            .request(Call::get("retrieve_usage", "/v1/Usage").query(options))
    }

    /// `POST /v1/Usage`. Never retried: an increment would count twice.
    pub fn update(self, request: &UsageRequest) -> Request<'a, Usage> {
        self.transport
            .request(Call::post("update_usage", "/v1/Usage").body(request))
    }

    /// `POST /v1/Usages`: at most 50 changes. It is not documented what happens when one of them fails.
    pub fn update_many(self, requests: &[UsageRequest]) -> Request<'a, Vec<Usage>> {
        self.transport
            .request(Call::post("update_usages", "/v1/Usages").body(&requests))
    }
}
