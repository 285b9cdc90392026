use std::num::NonZeroU32;

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::store::Space;

/// The kilobytes of long values that strangers may have stored, per second and at once. It amounts to some 50 megabytes
/// within the quarter of an hour that they last.
const KILOBYTES: NonZeroU32 = NonZeroU32::new(40).unwrap();
const KILOBYTES_AT_ONCE: NonZeroU32 = NonZeroU32::new(10_000).unwrap();

/// Room in the store for values that are too long for a cookie. When it is full, newcomers get no room, and nobody
/// loses any.
#[derive(Debug)]
pub(super) struct Room {
    /// The limit for values that anybody can cause by asking for pages.
    strangers: DefaultDirectRateLimiter,
    /// The limit for values that only the application's tokens can cause, so that strangers cannot use it up.
    handed_over: DefaultDirectRateLimiter,
}

impl Room {
    pub(super) fn new() -> Self {
        let limiter = || RateLimiter::direct(Quota::per_second(KILOBYTES).allow_burst(KILOBYTES_AT_ONCE));
        Self {
            strangers: limiter(),
            handed_over: limiter(),
        }
    }

    pub(super) fn affords(&self, space: Space, bytes: usize) -> bool {
        let kilobytes = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        let cost = NonZeroU32::MIN.saturating_add(kilobytes);
        let limiter = match space {
            Space::Handoff => &self.handed_over,
            _ => &self.strangers,
        };
        matches!(limiter.check_n(cost), Ok(Ok(())))
    }
}
