//! The signals that end a server, and those that do not.

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal as handler};

/// The signals that end a server, caught from the moment this is made. One that cannot be caught ends the process by itself.
#[cfg(unix)]
pub(super) struct Signals {
    terminate: Option<Signal>,
    interrupt: Option<Signal>,
}

#[cfg(unix)]
impl Signals {
    /// Must be called inside a runtime.
    pub(super) fn new() -> Self {
        Self {
            terminate: handler(SignalKind::terminate()).ok(),
            interrupt: handler(SignalKind::interrupt()).ok(),
        }
    }

    /// Completes at the next SIGTERM or SIGINT that is caught.
    pub(super) async fn end(&mut self) {
        tokio::select! {
            () = next(&mut self.terminate) => {}
            () = next(&mut self.interrupt) => {}
        }
    }
}

#[cfg(unix)]
async fn next(signal: &mut Option<Signal>) {
    match signal {
        Some(signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}

/// Elsewhere than on Unix there is Ctrl-C alone.
#[cfg(not(unix))]
pub(super) struct Signals;

#[cfg(not(unix))]
impl Signals {
    pub(super) fn new() -> Self {
        Self
    }

    pub(super) async fn end(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}

/// Completes at the first SIGTERM or SIGINT.
#[cfg(feature = "cli")]
pub(crate) async fn signal() {
    Signals::new().end().await;
}

/// Lets the process outlive the signals by which other servers are told to read their files anew. By default each of them would end
/// it in the middle of its requests. Must be called inside a runtime.
#[cfg(feature = "cli")]
pub(crate) fn outlive() {
    #[cfg(unix)]
    for (name, kind) in [
        ("SIGHUP", SignalKind::hangup()),
        ("SIGUSR1", SignalKind::user_defined1()),
        ("SIGUSR2", SignalKind::user_defined2()),
    ] {
        if let Ok(mut signals) = handler(kind) {
            actix_web::rt::spawn(async move {
                while signals.recv().await.is_some() {
                    tracing::info!("{name} changes nothing: the configuration is read at the start");
                }
            });
        }
    }
}
