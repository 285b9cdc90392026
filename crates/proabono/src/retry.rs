use std::num::NonZeroU32;
use std::time::Duration;

use super::Outcome;

/// When a safe call is tried again, and after how long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    /// Attempts in all, the first one included.
    pub attempts: NonZeroU32,
    /// The pause before the second attempt; it doubles each time, and a random half of it is taken off.
    pub first_pause: Duration,
    /// The longest pause, and the longest `Retry-After` that is waited for.
    pub longest_pause: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            attempts: NonZeroU32::MIN.saturating_add(2),
            first_pause: Duration::from_millis(150),
            longest_pause: Duration::from_secs(2),
        }
    }
}

/// The end of one attempt, and what is left to spend.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attempt {
    /// 1 for the first.
    pub(super) number: u32,
    pub(super) outcome: Outcome,
    /// `Retry-After`, when the answer had one.
    pub(super) retry_after: Option<Duration>,
    /// The rest of the call's time budget.
    pub(super) remaining: Duration,
    /// A random number in `[0, 1)`.
    pub(super) jitter: f64,
}

/// Wait this long and try again, or stop and report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Decision {
    Wait(Duration),
    Stop,
}

/// The whole rule as a pure function: no clock, no socket, no random generator.
pub(super) fn decide(policy: &RetryPolicy, safe: bool, attempt: &Attempt) -> Decision {
    if !safe || attempt.number >= policy.attempts.get() || !worth_repeating(attempt.outcome) {
        return Decision::Stop;
    }
    let doublings = attempt.number.saturating_sub(1).min(16);
    let full = policy
        .first_pause
        .saturating_mul(1 << doublings)
        .min(policy.longest_pause);
    let pause = match attempt.retry_after {
        // Longer than this call may wait: an error page now is better than an empty page for a long time.
        Some(asked) if asked > policy.longest_pause => return Decision::Stop,
        Some(asked) => asked.max(full.mul_f64(1.0 - attempt.jitter / 2.0)),
        None => full.mul_f64(1.0 - attempt.jitter / 2.0),
    };
    if pause >= attempt.remaining {
        Decision::Stop
    } else {
        Decision::Wait(pause)
    }
}

/// A definite answer will be the same the next time; only the lack of one is worth another attempt.
fn worth_repeating(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Status(status) => matches!(status, 429 | 500 | 502 | 503 | 504),
        Outcome::Unreachable | Outcome::Cut => true,
        Outcome::TimedOut | Outcome::TooLarge | Outcome::Unreadable => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: RetryPolicy = RetryPolicy {
        attempts: NonZeroU32::new(3).unwrap(),
        first_pause: Duration::from_millis(100),
        longest_pause: Duration::from_secs(2),
    };

    fn after(number: u32, outcome: Outcome) -> Attempt {
        Attempt {
            number,
            outcome,
            retry_after: None,
            remaining: Duration::from_secs(5),
            jitter: 0.0,
        }
    }

    #[test]
    fn the_decision_table() {
        let wait = |ms| Decision::Wait(Duration::from_millis(ms));
        let table = [
            ("an answer", after(1, Outcome::Status(200)), Decision::Stop),
            ("nothing there", after(1, Outcome::Status(204)), Decision::Stop),
            ("a bad request", after(1, Outcome::Status(400)), Decision::Stop),
            ("bad keys", after(1, Outcome::Status(401)), Decision::Stop),
            ("a refusal", after(1, Outcome::Status(403)), Decision::Stop),
            ("unknown", after(1, Outcome::Status(404)), Decision::Stop),
            ("a conflict", after(1, Outcome::Status(409)), Decision::Stop),
            ("invalid", after(1, Outcome::Status(422)), Decision::Stop),
            ("too many", after(1, Outcome::Status(429)), wait(100)),
            ("broken", after(1, Outcome::Status(500)), wait(100)),
            ("not implemented", after(1, Outcome::Status(501)), Decision::Stop),
            ("bad gateway", after(1, Outcome::Status(502)), wait(100)),
            ("away", after(1, Outcome::Status(503)), wait(100)),
            ("gateway time-out", after(1, Outcome::Status(504)), wait(100)),
            ("a redirect", after(1, Outcome::Status(302)), Decision::Stop),
            ("no connection", after(1, Outcome::Unreachable), wait(100)),
            ("cut off", after(1, Outcome::Cut), wait(100)),
            ("budget used up", after(1, Outcome::TimedOut), Decision::Stop),
            ("too large", after(1, Outcome::TooLarge), Decision::Stop),
            ("not JSON", after(1, Outcome::Unreadable), Decision::Stop),
            ("the second pause doubles", after(2, Outcome::Cut), wait(200)),
            ("the third was the last", after(3, Outcome::Cut), Decision::Stop),
        ];
        for (name, attempt, expected) in table {
            assert_eq!(decide(&POLICY, true, &attempt), expected, "{name}");
            assert_eq!(
                decide(&POLICY, false, &attempt),
                Decision::Stop,
                "{name}, not safe"
            );
        }
    }

    #[test]
    fn jitter_takes_at_most_half_off() {
        let mut attempt = after(1, Outcome::Unreachable);
        attempt.jitter = 0.999_999;
        let Decision::Wait(pause) = decide(&POLICY, true, &attempt) else {
            panic!("it must wait");
        };
        assert!(pause >= Duration::from_millis(50) && pause < Duration::from_millis(51));
    }

    #[test]
    fn retry_after_is_a_minimum_and_a_long_one_is_not_waited_for() {
        let mut attempt = after(1, Outcome::Status(429));
        attempt.retry_after = Some(Duration::from_secs(1));
        assert_eq!(
            decide(&POLICY, true, &attempt),
            Decision::Wait(Duration::from_secs(1))
        );
        attempt.retry_after = Some(Duration::from_secs(3));
        assert_eq!(decide(&POLICY, true, &attempt), Decision::Stop);
        attempt.retry_after = Some(Duration::ZERO);
        assert_eq!(
            decide(&POLICY, true, &attempt),
            Decision::Wait(Duration::from_millis(100))
        );
    }

    #[test]
    fn a_pause_longer_than_the_budget_stops() {
        let mut attempt = after(1, Outcome::Status(503));
        attempt.remaining = Duration::from_millis(100);
        assert_eq!(decide(&POLICY, true, &attempt), Decision::Stop);
    }
}
