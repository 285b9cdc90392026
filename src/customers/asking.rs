use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::identity::User;

/// The calls that one user may cause at once, and then per second. A waiting page causes one every two seconds at most,
/// and a user may have many pages open.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(120).unwrap();
const PER_SECOND: NonZeroU32 = NonZeroU32::new(2).unwrap();
/// How many users are counted. The least recent one is forgotten first, and then has the full quota again.
const MOST: u64 = 10_000;
/// The time without a call after which a user has the full quota again.
const IDLE: Duration = Duration::from_mins(2);

/// Limits how often ProAbono is asked on behalf of one user. The account has one budget of calls for all users, and a
/// visitor who keeps reloading a page that reads everything afresh must not use it up. Users are counted and not
/// customers, since one customer may have many users.
#[derive(Clone)]
pub(crate) struct Asking {
    /// The limiter of each user, by provider and id.
    users: Cache<(String, String), Arc<DefaultDirectRateLimiter>>,
}

impl Asking {
    pub(crate) fn new() -> Self {
        Self {
            users: Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_idle(IDLE)
                .build(),
        }
    }

    /// Tells whether one more call may be made now, and counts it.
    pub(crate) fn allows(&self, user: &User) -> bool {
        let quota = Quota::per_second(PER_SECOND).allow_burst(AT_ONCE);
        let provider = user.known_provider().unwrap_or_default();
        let new = || Arc::new(RateLimiter::direct(quota));
        self.users
            .entry((provider.to_owned(), user.id().to_owned()))
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
