//! Deliveries by the time at which they are due, apart for each webhook, so that a slow one stops no other.

use std::collections::{BTreeMap, HashMap};

use tokio::time::Instant;

use crate::hooks::Posting;

/// At most so many deliveries are under way at the same time, to all webhooks together.
const MOST: usize = 64;

/// The deliveries to one webhook.
#[derive(Default)]
struct Lane {
    due: BTreeMap<(Instant, u64), Posting>,
    under_way: usize,
}

/// All deliveries that are not made yet.
#[derive(Default)]
pub(super) struct Queue {
    lanes: HashMap<u64, Lane>,
    /// Those that are due at the same time go in the order in which they came.
    last: u64,
    under_way: usize,
}

impl Queue {
    pub(super) fn add(&mut self, posting: Posting, at: Instant) {
        self.last += 1;
        let lane = self.lanes.entry(posting.webhook).or_default();
        lane.due.insert((at, self.last), posting);
    }

    /// The next delivery that is due, of a webhook that is sent fewer than so many; it is under way from here on.
    pub(super) fn next(&mut self, now: Instant, at_once: usize) -> Option<Posting> {
        if self.under_way >= MOST {
            return None;
        }
        let ready = |lane: &&mut Lane| {
            let first = lane.due.first_key_value().map(|((at, _), _)| *at);
            lane.under_way < at_once && first.is_some_and(|at| at <= now)
        };
        let lane = self
            .lanes
            .values_mut()
            .filter(ready)
            .min_by_key(|lane| first_of(lane))?;
        let (_, posting) = lane.due.pop_first()?;
        lane.under_way += 1;
        self.under_way += 1;
        Some(posting)
    }

    /// A delivery is not under way any more.
    pub(super) fn back(&mut self, webhook: u64) {
        self.under_way -= 1;
        let Some(lane) = self.lanes.get_mut(&webhook) else {
            return;
        };
        lane.under_way -= 1;
        if lane.under_way == 0 && lane.due.is_empty() {
            self.lanes.remove(&webhook);
        }
    }

    /// The time of the earliest delivery that is not due yet.
    pub(super) fn wakes(&self, now: Instant) -> Option<Instant> {
        let firsts = self.lanes.values().filter_map(|lane| lane.due.keys().next());
        firsts.map(|(at, _)| *at).filter(|at| *at > now).min()
    }
}

fn first_of(lane: &Lane) -> Option<(Instant, u64)> {
    lane.due.keys().next().copied()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Instant, MOST, Posting, Queue};

    #[tokio::test]
    async fn what_is_due_goes_in_order_and_a_busy_webhook_stops_no_other() {
        let mut queue = Queue::default();
        let now = Instant::now();
        for (webhook, trigger) in [(1, 1), (1, 2), (2, 3)] {
            queue.add(Posting::sample(webhook, trigger), now);
        }
        queue.add(Posting::sample(3, 4), now + Duration::from_mins(1));
        let next = |queue: &mut Queue| queue.next(now, 1).map(|one| one.trigger);
        assert_eq!(
            [next(&mut queue), next(&mut queue), next(&mut queue)],
            [Some(1), Some(3), None]
        );
        assert_eq!(queue.wakes(now), Some(now + Duration::from_mins(1)));
        queue.back(1);
        assert_eq!(next(&mut queue), Some(2));
    }

    #[tokio::test]
    async fn a_burst_opens_no_more_than_so_many_connections() {
        let mut queue = Queue::default();
        let now = Instant::now();
        for number in 0..1_000 {
            queue.add(Posting::sample(number, number), now);
        }
        let taken = std::iter::from_fn(|| queue.next(now, 1)).count();
        assert_eq!(taken, MOST);
        queue.back(0);
        assert!(queue.next(now, 1).is_some());
    }
}
