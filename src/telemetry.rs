//! The log: one subscriber, and the rule that no library prints what a visitor brought.

use std::io::{self, IsTerminal as _};

use tracing::Metadata;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::{EnvFilter, FilterExt as _, filter_fn};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

/// The log, on standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LogConfig {
    /// A `tracing` filter, e.g. `info` or `warn,proabono_portal::customers=debug`.
    pub level: String,
    /// How a line looks.
    pub format: LogFormat,
}

/// How a line of the log looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// The crates of this project, which print no request: their targets in the log.
const OURS: [&str; 3] = ["proabono", "proabono_emulator", "proabono_portal"];

/// Starts the log on standard error. Called once, by the binary.
///
/// # Errors
/// When the level is not a filter, or a log runs already.
pub fn start(config: &LogConfig) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    // A function without a hint of its level hides the other filter's: every disabled line, of libraries too, would be
    // asked about while the program runs.
    let libraries = filter_fn(may_print).with_max_level_hint(LevelFilter::TRACE);
    let filter = EnvFilter::try_new(&config.level)?.and(libraries);
    let lines = fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
    };
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .try_init()?;
    Ok(())
}

/// Libraries only warn: below that they print requests with their query strings, and with them links and keys.
fn may_print(metadata: &Metadata<'_>) -> bool {
    let name = metadata.target().split("::").next();
    let ours = name.is_some_and(|name| OURS.contains(&name));
    ours || *metadata.level() <= LevelFilter::WARN
}
