use crate::config::{Config, keys};
use crate::settings::Source;

/// A value shorter than this may well stand in a sentence of ours.
const LONG: usize = 12;

/// Whatever stands in a file of settings, its problems are told without a secret, and what is taken shows none.
pub fn toml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let source = Source::new(keys()).needing_identity();
    let filled = match source.with_text("portal.toml", text) {
        Ok(filled) => filled,
        Err(report) => return hides_text(&report.to_string(), text),
    };
    let secrets: Vec<String> = secrets(&filled);
    let told = match Config::from_source(filled) {
        Ok(config) => format!("{config:?}\n{:?}", config.warnings),
        Err(report) => format!("{report}\n{report:?}"),
    };
    for secret in secrets {
        // A text that stands in the file elsewhere may be told from there, and one that our own sentences have says nothing.
        let once = text.matches(secret.as_str()).count() == 1;
        if once && told.contains(&secret) {
            assert!(usual().contains(&secret), "{secret:?} is told: {told}");
        }
    }
}

/// The report of a file in which nothing stands.
fn usual() -> String {
    let empty = Source::new(keys()).needing_identity();
    let read = empty.with_text("portal.toml", "").and_then(Config::from_source);
    read.map_or_else(|report| report.to_string(), |_| String::new())
}

/// The secrets that a source has a value for.
fn secrets(source: &Source) -> Vec<String> {
    let said = keys().filter(|key| key.secret).filter_map(|key| source.said(key));
    let long = said.flatten().filter(|value| value.len() >= LONG);
    long.cloned().collect()
}

/// A file that is no TOML is told by its place and the parser's message alone, which quotes no more than a character.
fn hides_text(told: &str, text: &str) {
    for line in text.lines().map(str::trim).filter(|line| line.len() > 40) {
        assert!(!told.contains(line), "a line of the file is told: {told}");
    }
}
