use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::Path;

use super::key::Key;
use super::report::{Problem, Report, place};
use super::toml_file::{self, Raw};

/// Variables of ProAbono's own tools and of the command line, which are known and not read here.
const LEFT_ALONE: [&str; 2] = ["PORTAL_CONFIG", "PROABONO_WEBHOOK_SECRET"];

/// The values that were said, by key, and the problems that were found so far.
pub struct Source {
    known: BTreeMap<&'static str, &'static Key>,
    values: BTreeMap<&'static str, Raw>,
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

    /// Adds the values of the file, when one is given, and of the environment, which wins.
    ///
    /// # Errors
    /// [`Report`] when the file cannot be read: without it nearly everything would be missing, and a full report would
    /// hide why.
    pub(crate) fn filled(mut self, file: Option<&Path>) -> Result<Self, Report> {
        if let Some(file) = file {
            for (name, raw) in toml_file::read(file).map_err(Report::of)? {
                self.say(&name, raw.items, raw.origin);
            }
        }
        self.read_environment(std::env::vars_os());
        Ok(self)
    }

    /// The text of one key of the environment, which wins, or of the file, before the rest is known to be right.
    #[cfg(feature = "cli")]
    pub(crate) fn early(key: &Key, file: Option<&Path>) -> Option<String> {
        let said = std::env::var(key.env).ok();
        let said = said.filter(|text| !text.trim().is_empty());
        said.or_else(|| toml_file::one(file?, key.name))
    }

    pub(crate) fn warn(&mut self, warning: String) {
        self.warnings.push(warning);
    }

    /// Takes the variables that belong to this program. One that looks like a misspelt setting is a problem.
    fn read_environment(&mut self, variables: impl Iterator<Item = (OsString, OsString)>) {
        let by_env: BTreeMap<&str, &'static Key> = self.known.values().map(|key| (key.env, *key)).collect();
        let variables: BTreeMap<OsString, OsString> = variables.collect();
        for (variable, value) in &variables {
            let Some(variable) = variable.to_str().filter(|name| ours(name)) else {
                continue;
            };
            let file_of = variable.strip_suffix("_FILE").and_then(|name| by_env.get(name));
            if let Some(key) = by_env.get(variable) {
                self.take_variable(key, variable, value);
            } else if let Some(key) = file_of.filter(|key| key.secret) {
                if variables
                    .get(OsStr::new(key.env))
                    .is_some_and(|text| !text.is_empty())
                {
                    self.problem(variable, format!("{} is set too; set one of the two", key.env));
                }
                self.take_secret_file(key, variable, value);
            } else if meant_for_us(variable, by_env.keys().copied()) {
                self.problem(variable, unknown(variable, by_env.keys().copied()));
            } else if !LEFT_ALONE.contains(&variable) {
                // A container platform names variables after services, PORTAL_PORT for one called `portal`.
                self.warn(format!("{variable} is set, and nothing reads it"));
            }
        }
    }

    fn take_variable(&mut self, key: &'static Key, variable: &str, value: &OsStr) {
        match value.to_str() {
            // Compose files pass an unset variable on as an empty one.
            Some(text) if text.trim().is_empty() => {}
            Some(text) => self.take(key, variable, text),
            None => self.problem(variable, "it is not UTF-8; write it anew"),
        }
    }

    fn take(&mut self, key: &'static Key, variable: &str, text: &str) {
        let items = vec![text.to_owned()];
        let origin = variable.to_owned();
        self.values.insert(key.name, Raw { items, origin });
    }

    fn take_secret_file(&mut self, key: &'static Key, variable: &str, path: &OsStr) {
        if path.is_empty() {
            return;
        }
        match std::fs::read_to_string(path) {
            Ok(text) => self.take(key, variable, text.trim_end_matches(['\r', '\n'])),
            Err(error) => self.problem(
                variable,
                format!(
                    "the file it names cannot be read ({}); check its path and owner",
                    error.kind()
                ),
            ),
        }
    }

    fn say(&mut self, name: &str, items: Vec<String>, origin: String) {
        if let Some(key) = self.known.get(name) {
            self.values.insert(key.name, Raw { items, origin });
        } else {
            let what = unknown(name, self.known.keys().copied());
            self.problem(origin, what);
        }
    }

    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.known.values().copied()
    }

    /// Tells whether the file or the environment has a value for a key.
    pub(crate) fn says(&self, key: &Key) -> bool {
        self.values.contains_key(key.name)
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

fn ours(variable: &str) -> bool {
    variable.starts_with("PORTAL_") || variable.starts_with("PROABONO_")
}

/// Tells whether an unknown variable is a key misspelt, and not one that a platform made up for a service called
/// `portal`.
fn meant_for_us<'a>(variable: &str, known: impl Iterator<Item = &'a str>) -> bool {
    variable.starts_with("PORTAL_") && (variable.contains("__") || nearest(variable, known).is_some())
}

fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let by_distance = known.map(|candidate| (distance(name, candidate), candidate));
    by_distance
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, candidate)| candidate)
}

fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    match nearest(name, known) {
        Some(candidate) => format!("there is no such setting; did you mean {candidate}?"),
        None => "there is no such setting; docs/configuration.md lists them all".to_owned(),
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
