use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::{CustomerReference, OfferReference, SegmentReference};

/// Filters of [`Subscriptions::list`](crate::Subscriptions::list).
#[apply(options)]
pub struct ListSubscriptions {
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The customer who pays, by its reference.
    pub reference_customer_buyer: Option<CustomerReference>,
    /// Leaves the features out.
    pub ignore_features: Option<bool>,
}

/// The subscription that [`Subscriptions::retrieve`](crate::Subscriptions::retrieve) reads.
#[apply(request)]
pub struct RetrieveSubscription {
    /// The customer, by the reference shared with the application.
    pub reference_customer: CustomerReference,
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
    /// Leaves the features out.
    pub ignore_features: Option<bool>,
}

/// How [`Subscriptions::create`](crate::Subscriptions::create) goes about it.
#[apply(options)]
pub struct CreateSubscription {
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
    /// Starts at once when that is possible.
    pub try_start: Option<bool>,
    /// Bills right away.
    pub bill_now: Option<bool>,
    /// Starts without billing the first period.
    pub migration: Option<bool>,
}

/// How [`Subscriptions::start`](crate::Subscriptions::start) goes about it.
#[apply(options)]
pub struct StartSubscription {
    /// True if the customer must be billable.
    pub ensure_billable: Option<bool>,
    /// Bills right away.
    pub bill_now: Option<bool>,
}

/// How [`Subscriptions::upgrade`](crate::Subscriptions::upgrade) goes about it. The sources disagree on the default of
/// `Immediate`, so it is mandatory here.
#[apply(request)]
pub struct UpgradeSubscription {
    /// The offer, by its reference.
    pub reference_offer: OfferReference,
    /// Bills right away.
    pub bill_now: Option<bool>,
    /// True: now; false: at the end of the term.
    pub immediate: bool,
    /// Skips the check of the minimum commitment.
    pub ignore_engagement: Option<bool>,
}

/// How [`Subscriptions::terminate`](crate::Subscriptions::terminate) goes about it.
#[apply(request)]
pub struct TerminateSubscription {
    /// True: now; false: at the end of the term.
    pub immediate: bool,
    /// Ends at this date in place of the term.
    pub date_termination: Option<Timestamp>,
}
