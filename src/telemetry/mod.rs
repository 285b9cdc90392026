//! The log: one subscriber, and the rules that no library prints data of a visitor and that none fills the disk.

mod recent;
mod settings;
mod traces;

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroU32;
use std::panic::{self, PanicHookInfo};
#[cfg(feature = "cli")]
use std::path::Path;

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::Timestamp;
use serde_json::json;
use tracing::callsite::Identifier;
use tracing::level_filters::LevelFilter;
use tracing::subscriber::Interest;
use tracing::{Event, Metadata};
use tracing_subscriber::filter::{FilterExt as _, Targets};
use tracing_subscriber::fmt;
use tracing_subscriber::layer::{Context, Filter, Layer as _, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

#[cfg(feature = "cli")]
use crate::settings::Source;
use crate::settings::settings;
use crate::settings::values::word;

pub use recent::Recent;
pub use settings::TelemetryConfig;
pub(crate) use traces::{Answered, Traces, carried};

settings! {
    /// The log, on standard error.
    pub struct LogConfig in "log." {
        /// The lowest level that is logged (error, warn, info, debug or trace), for single modules too, as in
        /// `info,proabono_portal::customers=debug`. Libraries only warn: below that they would print links.
        level: String = filter, default("info");

        /// `text` for people or `json`, one object per line.
        format: LogFormat = word(&LogFormat::WORDS), default("text");
    }
}

/// The format of a line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// One JSON object per line.
    Json,
}

impl LogFormat {
    const WORDS: [(&str, Self); 2] = [("text", Self::Text), ("json", Self::Json)];

    /// The format that is set, whatever is wrong with the other settings: so that those who read the log can read that too.
    #[cfg(feature = "cli")]
    pub(crate) fn early(file: Option<&Path>) -> Self {
        let said = Source::early(&LogConfig::format, file);
        said.and_then(|text| word(&Self::WORDS)(&text).ok())
            .unwrap_or(Self::Text)
    }
}

fn filter(text: &str) -> Result<String, &'static str> {
    match text.parse::<Targets>() {
        Ok(_) if text.split(',').all(says_a_level) => Ok(text.to_owned()),
        _ => Err(
            "write error, warn, info, debug or trace, alone or with levels of modules such as info,proabono_portal::customers=debug",
        ),
    }
}

/// A bare word that is no level would be taken for the name of a module, and everything else would fall silent.
fn says_a_level(directive: &str) -> bool {
    let directive = directive.trim();
    directive.contains('=') || directive.parse::<LevelFilter>().is_ok()
}

/// The log targets of this project's crates, which print no request.
const OURS: [&str; 3] = ["proabono", "proabono_emulator", "proabono_portal"];

/// The most lines that one place in a library may write, per minute. The HTTP library writes one for each request that
/// it cannot parse, and anybody can send those.
const LINES_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

/// Starts the log on standard error. Called once, by the binary. The last warnings and errors are kept, whatever the level of the log is.
///
/// # Errors
/// When the level is not a filter, or a log runs already.
pub fn start(config: &LogConfig) -> Result<Recent, Box<dyn std::error::Error + Send + Sync>> {
    let filter = config.level.parse::<Targets>()?.and(Libraries::new());
    let lines = fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal());
    let lines = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).boxed(),
    };
    let recent = Recent::default();
    let writer = recent.clone();
    let kept = fmt::layer().json().flatten_event(true).with_current_span(false);
    let kept = kept.with_writer(move || writer.clone());
    tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .with(kept.with_filter(LevelFilter::WARN.and(Libraries::new())))
        .try_init()?;
    let panics = recent.clone();
    tell_panics(config.format, move |panic| {
        panics.keep(&line_of(panic, LogFormat::Json));
    });
    Ok(recent)
}

/// Makes a panic a line of the log.
#[cfg(feature = "cli")]
pub(crate) fn on_panic(format: LogFormat) {
    tell_panics(format, |_| ());
}

fn tell_panics(format: LogFormat, keep: impl Fn(&PanicHookInfo<'_>) + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |panic| {
        // If standard error is closed, there is nobody left to tell.
        let _ = writeln!(io::stderr(), "{}", line_of(panic, format));
        keep(panic);
    }));
}

