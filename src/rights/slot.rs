use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::{Cause, Known, Outcome, Read};

/// The place of one customer in the memory.
#[derive(Debug, Default)]
pub(super) struct Slot {
    known: RwLock<Option<Kept>>,
    /// Held while ProAbono is asked, so that it is asked once for all who wait.
    pub(super) reading: tokio::sync::Mutex<()>,
    /// When the latest read began, in milliseconds since 1970.
    began: AtomicU64,
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

    /// Begins a read, which covers every reason that has come so far.
    pub(super) fn begin(&self, now: u64) -> Begun {
        self.began.store(now, Ordering::Release);
        Begun {
            covers: self.wanted.load(Ordering::Acquire),
            before: self.last().map(|kept| kept.known),
            reason: self.cause.lock().unwrap_or_else(PoisonError::into_inner).take(),
        }
    }

    /// How long the read that is under way has taken by `now`; `None` while there is none.
    pub(super) fn waits_since(&self, now: u64) -> Option<Duration> {
        let under_way = self.reading.try_lock().is_err();
        let time = now.saturating_sub(self.began.load(Ordering::Acquire));
        under_way.then_some(Duration::from_millis(time))
    }

    /// Ends a read with what it brought by `now`, which replaces what is known as a whole.
    pub(super) fn end(&self, begun: Begun, now: u64, outcome: impl FnOnce(u64) -> Outcome) -> Read {
        let Begun {
            covers,
            before,
            reason,
        } = begun;
        // No two reads of one customer have the same time, so that their order can be told.
        let at = now.max(before.as_ref().map_or(0, |known| known.read_at() + 1));
        let usual = if before.is_some() {
            Cause::Expiry
        } else {
            Cause::First
        };
        let read = Read {
            at,
            cause: reason.unwrap_or(usual),
            remembered: before.is_some(),
            outcome: outcome(at),
        };
        let known = Arc::new(Known::after(before.as_deref(), &read));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Some(Kept { known, covers });
        read
    }
}

/// A read that is under way.
#[derive(Debug)]
pub(super) struct Begun {
    covers: u64,
    before: Option<Arc<Known>>,
    reason: Option<Cause>,
}
