use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::{CustomerId, CustomerReference, FeatureId, SegmentId, SegmentReference, SubscriptionId};

/// The price of something before it is done; not a reservation. Source: the Live API, schema `Quote`.
#[apply(answer)]
pub struct Quote {
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// The amount that is due now, tax included, in minor units.
    pub amount_total_due: Option<i64>,
    /// ISO 4217. Not in the contract, but in a guide.
    pub currency: Option<String>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends; an older shape calls it `DatePeriodTerm`.
    #[serde(alias = "DatePeriodTerm")]
    pub date_period_end: Option<Timestamp>,
    /// Before tax, in minor units of the currency.
    pub amount_subtotal: Option<i64>,
    /// After tax, in minor units of the currency.
    pub amount_total: Option<i64>,
    /// Line by line.
    pub details: Option<Vec<QuoteDetail>>,
    /// The same for the next term.
    pub next_term: Option<Box<Quote>>,
}

/// A line of a quote. Source: schema `QuoteDetail`.
#[apply(answer)]
pub struct QuoteDetail {
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// ProAbono's own number of the feature.
    pub id_feature: Option<FeatureId>,
    /// The label.
    pub label_localized: Option<String>,
    /// The amount that is due now, tax included, in minor units.
    pub amount_total_due: Option<i64>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
    /// The date of a punctual entry; excludes the period.
    pub date_move: Option<Timestamp>,
    /// The quantity, for information.
    pub quantity_reported: Option<i64>,
    /// The quantity that is billed.
    pub quantity_billed: Option<i64>,
    /// Before tax, in minor units of the currency.
    pub amount_subtotal: Option<i64>,
    /// After tax, in minor units of the currency.
    pub amount_total: Option<i64>,
}

/// The price of a line before it is added. Source: schema `BalanceLineQuote`.
#[apply(answer)]
pub struct BalanceLineQuote {
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The label.
    pub label_localized: Option<String>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Before tax, in minor units of the currency.
    pub amount_subtotal: Option<i64>,
    /// After tax, in minor units of the currency.
    pub amount_total: Option<i64>,
    /// The date of a punctual entry; excludes the period.
    pub date_move: Option<Timestamp>,
    /// The quantity, for information.
    pub quantity_reported: Option<i64>,
    /// The quantity that is billed.
    pub quantity_billed: Option<i64>,
}
