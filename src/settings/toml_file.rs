use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::report::Problem;
use super::text::{self, Unread, is_quoted};

/// A value before it is understood: one text or a list of them, and where it was said.
pub(super) struct Raw {
    pub(super) items: Vec<String>,
    pub(super) origin: String,
    /// True when the value comes from a variable, or from the file that a variable names.
    pub(super) from_environment: bool,
}

/// Reads the text of a file.
pub(super) fn read(path: &Path) -> Result<String, Problem> {
    let file = path.display().to_string();
    text::read(path).map_err(|error| Problem {
        what: unread(&file, &error),
        place: file,
    })
}

/// Parses the text of a file into pairs of key and value, each with its place.
pub(super) fn parsed(file: &str, text: &str) -> Result<Vec<(String, Raw)>, Problem> {
    let table = DeTable::parse(text).map_err(|error| Problem {
        place: at(file, text, error.span().map_or(0, |span| span.start)),
        // Only the parser's message: its full text quotes the line, which may hold a secret.
        what: format!("this is not TOML: {}", error.message()),
    })?;
    let mut pairs = Vec::new();
    let reader = Reader { file, text };
    reader.table(table.get_ref(), "", &mut pairs)?;
    Ok(pairs)
}

fn unread(file: &str, error: &Unread) -> String {
    match error {
        Unread::Io(_) if is_quoted(file.trim()) => {
            "its path stands in quotes, which are read as a part of it: leave them out".to_owned()
        }
        Unread::Io(_) if text::is_unexpanded(file) => text::UNEXPANDED.to_owned(),
        Unread::Io(error) => format!("the file cannot be read ({error}); check the path after --config"),
        Unread::Encoding => "the file is not UTF-8; save it as UTF-8".to_owned(),
    }
}

/// Reads one value of a file, in which anything else may be wrong, even so that it is no TOML.
#[cfg(feature = "cli")]
pub(super) fn one(path: &Path, name: &str) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let (table, _) = DeTable::parse_recoverable(&text);
    let (section, key) = name.rsplit_once('.')?;
    let section = section.split('.').try_fold(table.get_ref(), |table, name| {
        table.get(name)?.get_ref().as_table()
    })?;
    scalar(section.get(key)?)
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
}

impl Reader<'_> {
    fn table(
        &self,
        table: &DeTable<'_>,
        prefix: &str,
        pairs: &mut Vec<(String, Raw)>,
    ) -> Result<(), Problem> {
        for (key, value) in table {
            let name = if prefix.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{prefix}.{}", key.get_ref())
            };
            if let DeValue::Table(inner) = value.get_ref() {
                self.table(inner, &name, pairs)?;
                continue;
            }
            let origin = at(self.file, self.text, key.span().start);
            let items = items(value).ok_or_else(|| Problem {
                place: origin.clone(),
                what: "the value must be a text, a number, true, false, or a list of texts".to_owned(),
            })?;
            let raw = Raw {
                items,
                origin,
                from_environment: false,
            };
            pairs.push((name, raw));
        }
        Ok(())
    }
}

fn items(value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
    match value.get_ref() {
        DeValue::Array(array) => array.iter().map(scalar).collect(),
        _ => scalar(value).map(|item| vec![item]),
    }
}

/// Everything is a text until its key is read, so that `0123` stays what was written.
fn scalar(value: &Spanned<DeValue<'_>>) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        _ => None,
    }
}

fn at(file: &str, text: &str, offset: usize) -> String {
    let line = text.get(..offset).unwrap_or(text).matches('\n').count() + 1;
    format!("{file}:{line}")
}
