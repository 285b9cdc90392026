use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::proabono::{FeatureReference, SubscriptionId, TypeFeature, Usage};

/// One feature of one running subscription, as ProAbono listed it: what of a usage decides or explains something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) feature: FeatureReference,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<TypeFeature>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) subscription: Option<SubscriptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_included: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) is_enabled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quantity_included: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quantity_current: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) period_end: Option<Timestamp>,
}

impl Item {
    /// The item of a usage; `None` when the usage names no feature, so that nobody can ask for it.
    pub(crate) fn of(usage: &Usage) -> Option<Self> {
        Some(Self {
            feature: usage.reference_feature.clone()?,
            kind: usage.type_feature.clone(),
            subscription: usage.id_subscription,
            is_included: usage.is_included,
            is_enabled: usage.is_enabled,
            quantity_included: usage.quantity_included,
            quantity_current: usage.quantity_current,
            period_end: usage.date_period_end,
        })
    }

    /// The end of its period in milliseconds since 1970, for those that end.
    pub(super) fn end(&self) -> Option<u64> {
        let end = self.period_end.filter(|end| *end != Timestamp::MAX)?;
        // A period that ended before 1970 has ended.
        Some(u64::try_from(end.as_millisecond()).unwrap_or(0))
    }
}
