use crate::telemetry::{LogConfig, LogFormat};

use super::key::Key;
use super::source::Source;

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "log.level",
        "PORTAL_LOG__LEVEL",
        "What is logged: error, warn, info, debug, trace, or a `tracing` filter such as \
         `info,proabono_portal::customers=debug`. Libraries only warn: below that they would print links.",
    )
    .default("info"),
    Key::new(
        "log.format",
        "PORTAL_LOG__FORMAT",
        "`text` for people or `json`, one object per line.",
    )
    .default("text"),
];

pub(super) fn read(source: &mut Source) -> Option<LogConfig> {
    let [level, format] = KEYS else { return None };
    let level = source.parse(level, |text| match tracing_subscriber::EnvFilter::try_new(text) {
        Ok(_) if text.split(',').all(says_a_level) => Ok(text.to_owned()),
        _ => Err("write error, warn, info, debug or trace, or a tracing filter with target=level".to_owned()),
    });
    let format = source.parse(format, |text| match text {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err("write text or json".to_owned()),
    });
    Some(LogConfig {
        level: level?,
        format: format?,
    })
}

/// A bare word that is no level would be taken for the name of a module, and everything else would fall silent.
fn says_a_level(directive: &str) -> bool {
    let directive = directive.trim();
    directive.contains(['=', '[']) || directive.parse::<tracing::level_filters::LevelFilter>().is_ok()
}
