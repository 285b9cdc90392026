//! Reading a document, and keeping a generated one.

use std::fs;
use std::path::{Path, PathBuf};

/// Set to `1` to have the generated documents written anew.
const WRITE: &str = "PORTAL_TESTS_WRITE";

/// The folder of the project.
pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the project.
pub(super) fn read(path: &str) -> String {
    let file: PathBuf = root().join(path);
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What stands between `<!-- name -->` and `<!-- /name -->`.
pub(super) fn between<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, rest) = text
        .split_once(&format!("<!-- {name} -->\n"))
        .unwrap_or_else(|| panic!("<!-- {name} --> is not there"));
    let (inside, _) = rest
        .split_once(&format!("<!-- /{name} -->"))
        .unwrap_or_else(|| panic!("<!-- /{name} --> is not there"));
    inside
}

/// The rows of a table, its head and the line under it left out; the cells are trimmed.
pub(super) fn rows(table: &str) -> Vec<Vec<String>> {
    let lines = table.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |line: &str| {
        let inside = line.trim().trim_matches('|');
        inside.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    lines.map(cells).collect()
}

/// Every piece of text between backticks.
pub(super) fn coded(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The content of every fenced block of that language.
pub(super) fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside: Option<(&str, String)> = None;
    for line in text.lines() {
        match (&mut inside, line.trim_start().strip_prefix("```")) {
            (Some(_), Some(_)) => found.extend(inside.take()),
            (Some((_, block)), None) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, Some(word)) => inside = Some((word, String::new())),
            (None, None) => {}
        }
    }
    let wanted = found.into_iter().filter(|(word, _)| *word == language);
    wanted.map(|(_, block)| block).collect()
}

/// Holds a generated file to its text; with `PORTAL_TESTS_WRITE=1` the file is written instead.
///
/// # Panics
///
/// When the two differ; the message says which lines.
#[track_caller]
pub(super) fn hold(path: &str, expected: &str) {
    let found = fs::read_to_string(root().join(path)).unwrap_or_default();
    if found == expected {
        return;
    }
    if std::env::var(WRITE).is_ok_and(|value| value == "1") {
        fs::write(root().join(path), expected).unwrap_or_else(|error| panic!("{path}: {error}"));
        return;
    }
    panic!(
        "{path} is out of step with the settings:\n{}\nTo have it written: {WRITE}=1 cargo test --test it docs",
        difference(&found, expected)
    );
}

/// The lines that only one of the two has.
fn difference(found: &str, expected: &str) -> String {
    let only = |mark: &str, these: &str, those: &str| -> Vec<String> {
        let lines = these
            .lines()
            .filter(|line| !those.lines().any(|other| other == *line));
        lines.map(|line| format!("  {mark} {line}")).collect()
    };
    let mut lines = only("remove", found, expected);
    lines.extend(only("add", expected, found));
    if lines.is_empty() {
        lines.push("  the same lines, in another order or number".to_owned());
    }
    lines.join("\n")
}

#[test]
fn tables_blocks_and_marks_are_read() {
    let text = "<!-- a -->\n| h |\n|---|\n| `x` y | z |\n<!-- /a -->\n```sh\none\ntwo\n```\n";
    assert_eq!(rows(between(text, "a")), [["`x` y", "z"]]);
    assert_eq!(coded("`x` y `z`"), ["x", "z"]);
    assert_eq!(blocks(text, "sh"), ["one\ntwo\n"]);
    assert!(blocks(text, "toml").is_empty());
}

#[test]
fn a_difference_names_the_lines() {
    assert_eq!(difference("a\nb\n", "a\nc\n"), "  remove b\n  add c");
    assert!(difference("a\nb\n", "b\na\n").contains("another order"));
}
