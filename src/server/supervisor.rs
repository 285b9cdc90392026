//! The service manager that started this process hears how it fares, by the protocol of systemd's `sd_notify`. Where none asks
//! for that, nothing is sent.

use std::time::Duration;

#[cfg(unix)]
use sd_notify::NotifyState;

/// Says that visitors are taken.
#[cfg(unix)]
pub(super) fn ready() {
    tell(&[NotifyState::Ready]);
}

/// Says that the end has begun, and how long it may take, so that a longer limit for it need not be written into the unit.
#[cfg(unix)]
pub(super) fn stopping(longest: Duration) {
    let longest = longest + MARGIN;
    let microseconds = u32::try_from(longest.as_micros()).unwrap_or(u32::MAX);
    tell(&[
        NotifyState::Stopping,
        NotifyState::ExtendTimeoutUsec(microseconds),
    ]);
}

/// For what comes after the requests: closing files, and the process itself.
#[cfg(unix)]
const MARGIN: Duration = Duration::from_secs(10);

#[cfg(unix)]
fn tell(states: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(states) {
        tracing::info!(%error, "the service manager (NOTIFY_SOCKET) cannot be told how the server fares");
    }
}

#[cfg(not(unix))]
pub(super) fn ready() {}

#[cfg(not(unix))]
pub(super) fn stopping(_: Duration) {}
