use std::time::Duration;

use proabono_cli::terminal::Failure;

/// The most that an address may take for one answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Does the work of a command to its end.
pub(super) fn wait<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}
