//! Settings that have another name now. The old name of each is said where the setting is declared, by `formerly`, and is taken
//! as well.

use std::env;
use std::path::Path;

use super::key::Key;
use super::report::Report;
use super::toml_file;
use super::variable;

pub(crate) use toml_file::Renamed;

/// The text of the file with each setting under its present name and all else as it stands, and what that changed.
///
/// # Errors
/// [`Report`] when the file cannot be read, and when one setting stands in it under both names.
pub(crate) fn in_file(
    file: &Path,
    keys: impl Iterator<Item = &'static Key>,
) -> Result<(String, Vec<Renamed>), Report> {
    let formerly: Vec<_> = keys.filter(|key| !key.formerly.is_empty()).collect();
    toml_file::renamed(file, &formerly).map_err(Report::of)
}

/// The variables that are set under their old names, each with its present one.
pub(crate) fn in_environment(keys: impl Iterator<Item = &'static Key>) -> Vec<(String, String)> {
    let formerly = keys.filter(|key| !key.formerly.is_empty());
    let pairs = formerly.flat_map(|key| {
        ["", "_FILE"].map(|end| {
            let before = format!("{}{end}", variable::of(key.formerly));
            (before, format!("{}{end}", key.env))
        })
    });
    pairs
        .filter(|(before, _)| env::var_os(before).is_some_and(|value| !value.is_empty()))
        .collect()
}
