use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::unresolved::Remembered;
use super::{Existence, Home, Unresolved};

/// How long the last known link is used before ProAbono is asked again during an outage.
pub(super) const OUTAGE_HOLDS: Duration = Duration::from_secs(5);

/// The age of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Freshness {
    /// It is within the configured time.
    Fresh,
    /// It is past that time, because ProAbono does not answer.
    Stale,
}

/// The home of a customer, and what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) home: Arc<Home>,
    pub(crate) freshness: Freshness,
    pub(crate) existence: Existence,
}

/// The result of one look-up, and how long it holds.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) result: Result<Found, Unresolved>,
    /// The knowledge of later visits. A customer who was there once still is, whatever fails later and however old the link.
    pub(super) existence: Existence,
    pub(super) ask_again: Instant,
    /// The time at which the link was fetched; later failures do not change it.
    pub(super) fetched: Option<Instant>,
    /// True once a visitor has waited in vain for the look-up that is to replace this entry, so that nobody else waits.
    pub(super) slow: AtomicBool,
}

impl Entry {
    /// The entry of a failure that leaves no link to use.
    pub(super) fn failed(error: Unresolved, before: Existence, holds: Duration) -> Self {
        let suspended = error.is_suspended();
        Self {
            existence: if suspended { Existence::Existed } else { before },
            result: Err(error),
            ask_again: Instant::now() + holds,
            fetched: None,
            slow: AtomicBool::new(false),
        }
    }

    /// Tells whether it answers without a new look-up.
    pub(super) fn answers(&self) -> bool {
        Instant::now() < self.ask_again
    }

    /// The result for another visit than the one that fetched it, which alone may have created the customer.
    pub(super) fn shared(&self) -> Result<Found, Unresolved> {
        let mut found = self.result.clone()?;
        found.existence = Existence::Existed;
        Ok(found)
    }

    /// The result for a visit that came after it.
    pub(super) fn remembered(&self) -> Result<Found, Unresolved> {
        self.shared().map_err(|error| {
            let (left, error) = (self.left(), Box::new(error));
            Remembered { left, error }.into()
        })
    }

    /// The same knowledge, which no longer answers by itself.
    pub(super) fn outdated(&self) -> Self {
        Self {
            result: self.result.clone(),
            existence: self.existence,
            ask_again: Instant::now(),
            fetched: self.fetched,
            slow: AtomicBool::new(self.slow.load(Ordering::Relaxed)),
        }
    }

    /// The time until ProAbono is asked again.
    pub(super) fn left(&self) -> Duration {
        self.ask_again.saturating_duration_since(Instant::now())
    }
}

/// The last known home, while ProAbono does not answer.
pub(super) fn stale(home: Arc<Home>) -> Found {
    Found {
        home,
        freshness: Freshness::Stale,
        existence: Existence::Existed,
    }
}
