use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::{
    CustomerId, CustomerReference, DiscountReference, FeatureReference, Metadata, OfferReference, Scalar,
    UnitDuration,
};

/// A subscription to create: a copy of the offer, with what is set in its place. Source: schema
/// `SubscriptionRequest`.
#[apply(request)]
pub struct SubscriptionRequest {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// The offer, by its reference.
    pub reference_offer: OfferReference,
    /// The customer who pays, by its reference.
    pub reference_customer_buyer: Option<CustomerReference>,
    /// When it starts.
    pub date_start: Option<Timestamp>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
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
    #[serde(default, with = "serde_with::rust::double_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>", extend("x-sent-as-null" = true)))]
    pub count_recurrences: Option<Option<i64>>,
    /// How many periods are committed to.
    #[serde(default, with = "serde_with::rust::double_option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<i64>", extend("x-sent-as-null" = true)))]
    pub count_min_recurrences: Option<Option<i64>>,
    /// The fee for ending early, in minor units.
    pub amount_termination: Option<i64>,
    /// Discounts to apply.
    pub discounts: Option<Vec<DiscountRequest>>,
    /// The features.
    pub features: Option<Vec<SubscriptionFeatureRequest>>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
}

/// A feature of a subscription to create; it may be one that the offer lacks. Source: schema
/// `SubscriptionFeatureRequest` and its examples.
#[apply(options)]
pub struct SubscriptionFeatureRequest {
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// Limits and consumptions: how much there is now; absent means unlimited.
    pub quantity_current: Option<i64>,
    /// On/off features: whether it is on; the one to enforce.
    pub is_enabled: Option<bool>,
    /// On/off features: whether the offer includes it.
    pub is_included: Option<bool>,
    /// Limits and consumptions: how much the price includes.
    pub quantity_included: Option<i64>,
    /// The steps of the price.
    pub steps: Option<Vec<PricingStep>>,
}

/// A step of a price. ProAbono shows numbers written as texts. Source: the example of the overriding
/// request.
#[apply(options)]
pub struct PricingStep {
    /// How much to add.
    pub increment: Option<Scalar>,
    /// The price of a step, in minor units.
    pub amount_per_increment: Option<Scalar>,
    /// The most that it costs, in minor units.
    pub amount_ceiling: Option<Scalar>,
    /// The upper bound of the step.
    pub quantity_max: Option<i64>,
}

/// A discount to apply. Source: schema `SubscriptionRequest`.
#[apply(request)]
pub struct DiscountRequest {
    /// The discount, by its reference.
    pub reference_discount: DiscountReference,
}

/// A new term. Source: schema `SubscriptionUpdateTermDateRequest`.
#[apply(request)]
pub struct SubscriptionUpdateTermDateRequest {
    /// The term: the boundary of the renewal.
    pub date_term: Timestamp,
}
