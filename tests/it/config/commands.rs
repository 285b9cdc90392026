//! The commands `check` and `serve`: exit codes, and what they leave alone.

use std::net::TcpListener;

use super::{NOWHERE, check_with};
use crate::support::portal::run;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::loopback;

#[tokio::test]
async fn check_says_what_it_read_and_sends_nothing() {
    let upstream = Upstream::start(account());
    let complete = variables(upstream.origin(), &[("proabono.portal_secret", "s")]);
    let finished = run(&borrowed(&complete), &["check"]).await;
    assert_eq!(finished.status.code(), Some(0), "{}", finished.stderr);
    for words in [
        "complete",
        "/Subscriptions",
        upstream.origin(),
        "acme-eur",
        "widget hash yes",
    ] {
        assert!(
            finished.stdout.contains(words),
            "{words:?} in {}",
            finished.stdout
        );
    }
    assert_eq!(upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn check_says_where_users_sign_in_and_what_a_way_to_show_no_secret_means() {
    let document = "https://login.test/tenant/.well-known/openid-configuration";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let mut settings = vec![
        ("server.public_url", "https://app.test/Subscriptions"),
        ("sessions.key", crate::sign_in::KEY),
        ("sessions.file", file.to_str().expect("UTF-8")),
        ("identity.shared_ids", "true"),
        ("identity.oidc.issuer", "https://issuer.test/v2.0/"),
        ("identity.oidc.discovery_url", document),
        ("identity.oidc.client_id", "subscriptions"),
    ];
    let finished = run(&borrowed(&variables(NOWHERE, &settings)), &["check"]).await;
    assert_eq!(finished.status.code(), Some(0), "{}", finished.stderr);
    for words in ["https://issuer.test/v2.0/", document] {
        assert!(finished.stdout.contains(words), "{}", finished.stdout);
    }
    settings.push(("identity.oidc.client_auth", "post"));
    let refused = run(&borrowed(&variables(NOWHERE, &settings)), &["check"]).await;
    assert!(
        refused.stderr.contains("PORTAL_IDENTITY__OIDC__CLIENT_AUTH")
            && refused.stderr.contains("there is nothing to show"),
        "{}",
        refused.stderr
    );
}

#[tokio::test]
async fn check_binds_nothing_and_serve_names_the_variable_of_a_taken_address() {
    for variable in ["PORTAL_SERVER__LISTEN", "PORTAL_OPERATIONS__LISTEN"] {
        let holder = TcpListener::bind(loopback(0)).expect("a loopback port");
        let taken = holder.local_addr().expect("its address").to_string();
        let mut pairs = vec![("PORTAL_SERVER__LISTEN", "127.0.0.1:0")];
        let complete = variables(NOWHERE, &[]);
        pairs.extend(borrowed(&complete));
        pairs.retain(|(name, _)| *name != variable);
        pairs.push((variable, &taken));
        let checked = run(&pairs, &["check"]).await;
        assert!(checked.status.success(), "{variable}: {}", checked.stderr);
        let served = run(&pairs, &["serve"]).await;
        assert_eq!(served.status.code(), Some(1), "{variable}");
        let said = format!("{variable} cannot listen on {taken}");
        assert!(served.stderr.contains(&said), "{}", served.stderr);
        assert!(
            served.stderr.contains("Choose another address"),
            "{}",
            served.stderr
        );
    }
}

#[tokio::test]
async fn serve_refuses_to_start_without_identity_and_names_it() {
    let mut complete = variables(NOWHERE, &[]);
    complete.retain(|(name, _)| !name.contains("IDENTITY"));
    for command in ["serve", "check"] {
        let finished = run(&borrowed(&complete), &[command]).await;
        assert_eq!(finished.status.code(), Some(1), "{command}");
        for words in [
            "PORTAL_IDENTITY__PROXY__HEADER",
            "PORTAL_IDENTITY__PROXY__FROM",
            "who is asking",
        ] {
            assert!(finished.stderr.contains(words), "{words} in {}", finished.stderr);
        }
    }
}

#[tokio::test]
async fn serve_reports_what_check_reports() {
    let wrong = [("PORTAL_LOG__FORMAT", "xml"), ("PORTAL_SERVER__WORKERS", "0")];
    let checked = check_with(&wrong).await;
    let complete = variables(NOWHERE, &[]);
    let served = run(&[borrowed(&complete), wrong.to_vec()].concat(), &["serve"]).await;
    assert_eq!(served.status.code(), Some(1));
    assert_eq!(served.stderr, checked.stderr);
}

#[tokio::test]
async fn a_command_that_does_not_exist_is_a_mistake_of_usage() {
    let finished = run(&[], &["sevre"]).await;
    assert_eq!(finished.status.code(), Some(2));
    assert!(finished.stderr.contains("serve"), "{}", finished.stderr);
}
