use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest as _, Sha256};

use crate::customers::CustomerKey;
use crate::proabono::{FeatureReference, QuoteUsageRequest, SubscriptionId, UsageRequest};
use crate::rights::Item;

/// How far a usage is dated back: ProAbono refuses one of the future, and its clock may be behind.
const BEFORE: SignedDuration = SignedDuration::from_secs(1);

/// The change of a usage that the application asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChangeRequest {
    #[serde(deserialize_with = "reference")]
    pub(crate) feature: FeatureReference,
    increment: Option<i64>,
    quantity: Option<u32>,
    enabled: Option<bool>,
    /// The subscription, for a customer with several that have the feature.
    pub(crate) subscription: Option<SubscriptionId>,
    /// The amounts that the customer has accepted, as they were quoted.
    pub(crate) accept: Option<Amounts>,
}

/// The price of a change, in minor units of the currency, tax included; `null` where ProAbono did not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Amounts {
    /// Due now.
    pub(crate) due: Option<i64>,
    /// The whole next term with the change.
    pub(crate) next_term: Option<i64>,
}

/// The one change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Change {
    /// So many more, or fewer. Sent twice, it counts twice.
    Increment(i64),
    /// So many from now on.
    Quantity(u32),
    /// On or off from now on.
    Enabled(bool),
}

impl ChangeRequest {
    /// The one change; `None` when there is none, or more than one.
    pub(super) fn change(&self) -> Option<Change> {
        match (self.increment, self.quantity, self.enabled) {
            (Some(increment), None, None) => Some(Change::Increment(increment)),
            (None, Some(quantity), None) => Some(Change::Quantity(quantity)),
            (None, None, Some(enabled)) => Some(Change::Enabled(enabled)),
            _ => None,
        }
    }

    /// A digest of what is to be changed, without what was accepted: the same change has the same.
    pub(super) fn digest(&self) -> [u8; 32] {
        let text = format!("{:?} {:?} {:?}", self.feature, self.change(), self.subscription);
        Sha256::digest(text).into()
    }
}

impl Change {
    /// Tells whether it may be sent twice.
    pub(super) fn is_absolute(self) -> bool {
        !matches!(self, Self::Increment(_))
    }

    /// Tells whether it would change nothing about an item.
    pub(super) fn is_in(self, item: &Item) -> bool {
        matches!(self, Self::Enabled(enabled) if item.is_enabled == Some(enabled))
    }

    /// The change as ProAbono takes it.
    pub(super) fn request(
        self,
        to: (&CustomerKey, &FeatureReference, Option<SubscriptionId>),
    ) -> UsageRequest {
        let (customer, feature, subscription) = to;
        let mut request = UsageRequest::new(feature.clone(), now());
        request.reference_customer = Some(customer.reference.clone());
        request.id_subscription = subscription;
        match self {
            Self::Increment(increment) => request.increment = Some(increment),
            Self::Quantity(quantity) => request.quantity_current = Some(quantity.into()),
            Self::Enabled(enabled) => request.is_enabled = Some(enabled),
        }
        request
    }

    /// The same for a quote.
    pub(super) fn quote(
        self,
        to: (&CustomerKey, &FeatureReference, Option<SubscriptionId>),
    ) -> QuoteUsageRequest {
        let request = self.request(to);
        let mut quote = QuoteUsageRequest::new(
            request.reference_feature,
            to.0.reference.clone(),
            request.date_stamp,
        );
        quote.id_subscription = request.id_subscription;
        quote.increment = request.increment;
        quote.quantity_current = request.quantity_current;
        quote.is_enabled = request.is_enabled;
        quote
    }
}

fn now() -> Timestamp {
    Timestamp::now().saturating_sub(BEFORE).unwrap_or(Timestamp::MIN)
}

fn reference<'de, D: Deserializer<'de>>(deserializer: D) -> Result<FeatureReference, D::Error> {
    let text = String::deserialize(deserializer)?;
    FeatureReference::new(text).map_err(serde::de::Error::custom)
}
