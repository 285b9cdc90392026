//! Every warning and error in the log has a code, and every code stands in the table.

use std::collections::BTreeSet;

use proabono_portal::warnings;

use super::sources::{self, Source};
use super::{assert_clean, complain};

const MACROS: [&str; 2] = ["warn!(", "error!("];

/// The places that write a line of their own or choose among several codes, and the words before each code in them.
const ELSEWHERE: [(&str, &str); 3] = [
    ("src/cli/failure.rs", "\"code\": \""),
    ("src/telemetry/mod.rs", "CODE: &str = \""),
    ("src/words/problem.rs", "=> Some(\""),
];

/// The sources of what writes to the log of `serve`.
fn files() -> Vec<Source> {
    let files = ["src", "crates/proabono/src"].map(|folder| sources::read(folder, "rs"));
    files.into_iter().flatten().collect()
}

/// The codes that a file's lines of the log have, and the lines that have none.
fn codes(file: &Source) -> (BTreeSet<String>, Vec<String>) {
    let (mut codes, mut faults) = (BTreeSet::new(), Vec::new());
    // The tests of the log play a library.
    let text = file.text.split("#[cfg(test)]").next().unwrap_or_default();
    for (at, _) in MACROS.iter().flat_map(|word| text.match_indices(word)) {
        let line = text[..at].matches('\n').count() + 1;
        let (_, fields) = text[at..]
            .split_once('(')
            .expect("the parenthesis that was looked for");
        let fields = fields.trim_start();
        match fields
            .strip_prefix("code = \"")
            .and_then(|rest| rest.split_once('"'))
        {
            Some((code, _)) => drop(codes.insert(code.to_owned())),
            // Chosen among several, which are found where they stand.
            None if fields.starts_with("code, ") => {}
            None => faults.push(complain(
                &file.path,
                line,
                "the first field of a warning is its code",
            )),
        }
    }
    for (path, before) in ELSEWHERE {
        let found = text.split(before).skip(1).filter(|_| file.path == path);
        codes.extend(found.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    (codes, faults)
}

#[test]
fn every_warning_in_the_log_has_a_code_that_the_table_explains() {
    let mut used = BTreeSet::new();
    let mut faults = Vec::new();
    for file in files() {
        let (codes, without) = codes(&file);
        faults.extend(without);
        let strange = codes.iter().filter(|code| warnings::find(code).is_none());
        faults.extend(strange.map(|code| complain(&file.path, 0, &format!("no row explains {code}"))));
        used.extend(codes);
    }
    let rows: Vec<_> = warnings::all().map(|warning| warning.code).collect();
    let unused = rows.iter().filter(|code| !used.contains(**code));
    faults.extend(unused.map(|code| format!("src/warnings: nothing says {code}")));
    assert_clean(&faults);
    assert!(rows.len() >= 50, "{} rows", rows.len());
    let once: BTreeSet<_> = rows.iter().collect();
    assert_eq!(once.len(), rows.len(), "a code stands twice");
}

#[test]
fn a_warning_without_a_code_is_found() {
    let count = |text| {
        let (codes, faults) = codes(&Source::planted("src/events/watch.rs", text));
        (codes.len(), faults.len())
    };
    assert_eq!(count("tracing::warn!(%error, \"no\");"), (0, 1));
    assert_eq!(count("tracing::error!(\"no\");"), (0, 1));
    assert_eq!(
        count("tracing::warn!(\n    code = \"a-b\",\n    \"yes\"\n);"),
        (1, 0)
    );
    assert_eq!(count("tracing::warn!(code, cause, \"yes\");"), (0, 0));
    assert_eq!(count("tracing::info!(\"none\");"), (0, 0));
}
