//! Configuration, as an operator meets it: what is said about mistakes, and what never is.

mod account;
mod commands;
mod demo;
mod environment;
mod file;
mod http_proxy;
mod kept;
mod migrate;
mod mistakes;
mod online;
mod public_keys;
mod report;
mod secret_lines;
mod secrets;
mod table;

use crate::sign_in::{APP, KEY};
use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, variables};

/// Where nobody listens and nothing is ever sent by `check`.
const NOWHERE: &str = "http://127.0.0.1:9";

/// `check` with those variables alone.
async fn check(variables: &[(&str, &str)]) -> Finished {
    run(variables, &["check"]).await
}

/// `check` with a complete configuration, and those variables over it.
async fn check_with(more: &[(&str, &str)]) -> Finished {
    let secret = [
        ("identity.proxy.secret_header", "X-Portal-Secret"),
        ("identity.proxy.secret", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
    ];
    let complete = variables(NOWHERE, &secret);
    let mut pairs = borrowed(&complete);
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    check(&pairs).await
}

/// What every hand-off needs beside its keys, with the sessions in that file.
fn handoff(sessions: &str) -> Vec<(&str, &str)> {
    vec![
        ("server.public_url", "https://app.test/Subscriptions"),
        ("page.sign_in_url", "https://app.test/login"),
        ("sessions.key", KEY),
        ("sessions.file", sessions),
        ("identity.shared_ids", "true"),
        ("identity.handoff.issuer", APP),
    ]
}

/// The problems of a report: the place and what is said of it.
fn problems(finished: &Finished) -> Vec<(String, String)> {
    let lines = finished.stderr.lines().filter_map(|line| line.strip_prefix("  "));
    lines.map(place_and_words).collect()
}

fn place_and_words(line: &str) -> (String, String) {
    // `VARIABLE (in the file: key): words` has a colon in its place.
    let in_the_file = line
        .split_once("): ")
        .filter(|(place, _)| place.contains(" (in the file: "));
    if let Some((place, what)) = in_the_file {
        return (format!("{place})"), what.to_owned());
    }
    let (place, what) = line.split_once(": ").unwrap_or_else(|| panic!("{line:?}"));
    (place.to_owned(), what.to_owned())
}

#[track_caller]
fn assert_refused(finished: &Finished) {
    assert_eq!(finished.status.code(), Some(1), "{}", finished.stderr);
    assert!(
        finished.stderr.starts_with("error: ") && finished.stderr.contains("in the configuration:"),
        "{}",
        finished.stderr
    );
}
