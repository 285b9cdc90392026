//! The end of a record.

use std::collections::VecDeque;

use serde::Deserialize;

/// The part of a record that is asked for: the latest entries, or all of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Latest {
    pub(super) last: Option<usize>,
}

impl Latest {
    /// That part, oldest first.
    pub(super) fn of<'a, T>(&self, record: &'a VecDeque<T>) -> Vec<&'a T> {
        let earlier = self.last.map_or(0, |last| record.len().saturating_sub(last));
        record.range(earlier..).collect()
    }
}
