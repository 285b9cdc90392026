use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;

/// How one attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// An answer with this status.
    Status(u16),
    /// No connection, or no answer on it.
    Unreachable,
    /// The time budget ran out.
    TimedOut,
    /// The answer broke off.
    Cut,
    /// The answer is larger than the limit.
    TooLarge,
    /// The answer is not what the contract says.
    Unreadable,
}

impl fmt::Display for Outcome {
    /// The status, or one word with underscores, as a label of a metric has it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => status.fmt(f),
            Self::Unreachable => f.write_str("unreachable"),
            Self::TimedOut => f.write_str("timed_out"),
            Self::Cut => f.write_str("cut"),
            Self::TooLarge => f.write_str("too_large"),
            Self::Unreadable => f.write_str("unreadable"),
        }
    }
}

/// One attempt, as told to an [`Observer`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CallReport {
    /// The name of the operation, e.g. `retrieve_customer`.
    pub operation: &'static str,
    /// How it ended.
    pub outcome: Outcome,
    /// How long it took.
    pub elapsed: Duration,
    /// 1 for the first attempt.
    pub attempt: u32,
}

/// Headers that every attempt carries besides, such as those of a trace. It is asked in the task that sends.
pub type ExtraHeaders = Arc<dyn Fn() -> HeaderMap + Send + Sync>;

/// Told of every attempt.
pub type Observer = Arc<dyn Fn(CallReport) + Send + Sync>;
