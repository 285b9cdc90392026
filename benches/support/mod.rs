//! Two pieces of work in one run, in turn, so that what slows the machine slows both.

use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 301;
/// Long enough for the clock, short enough that a round is rarely interrupted.
const ROUND: Duration = Duration::from_micros(500);

/// What one call of each takes, and how many times longer the first takes than the second: medians of all rounds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Compared {
    /// Nanoseconds of the first.
    pub(crate) ours: f64,
    /// Nanoseconds of the second.
    pub(crate) other: f64,
    /// The first by the second, computed in each round.
    pub(crate) ratio: f64,
}

/// Measures both, a round of one after a round of the other.
pub(crate) fn compare<A, B>(mut ours: impl FnMut() -> A, mut other: impl FnMut() -> B) -> Compared {
    let (often, seldom) = (calls(&mut ours), calls(&mut other));
    let rounds: Vec<(f64, f64)> = (0..ROUNDS)
        .map(|round| {
            if round % 2 == 0 {
                let first = time(&mut ours, often);
                (first, time(&mut other, seldom))
            } else {
                let second = time(&mut other, seldom);
                (time(&mut ours, often), second)
            }
        })
        .collect();
    Compared {
        ours: median(rounds.iter().map(|(ours, _)| *ours)),
        other: median(rounds.iter().map(|(_, other)| *other)),
        ratio: median(rounds.iter().map(|(ours, other)| ours / other)),
    }
}

/// How many calls fill a round.
fn calls<T>(work: &mut impl FnMut() -> T) -> u32 {
    let mut calls = 16;
    while calls < 1 << 20 && time(work, calls) * f64::from(calls) < ROUND.as_secs_f64() * 1e9 {
        calls *= 2;
    }
    calls
}

/// Nanoseconds of one call.
fn time<T>(work: &mut impl FnMut() -> T, calls: u32) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        black_box(work());
    }
    start.elapsed().as_secs_f64() * 1e9 / f64::from(calls)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
