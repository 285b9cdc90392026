//! Trials that are counted: few in the plain run, all of them with `tests/run --long`.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Set to `1` by `tests/run --long`.
const LONG: &str = "PORTAL_TESTS_LONG";

/// How many trials to make now; the number goes into the list that `tests/run` prints at its end.
pub(crate) fn trials(name: &str, small: usize, full: usize) -> usize {
    let long = std::env::var(LONG).is_ok_and(|value| value == "1");
    let count = if long { full } else { small };
    record(name, &format!("{count} trials"));
    count
}

/// Adds a line to the list that `tests/run` prints at its end.
pub(crate) fn record(name: &str, text: &str) {
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(target().join("long-counts.txt"))
        .expect("the list of counts");
    // One write, so that lines of tests that run at the same time do not mix.
    file.write_all(format!("{name}: {text}\n").as_bytes())
        .expect("the list of counts");
}

/// A folder of that name in cargo's target folder.
pub(crate) fn target_folder(name: &str) -> PathBuf {
    let folder = target().join(name);
    fs::create_dir_all(&folder).expect("a folder in target");
    folder
}

fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target folder")
}
