//! The events of the latest 60 days.

use std::collections::VecDeque;
use std::sync::Arc;

use serde_json::Value;

use crate::clock::Moment;

/// An event is kept for so many days of the account's clock, as in ProAbono's history of notifications.
const DAYS: i64 = 60;

/// Above this many the oldest go early.
const MOST: usize = 20_000;

/// Numbers of events begin above this one.
const FIRST: u64 = 920_000;

/// One event.
pub(crate) struct Event {
    pub(crate) number: u64,
    pub(crate) trigger: &'static str,
    pub(crate) at: Moment,
    /// The body of its deliveries.
    pub(crate) body: Arc<Value>,
    /// The notifications of webhooks about it.
    pub(crate) notifications: Vec<u64>,
}

/// All of them, oldest first: no event is dated before the one that was recorded before it.
pub(crate) struct History {
    last: u64,
    /// No event is dated before this instant.
    floor: Option<Moment>,
    kept: VecDeque<Event>,
}

impl Default for History {
    fn default() -> Self {
        Self {
            last: FIRST,
            floor: None,
            kept: VecDeque::new(),
        }
    }
}

impl History {
    /// The number of the latest event.
    pub(crate) fn last(&self) -> u64 {
        self.last
    }

    /// The number of the next event.
    pub(crate) fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    /// The date of an event at that instant, which later ones are not before.
    pub(crate) fn dated(&mut self, at: Moment) -> Moment {
        let at = self.floor.map_or(at, |floor| floor.max(at));
        self.floor = Some(at);
        at
    }

    /// True for what is still kept.
    pub(crate) fn is_recent(at: Moment, now: Moment) -> bool {
        at.plus_days(DAYS) > now
    }

    /// Keeps an event. Returns the notifications of those that are forgotten for it.
    pub(crate) fn keep(&mut self, event: Event, now: Moment) -> Vec<u64> {
        self.kept.push_back(event);
        let mut forgotten = Vec::new();
        while let Some(oldest) = self.kept.front() {
            if self.kept.len() <= MOST && Self::is_recent(oldest.at, now) {
                break;
            }
            forgotten.extend(self.kept.pop_front().map(|one| one.notifications));
        }
        forgotten.concat()
    }

    /// Forgets the events after that one, as if they had not happened. Returns their notifications.
    pub(crate) fn withdraw_after(&mut self, number: u64) -> Vec<u64> {
        let at = self.kept.partition_point(|one| one.number <= number);
        let withdrawn = self.kept.split_off(at);
        self.last = number;
        withdrawn.into_iter().flat_map(|one| one.notifications).collect()
    }

    /// The event with that number.
    pub(crate) fn get(&self, number: u64) -> Option<&Event> {
        let at = self.kept.binary_search_by_key(&number, |one| one.number).ok()?;
        self.kept.get(at)
    }

    /// Those of the latest 60 days, newest first.
    pub(crate) fn newest(&self, now: Moment) -> impl Iterator<Item = &Event> {
        let recent = move |one: &&Event| Self::is_recent(one.at, now);
        self.kept.iter().rev().take_while(recent)
    }
}
