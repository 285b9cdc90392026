use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use moka::policy::EvictionPolicy;
use moka::sync::Cache;

use crate::identity::User;

/// Questions that one user may cause at once, and after that each second. A page that waits asks every two seconds at most,
/// and somebody may have many open.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(120).unwrap();
const PER_SECOND: NonZeroU32 = NonZeroU32::new(2).unwrap();
/// How many users are counted. The least recent is forgotten first, and then has all questions again.
const MOST: u64 = 10_000;
/// After that time without a question all of them are there again.
const IDLE: Duration = Duration::from_mins(2);

/// How often ProAbono is asked on behalf of one user. The account has a budget of calls for all of them together: whoever
/// reloads a page that reads everything anew must not spend it. Users are counted, not customers, which may have many users.
#[derive(Clone)]
pub(crate) struct Asking {
    /// By provider and id.
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

    /// Whether one more question may be asked now.
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
