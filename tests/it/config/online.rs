//! `check` names the ways to sign in, and `check --online` tries their other ends.

use std::time::{Duration, Instant};

use actix_web::{HttpRequest, HttpResponse, web};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::handoff;
use crate::sign_in::{APP, KEY};
use crate::support::portal::{Finished, run};
use crate::support::served::{borrowed, variables};
use crate::support::service::Service;
use crate::support::tokens::Signer;
use crate::support::upstream::{Upstream, account};

/// Serves two documents: discovery, and these keys.
pub(super) fn published(keys: &Value) -> Service {
    let keys = keys.clone();
    Service::start(move |app| {
        let keys = keys.clone();
        let published = move || {
            let keys = keys.clone();
            async move { HttpResponse::Ok().json(json!({ "keys": keys })) }
        };
        app.route("/.well-known/openid-configuration", web::get().to(discovery))
            .route("/keys", web::get().to(published));
    })
}

async fn discovery(request: HttpRequest) -> HttpResponse {
    let origin = format!("http://{}", request.connection_info().host());
    HttpResponse::Ok().json(json!({
        "issuer": origin,
        "authorization_endpoint": format!("{origin}/authorize"),
        "token_endpoint": format!("{origin}/token"),
        "jwks_uri": format!("{origin}/keys"),
    }))
}

/// `check --online` with both ways to sign in here, at those addresses.
pub(super) async fn online(api: &str, issuer: &str, keys: &str, more: &[(&str, &str)]) -> Finished {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let mut settings = handoff(file.to_str().expect("UTF-8"));
    settings.extend([
        ("identity.oidc.issuer", issuer),
        ("identity.oidc.client_id", "page"),
        ("identity.oidc.timeout", "1s"),
        ("identity.handoff.algorithm", "ES256"),
        ("identity.handoff.jwks_url", keys),
        ("proabono.timeout", "2s"),
    ]);
    settings.extend(more);
    run(&borrowed(&variables(api, &settings)), &["check", "--online"]).await
}

/// The line of one trial.
pub(super) fn line<'a>(finished: &'a Finished, name: &str) -> &'a str {
    let mut lines = finished
        .stdout
        .lines()
        .skip_while(|line| !line.starts_with("Trying"));
    let found = lines.find(|line| line.trim_start().starts_with(name));
    found.unwrap_or_else(|| panic!("no line of {name}: {}{}", finished.stdout, finished.stderr))
}

#[tokio::test]
async fn everything_that_answers_is_said_to_be_in_order_and_nothing_is_written() {
    let upstream = Upstream::start(account());
    let published = published(&json!([Signer::ec().jwk("k1"), Signer::rsa().jwk("k2")]));
    let keys = format!("{}/keys", published.origin());
    let finished = online(upstream.origin(), &published.origin(), &keys, &[]).await;
    assert_eq!(
        finished.status.code(),
        Some(0),
        "{}{}",
        finished.stdout,
        finished.stderr
    );
    let (account, openid, handoff) = (
        line(&finished, "ProAbono"),
        line(&finished, "OpenID"),
        line(&finished, "hand-off"),
    );
    assert!(
        account.contains("ok: ") && account.contains(upstream.origin()),
        "{account}"
    );
    assert!(openid.contains("ok: ") && openid.contains("2 keys"), "{openid}");
    assert!(
        handoff.contains("ok: 1 of") && handoff.contains("\"k1\""),
        "{handoff}"
    );
    assert_eq!(upstream.reads_and_writes().await.1, 0);
}

#[tokio::test]
async fn wrong_keys_a_silent_provider_and_keys_of_another_kind_are_told_apart_in_time() {
    let upstream = Upstream::start(account());
    // Nobody accepts what waits in the queue of this listener.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = format!("http://{}", silent.local_addr().expect("an address"));
    let published = published(&json!([Signer::rsa().jwk("k2")]));
    let keys = format!("{}/keys", published.origin());
    let started = Instant::now();
    let finished = online(
        upstream.origin(),
        &silent,
        &keys,
        &[("proabono.api_key", "another")],
    )
    .await;
    assert!(
        started.elapsed() < Duration::from_secs(30),
        "{:?}",
        started.elapsed()
    );
    assert_eq!(finished.status.code(), Some(1), "{}", finished.stdout);
    assert!(
        finished.stderr.contains("3 of them failed"),
        "{}",
        finished.stderr
    );
    let said = line(&finished, "ProAbono");
    assert!(
        said.contains("FAILED") && said.contains("PROABONO_API_KEY"),
        "{said}"
    );
    let said = line(&finished, "OpenID");
    assert!(said.contains("FAILED") && said.contains(&silent), "{said}");
    let said = line(&finished, "hand-off");
    assert!(
        said.contains("no key") && said.contains("ES256") && said.contains("\"k2\""),
        "{said}"
    );
    assert!(!finished.stdout.contains("another"), "{}", finished.stdout);
}

