//! `report`: what somebody who helps has to know, and nothing that they must not.

use super::secrets::{assert_silent, beside_in_env, secrets, values};
use crate::support::http::{get, get_with};
use crate::support::portal::{Finished, PortalProcess, run};
use crate::support::served::{borrowed, variables};
use crate::support::wait::{free_port, loopback};

/// A report with a complete configuration, and those variables over it.
async fn report_with(more: &[(&str, &str)]) -> Finished {
    let complete = variables(super::NOWHERE, &[]);
    let mut pairs = borrowed(&complete);
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    let finished = run(&pairs, &["report"]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    finished
}

#[tokio::test]
async fn no_secret_stands_in_a_report_whether_it_is_good_or_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("secret");
    let path = file.to_str().expect("a path");
    for key in secrets() {
        let beside = beside_in_env(key);
        let with = async |more: &[(&str, &str)]| {
            let beside = beside.iter().map(|(name, value)| (*name, value.as_str()));
            report_with(&beside.chain(more.iter().copied()).collect::<Vec<_>>()).await
        };
        let (good, bad) = values(key);
        for value in [Some(good), bad].into_iter().flatten() {
            let finished = with(&[(key.env, value.as_str())]).await;
            assert_silent(&finished, key.env);
            let line = format!("{} is set, and secret  ({})", key.name, key.env);
            assert!(finished.stdout.contains(&line), "{line}: {}", finished.stdout);
        }
        let variable = format!("{}_FILE", key.env);
        std::fs::write(&file, values(key).0).expect("a file");
        let finished = with(&[(key.env, ""), (variable.as_str(), path)]).await;
        assert_silent(&finished, &variable);
        assert!(finished.stdout.contains(&variable), "{}", finished.stdout);
    }
}

#[tokio::test]
async fn of_an_address_a_report_shows_the_origin() {
    let finished = report_with(&[
        (
            "PORTAL_PAGE__SIGN_IN_URL",
            "https://app.test/Zq7secret?token=Zq7secret",
        ),
        (
            "PORTAL_PAGE__SUPPORT_URL",
            "https://Zq7secret:Zq7secret@help.test/",
        ),
        ("PORTAL_FRAME__HOSTS", "https://Zq7secret.test/Zq7secret"),
    ])
    .await;
    let text = &finished.stdout;
    assert!(
        text.contains("page.sign_in_url = https://app.test/…  (PORTAL_PAGE__SIGN_IN_URL)"),
        "{text}"
    );
    assert!(!text.contains("token") && !text.contains("Zq7secret@"), "{text}");
    assert!(!text.contains("/Zq7secret"), "{text}");
    assert!(text.contains("in the configuration:"), "{text}");
}

#[tokio::test]
async fn a_report_has_the_settings_the_problems_and_the_server_that_runs() {
    let operations = loopback(free_port()).to_string();
    let variables = variables(
        super::NOWHERE,
        &[("operations.listen", &operations), ("log.level", "off")],
    );
    let pairs = borrowed(&variables);
    let silent = run(&pairs, &["report"]).await.stdout;
    assert!(silent.contains("no server runs with these settings"), "{silent}");

    let portal = PortalProcess::start(&pairs, &["serve"]).await;
    let headers = [("x-remote-user", "alice"), ("x_remote_user", "bruno")];
    get_with(&portal.url("/Subscriptions"), &headers)
        .await
        .assert_status(403);
    let told = get(&format!("http://{operations}/warnings")).await;
    told.assert_status(200)
        .assert_header("content-type", "application/x-ndjson");
    let last: serde_json::Value =
        serde_json::from_str(told.body.lines().last().expect("a line")).expect("JSON");
    assert_eq!(
        (&last["code"], &last["level"]),
        (&"identity-refused".into(), &"WARN".into())
    );

    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.txt");
    let path = file.to_str().expect("a path");
    let finished = run(&pairs, &["report", "--output", path]).await;
    assert!(
        finished.status.success() && finished.stdout.is_empty(),
        "{}",
        finished.stderr
    );
    let text = std::fs::read_to_string(&file).expect("the report");
    for part in [
        &format!("version   {}", env!("CARGO_PKG_VERSION")),
        &format!("operations.listen = {operations}  (PORTAL_OPERATIONS__LISTEN)"),
        "proabono.api_key is set, and secret  (PROABONO_API_KEY)",
        "The configuration is complete.",
        "warning: identity.proxy has no secret",
        "ready\n",
        "\"code\":\"identity-refused\"",
        "portal_requests_total{",
    ] {
        assert!(text.contains(part), "{part:?} in {text}");
    }
    assert!(
        !text.contains("api-demo") && !text.contains("agent-demo"),
        "{text}"
    );
}

#[tokio::test]
async fn a_report_is_written_though_nothing_can_be_read() {
    let finished = run(&[], &["report", "--config", "no-such-file.toml"]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(
        finished.stdout.contains("the file cannot be read"),
        "{}",
        finished.stdout
    );
}
