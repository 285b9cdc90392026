//! The decisions of the worker, free of input and output: which customer is looked at next, and when a failure is tried again.

use std::collections::{HashMap, HashSet};

use super::inbox::{About, Millis};

/// The shortest time between two looks at one customer. Events come in flocks, and one look is for all of them.
const REST: Millis = 300;
/// The first wait after a failure, which doubles with each further one.
const FIRST_WAIT: Millis = 2_000;
/// The longest wait after a failure.
const LONGEST_WAIT: Millis = 30 * 60 * 1_000;

/// The customers that are being looked at, and how many more may be.
#[derive(Debug)]
pub(crate) struct Schedule {
    /// How many customers may be looked at at once.
    at_once: usize,
    per_second: u32,
    /// Thousandths of a look that may be begun now.
    budget: i64,
    /// When the budget was counted last.
    counted: Millis,
    flying: HashSet<About>,
    /// The customers that were looked at a moment ago, and until when they rest.
    resting: HashMap<About, Millis>,
}

/// The answer to whether a customer may be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Admission {
    /// Now.
    Now,
    /// At this time.
    At(Millis),
    /// When the look that is under way has ended, or another one.
    Later,
}

impl Schedule {
    pub(crate) fn new(at_once: usize, per_second: u32, now: Millis) -> Self {
        Self {
            at_once,
            per_second,
            budget: Self::full(per_second),
            counted: now,
            flying: HashSet::new(),
            resting: HashMap::new(),
        }
    }

    /// A second's worth of looks may be saved up.
    fn full(per_second: u32) -> i64 {
        i64::from(per_second) * 1_000
    }

    /// How many customers of a list may be of no use, because they are looked at already or rest.
    pub(crate) fn busy(&self) -> usize {
        self.flying.len() + self.resting.len()
    }

    /// Decides about a customer whose events are due, and begins the look if it may be now.
    pub(crate) fn admit(&mut self, about: &About, now: Millis) -> Admission {
        self.resting.retain(|_, until| *until > now);
        if self.flying.contains(about) || self.flying.len() >= self.at_once {
            return Admission::Later;
        }
        if let Some(until) = self.resting.get(about) {
            return Admission::At(*until);
        }
        self.earn(now);
        if self.budget < 1_000 {
            let missing = 1_000 - self.budget;
            return Admission::At(now + missing / i64::from(self.per_second) + 1);
        }
        self.budget -= 1_000;
        self.flying.insert(about.clone());
        Admission::Now
    }

    /// The look at a customer has ended.
    pub(crate) fn landed(&mut self, about: &About, now: Millis) {
        self.flying.remove(about);
        self.resting.insert(about.clone(), now + REST);
    }

    /// Some look has ended, and it is not known which: all of them count as ended. Then a customer may be looked at twice.
    pub(crate) fn forget(&mut self) {
        self.flying.clear();
    }

    fn earn(&mut self, now: Millis) {
        let elapsed = (now - self.counted).clamp(0, 1_000);
        self.counted = now;
        let earned = elapsed * i64::from(self.per_second);
        self.budget = (self.budget + earned).min(Self::full(self.per_second));
    }
}

/// How long to wait after the attempt with this number, the first being 1, failed. `chance` between 0 and 1 spreads those that
/// failed together.
pub(crate) fn wait_after(attempt: u32, chance: f64) -> Millis {
    let doublings = attempt.saturating_sub(1).min(20);
    let wait = (FIRST_WAIT << doublings).min(LONGEST_WAIT);
    #[allow(
        clippy::cast_possible_truncation,
        reason = "at most half an hour in milliseconds"
    )]
    #[allow(clippy::cast_precision_loss, reason = "at most half an hour in milliseconds")]
    let spread = (wait as f64 * 0.25 * chance.clamp(0.0, 1.0)) as Millis;
    wait + spread
}

#[cfg(test)]
mod tests {
    use crate::proabono::CustomerReference;

    use super::*;

    fn about(name: &str) -> About {
        About {
            customer: CustomerReference::new(name).ok(),
            segment: None,
        }
    }

    #[test]
    fn a_customer_is_looked_at_once_at_a_time_and_rests_afterwards() {
        let mut schedule = Schedule::new(4, 100, 0);
        let ann = about("ann");
        assert_eq!(schedule.admit(&ann, 0), Admission::Now);
        assert_eq!(schedule.admit(&ann, 1), Admission::Later);
        assert_eq!(schedule.admit(&about("bob"), 1), Admission::Now);
        schedule.landed(&ann, 10);
        assert_eq!(schedule.admit(&ann, 11), Admission::At(10 + REST));
        assert_eq!(schedule.admit(&ann, 10 + REST), Admission::Now);
    }

    #[test]
    fn looks_are_bounded_at_once_and_per_second() {
        let mut schedule = Schedule::new(2, 3, 0);
        for name in ["a", "b"] {
            assert_eq!(schedule.admit(&about(name), 0), Admission::Now);
        }
        assert_eq!(schedule.admit(&about("c"), 0), Admission::Later);
        let mut begun = 0;
        let mut schedule = Schedule::new(usize::MAX, 3, 0);
        for now in 0..10_000 {
            begun += usize::from(schedule.admit(&about(&format!("c{now}")), now) == Admission::Now);
        }
        assert!((30..=33).contains(&begun), "{begun}");
    }

    #[test]
    fn the_time_that_is_named_is_late_enough() {
        let mut schedule = Schedule::new(usize::MAX, 3, 0);
        let mut now = 0;
        for n in 0..50 {
            let name = about(&format!("c{n}"));
            match schedule.admit(&name, now) {
                Admission::Now => {}
                Admission::At(then) => {
                    assert!(then > now);
                    now = then;
                    assert_eq!(schedule.admit(&name, now), Admission::Now, "{n}");
                }
                Admission::Later => panic!("{n}"),
            }
        }
    }

    #[test]
    fn a_clock_that_is_set_back_stops_nothing() {
        let mut schedule = Schedule::new(usize::MAX, 1, 1_000_000);
        assert_eq!(schedule.admit(&about("a"), 1_000_000), Admission::Now);
        let Admission::At(then) = schedule.admit(&about("b"), 5_000) else {
            panic!();
        };
        assert!(then <= 6_001, "{then}");
        assert_eq!(schedule.admit(&about("b"), then), Admission::Now);
    }

    #[test]
    fn waits_double_up_to_half_an_hour() {
        let waits: Vec<Millis> = (1..=4).map(|attempt| wait_after(attempt, 0.0)).collect();
        assert_eq!(waits, [2_000, 4_000, 8_000, 16_000]);
        assert_eq!(wait_after(u32::MAX, 0.0), LONGEST_WAIT);
        assert_eq!(wait_after(1, 1.0), 2_500);
    }
}
