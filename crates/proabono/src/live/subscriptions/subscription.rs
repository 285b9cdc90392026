use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::{
    CustomerId, CustomerReference, FeatureReference, Links, Metadata, OfferId, OfferReference, SegmentId,
    SegmentReference, StateSubscription, StatusSubscription, SubscriptionId, TypeFeature, UnitDuration,
};

/// An offer that a customer has. Source: the Live API, schema `Subscription`.
#[apply(answer)]
pub struct Subscription {
    /// ProAbono's own number of it.
    pub id: Option<SubscriptionId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the offer.
    pub id_offer: Option<OfferId>,
    /// ProAbono's own number of the customer who pays.
    pub id_customer_buyer: Option<CustomerId>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
    /// The customer who pays, by its reference.
    pub reference_customer_buyer: Option<CustomerReference>,
    /// The coarse state.
    pub status: Option<StatusSubscription>,
    /// The fine state.
    pub state_subscription: Option<StateSubscription>,
    /// The coarse state planned after the term.
    pub status_after_term: Option<StatusSubscription>,
    /// The fine state planned after the term.
    pub state_subscription_after_term: Option<StateSubscription>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// When it starts.
    pub date_start: Option<Timestamp>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
    /// When it ends.
    pub date_end: Option<Timestamp>,
    /// The term: the boundary of the renewal.
    pub date_term: Option<Timestamp>,
    /// When consumptions go back to zero.
    pub date_reset_consumption: Option<Timestamp>,
    /// When the customer is billed next.
    pub date_next_billing: Option<Timestamp>,
    /// True if it is in its trial.
    pub is_trial: Option<bool>,
    /// How many days of the trial are left.
    pub count_days_trial: Option<i64>,
    /// True if it is within its minimum commitment.
    pub is_engaged: Option<bool>,
    /// True if the customer can be billed.
    pub is_customer_billable: Option<bool>,
    /// True if too much is unpaid.
    pub is_payment_capping_reached: Option<bool>,
    /// Paid once at the start, in minor units.
    pub amount_up_front: Option<i64>,
    /// The price of the trial, in minor units.
    pub amount_trial: Option<i64>,
    /// The length of the trial, in units.
    pub duration_trial: Option<i64>,
    /// The unit of the trial.
    pub unit_trial: Option<UnitDuration>,
    /// The price of a period, in minor units.
    pub amount_recurrence: Option<i64>,
    /// The length of a period, in units.
    pub duration_recurrence: Option<i64>,
    /// The unit of a period.
    pub unit_recurrence: Option<UnitDuration>,
    /// How many periods there are; null means no end.
    pub count_recurrences: Option<i64>,
    /// How many periods are committed to.
    pub count_min_recurrences: Option<i64>,
    /// The fee for ending early, in minor units.
    pub amount_termination: Option<i64>,
    /// The price before tax, in minor units.
    pub pricing_subtotal: Option<i64>,
    /// The price after tax, in minor units.
    pub pricing_total: Option<i64>,
    /// The features.
    pub features: Option<Vec<SubscriptionFeature>>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
    /// The links, which are found by name.
    pub links: Links,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
}

/// A feature within a subscription. Source: schema `SubscriptionFeature`.
#[apply(answer)]
pub struct SubscriptionFeature {
    /// ProAbono's own number of it.
    pub id: Option<i64>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// True if it is shown to customers.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_visible: Option<bool>,
    /// The kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
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
}
