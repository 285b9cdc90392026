use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::{Existence, Home, Unresolved};

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
    pub(super) ask_again: Instant,
    /// The time at which the link was fetched; later failures do not change it.
    pub(super) fetched: Option<Instant>,
    /// True once a visitor has waited in vain for the look-up that is to replace this entry, so that nobody else waits.
    pub(super) slow: AtomicBool,
}

impl Entry {
    /// Whether it answers without a new look-up.
    pub(super) fn answers(&self) -> bool {
        Instant::now() < self.ask_again
    }

    /// The knowledge of a later visit. A customer who was there once still is, however old the link.
    pub(super) fn existence(&self) -> Existence {
        match self.result {
            Ok(_) | Err(Unresolved::Suspended) => Existence::Existed,
            Err(_) => Existence::Unsure,
        }
    }

    /// The result for a visit after the one that fetched it.
    pub(super) fn remembered(&self) -> Result<Found, Unresolved> {
        self.result.clone().map(|found| Found {
            existence: Existence::Existed,
            ..found
        })
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
