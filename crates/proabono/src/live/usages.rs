use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use crate::call::Call;
use crate::list::Listing;
use crate::request::Transport;
use crate::{
    CustomerId, CustomerReference, Error, FeatureId, FeatureReference, SegmentId, SegmentReference,
    SubscriptionId, TypeFeature,
};

/// What a customer may use of a feature, and uses. Source: API Live, schema `Usage`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
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
    /// What kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// On/off features: whether the offer includes it.
    pub is_included: Option<bool>,
    /// On/off features: whether it is on; the one to enforce.
    pub is_enabled: Option<bool>,
    /// Limits and consumptions: how much the price includes.
    pub quantity_included: Option<i64>,
    /// Limits and consumptions: how much there is now; absent means unlimited.
    pub quantity_current: Option<i64>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
}

/// A change of a usage: exactly one of `increment`, `quantity_current` and `is_enabled`. Source: schema
/// `UsageRequest`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
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

impl UsageRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(reference_feature: FeatureReference, date_stamp: Timestamp) -> Self {
        Self {
            reference_feature,
            reference_customer: None,
            id_subscription: None,
            increment: None,
            quantity_current: None,
            is_enabled: None,
            date_stamp,
        }
    }
}

/// Filters of [`Usages::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListUsages {
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
}

/// Which usage [`Usages::retrieve`] reads: a feature with a customer or a subscription.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RetrieveUsage {
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
}

/// The operations on usages.
#[derive(Clone, Copy)]
pub struct Usages<'a> {
    transport: &'a Transport,
}

impl<'a> Usages<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/Usages`. The contract says a bare array and every answer seen is an envelope: both are read.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListUsages) -> Result<Listing<'a, Usage>, Error> {
        let call = Call::get("list_usages", "/v1/Usages").query(options)?;
        Ok(Listing::new(self.transport, call))
    }

    /// `GET /v1/Usage`.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, options: &RetrieveUsage) -> Result<Option<Usage>, Error> {
        let call = Call::get("retrieve_usage", "/v1/Usage").query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Usage`. Never retried: an increment would count twice.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(self, request: &UsageRequest) -> Result<Option<Usage>, Error> {
        let call = Call::post("update_usage", "/v1/Usage").body(request)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Usages`: at most 50 changes. What happens when one of them fails is not documented.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update_many(self, requests: &[UsageRequest]) -> Result<Option<Vec<Usage>>, Error> {
        let call = Call::post("update_usages", "/v1/Usages").body(&requests)?;
        self.transport.send(call).await
    }
}
