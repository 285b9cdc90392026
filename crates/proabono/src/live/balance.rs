use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::Balance;
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerId, CustomerReference, FeatureId, FeatureReference, Request, SegmentId, SegmentReference,
    StateMove, SubscriptionId, TypeLine,
};

/// A line of the balance: what will be billed, or was. Source: the Live API, schema `BalanceLine`.
#[apply(answer)]
pub struct BalanceLine {
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// ProAbono's own number of the feature.
    pub id_feature: Option<FeatureId>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// The label.
    pub label_localized: Option<String>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
    /// After tax, in minor units of the currency.
    pub amount_total: Option<i64>,
    /// Before tax, in minor units of the currency.
    pub amount_subtotal: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The date of a punctual entry; excludes the period.
    pub date_move: Option<Timestamp>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
    /// The state of the line.
    pub state_move: Option<StateMove>,
    /// The kind of line.
    pub type_line: Option<TypeLine>,
    /// The nature of the charge, which decides the tax.
    pub key_charge: Option<String>,
    /// The quantity, for information.
    pub quantity_reported: Option<i64>,
    /// The quantity that is billed.
    pub quantity_billed: Option<i64>,
}

/// A line to add. Source: schema `BalanceLineRequest`.
#[apply(request)]
pub struct BalanceLineRequest {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// In minor units of the currency, before tax; negative is a credit.
    pub amount: i64,
    /// The kind of line.
    pub type_line: Option<TypeLine>,
    /// The nature of the charge, which decides the tax.
    pub key_charge: Option<String>,
    /// The label.
    pub label: Option<String>,
    /// The quantity, for information.
    pub quantity: Option<i64>,
    /// The date of a punctual entry; excludes the period.
    pub date: Option<Timestamp>,
    /// When the period starts.
    pub date_period_start: Option<Timestamp>,
    /// When the period ends.
    pub date_period_end: Option<Timestamp>,
}

/// Filters of [`Balance::list`].
#[apply(options)]
pub struct ListBalance {
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// ProAbono's own number of the customer.
    pub id_customer: Option<CustomerId>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// Folds similar lines.
    pub merged: Option<bool>,
}

/// How [`Balance::add_line`] goes about it.
#[apply(options)]
pub struct AddBalanceLine {
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
}

impl<'a> Balance<'a> {
    /// `GET /v1/Balance`. Each page carries the sums over all lines that match.
    pub fn list(self, options: &ListBalance) -> Listing<'a, BalanceLine> {
        Listing::new(
            self.transport
                .request(Call::get("list_balance", "/v1/Balance").query(options)),
        )
    }

    /// `POST /v1/BalanceLine`.
    pub fn add_line(
        self,
        request: &BalanceLineRequest,
        options: &AddBalanceLine,
    ) -> Request<'a, BalanceLine> {
        self.transport.request(
            Call::post("add_balance_line", "/v1/BalanceLine")
                .query(options)
                .body(request),
        )
    }
}
