use std::time::Duration;

use super::{Item, RightsConfig, Term};

/// How long a list holds in which a period has ended already: ProAbono renews late, and must not be asked without a pause.
const FLOOR: Duration = Duration::from_secs(30);

/// How long what was read may be used.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    fresh_for: u64,
    stale_for: u64,
}

impl Terms {
    /// The terms of a configuration.
    pub(crate) fn of(config: &RightsConfig) -> Self {
        Self::new(millis(config.fresh_for), millis(config.stale_for))
    }

    /// The same of two times in milliseconds.
    pub(super) fn new(fresh_for: u64, stale_for: u64) -> Self {
        Self { fresh_for, stale_for }
    }

    /// The term of a list that was read at a time: until the earliest end of a period, and no longer than is configured.
    pub(super) fn of_items(self, at: u64, items: &[Item]) -> Term {
        let ends = items.iter().filter_map(Item::end);
        let (over, to_come): (Vec<u64>, Vec<u64>) = ends.partition(|end| *end <= at);
        let late = (!over.is_empty()).then(|| at.saturating_add(millis(FLOOR)));
        let earliest = to_come.into_iter().chain(late).min().unwrap_or(u64::MAX);
        let term = self.of_refusal(at);
        Term {
            fresh_until: term.fresh_until.min(earliest),
            usable_until: term.usable_until.min(earliest),
        }
    }

    /// The term of a definite no.
    pub(super) fn of_refusal(self, at: u64) -> Term {
        let fresh_until = at.saturating_add(self.fresh_for);
        Term {
            fresh_until,
            usable_until: fresh_until.saturating_add(self.stale_for),
        }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
