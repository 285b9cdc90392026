//! Secrets: from a variable, a file of their own or the TOML file, and never on the screen.

use proabono_portal::config::{Key, keys};

use super::{assert_refused, check_with, problems};
use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, config, variables};

const CANARY: &str = "Zq7secret";

pub(super) fn secrets() -> Vec<&'static Key> {
    let secrets: Vec<_> = keys().filter(|key| key.secret).collect();
    assert!(secrets.len() >= 4, "the keys, the portal secret and the proxy");
    secrets
}

/// A good value of a secret with the canary in it, and one that is refused where there is such a thing.
pub(super) fn values(key: &Key) -> (String, Option<String>) {
    match key.name {
        "proabono.http_proxy" => (
            format!("http://user:{CANARY}@127.0.0.1:9"),
            Some(format!("{CANARY} is no address")),
        ),
        "proabono.portal_secret" | "webhooks.secret" => (CANARY.to_owned(), None),
        "webhooks.previous_secret" => (format!("{CANARY}-previous"), None),
        "webhooks.host_keys" => (
            format!("whsec_{CANARY}k3mX9vTq2LwP8bYh5RdN1sFgJc6uEoA0z4Q"),
            Some(format!("whsec_{CANARY}")),
        ),
        "sessions.key" | "sessions.previous_key" => (
            format!(
                "{CANARY}-{}-{}",
                key.name, "9c2f7a1e5b8d4036f1a7c3e85d2b69407e1d4c9a2f6b8035d3e7a1c95b2f8460"
            ),
            Some(CANARY.to_owned()),
        ),
        "identity.handoff.key"
        | "rights.key"
        | "rights.previous_key"
        | "identity.handoff.previous_key"
        | "identity.proxy.secret"
        | "identity.proxy.previous_secret" => (
            format!("{CANARY}-{}-0123456789abcdef", key.name),
            Some(CANARY.to_owned()),
        ),
        _ => (CANARY.to_owned(), Some(format!("{CANARY} in two words"))),
    }
}

/// What a secret needs beside it, as pairs of key and value.
fn beside(key: &Key) -> Vec<(&'static str, String)> {
    let handoff = ("identity.handoff.issuer", "https://app.test".to_owned());
    let session = ("sessions.key", crate::sign_in::KEY.to_owned());
    let proxy = ("identity.proxy.secret_header", "X-Portal-Secret".to_owned());
    let rest = [
        ("server.public_url", "https://app.test/Subscriptions".to_owned()),
        ("page.sign_in_url", "https://app.test/login".to_owned()),
        ("identity.shared_ids", "true".to_owned()),
    ];
    let mut beside = match key.name {
        "identity.handoff.key" => vec![handoff, session],
        "identity.handoff.previous_key" => {
            let first = (
                "identity.handoff.key",
                "9c2f7a1e5b8d4036f1a7c3e85d2b6940".to_owned(),
            );
            vec![handoff, session, first]
        }
        "identity.proxy.secret" => vec![proxy],
        "webhooks.previous_secret" => vec![("webhooks.secret", "another-webhook-secret".to_owned())],
        "webhooks.host_keys" => vec![("webhooks.host_url", "https://app.test/events".to_owned())],
        "identity.proxy.previous_secret" => {
            let first = (
                "identity.proxy.secret",
                "9c2f7a1e5b8d4036f1a7c3e85d2b6940".to_owned(),
            );
            vec![proxy, first]
        }
        "identity.oidc.client_secret" => vec![
            ("identity.oidc.issuer", "https://login.test".to_owned()),
            ("identity.oidc.client_id", "page".to_owned()),
            session,
        ],
        _ => Vec::new(),
    };
    beside.extend(rest);
    beside
}

/// The same as variables.
pub(super) fn beside_in_env(key: &Key) -> Vec<(&'static str, String)> {
    let variable = |name: &str| keys().find(|key| key.name == name).expect("a key").env;
    beside(key)
        .into_iter()
        .map(|(name, value)| (variable(name), value))
        .collect()
}

/// `check` with a secret and what it needs beside it.
pub(super) async fn check_secret(key: &Key, variables: &[(&str, &str)]) -> Finished {
    let beside = beside_in_env(key);
    let beside = beside.iter().map(|(name, value)| (*name, value.as_str()));
    let all: Vec<_> = beside.chain(variables.iter().copied()).collect();
    check_with(&all).await
}