#[tokio::test]
async fn published_keys_that_are_left_out_are_named_by_their_kid_and_the_reason() {
    let upstream = Upstream::start(account());
    let weak = json!({ "kty": "RSA", "kid": "k7", "n": BASE64URL_NOPAD.encode(&[127; 256]), "e": "AQAB" });
    let off = json!({ "kty": "EC", "kid": "k8", "crv": "P-256", "x": BASE64URL_NOPAD.encode(&[7; 32]),
        "y": BASE64URL_NOPAD.encode(&[7; 32]) });
    for (keys, outcome) in [
        (json!([Signer::ec().jwk("k1"), weak, off]), "ok: "),
        (json!([weak, off]), "FAILED: "),
    ] {
        let published = published(&keys);
        let keys = format!("{}/keys", published.origin());
        let finished = online(upstream.origin(), &published.origin(), &keys, &[]).await;
        for name in ["OpenID", "hand-off"] {
            let said = line(&finished, name);
            for words in [
                outcome,
                "(kid \"k7\"), since `n` has fewer than 2,048 bits",
                "(kid \"k8\"), since `x` and `y` are no point of its curve",
            ] {
                assert!(said.contains(words), "{words}: {said}");
            }
        }
        assert!(!finished.stderr.contains("k7"), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn an_account_that_is_out_of_reach_is_named_by_its_host() {
    let published = published(&json!([Signer::ec().jwk("k1")]));
    let keys = format!("{}/keys", published.origin());
    let finished = online(super::NOWHERE, &published.origin(), &keys, &[]).await;
    assert_eq!(finished.status.code(), Some(1), "{}", finished.stdout);
    let said = line(&finished, "ProAbono");
    let words = format!("ProAbono cannot be reached at {}", super::NOWHERE);
    assert!(said.contains("FAILED") && said.contains(&words), "{said}");
    assert!(line(&finished, "OpenID").contains("ok: "), "{}", finished.stdout);
}

#[tokio::test]
async fn check_says_the_public_address_and_each_way_to_sign_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("sessions.db");
    let settings = [
        ("server.public_url", "https://app.test/billing"),
        ("page.sign_in_url", "https://app.test/login"),
        ("sessions.key", KEY),
        ("sessions.file", file.to_str().expect("UTF-8")),
        ("identity.shared_ids", "true"),
        ("identity.oidc.issuer", "https://login.test"),
        ("identity.oidc.client_id", "page"),
        ("identity.handoff.issuer", APP),
        ("identity.handoff.key", "9c2f7a1e5b8d4036f1a7c3e85d2b6940"),
    ];
    let usual = run(&borrowed(&variables(super::NOWHERE, &settings)), &["check"]).await;
    let origins = [
        &settings[..],
        &[
            ("identity.handoff.origins", "https://a.test, https://b.test"),
            ("identity.handoff.audience", "billing"),
        ],
    ]
    .concat();
    let listed = run(&borrowed(&variables(super::NOWHERE, &origins)), &["check"]).await;
    for (finished, origins, audience) in [
        (usual, "https://app.test", "https://app.test/billing"),
        (listed, "https://a.test, https://b.test", "billing"),
    ] {
        assert!(finished.status.success(), "{}", finished.stderr);
        for words in [
            "public      https://app.test/billing\n".to_owned(),
            "by a proxy: the header x-remote-user from 127.0.0.0/8, without a secret".to_owned(),
            "at https://login.test; back at https://app.test/billing/callback".to_owned(),
            format!(
                "by hand-off: HS256 of {APP}, from pages of {origins} to https://app.test/billing/handoff"
            ),
            format!("with the audience {audience}\n"),
        ] {
            assert!(
                finished.stdout.contains(&words),
                "{words:?} in {}",
                finished.stdout
            );
        }
        assert!(!finished.stdout.contains("9c2f7a1e"), "{}", finished.stdout);
    }
    let bare = run(&borrowed(&variables(super::NOWHERE, &[])), &["check"]).await;
    assert!(bare.stdout.contains("server.public_url"), "{}", bare.stdout);
}
