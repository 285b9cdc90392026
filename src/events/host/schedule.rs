use std::time::Duration;

use super::super::inbox::Millis;

/// The pause before the second attempt; it doubles each time.
const FIRST: Duration = Duration::from_secs(5);
/// The longest pause, and the longest `Retry-After` that is waited for.
const LONGEST: Duration = Duration::from_hours(3);
/// So many doublings are more than the longest pause.
const DOUBLINGS: u32 = 16;

/// The end of one attempt that brought no success.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempted {
    /// 1 for the first.
    pub(super) number: u32,
    /// The end of the attempt.
    pub(super) at: Millis,
    /// `Retry-After`, when the answer had one.
    pub(super) retry_after: Option<Duration>,
    /// A random number in `[0, 1)`.
    pub(super) jitter: f64,
}

/// The time of the next attempt; `None` when the last one was made. A random half of each pause is
/// taken off, so that posts that failed together do not come back together.
pub(super) fn next_attempt(limit: u32, attempted: Attempted) -> Option<Millis> {
    if attempted.number >= limit {
        return None;
    }
    let doublings = attempted.number.saturating_sub(1).min(DOUBLINGS);
    let full = FIRST.saturating_mul(1 << doublings).min(LONGEST);
    let pause = full.mul_f64(1.0 - attempted.jitter / 2.0);
    let asked = attempted.retry_after.unwrap_or_default().min(LONGEST);
    let pause = Millis::try_from(pause.max(asked).as_millis()).unwrap_or(Millis::MAX);
    Some(attempted.at.saturating_add(pause))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u32 = 20;

    fn after(number: u32, asked: Option<u64>, jitter: f64) -> Option<Millis> {
        let attempted = Attempted {
            number,
            at: 1_000_000,
            retry_after: asked.map(Duration::from_secs),
            jitter,
        };
        Some(next_attempt(LIMIT, attempted)? - 1_000_000)
    }

    #[test]
    fn the_pauses_double_up_to_three_hours_and_end() {
        let hours = 3 * 60 * 60 * 1_000;
        for (number, pause) in [
            (1, Some(5_000)),
            (2, Some(10_000)),
            (3, Some(20_000)),
            (12, Some(10_240_000)),
            (13, Some(hours)),
            (19, Some(hours)),
            (20, None),
            (21, None),
            (u32::MAX, None),
        ] {
            assert_eq!(after(number, None, 0.0), pause, "{number}");
        }
    }

    #[test]
    fn twenty_attempts_take_about_a_day() {
        for jitter in [0.0, 0.999] {
            let all: Millis = (1..LIMIT).filter_map(|number| after(number, None, jitter)).sum();
            let hours = all / 1_000 / 60 / 60;
            assert!((12..=28).contains(&hours), "{hours}");
        }
    }

    #[test]
    fn a_random_half_is_taken_off_at_most() {
        assert_eq!(after(1, None, 0.5), Some(3_750));
        assert!(after(1, None, 0.999_999).unwrap() >= 2_500);
    }

    #[test]
    fn retry_after_is_obeyed_within_a_bound_and_shortens_nothing() {
        assert_eq!(after(1, Some(60), 0.0), Some(60_000));
        assert_eq!(after(1, Some(60), 0.9), Some(60_000));
        assert_eq!(after(3, Some(1), 0.0), Some(20_000));
        assert_eq!(after(1, Some(u64::MAX), 0.0), after(13, None, 0.0));
        assert_eq!(after(20, Some(60), 0.0), None);
    }
}
