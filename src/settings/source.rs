use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use super::key::Key;
use super::report::{Problem, Report, place};
use super::toml_file::{self, Raw};

/// The values that were said, by key, and the problems that were found so far.
pub struct Source {
    pub(super) known: BTreeMap<&'static str, &'static Key>,
    pub(super) values: BTreeMap<&'static str, Raw>,
    /// The keys that are said with a value that cannot be read, which is reported already.
    pub(super) unread: BTreeSet<&'static str>,
    /// The keys that neither the file nor the environment is asked for.
    pub(super) fixed: BTreeSet<&'static str>,
    problems: Vec<Problem>,
    warnings: Vec<String>,
    needs_identity: bool,
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("set", &self.values.keys())
            .finish_non_exhaustive()
    }
}

impl Source {
    /// A source in which nothing is said yet.
    pub fn new(keys: impl Iterator<Item = &'static Key>) -> Self {
        Self {
            known: keys.map(|key| (key.name, key)).collect(),
            values: BTreeMap::new(),
            unread: BTreeSet::new(),
            fixed: BTreeSet::new(),
            problems: Vec::new(),
            warnings: Vec::new(),
            needs_identity: false,
        }
    }

    /// Demands a provider of identity, for a stand-alone server, where no host application could add one.
    #[must_use]
    pub fn needing_identity(mut self) -> Self {
        self.needs_identity = true;
        self
    }

    pub(crate) fn needs_identity(&self) -> bool {
        self.needs_identity
    }

    /// Says `value` for the key `name`; a program does this in place of a file.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.say(name, vec![value.into()], name.to_owned());
        self
    }

    /// The same, and what the file and the environment say for that key does not count, not even as a mistake. Without a
    /// value it counts as not set.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    #[must_use]
    pub(crate) fn fixed(mut self, key: &Key, value: Option<String>) -> Self {
        // A key may be fixed anew, and while it is fixed nothing else is heard.
        self.fixed.remove(key.name);
        self.values.remove(key.name);
        if let Some(value) = value {
            self = self.with(key.name, value);
        }
        self.fixed.insert(key.name);
        self
    }

    /// Adds the values of the file, when one is given, and of the environment, which wins.
    ///
    /// # Errors
    /// [`Report`] when the file cannot be read: without it nearly everything would be missing, and a full report would
    /// hide why.
    pub(crate) fn filled(mut self, file: Option<&Path>) -> Result<Self, Report> {
        if let Some(file) = file {
            let text = toml_file::read(file).map_err(Report::of)?;
            self = self.with_text(&file.display().to_string(), &text)?;
        }
        self.read_environment(std::env::vars_os());
        Ok(self)
    }

    /// Adds the values of a text in TOML; `file` is its name in problems.
    ///
    /// # Errors
    /// [`Report`] when it is not TOML.
    pub(crate) fn with_text(mut self, file: &str, text: &str) -> Result<Self, Report> {
        let pairs = toml_file::parsed(file, text).map_err(Report::of)?;
        for key in self
            .keys()
            .filter(|key| !key.formerly.is_empty() && !self.fixed.contains(key.name))
            .collect::<Vec<_>>()
        {
            let said = |name: &str| pairs.iter().any(|(other, _)| other == name);
            if said(key.name) && said(key.formerly) {
                self.problem(
                    key.name,
                    format!("{} is set too; set one of the two", key.formerly),
                );
            }
        }
        for (name, raw) in pairs {
            self.say(&name, raw.items, raw.origin);
        }
        Ok(self)
    }

    /// The text of one key of the environment, which wins, or of the file, before the rest is known to be right.
    #[cfg(feature = "cli")]
    pub(crate) fn early(key: &Key, file: Option<&Path>) -> Option<String> {
        let said = std::env::var(key.env).ok();
        let said = said.map(|said| super::text::unmarked(said.trim()).trim().to_owned());
        let said = said.filter(|text| !text.is_empty());
        said.or_else(|| toml_file::one(file?, key.name))
    }

    pub(crate) fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }

    fn say(&mut self, name: &str, items: Vec<String>, origin: String) {
        let formerly = || self.known.values().find(|key| key.formerly == name);
        if let Some(key) = self.known.get(name).or_else(formerly) {
            if self.fixed.contains(key.name) {
                return;
            }
            let raw = Raw {
                items,
                origin,
                from_environment: false,
            };
            self.values.insert(key.name, raw);
        } else {
            let what = unknown(name, self.known.keys().copied());
            self.problem(origin, what);
        }
    }

    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.known.values().copied()
    }

    /// Tells whether the file or the environment has a value for a key, be it one that cannot be read.
    pub(crate) fn says(&self, key: &Key) -> bool {
        self.values.contains_key(key.name) || self.is_unread(key)
    }

    /// Tells whether a key has a value that cannot be read, so that no more is to be said of it.
    pub(super) fn is_unread(&self, key: &Key) -> bool {
        self.unread.contains(key.name)
    }

    /// The texts that were said for a key.
    pub(crate) fn said(&self, key: &Key) -> Option<&[String]> {
        self.values.get(key.name).map(|raw| raw.items.as_slice())
    }

    pub(crate) fn problem(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.problems.push(Problem {
            place: place.into(),
            what: what.into(),
        });
    }

    /// A problem with the value of a key, or with its absence.
    pub(crate) fn problem_with(&mut self, key: &Key, what: impl Into<String>) {
        self.problem(self.place(key), what);
    }

    fn place(&self, key: &Key) -> String {
        place(key, self.values.get(key.name).map(|raw| raw.origin.as_str()))
    }

    /// The warnings, when nothing is wrong.
    pub(crate) fn finish(self) -> Result<Vec<String>, Report> {
        if self.problems.is_empty() {
            Ok(self.warnings)
        } else {
            Err(Report {
                problems: self.problems,
            })
        }
    }
}

pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let by_distance = known.map(|candidate| (distance(name, candidate), candidate));
    by_distance
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, candidate)| candidate)
}

pub(super) fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(candidate) => format!("there is no such setting as {name}; did you mean {candidate}?"),
        None => format!("there is no such setting as {name}; docs/configuration.md lists them all"),
    }
}

/// Levenshtein's distance: how many letters to add, drop or change.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, right) in b.iter().enumerate() {
            let change = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
