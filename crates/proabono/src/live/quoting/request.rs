use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::SubscriptionFeatureRequest;
use crate::{CustomerReference, FeatureReference, OfferReference, SubscriptionId, UnitDuration};

/// A subscription to quote. Source: schema `QuoteSubscriptionRequest`.
#[apply(request)]
pub struct QuoteSubscriptionRequest {
    /// The offer, by its reference.
    pub reference_offer: OfferReference,
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// The customer who pays, by its reference.
    pub reference_customer_buyer: Option<CustomerReference>,
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
    /// The features.
    pub features: Option<Vec<SubscriptionFeatureRequest>>,
}

/// A usage to quote. Source: schema `QuoteUsageRequest`.
#[apply(request)]
pub struct QuoteUsageRequest {
    /// The feature, by its reference.
    pub reference_feature: FeatureReference,
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
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

/// A line to quote. Source: schema `QuoteBalanceLineRequest`.
#[apply(request)]
pub struct QuoteBalanceLineRequest {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// In minor units of the currency, before tax; negative is a credit.
    pub amount: i64,
    /// The label.
    pub label: Option<String>,
    /// The quantity, for information.
    pub quantity: Option<i64>,
}

/// How a quote of a subscription, of its start or of a line goes about it.
#[apply(options)]
pub struct QuoteOptions {
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
}

/// How [`Quoting::upgrade`](crate::Quoting::upgrade) goes about it. The sources disagree on the default of `Immediate`, so it is
/// mandatory here.
#[apply(request)]
pub struct QuoteUpgrade {
    /// The offer, by its reference.
    pub reference_offer: OfferReference,
    /// Bills right away.
    pub bill_now: Option<bool>,
    /// True: now; false: at the end of the term.
    pub immediate: bool,
}

/// How [`Quoting::usage`](crate::Quoting::usage) goes about it.
#[apply(options)]
pub struct QuoteUsage {
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
    /// Adds the quote of the next term.
    pub next_term: Option<bool>,
}
