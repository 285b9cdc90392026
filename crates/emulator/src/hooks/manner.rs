//! The manner in which events reach webhooks. ProAbono publishes none of it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// A delivery is held back for at most this long, in milliseconds.
const LONGEST_HOLD: u64 = 3_600_000;

/// The longest wait before a further attempt.
const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// The manner in which events reach the webhooks. It can be changed while the emulator runs, at `/_emulator/webhooks`, where its
/// members have the same names. ProAbono publishes no schedule, no number of attempts and no time limit, so these are inventions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deliveries {
    /// The number of times that each event is delivered, from 1 to 20.
    pub duplicate: u32,
    /// Milliseconds before a delivery, at most an hour.
    pub delay_ms: u64,
    /// A window in milliseconds, at most an hour: each delivery waits for a random part of it, so that the order is lost.
    pub shuffle_ms: u64,
    /// The events that never reach a webhook, without any further attempt.
    pub drop: Option<Loss>,
    /// An upgrade is told as `SubscriptionTerminatedForUpgrade` and then `SubscriptionUpgraded`, instead of the other way round.
    pub swap_pairs: bool,
    /// The number of attempts after which a delivery is given up, from 1 to 50.
    pub attempts: u32,
    /// Milliseconds of real time between the first attempt and the second, at most an hour.
    pub first_retry_ms: u64,
    /// Each further wait is so many times as long as the one before, from 1 to 10; none is longer than an hour.
    pub retry_factor: f64,
    /// Milliseconds in which a webhook must answer, from 1 to an hour.
    pub timeout_ms: u64,
    /// The number of deliveries that one webhook is sent at the same time, from 1 to 64. With 1 they come in order.
    pub at_once: usize,
}

impl Default for Deliveries {
    fn default() -> Self {
        Self {
            duplicate: 1,
            delay_ms: 0,
            shuffle_ms: 0,
            drop: None,
            swap_pairs: false,
            attempts: 10,
            first_retry_ms: 10_000,
            retry_factor: 2.0,
            timeout_ms: 10_000,
            at_once: 1,
        }
    }
}

/// The events that are lost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loss {
    /// All of them.
    All,
    /// So many from now on.
    Next(u64),
    /// A share from 0 to 1, chosen by the seed where there is one.
    Share(f64),
}

impl Deliveries {
    /// Refuses what is out of range, in words that name the member.
    pub(crate) fn check(&self) -> Result<(), String> {
        let hour = 0..=LONGEST_HOLD;
        let share = match self.drop {
            Some(Loss::Share(share)) => share,
            _ => 0.0,
        };
        let ranges = [
            ("duplicate", (1..=20).contains(&self.duplicate), "from 1 to 20"),
            ("delay_ms", hour.contains(&self.delay_ms), "at most 3600000"),
            ("shuffle_ms", hour.contains(&self.shuffle_ms), "at most 3600000"),
            ("drop", (0.0..=1.0).contains(&share), "a share from 0 to 1"),
            ("attempts", (1..=50).contains(&self.attempts), "from 1 to 50"),
            (
                "first_retry_ms",
                hour.contains(&self.first_retry_ms),
                "at most 3600000",
            ),
            (
                "retry_factor",
                (1.0..=10.0).contains(&self.retry_factor),
                "from 1 to 10",
            ),
            (
                "timeout_ms",
                (1..=LONGEST_HOLD).contains(&self.timeout_ms),
                "from 1 to 3600000",
            ),
            ("at_once", (1..=64).contains(&self.at_once), "from 1 to 64"),
        ];
        match ranges.iter().find(|(_, fits, _)| !fits) {
            Some((name, _, range)) => Err(format!("\"{name}\" must be {range}")),
            None => Ok(()),
        }
    }

    /// The wait after an attempt without success, the first of which has the number 1.
    pub(crate) fn wait_after(&self, attempt: u32) -> Duration {
        let exponent = i32::try_from(attempt.saturating_sub(1)).unwrap_or(i32::MAX);
        let first = Duration::from_millis(self.first_retry_ms);
        let wait = first.as_secs_f64() * self.retry_factor.powi(exponent);
        Duration::try_from_secs_f64(wait).map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Deliveries, Loss};

    #[test]
    fn each_wait_is_longer_than_the_one_before_until_it_is_an_hour() {
        let manner = Deliveries {
            first_retry_ms: 60_000,
            ..Deliveries::default()
        };
        let minutes = |attempt| manner.wait_after(attempt).as_secs() / 60;
        assert_eq!([1, 2, 3, 7, 50].map(minutes), [1, 2, 4, 60, 60]);
        let none = Deliveries {
            first_retry_ms: 0,
            ..Deliveries::default()
        };
        assert_eq!(none.wait_after(3), Duration::ZERO);
    }

    #[test]
    fn what_is_out_of_range_is_refused_by_its_name() {
        let wrong = |change: fn(&mut Deliveries)| {
            let mut manner = Deliveries::default();
            change(&mut manner);
            manner.check().unwrap_err()
        };
        assert!(wrong(|one| one.duplicate = 0).contains("duplicate"));
        assert!(wrong(|one| one.drop = Some(Loss::Share(1.5))).contains("drop"));
        assert!(wrong(|one| one.retry_factor = f64::NAN).contains("retry_factor"));
        assert!(wrong(|one| one.at_once = 65).contains("at_once"));
        assert!(Deliveries::default().check().is_ok());
    }
}
