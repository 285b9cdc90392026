//! The environment's part of the settings.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::key::Key;
use super::source::{Source, nearest, unknown};
use super::text;
use super::toml_file::Raw;
use super::variable;

/// Variables of ProAbono's own tools and of the command line, which are known and not read here.
const LEFT_ALONE: [&str; 2] = ["PORTAL_CONFIG", "PROABONO_WEBHOOK_SECRET"];

/// The keys by the names of their variables.
type Named = BTreeMap<String, &'static Key>;

impl Source {
    /// Takes the variables that belong to this program. One that looks like a misspelt setting is a problem.
    pub(super) fn read_environment(&mut self, variables: impl Iterator<Item = (OsString, OsString)>) {
        let keys: Vec<&'static Key> = self.keys().collect();
        let now = keys.iter().map(|key| (key.env.to_owned(), *key));
        let before = keys.iter().filter(|key| !key.formerly.is_empty());
        let named: Named = now
            .chain(before.map(|key| (variable::of(key.formerly), *key)))
            .collect();
        let variables: BTreeMap<String, OsString> = variables.filter_map(ours).collect();
        let set = |name: &str| variables.get(name).is_some_and(|value| !is_blank(value));
        for (variable, value) in &variables {
            let file_of = variable.strip_suffix("_FILE").and_then(|name| named.get(name));
            let (key, rivals) = if let Some(key) = named.get(variable) {
                self.take_variable(key, variable, value);
                (*key, Vec::new())
            } else if let Some(key) = file_of.filter(|key| key.secret) {
                self.take_secret_file(key, variable, value);
                (*key, vec![key.env.to_owned(), variable::of(key.formerly)])
            } else {
                self.unknown_variable(variable, &named);
                continue;
            };
            // The variable of the former name, with a value or with a file, says the same as that of the present one.
            let present = [key.env.to_owned(), format!("{}_FILE", key.env)];
            let former = if present.contains(variable) {
                Vec::new()
            } else {
                present.to_vec()
            };
            let rival = [rivals, former].concat().into_iter().find(|name| set(name));
            if let Some(rival) = rival.filter(|_| !is_blank(value)) {
                self.problem(
                    variable.as_str(),
                    format!("{rival} is set too; set one of the two"),
                );
            }
        }
    }

    fn unknown_variable(&mut self, variable: &str, named: &Named) {
        let known = || named.values().map(|key| key.env);
        // A container platform names variables after services, PORTAL_PORT for one called `portal`.
        let misspelt = variable.starts_with("PORTAL_")
            && (variable.contains("__") || nearest(variable, known()).is_some());
        if misspelt {
            self.problem(variable, unknown(variable, known()));
        } else if !LEFT_ALONE.contains(&variable) {
            self.warn(format!("{variable} is set, and nothing reads it"));
        }
    }

    fn take_variable(&mut self, key: &'static Key, variable: &str, value: &OsStr) {
        match value.to_str() {
            // Compose files pass an unset variable on as an empty one.
            Some(_) if is_blank(value) => {}
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
        if is_blank(path) {
            return;
        }
        // A line of a file that was edited on Windows ends in a carriage return.
        let path = path
            .to_str()
            .map_or(Path::new(path), |path| Path::new(path.trim()));
        if path.to_str().is_some_and(text::is_quoted) {
            self.problem(variable, text::QUOTED);
            return;
        }
        match text::read(path) {
            Ok(text) => self.take(key, variable, text.trim_end_matches(['\r', '\n'])),
            Err(error) => self.problem(variable, error.to_string()),
        }
    }

    /// Tells whether the value of a key comes from a variable, or from the file that a variable names.
    pub(super) fn is_from_environment(&self, key: &Key) -> bool {
        let origin = self.values.get(key.name).map(|raw| raw.origin.as_str());
        let before = variable::of(key.formerly);
        origin.is_some_and(|origin| {
            // One setting is named `…_FILE` itself.
            [Some(origin), origin.strip_suffix("_FILE")]
                .into_iter()
                .flatten()
                .any(|name| name == key.env || name == before)
        })
    }
}

/// A variable that may belong to this program, by its name without the byte order mark that the first line of a file may
/// have.
fn ours((name, value): (OsString, OsString)) -> Option<(String, OsString)> {
    let name = text::unmarked(name.to_str()?);
    let ours = name.starts_with("PORTAL_") || name.starts_with("PROABONO_");
    ours.then(|| (name.to_owned(), value))
}

fn is_blank(value: &OsStr) -> bool {
    value
        .to_str()
        .is_some_and(|text| text::unmarked(text).trim().is_empty())
}
