//! Two providers presented together: the rule of the chain, over HTTP.

use reqwest::Method;

use super::{Site, assert_shows};

const PROXY: [(&str, &str); 2] = [
    ("identity.proxy.header", "x-remote-user"),
    ("identity.proxy.from", "127.0.0.0/8"),
];

fn site(shared: bool) -> Site {
    let mut settings = PROXY.to_vec();
    settings.push(("identity.shared_ids", if shared { "true" } else { "false" }));
    Site::start(&settings)
}

#[tokio::test]
async fn a_header_and_a_session_that_name_one_user_agree_and_two_users_are_refused() {
    let site = site(true);
    let mut alice = site.handed_over("alice").await;
    let mut status =
        async |header: &[(&str, &str)]| alice.ask(Method::GET, "/Subscriptions", header, None).await;
    assert_shows(&status(&[("x-remote-user", "alice")]).await, "alice");
    assert_shows(&status(&[("x-remote-user", "")]).await, "alice");
    let refused = status(&[("x-remote-user", "bruno")]).await;
    refused
        .assert_status(403)
        .assert_no_text("<iframe")
        // The way out is on the page.
        .assert_text("action=\"/Subscriptions/logout\"");
    let twice = status(&[("x-remote-user", "alice"), ("x-remote-user", "alice")]).await;
    twice.assert_status(403);
    alice
        .submit("/Subscriptions/logout", &[])
        .await
        .assert_status(303);
    let header = [("x-remote-user", "bruno")];
    assert_shows(
        &alice.ask(Method::GET, "/Subscriptions", &header, None).await,
        "bruno",
    );
}

#[test]
fn several_providers_without_a_word_about_their_ids_do_not_start() {
    let upstream = "http://127.0.0.1:9";
    let mut settings = PROXY.to_vec();
    settings.extend([
        ("server.public_url", "http://127.0.0.1:8080/Subscriptions"),
        ("page.sign_in_url", "https://app.acme.example/login"),
        ("sessions.key", super::KEY),
        ("sessions.file", "/dev/null/none"),
        ("identity.handoff.issuer", super::APP),
        ("identity.handoff.key", crate::support::tokens::SECRET),
    ]);
    let report =
        std::panic::catch_unwind(|| crate::support::served::config_without_proxy(upstream, &settings));
    let text = report
        .err()
        .and_then(|panic| panic.downcast_ref::<String>().cloned());
    assert!(text.is_some_and(|text| text.contains("PORTAL_IDENTITY__SHARED_IDS")));
}
