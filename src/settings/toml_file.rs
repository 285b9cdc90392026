#[cfg(feature = "cli")]
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

#[cfg(feature = "cli")]
use super::key::Key;
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
    loaded(path, &file)
}

/// Parses the text of a file into pairs of key and value, each with its place.
pub(super) fn parsed(file: &str, text: &str) -> Result<Vec<(String, Raw)>, Problem> {
    let table = table(text, file)?;
    let mut pairs = Vec::new();
    let reader = Reader { file, text };
    reader.table(table.get_ref(), "", &mut pairs)?;
    Ok(pairs)
}

fn loaded(path: &Path, file: &str) -> Result<String, Problem> {
    text::read(path).map_err(|error| Problem {
        what: unread(file, &error),
        place: file.to_owned(),
    })
}

fn table<'a>(text: &'a str, file: &str) -> Result<Spanned<DeTable<'a>>, Problem> {
    DeTable::parse(text).map_err(|error| Problem {
        place: at(file, text, error.span().map_or(0, |span| span.start)),
        // Only the parser's message: its full text quotes the line, which may hold a secret.
        what: format!("this is not TOML: {}", error.message()),
    })
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
    let (section, name) = section(table.get_ref(), name)?;
    scalar(section.get(name)?)
}

/// A setting of a file under its old name.
#[cfg(feature = "cli")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    pub(crate) line: usize,
    pub(crate) before: &'static str,
    pub(crate) now: &'static str,
}

/// The text of a file with these settings under their present names and all else as it stands, and what that changed. Each of the
/// keys had a name before, in the same section.
#[cfg(feature = "cli")]
pub(super) fn renamed(path: &Path, keys: &[&'static Key]) -> Result<(String, Vec<Renamed>), Problem> {
    let file = path.display().to_string();
    let mut text = loaded(path, &file)?;
    let table = table(&text, &file)?;
    let mut changes = Vec::new();
    for key in keys {
        let Some(place) = place(table.get_ref(), key.formerly) else {
            continue;
        };
        let line = line(&text, place.start);
        if self::place(table.get_ref(), key.name).is_some() {
            return Err(Problem {
                place: format!("{file}:{line}"),
                what: format!(
                    "{} is {} now, which is set too: take one out",
                    key.formerly, key.name
                ),
            });
        }
        changes.push((
            place,
            Renamed {
                line,
                before: key.formerly,
                now: key.name,
            },
        ));
    }
    changes.sort_by_key(|(place, _)| place.start);
    // From the end on, so that the places before stay where they are.
    for (place, Renamed { now, .. }) in changes.iter().rev() {
        let name = now.rsplit_once('.').map_or(*now, |(_, name)| name);
        text.replace_range(place.clone(), name);
    }
    Ok((text, changes.into_iter().map(|(_, change)| change).collect()))
}

/// Where the last part of a name stands as a key.
#[cfg(feature = "cli")]
fn place(table: &DeTable<'_>, name: &str) -> Option<Range<usize>> {
    let (section, name) = section(table, name)?;
    section.get_key_value(name).map(|(key, _)| key.span())
}

/// The table that a setting stands in, and its name there.
#[cfg(feature = "cli")]
fn section<'t, 'n>(table: &'t DeTable<'t>, name: &'n str) -> Option<(&'t DeTable<'t>, &'n str)> {
    let (section, name) = name.rsplit_once('.')?;
    let table = section
        .split('.')
        .try_fold(table, |table, name| table.get(name)?.get_ref().as_table())?;
    Some((table, name))
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
    format!("{file}:{}", line(text, offset))
}

fn line(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count() + 1
}
