//! Commands whose output goes nowhere.

use crate::support::portal::run_by;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};

/// Commands that are there for what they print.
const COMMANDS: [&[&str]; 13] = [
    &["check"],
    &["completions", "bash"],
    &["completions", "elvish"],
    &["manual"],
    &["manual", "api", "live", "customers", "retrieve"],
    &["--help"],
    &["--version"],
    &["help", "serve"],
    &["api", "live", "customers", "list", "--help"],
    &["api", "live", "customers", "list"],
    &["api", "live", "customers", "list", "--count", "--json"],
    &[
        "api",
        "live",
        "customers",
        "create-or-update",
        "--reference-customer",
        "x",
        "--dry-run",
    ],
    &["conformance"],
];

#[tokio::test]
async fn a_command_whose_output_is_lost_fails_and_says_so() {
    let upstream = Upstream::start(account());
    let complete = variables(upstream.origin(), &[]);
    let pairs = borrowed(&complete);
    for command in COMMANDS {
        for line in ["exec \"$@\" >&-", "exec \"$@\" >/dev/full", "exec \"$@\" <&- >&-"] {
            let finished = run_by(line, &pairs, command).await;
            let said = &finished.stderr;
            assert_eq!(finished.status.code(), Some(1), "{command:?} {line}: {said}");
            assert!(
                said.contains("standard output cannot be written to"),
                "{command:?} {line}: {said}"
            );
        }
    }
}

#[tokio::test]
async fn output_that_nobody_wants_is_no_failure() {
    let upstream = Upstream::start(account());
    let complete = variables(upstream.origin(), &[]);
    let pairs = borrowed(&complete);
    for command in &COMMANDS[..COMMANDS.len() - 1] {
        // The second is how Node and Python throw an output away.
        for line in [
            "exec \"$@\" >/dev/null",
            "exec \"$@\" 1<>/dev/null",
            "\"$@\" | true",
        ] {
            let finished = run_by(line, &pairs, command).await;
            assert_eq!(
                finished.status.code(),
                Some(0),
                "{command:?} {line}: {}",
                finished.stderr
            );
        }
    }
}
