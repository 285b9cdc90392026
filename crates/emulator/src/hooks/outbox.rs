//! The deliveries that wait to be made.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;
use tokio::sync::Notify;

use crate::chance::Chance;

use super::{Deliveries, Loss};

/// Above this many that wait, further ones are lost, so that a clock that leaps does not fill the memory.
const MOST: u64 = 100_000;

/// One event on its way to one webhook.
#[derive(Clone)]
pub(crate) struct Posting {
    /// The number of the event.
    pub(crate) trigger: u64,
    pub(crate) body: Arc<Value>,
    pub(crate) notification: u64,
    pub(crate) webhook: u64,
    pub(crate) url: String,
    /// The wait before the first attempt.
    pub(crate) hold: Duration,
    /// The attempts that were made.
    pub(crate) attempts: u32,
    /// There is one attempt only: it is a duplicate, or was ordered by hand.
    pub(crate) once: bool,
    /// The account that it is from: a reset begins another.
    pub(crate) era: u64,
}

#[cfg(test)]
impl Posting {
    /// Of nothing, on its way to nowhere.
    pub(crate) fn sample(webhook: u64, trigger: u64) -> Self {
        Self {
            trigger,
            body: Arc::new(Value::Null),
            notification: 0,
            webhook,
            url: String::new(),
            hold: Duration::ZERO,
            attempts: 0,
            once: false,
            era: 0,
        }
    }
}

/// The number of deliveries by their fate.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Counts {
    /// Attempts, whatever came of them.
    pub(crate) sent: u64,
    /// Attempts that were answered with 200.
    pub(crate) acknowledged: u64,
    /// Attempts that were answered with anything else, or not at all.
    pub(crate) refused: u64,
    /// Deliveries that were lost on demand.
    pub(crate) dropped: u64,
    /// Deliveries without success in all their attempts.
    pub(crate) given_up: u64,
    /// Deliveries that are still to be made, or to be made again.
    pub(crate) waiting: u64,
}

/// The deliveries that nobody has taken up yet.
pub(crate) struct Outbox {
    waiting: VecDeque<Posting>,
    counts: Counts,
    chance: Chance,
    era: u64,
    wake: Arc<Notify>,
}

impl Outbox {
    /// Chance of its own: deliveries must not change the tokens of the account.
    pub(crate) fn new(seed: Option<u64>) -> Self {
        Self {
            waiting: VecDeque::new(),
            counts: Counts::default(),
            chance: Chance::new(seed.map(|seed| !seed)),
            era: 0,
            wake: Arc::default(),
        }
    }

    /// The empty outbox of the account after a reset.
    pub(crate) fn again(&self, seed: Option<u64>) -> Self {
        Self {
            era: self.era + 1,
            wake: Arc::clone(&self.wake),
            ..Self::new(seed)
        }
    }

    /// Told whenever a delivery is put in, or the next one may be due sooner than it was.
    pub(crate) fn wake(&self) -> Arc<Notify> {
        Arc::clone(&self.wake)
    }

    pub(crate) fn era(&self) -> u64 {
        self.era
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Puts an event in as often as the manner says, or loses it.
    pub(crate) fn put(&mut self, posting: &Posting, manner: &mut Deliveries) {
        if self.counts.waiting >= MOST || self.is_lost(&mut manner.drop) {
            self.counts.dropped += 1;
            return;
        }
        for copy in 0..manner.duplicate {
            let hold = Duration::from_millis(manner.delay_ms + self.part_of(manner.shuffle_ms));
            self.put_one(Posting {
                hold,
                once: posting.once || copy > 0,
                ..posting.clone()
            });
        }
    }

    /// Puts one delivery in, whatever the manner.
    pub(crate) fn put_one(&mut self, posting: Posting) {
        self.counts.waiting += 1;
        self.waiting.push_back(posting);
        self.wake.notify_one();
    }

    /// Everything that was put in since the last time.
    pub(crate) fn take(&mut self) -> VecDeque<Posting> {
        std::mem::take(&mut self.waiting)
    }

    /// Withdraws the deliveries of events after that one, which were not taken up yet.
    pub(crate) fn withdraw_after(&mut self, trigger: u64) {
        let before = self.waiting.len();
        self.waiting.retain(|one| one.trigger <= trigger);
        self.counts.waiting -= (before - self.waiting.len()) as u64;
    }

    /// Counts an attempt.
    pub(crate) fn count(&mut self, acknowledged: bool) {
        self.counts.sent += 1;
        if acknowledged {
            self.counts.acknowledged += 1;
        } else {
            self.counts.refused += 1;
        }
    }

    /// A delivery waits no more, with success or without.
    pub(crate) fn finish(&mut self, given_up: bool) {
        self.counts.waiting = self.counts.waiting.saturating_sub(1);
        self.counts.given_up += u64::from(given_up);
    }

    fn is_lost(&mut self, loss: &mut Option<Loss>) -> bool {
        match loss {
            None => false,
            Some(Loss::All) => true,
            Some(Loss::Share(share)) => f64::from(self.drawn()) < *share * f64::from(u32::MAX),
            Some(Loss::Next(left)) => {
                let is_one = *left > 0;
                *left = left.saturating_sub(1);
                if *left == 0 {
                    *loss = None;
                }
                is_one
            }
        }
    }

    fn part_of(&mut self, window: u64) -> u64 {
        u64::from(self.drawn()).checked_rem(window).unwrap_or_default()
    }

    fn drawn(&mut self) -> u32 {
        u32::from_le_bytes(self.chance.bytes())
    }
}
