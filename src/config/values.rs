//! Readers of values: each takes what was said for a key, or its default, and reports what it cannot read.

use std::time::Duration;

use url::Url;

use crate::proabono::{Settings, is_loopback};

use super::key::Key;
use super::placeholder;
use super::source::Source;

impl Source {
    /// The text of a key that may be left out.
    pub(super) fn optional(&mut self, key: &Key) -> Option<String> {
        match self.raw(key).map(|raw| raw.items.clone()) {
            Some(mut items) if items.len() == 1 => items.pop(),
            Some(_) => {
                self.problem_with(key, "it takes one value, not a list");
                None
            }
            None => (!key.default.is_empty()).then(|| key.default.to_owned()),
        }
    }

    /// The text of a key that must be set.
    pub(super) fn required(&mut self, key: &Key) -> Option<String> {
        if self.raw(key).is_none() && key.default.is_empty() {
            self.problem_with(key, format!("it is not set. {}", key.doc));
            return None;
        }
        self.optional(key)
    }

    /// An optional value, understood by `read`, whose error is the sentence for the operator.
    pub(super) fn parse<T>(&mut self, key: &Key, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let text = self.optional(key)?;
        self.understand(key, &text, read)
    }

    /// A mandatory value, likewise.
    pub(super) fn parse_required<T>(
        &mut self,
        key: &Key,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let text = self.required(key)?;
        self.understand(key, &text, read)
    }

    /// A list: in the file a list of texts, in the environment texts separated by commas.
    pub(super) fn list<T>(&mut self, key: &Key, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
        let said = self
            .raw(key)
            .map_or_else(|| vec![key.default.to_owned()], |raw| raw.items.clone());
        let items = said
            .iter()
            .flat_map(|text| text.split(','))
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let items: Vec<String> = items.map(str::to_owned).collect();
        items
            .iter()
            .filter_map(|item| self.understand(key, item, &read))
            .collect()
    }

    fn understand<T>(
        &mut self,
        key: &Key,
        text: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        let sham = key
            .token
            .then(|| placeholder::refusal(text, self.keys().filter(|key| key.token)))
            .flatten();
        if let Some(what) = sham {
            self.problem_with(key, what);
            return None;
        }
        match read(text.trim()) {
            Ok(value) => Some(value),
            Err(what) if key.secret => {
                self.problem_with(key, what);
                None
            }
            Err(what) => {
                let what = match without_secrets(key, text) {
                    Some(text) => format!("{what} (it is {:?})", shortened(text)),
                    None => what,
                };
                self.problem_with(key, what);
                None
            }
        }
    }
}

/// What was written, without a user name or password in an address.
fn shortened(text: &str) -> String {
    let shown = match (text.split_once("://"), text.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://…@{rest}"),
        _ => text.to_owned(),
    };
    shown.chars().take(80).collect()
}

pub(super) fn boolean(text: &str) -> Result<bool, String> {
    match text {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" => Ok(false),
        _ => Err("write true or false".to_owned()),
    }
}

/// A duration such as `500ms`, `10s`, `5m` or `1h`, between two bounds.
pub(super) fn duration(least: Duration, most: Duration) -> impl Fn(&str) -> Result<Duration, String> {
    move |text| {
        let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number: u32 = digits.trim().parse().map_err(|_| DURATION.to_owned())?;
        let unit = match &text[digits.len()..] {
            "ms" => Duration::from_millis(1),
            "s" => Duration::from_secs(1),
            "m" => Duration::from_mins(1),
            "h" => Duration::from_hours(1),
            _ => return Err(DURATION.to_owned()),
        };
        let value = unit.checked_mul(number).ok_or_else(|| DURATION.to_owned())?;
        if value < least || value > most {
            return Err(format!("it must lie between {least:?} and {most:?}"));
        }
        Ok(value)
    }
}

const DURATION: &str = "write a number and a unit, such as 500ms, 10s, 5m or 1h";

/// An address that a visitor is sent to by a click: https, http, a path of the same site, or `mailto:`.
pub(super) fn way_on(text: &str) -> Result<String, String> {
    const WHAT: &str = "write an https:// address, a path that starts with /, or a mailto: address";
    let path = text.starts_with('/') && !text.starts_with("//");
    let known = || Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto"));
    if text.contains('\\') || text.contains(char::is_whitespace) || !(path || known()) {
        return Err(WHAT.to_owned());
    }
    Ok(text.to_owned())
}

/// A source of a Content-Security-Policy: an origin, with `*.` as first label at most.
pub(super) fn csp_origin(text: &str) -> Result<String, String> {
    const WHAT: &str =
        "write an origin such as https://bank.example or https://*.bank.example, without a path";
    let plain = text.replacen("://*.", "://any.", 1);
    let url = Url::parse(&plain).map_err(|_| WHAT.to_owned())?;
    let origin = url.origin().ascii_serialization();
    let secure = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    if !secure || origin != plain.to_ascii_lowercase() || plain.contains(['*', ';', ',', '\'', '"']) {
        return Err(WHAT.to_owned());
    }
    Ok(text.to_ascii_lowercase())
}

/// What may be repeated of a wrong value. Into the address of an API somebody pastes a key, or a link with one in it.
fn without_secrets<'a>(key: &Key, text: &'a str) -> Option<&'a str> {
    if !key.env.ends_with("_BASE") {
        return Some(text);
    }
    let (_, rest) = text.split_once("://")?;
    let end = rest
        .find(['?', '#', '@'])
        .map_or(text.len(), |at| text.len() - rest.len() + at);
    (!rest.contains('@')).then(|| &text[..end])
}

/// An address that keys may be sent to.
pub(super) fn origin(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("it is not an address: {error}"))?;
    Settings::check_base(&url).map_err(|error| error.to_string())?;
    Ok(url)
}

/// A key as a header carries it.
pub(super) fn header_text(text: &str) -> Result<String, String> {
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("a key is printable ASCII without spaces; copy it again".to_owned())
    }
}
