//! The environment's part of the settings.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use super::key::Key;
use super::source::{Source, nearest, unknown};
use super::text;
use super::toml_file::Raw;
use super::{values, variable};

/// Variables of ProAbono's own tools and of the command line, which are known and not read here.
const LEFT_ALONE: [&str; 2] = ["PORTAL_CONFIG", "PROABONO_WEBHOOK_SECRET"];

/// A variable that says a key.
struct Spelling {
    variable: String,
    /// True when the value is the path of a file that holds the secret.
    names_a_file: bool,
}

/// The variables that say a key: that of its name and of its former one, and for a secret the file of each.
fn spellings(key: &Key) -> Vec<Spelling> {
    let former = (!key.formerly.is_empty()).then(|| variable::of(key.formerly));
    let plain = [key.env.to_owned()].into_iter().chain(former);
    let kinds: &[bool] = if key.secret { &[false, true] } else { &[false] };
    plain
        .flat_map(|name| {
            kinds.iter().map(move |&names_a_file| Spelling {
                variable: format!("{name}{}", if names_a_file { "_FILE" } else { "" }),
                names_a_file,
            })
        })
        .collect()
}

impl Source {
    /// Takes the variables that belong to this program. One that looks like a misspelt setting is a problem.
    pub(super) fn read_environment(&mut self, variables: impl Iterator<Item = (OsString, OsString)>) {
        // A list, since a variable may come twice, once with a mark before its name.
        let mut variables: Vec<(String, OsString)> = variables.filter_map(ours).collect();
        variables.sort();
        let keys: Vec<&'static Key> = self.keys().collect();
        let mut known = BTreeSet::new();
        for key in keys {
            let mut said = Vec::new();
            for spelling in spellings(key) {
                for (variable, value) in variables.iter().filter(|(name, _)| *name == spelling.variable) {
                    // Compose files pass an unset variable on as an empty one.
                    if !is_blank(value) {
                        self.take(key, &spelling, value);
                        said.push(variable.as_str());
                    }
                }
                known.insert(spelling.variable);
            }
            self.refuse_several(&said);
        }
        for (variable, _) in variables.iter().filter(|(name, _)| !known.contains(name)) {
            self.unknown_variable(variable);
        }
    }

    /// Refuses a key that several variables say.
    fn refuse_several(&mut self, said: &[&str]) {
        let [others @ .., last] = said else { return };
        match others {
            [] => {}
            [other] if other == last => {
                self.problem(
                    *last,
                    "it is set twice, once with a mark (U+FEFF) before its name; set one of the two",
                );
            }
            [other] => self.problem(*last, format!("{other} is set too; set one of the two")),
            _ => self.problem(
                *last,
                format!("{} are set too; set one of them", others.join(" and ")),
            ),
        }
    }

    fn unknown_variable(&mut self, variable: &str) {
        let keys: Vec<&'static Key> = self.keys().collect();
        let known = || keys.iter().map(|key| key.env);
        // A container platform names variables after services, PORTAL_PORT for one called `portal`.
        let misspelt = variable.starts_with("PORTAL_")
            && (variable.contains("__") || nearest(variable, known()).is_some());
        if misspelt {
            self.problem(variable, unknown(variable, known()));
        } else if !LEFT_ALONE.contains(&variable) {
            self.warn(format!("{variable} is set, and nothing reads it"));
        }
    }

    /// Takes the value of a variable, or of the file that it names.
    fn take(
        &mut self,
        key: &'static Key,
        Spelling {
            variable,
            names_a_file,
        }: &Spelling,
        value: &OsStr,
    ) {
        let text = if *names_a_file {
            secret_file(value)
        } else {
            let text = value.to_str().map(str::to_owned);
            text.ok_or_else(|| "it is not UTF-8; write it anew".to_owned())
        };
        match text {
            Ok(text) => {
                let raw = Raw {
                    items: vec![text],
                    origin: variable.clone(),
                    from_environment: true,
                };
                self.values.insert(key.name, raw);
            }
            Err(what) => {
                self.problem(variable.as_str(), what);
                self.unread.insert(key.name);
            }
        }
    }
}

fn secret_file(path: &OsStr) -> Result<String, String> {
    // A line of a file that was edited on Windows ends in a carriage return.
    let path = match path.to_str().map(str::trim) {
        Some(text) if text::is_quoted(text) => return Err(text::QUOTED.to_owned()),
        Some(text) => values::path(text)?,
        None => PathBuf::from(path),
    };
    let text = text::read(&path).map_err(|error| error.to_string())?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
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
