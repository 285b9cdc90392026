//! Secrets: from a variable, a file of their own or the TOML file, and never on the screen.

use proabono_portal::config::{Key, keys};

use super::{assert_refused, check_with, problems};
use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, config, variables};

const CANARY: &str = "Zq7secret";

fn secrets() -> Vec<&'static Key> {
    let secrets: Vec<_> = keys().filter(|key| key.secret).collect();
    assert!(secrets.len() >= 4, "the keys, the portal secret and the proxy");
    secrets
}

/// A good value of a secret with the canary in it, and one that is refused where there is such a thing.
fn values(key: &Key) -> (String, Option<String>) {
    match key.name {
        "proabono.http_proxy" => (
            format!("http://user:{CANARY}@127.0.0.1:9"),
            Some(format!("{CANARY} is no address")),
        ),
        "proabono.portal_secret" => (CANARY.to_owned(), None),
        "identity.proxy.secret" | "identity.proxy.secret_previous" => (
            format!("{CANARY}-of-the-proxy-{}", key.name.replace('.', "-")),
            Some(format!("{CANARY} in two words and longer than it must be")),
        ),
        _ => (CANARY.to_owned(), Some(format!("{CANARY} in two words"))),
    }
}

/// What must be set for a secret to be taken.
fn beside(key: &Key) -> Vec<(&'static str, &'static str)> {
    let header = ("PORTAL_IDENTITY__PROXY__SECRET_HEADER", "X-Portal-Secret");
    let secret = (
        "PORTAL_IDENTITY__PROXY__SECRET",
        "the-secret-beside-the-previous-one",
    );
    match key.name {
        "identity.proxy.secret" => vec![header],
        "identity.proxy.secret_previous" => vec![header, secret],
        _ => Vec::new(),
    }
}

/// `check` with a value of a secret and what goes with it.
async fn check_of(key: &Key, variables: &[(&str, &str)]) -> Finished {
    let mut all = beside(key);
    all.extend(variables);
    check_with(&all).await
}

/// A file with the value of a key, and the variables that go with it.
fn file_of(key: &Key, value: &str) -> (String, Vec<(&'static str, String)>) {
    let (section, last) = key.name.rsplit_once('.').expect("a section");
    let mut complete = variables(super::NOWHERE, &[]);
    complete.retain(|(name, _)| *name != key.env);
    complete.extend(
        beside(key)
            .into_iter()
            .map(|(name, value)| (name, value.to_owned())),
    );
    (format!("[{section}]\n{last} = {value}\n"), complete)
}

#[track_caller]
fn assert_silent(finished: &Finished, what: &str) {
    let said = format!("{}{}", finished.stdout, finished.stderr);
    assert!(!said.contains(CANARY), "{what}: {said}");
}

#[tokio::test]
async fn no_secret_is_shown_whether_it_is_good_or_not() {
    for key in secrets() {
        let (good, bad) = values(key);
        let finished = check_of(key, &[(key.env, &good)]).await;
        assert!(finished.status.success(), "{}", finished.stderr);
        assert_silent(&finished, key.env);
        if let Some(bad) = bad {
            let finished = check_of(key, &[(key.env, &bad)]).await;
            assert_refused(&finished);
            assert!(finished.stderr.contains(key.env), "{}", finished.stderr);
            assert_silent(&finished, key.env);
        }
    }
}

#[tokio::test]
async fn no_secret_of_the_file_is_shown_whether_it_is_good_or_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let path = file.to_str().expect("a path");
    for key in secrets() {
        let (good, bad) = values(key);
        let mut values = vec![
            format!("\"{good}\""),
            format!("[\"{good}\", \"{good}\"]"),
            format!("{{ a = \"{good}\" }}"),
        ];
        values.extend(bad.map(|bad| format!("\"{bad}\"")));
        for value in values {
            let (text, complete) = file_of(key, &value);
            std::fs::write(&file, text).expect("a file");
            let finished = run(&borrowed(&complete), &["check", "--config", path]).await;
            assert_silent(&finished, &value);
            let good = value.starts_with(&format!("\"{good}\""));
            assert_eq!(finished.status.success(), good, "{value}: {}", finished.stderr);
        }
    }
}

#[tokio::test]
async fn a_secret_is_read_from_the_file_that_its_variable_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    let path = file.to_str().expect("a path");
    for key in secrets() {
        let (good, bad) = values(key);
        let variable = format!("{}_FILE", key.env);
        for ending in ["", "\n", "\r\n"] {
            std::fs::write(&file, format!("{good}{ending}")).expect("a file");
            let finished = check_of(key, &[(key.env, ""), (&variable, path)]).await;
            assert!(finished.status.success(), "{}", finished.stderr);
            assert_silent(&finished, &variable);
        }
        if let Some(bad) = bad {
            std::fs::write(&file, bad).expect("a file");
            let finished = check_of(key, &[(key.env, ""), (&variable, path)]).await;
            assert_refused(&finished);
            assert_silent(&finished, &variable);
        }
        std::fs::write(&file, "\n").expect("a file");
        let finished = check_of(key, &[(key.env, ""), (&variable, path)]).await;
        assert_refused(&finished);
        assert!(problems(&finished)[0].0.contains(key.env), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_secret_file_that_cannot_be_read_is_named_by_its_variable() {
    let finished = check_with(&[
        ("PROABONO_API_KEY", ""),
        ("PROABONO_API_KEY_FILE", "no/such/file"),
    ])
    .await;
    assert_refused(&finished);
    assert!(
        problems(&finished)
            .iter()
            .any(|(place, what)| place == "PROABONO_API_KEY_FILE" && what.contains("check its path"))
    );
}

#[tokio::test]
async fn a_secret_and_a_file_for_it_are_one_too_many() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    std::fs::write(&file, CANARY).expect("a file");
    let path = file.to_str().expect("a path");
    let finished = check_with(&[("PROABONO_API_KEY", "another"), ("PROABONO_API_KEY_FILE", path)]).await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("set one of the two"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn only_secrets_are_read_from_files() {
    let finished = check_with(&[("PORTAL_SERVER__LISTEN_FILE", "anything")]).await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("there is no such setting"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn an_empty_secret_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("portal.toml");
    let path = file.to_str().expect("a path");
    for key in secrets() {
        for value in ["", "  "] {
            let (text, complete) = file_of(key, &format!("\"{value}\""));
            std::fs::write(&file, text).expect("a file");
            let finished = run(&borrowed(&complete), &["check", "--config", path]).await;
            assert_refused(&finished);
        }
    }
}

#[test]
fn a_configuration_that_prints_shows_no_secret() {
    let values: Vec<_> = secrets()
        .into_iter()
        .map(|key| (key.name, values(key).0))
        .collect();
    let mut pairs: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    pairs.push(("identity.proxy.secret_header", "X-Portal-Secret"));
    let config = config(super::NOWHERE, &pairs);
    for shown in [
        format!("{config:?}"),
        format!("{config:#?}"),
        format!("{:?}", config.account),
    ] {
        assert!(!shown.contains(CANARY), "{shown}");
    }
}
