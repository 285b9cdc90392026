use std::fmt::Display;

use super::key::Key;
use super::placeholder;
use super::source::Source;
use super::text;

impl Source {
    /// The texts of a list: in the file a list of them, in the environment separated by commas.
    pub(super) fn items(&self, key: &Key) -> Vec<String> {
        let default = [key.default.to_owned()];
        let said = self.said(key).unwrap_or(&default);
        let items = said.iter().flat_map(|text| text.split(',')).map(str::trim);
        items.filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    /// The values of a key that can be understood, without a report on the others, for another setting that depends on
    /// them.
    pub(crate) fn understood<T, E>(&self, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Vec<T> {
        let items = self.items(key);
        items.iter().filter_map(|item| read(item).ok()).collect()
    }

    /// The reason why a text is refused that a shell would have read otherwise. In a file, quotes within quotes are meant.
    fn kept(&self, key: &Key, text: &str) -> Option<&'static str> {
        let raw = self.values.get(key.name)?;
        text::kept(text).filter(|_| raw.from_environment)
    }

    /// Reports a list that stands in quotes as a whole.
    pub(super) fn refuse_kept_list(&mut self, key: &Key) -> bool {
        let said = self.said(key).unwrap_or_default();
        let what = said.iter().find_map(|text| self.kept(key, text));
        if let Some(what) = what {
            self.problem_with(key, what);
        }
        what.is_some()
    }

    pub(super) fn understand<T, E: Display>(
        &mut self,
        key: &Key,
        text: &str,
        read: impl Fn(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = text::unmarked(text);
        let refusal = || placeholder::refusal(text, self.keys().filter(|key| key.token));
        let sham = key.token.then(refusal).flatten();
        if let Some(what) = sham.or_else(|| self.kept(key, text)) {
            self.problem_with(key, what);
            return None;
        }
        let what = match read(text.trim()) {
            Ok(value) => return Some(value),
            Err(what) => what,
        };
        self.problem_with(
            key,
            match repeatable(key, text) {
                Some(text) => format!("{what}{REPEATED}{:?})", shown(text)),
                None => what.to_string(),
            },
        );
        None
    }
}

/// The words before a wrong value that is repeated in a problem.
pub(crate) const REPEATED: &str = " (it is ";

/// The part of a wrong value that may be repeated. People paste a key, or a link with one in it, into the address of an
/// API.
fn repeatable<'a>(key: &Key, text: &'a str) -> Option<&'a str> {
    if key.secret {
        return None;
    }
    if !key.env.ends_with("_BASE") {
        return Some(text);
    }
    let (_, rest) = text.split_once("://")?;
    let end = rest
        .find(['?', '#', '@'])
        .map_or(text.len(), |at| text.len() - rest.len() + at);
    (!rest.contains('@')).then(|| &text[..end])
}

/// The beginning of a text. A password may stand before the `@` or behind the `?` of an address, and anywhere in one of JDBC.
fn shown(text: &str) -> String {
    let hides = |(scheme, rest): &(&str, &str)| rest.contains('@') || scheme.eq_ignore_ascii_case("jdbc");
    let shown = match text.split_once(':').filter(hides) {
        Some((scheme, _)) => format!("{scheme}:…"),
        None => text
            .split_once('?')
            .map_or(text.to_owned(), |(start, _)| format!("{start}?…")),
    };
    shown.chars().take(80).collect()
}
