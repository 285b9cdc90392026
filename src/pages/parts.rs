use std::num::NonZeroU32;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::customers::{Catalogue, Customers, Unsettled};
use crate::openings::Openings;

use super::settings::{OffersConfig, ReturnsConfig};

/// Lines in the log about violations, per minute. The metric counts them all.
const REPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

/// What the pages are made from.
pub(crate) struct Pages {
    pub(crate) customers: Customers,
    /// The returns that ProAbono does not confirm yet.
    pub(crate) unsettled: Unsettled,
    /// The offers that anybody may see.
    pub(crate) catalogue: Catalogue,
    pub(crate) openings: Openings,
    pub(crate) offers: OffersConfig,
    pub(crate) returns: ReturnsConfig,
    /// Whether ProAbono closes the frame once the subscription has changed.
    pub(crate) closed_after_subscribe: bool,
    /// Bounds the lines about violations.
    pub(crate) reports: DefaultDirectRateLimiter,
}

/// The bound of the lines about violations.
pub(crate) fn reports() -> DefaultDirectRateLimiter {
    RateLimiter::direct(Quota::per_minute(REPORTS_PER_MINUTE))
}
