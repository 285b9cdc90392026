//! The TOML file: what is wrong, and on which line.

use super::{NOWHERE, assert_refused, problems};
use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, variables};

/// `check` of a file beside a complete environment.
async fn check_file(text: &str) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    std::fs::write(&file, text).expect("a file");
    let complete = variables(NOWHERE, &[]);
    let file = file.to_str().expect("a path");
    run(&borrowed(&complete), &["check", "--config", file]).await
}

/// The place of each problem, from the name of the file on.
fn places(finished: &Finished) -> Vec<String> {
    let places = problems(finished).into_iter().map(|(place, _)| place);
    let short = |place: String| match place.split_once("/portal.toml") {
        Some((before, after)) => {
            let key = before.split_once(" (").map_or("", |(key, _)| key);
            format!("{key}{after}")
        }
        None => place,
    };
    places.map(short).collect()
}

const GOOD: &str = r#"
# A comment.
[server]
base_path = "/billing"
workers = 2

[headers]
hsts = true
frame_ancestors = ["https://app.acme.example", "https://intra.acme.example"]

[identity.proxy]
language_header = "X-Lang"

[page]
application = "Acme"
"#;

#[tokio::test]
async fn a_file_of_sections_numbers_lists_and_texts_is_read() {
    let finished = check_file(GOOD).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(finished.stdout.contains("/billing"), "{}", finished.stdout);
}

#[tokio::test]
async fn each_problem_of_a_file_names_its_key_and_line() {
    let text = GOOD
        .replace("/billing", "billing")
        .replace("application = \"Acme\"", "language = \"xx\"")
        .replace("hsts = true", "hsts = \"maybe\"")
        .replace("https://intra.acme.example", "https://intra.acme.example/path");
    let finished = check_file(&text).await;
    assert_refused(&finished);
    assert_eq!(
        places(&finished),
        [
            "server.base_path:4)",
            "headers.frame_ancestors:9)",
            "headers.hsts:8)",
            "page.language:15)"
        ],
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn an_unknown_key_is_a_mistake_with_its_line_and_a_suggestion() {
    let finished = check_file("[server]\n\nlisen = \"127.0.0.1:1\"\n[weather]\ntomorrow = \"rain\"\n").await;
    assert_refused(&finished);
    assert_eq!(places(&finished), [":3", ":5"], "{}", finished.stderr);
    assert!(
        finished.stderr.contains("did you mean server.listen?"),
        "{}",
        finished.stderr
    );
    assert!(
        finished.stderr.contains("docs/configuration.md"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn a_file_that_is_not_toml_is_refused_with_its_line_and_without_quoting_it() {
    for (text, line) in [
        ("[proabono]\nagent_key = \"line-canary\nx = 1\n", ":2"),
        ("[proabono]\n\nagent_key = line-canary\n", ":3"),
        (
            "[proabono]\napi_key = \"line-canary\"\napi_key = \"line-canary\"\n",
            ":3",
        ),
        ("[server\n", ":1"),
    ] {
        let finished = check_file(text).await;
        assert_refused(&finished);
        let places = places(&finished);
        assert_eq!(places, [line], "{text:?}: {}", finished.stderr);
        assert!(
            finished.stderr.contains("this is not TOML"),
            "{}",
            finished.stderr
        );
        assert!(!finished.stderr.contains("line-canary"), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_value_of_another_kind_is_refused_with_its_line() {
    for (text, line) in [
        ("[server]\nlisten = 1.5\n", ":2"),
        ("[server]\nlisten = [[1]]\n", ":2"),
        ("[server]\nlisten = 2026-01-01\n", ":2"),
    ] {
        let finished = check_file(text).await;
        assert_refused(&finished);
        assert_eq!(places(&finished), [line], "{text:?}: {}", finished.stderr);
    }
    let finished = check_file("[server]\nlisten = [\"127.0.0.1:1\", \"127.0.0.1:2\"]\n").await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("it takes one value, not a list"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn a_file_that_is_not_there_is_named() {
    let complete = variables(NOWHERE, &[]);
    let finished = run(&borrowed(&complete), &["check", "--config", "no/such.toml"]).await;
    assert_refused(&finished);
    assert!(finished.stderr.contains("no/such.toml"), "{}", finished.stderr);
    assert!(finished.stderr.contains("check the path"), "{}", finished.stderr);
}
