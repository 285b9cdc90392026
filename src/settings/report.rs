use std::fmt;

use super::Key;

/// A problem of the configuration: where the value comes from, what is wrong with it, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The variable, and the place in the file when the value came from there.
    pub place: String,
    /// A description of the problem with its remedy. It never quotes a secret.
    pub what: String,
}

/// Every problem of a configuration.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub struct Report {
    /// In the order of the documentation.
    pub problems: Vec<Problem>,
}

impl Report {
    pub(super) fn of(problem: Problem) -> Self {
        Self {
            problems: vec![problem],
        }
    }

    pub(crate) fn internal() -> Self {
        let what = "a value is missing and no rule says so; please report this".to_owned();
        Self {
            problems: vec![Problem {
                place: "configuration".to_owned(),
                what,
            }],
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.problems.len();
        let noun = if count == 1 { "problem" } else { "problems" };
        write!(f, "{count} {noun} in the configuration:")?;
        for problem in &self.problems {
            write!(f, "\n  {}: {}", problem.place, problem.what)?;
        }
        Ok(())
    }
}

/// The name of a key in a report: the variable and the key of the file.
pub(super) fn place(key: &Key, origin: Option<&str>) -> String {
    match origin {
        Some(origin) if origin == key.name => origin.to_owned(),
        Some(origin) if origin != key.env => format!("{} ({origin})", key.name),
        Some(_) => key.env.to_owned(),
        None => format!("{} (in the file: {})", key.env, key.name),
    }
}
