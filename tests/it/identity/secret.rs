//! The secret of the proxy: what is set wrong, and where it never shows.

use crate::support::portal::{PortalProcess, run};
use crate::support::raw;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::loopback;

const HEADER: &str = "PORTAL_IDENTITY__PROXY__SECRET_HEADER";
const SECRET: &str = "PORTAL_IDENTITY__PROXY__SECRET";
const PREVIOUS: &str = "PORTAL_IDENTITY__PROXY__PREVIOUS_SECRET";
const CLAIMS: &str = "PORTAL_IDENTITY__PROXY__CLAIMS";
const GOOD: &str = "canary-0123456789abcdef0123456789abcdef";
const OTHER: &str = "canary-fedcba9876543210fedcba9876543210";

/// What `check` says of those settings beside a complete configuration.
async fn check(more: &[(&str, &str)]) -> (bool, String) {
    let complete = variables("http://127.0.0.1:9", &[]);
    let mut pairs = borrowed(&complete);
    pairs.extend(more);
    let finished = run(&pairs, &["check"]).await;
    let said = format!("{}{}", finished.stdout, finished.stderr);
    assert!(!said.contains("canary"), "{said}");
    (finished.status.success(), said)
}

#[tokio::test]
async fn half_of_the_settings_is_refused() {
    let header = (HEADER, "X-Portal-Secret");
    for (settings, named) in [
        (vec![header], SECRET),
        (vec![(SECRET, GOOD)], HEADER),
        (vec![header, (PREVIOUS, GOOD)], SECRET),
        (vec![header, (SECRET, GOOD), (PREVIOUS, GOOD)], PREVIOUS),
        (vec![(HEADER, "X-Remote-User"), (SECRET, GOOD)], HEADER),
        (vec![(HEADER, "x-remote-email"), (SECRET, GOOD)], HEADER),
        (
            vec![(HEADER, "X-Org"), (SECRET, GOOD), (CLAIMS, "org=x-org")],
            HEADER,
        ),
        (vec![header, (SECRET, "canary-of-31-characters-exactly")], SECRET),
        (
            vec![header, (SECRET, "canary-with a-space-0123456789abcdef")],
            SECRET,
        ),
        (vec![(CLAIMS, "org=X-Org,org=X-Organisation")], CLAIMS),
        (vec![(CLAIMS, "or g=X-Org")], CLAIMS),
        (vec![(CLAIMS, "=X-Org")], CLAIMS),
    ] {
        let (good, said) = check(&settings).await;
        assert!(!good && said.contains(named), "{settings:?}: {said}");
    }
}

#[tokio::test]
async fn the_whole_of_the_settings_is_taken() {
    let header = (HEADER, "X-Portal-Secret");
    for settings in [
        vec![header, (SECRET, GOOD)],
        vec![header, (SECRET, GOOD), (PREVIOUS, OTHER)],
        vec![
            header,
            (SECRET, GOOD),
            (CLAIMS, "org=X-Org, https://acme.example/plan=X-Plan"),
        ],
    ] {
        let (good, said) = check(&settings).await;
        assert!(good && !said.contains("warning"), "{settings:?}: {said}");
    }
}

#[tokio::test]
async fn a_proxy_without_a_secret_is_pointed_out() {
    let (good, said) = check(&[]).await;
    let words = "warning: identity.proxy has no secret: every program that can connect";
    assert!(good && said.contains(words) && said.contains(HEADER), "{said}");
}

#[tokio::test]
async fn the_secret_is_in_no_log_no_page_and_no_call() {
    let upstream = Upstream::start(account());
    let settings = [
        ("identity.proxy.secret_header", "X-Portal-Secret"),
        ("identity.proxy.secret", GOOD),
        ("log.level", "trace"),
    ];
    let variables = variables(upstream.origin(), &settings);
    let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    for (user, secret, status) in [("nora", GOOD, 200), ("nora", OTHER, 403), ("olga", GOOD, 200)] {
        let user = format!("X-Remote-User: {user}");
        let secret = format!("X-Portal-Secret: {secret}");
        let request = raw::get("/Subscriptions", &[user.as_bytes(), secret.as_bytes()]);
        let answer = raw::exchange(loopback(portal.port()), &request).await;
        assert_eq!(raw::status(&answer), status);
        assert!(!answer.contains("canary"), "{answer}");
    }
    assert!(!upstream.everything().await.contains("canary"));
    portal.terminate().await.expect("an end");
    let log = portal.output();
    assert!(
        log.contains("does not show the secret of identity.proxy.secret"),
        "{log}"
    );
    assert!(!log.contains("canary"), "{log}");
}
