//! Reading the project's files.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, its path relative to the project and with `/`.
pub(super) struct Source {
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    /// A planted file, for the tests of the checkers.
    pub(super) fn planted(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The modules on the way to this file from its crate: `crates/proabono/src/live/mod.rs` is `[live]`, `src/lib.rs` is
    /// `[]`.
    pub(super) fn module(&self) -> Vec<&str> {
        let (_, path) = self.path.split_once("src/").unwrap_or(("", &self.path));
        let path = path.trim_end_matches(".rs");
        let mut parts: Vec<_> = path.split('/').collect();
        if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
            parts.pop();
        }
        parts
    }
}

/// Every file of that extension (any, when empty) below the folder, in order of path. A missing folder is an empty one.
pub(super) fn read(folder: &str, extension: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&root.join(folder), &mut files);
    files.retain(|file| extension.is_empty() || file.extension().is_some_and(|found| found == extension));
    files.sort();
    let read = |file: PathBuf| Source {
        path: file
            .strip_prefix(root)
            .expect("a file of ours")
            .to_string_lossy()
            .into_owned(),
        text: fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())),
    };
    files.into_iter().map(read).collect()
}

/// The names of the folders in a folder, in order.
pub(super) fn folders(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder of ours");
    let entries = entries.map(|entry| entry.expect("an entry of the folder"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<_> = folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            walk(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
fn a_file_knows_its_module() {
    let module = |path| Source::planted(path, "").module().join("::");
    assert_eq!(module("crates/proabono/src/live/customers.rs"), "live::customers");
    assert_eq!(module("src/identity/jwt/mod.rs"), "identity::jwt");
    assert_eq!(module("src/clock.rs"), "clock");
    assert_eq!(module("src/lib.rs"), "");
}

#[test]
fn the_sources_are_found() {
    assert!(
        read("tests/it/shape", "rs")
            .iter()
            .any(|file| file.path == "tests/it/shape/sources.rs")
    );
    assert!(read("no/such/folder", "").is_empty());
}
