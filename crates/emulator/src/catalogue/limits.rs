//! The limits of numbers, in a catalogue and in a request.

use std::ops::RangeInclusive;

/// A length of time, or a number of periods that may be none: long enough for anything, short enough for the calendar. A trial of
/// 0 is none.
pub(crate) const DURATION: RangeInclusive<u64> = 0..=1_000;

/// A period has a length, and there is at least one.
pub(crate) const PERIODS: RangeInclusive<u64> = 1..=1_000;

/// A quantity of a feature. More is a mistake, and would overflow a price.
pub(crate) const QUANTITY: RangeInclusive<i64> = 0..=1_000_000_000;
