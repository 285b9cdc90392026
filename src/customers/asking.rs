use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use super::CustomerKey;

/// Questions that one customer may cause at once, and after that each second. A page that waits asks every two seconds at
/// most, and a customer may have many open.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(60).unwrap();
const PER_SECOND: NonZeroU32 = NonZeroU32::MIN;
/// How many customers are counted. The least recent is forgotten first, and then has all questions again.
const MOST: u64 = 10_000;
/// After that time without a question all of them are there again.
const IDLE: Duration = Duration::from_mins(2);

/// How often ProAbono is asked on behalf of one customer. The account has a budget of calls for all of them together: whoever
/// reloads a page that reads everything anew must not spend it.
#[derive(Clone)]
pub(crate) struct Asking {
    customers: Cache<CustomerKey, Arc<DefaultDirectRateLimiter>>,
}

impl Asking {
    pub(crate) fn new() -> Self {
        Self {
            customers: Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_idle(IDLE)
                .build(),
        }
    }

    /// Whether one more question may be asked now.
    pub(crate) fn allows(&self, customer: &CustomerKey) -> bool {
        let quota = Quota::per_second(PER_SECOND).allow_burst(AT_ONCE);
        let new = || Arc::new(RateLimiter::direct(quota));
        self.customers
            .entry_by_ref(customer)
            .or_insert_with(new)
            .value()
            .check()
            .is_ok()
    }
}

impl fmt::Debug for Asking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Asking").finish_non_exhaustive()
    }
}
