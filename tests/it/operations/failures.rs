//! A start that fails, for those who read the log as JSON.

use std::net::TcpListener;

use serde_json::Value;

use crate::sign_in::KEY;
use crate::support::portal::{Finished, run, run_by};
use crate::support::served::{borrowed, variables};
use crate::support::wait::loopback;

const NOWHERE: &str = "http://127.0.0.1:9";
const JSON: (&str, &str) = ("PORTAL_LOG__FORMAT", "json");
const ERROR: &str = "ERROR";

/// The one line of the failure. Whatever else is written, such as a warning, is JSON too.
#[track_caller]
fn line(finished: &Finished, code: i32) -> Value {
    let text = &finished.stderr;
    assert_eq!(finished.status.code(), Some(code), "{text}");
    let lines = text.lines().map(|line| {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {text}"));
        for member in ["timestamp", "level", "message", "target"] {
            assert!(line[member].is_string(), "{member}: {text}");
        }
        line
    });
    let mut errors: Vec<_> = lines.filter(|line| line["level"] == ERROR).collect();
    assert_eq!(errors.len(), 1, "{text}");
    errors.remove(0)
}

#[track_caller]
fn says(line: &Value, words: &str) {
    assert!(line.to_string().contains(words), "no {words:?} in {line}");
}

#[tokio::test]
async fn wrong_settings_are_one_line_with_each_problem() {
    let more = [
        ("server.workers", "0"),
        ("page.language", "xx"),
        // A line end of another system is a part of the value in some containers.
        ("log.format", " json\r"),
    ];
    let finished = run(&borrowed(&variables(NOWHERE, &more)), &["serve"]).await;
    let line = line(&finished, 1);
    let problems = line["problems"].as_array().expect("the problems");
    assert_eq!(problems.len(), 2, "{line}");
    assert_eq!(problems[0]["place"], "PORTAL_SERVER__WORKERS");
    says(&problems[0], "write a number from 1 to 1024");
}

#[tokio::test]
async fn a_file_that_is_away_or_broken_is_one_line() {
    let away = ["serve", "--config", "/nonexistent/portal.toml"];
    says(&line(&run(&[JSON], &away).await, 1), "/nonexistent/portal.toml");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let path = file.to_str().expect("UTF-8");
    // The file itself says how to write, and then is no TOML, or has other faults.
    for (text, words) in [
        (
            "[log]\nformat = \"json\"\n[server\nlisten = 1\n",
            "this is not TOML",
        ),
        (
            "log.format = \"json\"\n[server]\nlisten = \"x\n",
            "this is not TOML",
        ),
        ("[log]\nformat = \"json\"\nlevel = \"loud\"\n", "log.level"),
        (
            "[server]\nlisten = []\n[log]\nformat = \"json\"\n",
            "server.listen",
        ),
    ] {
        std::fs::write(&file, text).expect("the file");
        says(&line(&run(&[], &["serve", "--config", path]).await, 1), words);
        says(
            &line(&run(&[("PORTAL_CONFIG", path)], &["serve"]).await, 1),
            words,
        );
    }
}

#[tokio::test]
async fn an_address_that_is_taken_and_sessions_that_cannot_be_kept_are_one_line() {
    let holder = TcpListener::bind(loopback(0)).expect("a loopback port");
    let taken = holder.local_addr().expect("its address").to_string();
    let more = [("server.listen", taken.as_str()), ("log.format", "json")];
    let finished = run(&borrowed(&variables(NOWHERE, &more)), &["serve"]).await;
    says(
        &line(&finished, 1),
        &format!("PORTAL_SERVER__LISTEN cannot listen on {taken}"),
    );
    let more = [
        ("log.format", "json"),
        ("server.public_url", "https://app.test/Subscriptions"),
        ("sessions.key", KEY),
        ("sessions.file", "/nonexistent/sessions.db"),
        ("identity.shared_ids", "true"),
        ("identity.oidc.issuer", "https://issuer.test/"),
        ("identity.oidc.client_id", "subscriptions"),
    ];
    let finished = run(&borrowed(&variables(NOWHERE, &more)), &["serve"]).await;
    let line = line(&finished, 1);
    says(&line, "PORTAL_SESSIONS__FILE");
    assert!(!line.to_string().contains(KEY));
}

#[tokio::test]
async fn a_command_line_that_is_not_understood_is_one_line() {
    for arguments in [
        &["serve", "--cofnig", "x"][..],
        &["serve", "x"],
        &["serve", "--config"],
    ] {
        let finished = run(&[JSON], arguments).await;
        says(&line(&finished, 2), "error: ");
    }
    // The format may stand in the file alone, which is named before the mistake or after it.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    std::fs::write(&file, "[log]\nformat = \"json\"\n").expect("the file");
    let path = file.to_str().expect("UTF-8");
    let named = format!("--config={path}");
    for (variables, arguments) in [
        (&[][..], &["serve", "--config", path, "--cofnig", "x"][..]),
        (&[], &["serve", "--cofnig", "--config", path]),
        (&[], &["serve", "--cofnig=x", &named]),
        (&[("PORTAL_CONFIG", path)], &["serve", "--cofnig"]),
    ] {
        let finished = run(variables, arguments).await;
        says(&line(&finished, 2), "error: ");
    }
    // Another command is for people, and so is the help.
    let finished = run(&[JSON], &["check", "--cofnig", "x"]).await;
    assert!(finished.stderr.lines().count() > 1, "{}", finished.stderr);
    let finished = run(&[JSON], &["serve", "--help"]).await;
    assert!(finished.stdout.contains("Usage:"), "{}", finished.stdout);
}

#[tokio::test]
async fn a_panic_before_anything_is_served_is_one_line() {
    let complete = variables(NOWHERE, &[("log.format", "json")]);
    // With so few files a runtime cannot be made, which its library answers with a panic.
    let finished = run_by("ulimit -n 4; exec \"$@\"", &borrowed(&complete), &["serve"]).await;
    says(&line(&finished, 101), "something ended in a panic");
}

#[tokio::test]
async fn as_text_it_stays_what_people_read() {
    for format in [("log.format", "text"), ("log.format", "xml")] {
        let more = [("server.workers", "0"), format];
        let finished = run(&borrowed(&variables(NOWHERE, &more)), &["serve"]).await;
        assert!(finished.stderr.starts_with("error: "), "{}", finished.stderr);
        assert!(finished.stderr.lines().count() > 1, "{}", finished.stderr);
    }
}
