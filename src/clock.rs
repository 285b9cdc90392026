//! The time of day as sessions, tokens and rights count it.

use std::time::{Duration, SystemTime};

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.as_ref().map_or(0, Duration::as_secs)
}

/// Milliseconds since 1970.
pub(crate) fn millis() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let millis = since.as_ref().map_or(0, Duration::as_millis);
    u64::try_from(millis).unwrap_or(u64::MAX)
}
