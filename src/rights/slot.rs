use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use super::{Cause, Known};

/// The place of one customer in the memory.
#[derive(Debug, Default)]
pub(super) struct Slot {
    known: RwLock<Option<Kept>>,
    /// Held while ProAbono is asked, so that it is asked once for all who wait.
    pub(super) reading: tokio::sync::Mutex<()>,
    /// How often something said that what is known may be outdated.
    wanted: AtomicU64,
    /// The latest of these reasons, until a read takes it.
    cause: Mutex<Option<Cause>>,
}

/// The knowledge, and how many of the reasons to read again had come before its read began.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) known: Arc<Known>,
    pub(super) covers: u64,
}

impl Slot {
    /// The knowledge of the last read, however old.
    pub(super) fn last(&self) -> Option<Kept> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The knowledge that answers without a read.
    pub(super) fn answer(&self, now: u64) -> Option<Arc<Known>> {
        let wanted = self.wanted.load(Ordering::Acquire);
        let kept = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let kept = kept.as_ref()?;
        // A failed read answers for its moment, whatever came meanwhile: an outage must not be hammered.
        let covers = kept.covers >= wanted || kept.known.failure.is_some();
        (covers && kept.known.answers(now)).then(|| Arc::clone(&kept.known))
    }

    /// Says that what is known may be outdated. Only a read that begins later covers the number that is returned.
    pub(super) fn outdate(&self, cause: Cause) -> u64 {
        *self.cause.lock().unwrap_or_else(PoisonError::into_inner) = Some(cause);
        self.wanted.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Begins a read: the number of reasons that it covers, and the latest of them.
    pub(super) fn begin(&self) -> (u64, Option<Cause>) {
        let covers = self.wanted.load(Ordering::Acquire);
        let cause = self.cause.lock().unwrap_or_else(PoisonError::into_inner).take();
        (covers, cause)
    }

    /// Replaces what is known as a whole.
    pub(super) fn keep(&self, kept: Kept) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }
}
