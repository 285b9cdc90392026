//! A provider that is down, slow, or not what it should be.

use std::time::{Duration, Instant};

use serde_json::json;

use super::idp::Idp;
use super::provider::Provider;
use super::site::Site;
use super::visitor::Visitor;
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::relay::Relay;
use crate::support::wait::{free_port, loopback};

const DISCOVERY: &str = "/.well-known/openid-configuration";

/// How long a failure is remembered, and a little more.
const REMEMBERED: Duration = Duration::from_millis(1_300);

#[tokio::test]
async fn a_provider_that_is_down_costs_a_clear_page_and_comes_back_without_a_restart() {
    let port = free_port();
    let mut relay = Relay::start(loopback(port));
    let issuer = format!("http://127.0.0.1:{}", relay.port());
    let provider = Provider::at(&issuer, port).await;
    let site = Site::at(&provider, &[]).await;
    relay.close().await;

    let mut visitor = Visitor::new();
    let seen = visitor.open(&site.page("?kept=yes")).await;
    assert_nobody(&seen, 503);
    seen.answer
        .assert_text("You cannot sign in right now")
        .assert_header("retry-after", "5");
    relay.open();
    tokio::time::sleep(REMEMBERED).await;
    // The button of that page remembers which page it was.
    let callback = visitor.up_to_callback(&site.page("/login"), "alice").await;

    relay.close().await;
    assert_nobody(&visitor.open(callback.as_str()).await, 503);
    relay.open();
    let callback = visitor.follow_back(&site.page("/login")).await;
    let back = visitor.open(callback.as_str()).await;
    assert_eq!(back.next().unwrap().as_str(), site.page("?kept=yes"));
    assert_signed_in(&visitor.on(back).await, "Alice Martin");
    assert_eq!(site.sign_ins("away").await, 2);
}

#[tokio::test]
async fn a_provider_that_hangs_costs_no_more_than_the_configured_time() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    idp.script().delay = Duration::from_secs(20);
    let started = Instant::now();
    let mut visitors: Vec<Visitor> = std::iter::repeat_with(Visitor::new).take(4).collect();
    let page = site.page("");
    let all = visitors.iter_mut().map(|visitor| visitor.open(&page));
    for seen in futures_util::future::join_all(all).await {
        assert_nobody(&seen, 503);
    }
    let elapsed = started.elapsed();
    assert!(
        elapsed >= Duration::from_secs(1) && elapsed < Duration::from_secs(10),
        "{elapsed:?}"
    );
    assert_eq!(idp.count(DISCOVERY), 1, "who waits shares one question");
}

#[tokio::test]
async fn the_provider_is_asked_about_itself_when_somebody_needs_it_and_once_for_all() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    assert_eq!(idp.count(DISCOVERY), 0, "not at start");
    idp.script().delay = Duration::from_millis(200);
    let mut visitors: Vec<Visitor> = std::iter::repeat_with(Visitor::new).take(8).collect();
    let page = site.page("");
    let all = visitors.iter_mut().map(|visitor| visitor.open(&page));
    for seen in futures_util::future::join_all(all).await {
        seen.answer.assert_status(303);
    }
    assert_eq!((idp.count(DISCOVERY), idp.count("/jwks")), (1, 1));
}

#[tokio::test]
async fn a_document_that_is_not_the_providers_own_is_not_believed() {
    for wrong in [
        json!({ "issuer": "https://evil.test" }),
        json!({ "issuer": null }),
        json!({ "token_endpoint": null }),
        json!({ "jwks_uri": null }),
        json!({ "authorization_endpoint": "javascript:alert(1)" }),
        json!({ "authorization_endpoint": "http://evil.test/authorize" }),
        json!({ "token_endpoint": "http://evil.test/token" }),
        json!({ "jwks_uri": "http://evil.test/jwks" }),
    ] {
        let idp = Idp::start();
        let site = Site::start(free_port(), &idp.settings());
        idp.script().metadata = wrong.clone();
        let seen = Visitor::new().open(&site.page("")).await;
        assert_eq!(seen.answer.status, 503, "{wrong}");
        assert_nobody(&seen, 503);
    }
}

#[tokio::test]
async fn an_issuer_is_compared_letter_by_letter() {
    let idp = Idp::start();
    let slash = format!("{}/", idp.issuer);
    let settings = [idp.settings().as_slice(), &[("identity.oidc.issuer", &slash)]].concat();
    let site = Site::start(free_port(), &settings);
    assert_nobody(&Visitor::new().open(&site.page("")).await, 503);
    // As some providers write theirs.
    idp.script().metadata = json!({ "issuer": slash });
    tokio::time::sleep(REMEMBERED).await;
    Visitor::new()
        .open(&site.page(""))
        .await
        .answer
        .assert_status(303);
}

#[tokio::test]
async fn an_answer_that_is_broken_is_no_document() {
    for (status, text) in [(404, "{}"), (302, ""), (500, "{}"), (200, "no JSON"), (200, "[]")] {
        for path in [DISCOVERY, "/jwks"] {
            let idp = Idp::start();
            let site = Site::start(free_port(), &idp.settings());
            idp.script().instead.insert(path, (status, text.to_owned()));
            assert_nobody(&Visitor::new().open(&site.page("")).await, 503);
            assert_eq!(idp.count("/elsewhere"), 0, "a redirect was followed");
        }
    }
}

#[tokio::test]
async fn who_is_signed_in_does_not_need_the_provider() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
    drop(idp);
    assert_signed_in(&visitor.open(&site.page("")).await, "Alice Martin");
}
