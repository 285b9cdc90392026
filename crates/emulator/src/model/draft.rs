//! A subscription that does not exist yet: an offer, and the differences from it.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::catalogue::{Feature, Offer, Pricing};
use crate::clock::Moment;

use super::subscription::Terms;

/// The description of a new subscription.
pub(crate) struct SubscriptionDraft {
    pub(crate) customer: u64,
    pub(crate) buyer: u64,
    pub(crate) offer: Arc<Offer>,
    pub(crate) title: Option<String>,
    pub(crate) terms: Terms,
    pub(crate) date_start: Option<Moment>,
    pub(crate) features: Vec<Override>,
    pub(crate) metadata: Option<Map<String, Value>>,
}

/// The changes that a draft makes to one feature. A field that is `None` stays as the offer has it.
pub(crate) struct Override {
    pub(crate) feature: Arc<Feature>,
    pub(crate) included: Option<bool>,
    pub(crate) enabled: Option<bool>,
    pub(crate) quantity_included: Option<i64>,
    pub(crate) quantity_current: Option<i64>,
    pub(crate) pricing: Option<Pricing>,
}

impl SubscriptionDraft {
    /// An offer as it is.
    pub(crate) fn plain(customer: u64, offer: Arc<Offer>) -> Self {
        Self {
            customer,
            buyer: customer,
            title: None,
            terms: Terms::of(&offer),
            offer,
            date_start: None,
            features: Vec::new(),
            metadata: None,
        }
    }
}
