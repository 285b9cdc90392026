//! A machine without certificates of authorities.

use crate::sign_in::KEY;
use crate::support::demo::Demo;
use crate::support::http::{get, get_with};
use crate::support::portal::{PortalProcess, run};
use crate::support::served::{borrowed, config, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, poll};

const NONE: [(&str, &str); 2] = [
    ("SSL_CERT_FILE", "/nonexistent/certificates.pem"),
    ("SSL_CERT_DIR", "/nonexistent"),
];
/// The words of the advice where https is needed.
const WORDS: [&str; 3] = ["no certificates", "ca-certificates", "SSL_CERT_FILE"];

#[tokio::test]
async fn the_page_works_where_proabono_is_on_this_machine() {
    let upstream = Upstream::start(account());
    let complete = variables(upstream.origin(), &[]);
    let pairs = [borrowed(&complete), NONE.to_vec()].concat();
    let portal = PortalProcess::start(&pairs, &["serve"]).await;
    let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
    page.assert_status(200).assert_text("<iframe");
    for command in [&["check"][..], &["api", "live", "customers", "list"]] {
        let finished = run(&pairs, command).await;
        assert_eq!(
            finished.status.code(),
            Some(0),
            "{command:?}: {}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn the_demonstration_works() {
    let demo = Demo::start_with(&NONE, &[]).await;
    let (menu, _) = demo.page.split_once("/Subscriptions").expect("the page's path");
    // The menu asks the emulator what it is set to.
    get(&format!("{menu}/")).await.assert_status(200);
    let login = get(&format!("{}/login", demo.page)).await;
    login.assert_status(200);
    get(&format!("{}/mails", demo.emulator)).await.assert_status(200);
}

#[tokio::test]
async fn where_https_is_needed_it_is_said_what_is_missing_and_what_to_install() {
    let complete = variables("https://api.proabono.test", &[]);
    let pairs = [borrowed(&complete), NONE.to_vec()].concat();
    for command in [&["serve"][..], &["check"], &["api", "live", "customers", "list"]] {
        let finished = run(&pairs, command).await;
        assert_eq!(finished.status.code(), Some(1), "{command:?}");
        for words in WORDS {
            assert!(
                finished.stderr.contains(words),
                "{command:?}: {}",
                finished.stderr
            );
        }
    }
    // The address of a proxy counts as well.
    let upstream = Upstream::start(account());
    let proxied = variables(
        upstream.origin(),
        &[("proabono.http_proxy", "https://proxy.test:3128")],
    );
    let finished = run(&[borrowed(&proxied), NONE.to_vec()].concat(), &["check"]).await;
    assert!(finished.stderr.contains(WORDS[0]), "{}", finished.stderr);
}

#[tokio::test]
async fn a_provider_that_is_reached_over_https_is_not_asked_and_the_log_says_why() {
    let upstream = Upstream::start(account());
    let more = [
        ("server.public_url", "https://app.test/Subscriptions"),
        ("sessions.key", KEY),
        ("identity.shared_ids", "true"),
        ("identity.oidc.issuer", "https://issuer.test/"),
        ("identity.oidc.client_id", "subscriptions"),
    ];
    // The settings are right.
    drop(config(upstream.origin(), &more));
    let complete = variables(upstream.origin(), &more);
    let pairs = [borrowed(&complete), NONE.to_vec()].concat();
    let portal = PortalProcess::start(&pairs, &["serve"]).await;
    get(&portal.url("/Subscriptions/login")).await.assert_status(503);
    let said = poll(START, async || {
        let log = portal.output();
        WORDS.iter().all(|words| log.contains(words)).then_some(())
    });
    assert!(said.await.is_some(), "{}", portal.output());
}