/// The line for a panic, in the format of the log, since a reader of JSON stops at plain text. The message of a panic
/// may quote a visitor's data, so only the place is written. The subscriber is not used, since it may be the part that
/// panicked.
fn line_of(panic: &PanicHookInfo<'_>, format: LogFormat) -> String {
    const FAULT: &str = "something ended in a panic, which is a fault; please report the place";
    const CODE: &str = "panic";
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let (now, target) = (Timestamp::now(), module_path!());
    match format {
        LogFormat::Text => format!("{now} ERROR {target}: {FAULT} code=\"{CODE}\" place={place}"),
        LogFormat::Json => {
            json!({
                "timestamp": now, "level": "ERROR", "message": FAULT, "code": CODE, "place": place, "target": target,
            })
            .to_string()
        }
    }
}

/// Limits what libraries write.
struct Libraries {
    lines: DefaultKeyedRateLimiter<Identifier>,
}

impl Libraries {
    fn new() -> Self {
        Self {
            lines: RateLimiter::keyed(Quota::per_minute(LINES_PER_MINUTE)),
        }
    }
}

impl<S> Filter<S> for Libraries {
    fn enabled(&self, metadata: &Metadata<'_>, _: &Context<'_, S>) -> bool {
        may_print(metadata)
    }

    fn callsite_enabled(&self, metadata: &'static Metadata<'static>) -> Interest {
        if is_ours(metadata) {
            Interest::always()
        } else if may_print(metadata) {
            // A filter that looks at single events must be asked about their place each time, or tracing-subscriber loses
            // count of what was filtered.
            Interest::sometimes()
        } else {
            Interest::never()
        }
    }

    fn event_enabled(&self, event: &Event<'_>, _: &Context<'_, S>) -> bool {
        let metadata = event.metadata();
        is_ours(metadata) || self.lines.check_key(&metadata.callsite()).is_ok()
    }

    /// Without this hint, the hint of the other filter would have no effect, and every disabled line of every library
    /// would be checked at run time.
    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::TRACE)
    }
}

fn is_ours(metadata: &Metadata<'_>) -> bool {
    let name = metadata.target().split("::").next();
    name.is_some_and(|name| OURS.contains(&name))
}

/// Libraries only warn: below that they print requests with their query strings, and with them links and keys.
fn may_print(metadata: &Metadata<'_>) -> bool {
    is_ours(metadata) || *metadata.level() <= LevelFilter::WARN
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    /// A writer that keeps what is written.
    #[derive(Clone, Default)]
    struct Written(Arc<Mutex<Vec<u8>>>);

    impl Written {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    impl io::Write for Written {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// The lines in JSON that a program writes through the filter.
    fn written(program: impl FnOnce()) -> String {
        let written = Written::default();
        let writer = written.clone();
        let lines = fmt::layer().json().with_writer(move || writer.clone());
        let log = tracing_subscriber::registry().with(lines.with_filter(Libraries::new()));
        tracing::subscriber::with_default(log, program);
        written.text()
    }

    #[test]
    fn a_panic_is_one_line_of_the_log_and_says_nothing_that_a_visitor_brought() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let written = Arc::clone(&lines);
        panic::set_hook(Box::new(move |panic| {
            let both = [LogFormat::Json, LogFormat::Text].map(|format| line_of(panic, format));
            written.lock().unwrap().push(both);
        }));
        let result = panic::catch_unwind(|| panic!("secret\nfrom a visitor"));
        let _ = panic::take_hook();
        assert!(result.is_err());
        let lines = lines.lock().unwrap();
        let [json, text] = lines.iter().find(|[json, _]| json.contains(file!())).unwrap();
        let line: serde_json::Value = serde_json::from_str(json).unwrap();
        assert_eq!(line["level"], "ERROR");
        assert!(line["place"].as_str().unwrap().contains(file!()), "{json}");
        for line in [json, text] {
            assert!(!line.contains("secret") && !line.contains('\n'), "{line}");
        }
    }

    #[test]
    fn a_library_writes_a_bounded_number_of_lines_from_one_place_and_we_as_many_as_we_like() {
        let text = written(|| {
            tracing::warn!(target: "some_library", "another place");
            for _ in 0..200 {
                tracing::error!(target: "some_library", "the first place");
                tracing::info!(target: "some_library", "never");
                tracing::info!("our own");
            }
        });
        let count = |part: &str| text.matches(part).count();
        assert_eq!((count("never"), count("our own")), (0, 200));
        // Meanwhile one line is allowed again every two seconds.
        assert!((30..=40).contains(&count("the first place")), "{text}");
        assert_eq!(count("another place"), 1);
    }
}
