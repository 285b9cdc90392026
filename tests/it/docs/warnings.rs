//! `docs/warnings.md` is the table of the program.

use std::fmt::Write as _;

use proabono_portal::config::keys;
use proabono_portal::warnings::{self, AREAS};

use crate::support::portal::run;

use super::document::{coded, hold};

const HEAD: &str = "\
# Warnings in the log

Every warning and every error in the log has a field `code`. This page says what each code means, why it happens, and what to do.
`proabono-portal explain CODE` prints the same. A code does not change from version to version, so an alarm may look for it. A line
without a code comes from a library that the program is built with.
";

fn page() -> String {
    let mut text = HEAD.to_owned();
    for area in AREAS {
        let _ = writeln!(text, "\n## {}", area.name);
        for warning in area.warnings {
            let _ = writeln!(
                text,
                "\n### {}\n\n{}\n\n- Why: {}\n- What to do: {}",
                warning.code, warning.means, warning.why, warning.remedy
            );
        }
    }
    text
}

#[test]
fn the_page_about_warnings_holds_every_row_of_the_table() {
    hold("docs/warnings.md", &page());
}

#[test]
fn the_settings_that_the_table_names_exist() {
    for word in coded(&page().replace('\n', " ")) {
        let setting = word.contains('.') && !word.contains([' ', '/']);
        let known = |key: &proabono_portal::config::Key| {
            key.name == word || key.name.starts_with(&format!("{word}."))
        };
        assert!(!setting || keys().any(known), "{word} is no setting");
    }
}

#[tokio::test]
async fn a_code_is_explained_on_the_command_line() {
    for warning in warnings::all() {
        assert!(
            !warning.why.is_empty() && !warning.remedy.is_empty(),
            "{}",
            warning.code
        );
    }
    let explained = run(&[], &["explain", "sessions-away"]).await;
    assert!(explained.status.success(), "{}", explained.stderr);
    let row = warnings::find("sessions-away").expect("a row");
    for part in [row.code, row.means, row.why, row.remedy] {
        assert!(
            explained.stdout.contains(part),
            "{part:?} in {}",
            explained.stdout
        );
    }
    let all = run(&[], &["explain"]).await;
    for warning in warnings::all() {
        assert!(all.stdout.contains(warning.code), "{}", warning.code);
    }
    let unknown = run(&[], &["explain", "session-away"]).await;
    assert_eq!(unknown.status.code(), Some(2));
    assert!(unknown.stderr.contains("'sessions-away'"), "{}", unknown.stderr);
}