#[track_caller]
pub(super) fn assert_silent(finished: &Finished, what: &str) {
    let said = format!("{}{}", finished.stdout, finished.stderr);
    assert!(!said.contains(CANARY), "{what}: {said}");
}

#[tokio::test]
async fn no_secret_is_shown_whether_it_is_good_or_not() {
    for key in secrets() {
        let (good, bad) = values(key);
        let finished = check_secret(key, &[(key.env, &good)]).await;
        assert!(finished.status.success(), "{}", finished.stderr);
        assert_silent(&finished, key.env);
        if let Some(bad) = bad {
            let finished = check_secret(key, &[(key.env, &bad)]).await;
            assert_refused(&finished);
            assert!(finished.stderr.contains(key.env), "{}", finished.stderr);
            assert_silent(&finished, key.env);
        }
    }
}

#[tokio::test]
async fn what_a_shell_should_have_replaced_and_a_placeholder_is_no_secret() {
    for key in secrets().into_iter().filter(|key| key.token) {
        let long = "9c2f7a1e5b8d4036f1a7c3e85d2b69407e1d4c9a2f6b8035d3e7a1c95b2f8460";
        for sham in [
            "$(openssl rand -hex 64)",
            key.example,
            &format!("$(pass show {long}-{CANARY})"),
            &format!("${{{CANARY}-{long}}}"),
            &format!("<{CANARY}-{long}>"),
            &format!("change-me-{CANARY}-{long}"),
            &format!("\"{CANARY}{long}\""),
        ] {
            let finished = check_secret(key, &[(key.env, sham)]).await;
            assert_refused(&finished);
            assert!(
                finished.stderr.contains(key.env) && finished.stderr.contains("problem"),
                "{sham}: {}",
                finished.stderr
            );
            assert_silent(&finished, sham);
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
        let mut complete = variables(super::NOWHERE, &[]);
        complete.extend(beside_in_env(key));
        complete.retain(|(name, _)| *name != key.env);
        let (section, last) = key.name.rsplit_once('.').expect("a section");
        let mut values = vec![format!("\"{good}\""), format!("{{ a = \"{good}\" }}")];
        // Several keys may sign the posts, and everything else is one value.
        if key.name != "webhooks.host_keys" {
            values.push(format!("[\"{good}\", \"{good}\"]"));
        }
        values.extend(bad.map(|bad| format!("\"{bad}\"")));
        for value in values {
            std::fs::write(&file, format!("[{section}]\n{last} = {value}\n")).expect("a file");
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
            let finished = check_secret(key, &[(key.env, ""), (&variable, path)]).await;
            assert!(finished.status.success(), "{}", finished.stderr);
            assert_silent(&finished, &variable);
        }
        if let Some(bad) = bad {
            std::fs::write(&file, bad).expect("a file");
            let finished = check_secret(key, &[(key.env, ""), (&variable, path)]).await;
            assert_refused(&finished);
            assert_silent(&finished, &variable);
        }
        std::fs::write(&file, "\n").expect("a file");
        let finished = check_secret(key, &[(key.env, ""), (&variable, path)]).await;
        assert_refused(&finished);
        assert!(problems(&finished)[0].0.contains(key.env), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_secret_file_that_cannot_be_read_is_named_by_its_variable() {
    for key in secrets() {
        let variable = format!("{}_FILE", key.env);
        for (path, words) in [
            ("no/such/file", "check its path"),
            ("~/secret", "write the whole path"),
        ] {
            let finished = check_secret(key, &[(key.env, ""), (&variable, path)]).await;
            assert_refused(&finished);
            // Nothing else is wrong: the secret is not missing besides.
            let problems = problems(&finished);
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(
                problems[0].0 == variable && problems[0].1.contains(words),
                "{problems:?}"
            );
        }
    }
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
        let mut complete = variables(super::NOWHERE, &[]);
        complete.extend(beside_in_env(key));
        complete.retain(|(name, _)| *name != key.env);
        let (section, last) = key.name.rsplit_once('.').expect("a section");
        for value in ["", "  "] {
            std::fs::write(&file, format!("[{section}]\n{last} = \"{value}\"\n")).expect("a file");
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
    let beside: Vec<_> = secrets().into_iter().flat_map(beside).collect();
    let pairs: Vec<_> = beside
        .iter()
        .chain(&values)
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let config = config(super::NOWHERE, &pairs);
    for shown in [
        format!("{config:?}"),
        format!("{config:#?}"),
        format!("{:?}", config.account),
    ] {
        assert!(!shown.contains(CANARY), "{shown}");
    }
}
