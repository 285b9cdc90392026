//! The provider's keys change, and no visitor notices.

use super::idp::Idp;
use super::keys::Sign;
use super::provider::Provider;
use super::site::Site;
use super::visitor::Visitor;
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::wait::free_port;

#[tokio::test]
async fn new_keys_at_a_certified_provider_cost_no_visitor_a_failure() {
    let provider = Provider::start().await;
    let site = Site::at(&provider, &[]).await;
    assert_signed_in(
        &Visitor::new().sign_in(&site.page(""), "alice").await,
        "Alice Martin",
    );
    let mut under_way = Visitor::new();
    let callback = under_way.up_to_callback(&site.page("?tab=1"), "chloe").await;
    provider.rotate().await;
    assert_signed_in(&under_way.follow(callback.as_str()).await, "Chloé Dubois");
    assert_signed_in(
        &Visitor::new().sign_in(&site.page(""), "alice").await,
        "Alice Martin",
    );
    assert_eq!(provider.count("/jwks").await, 2, "{}", provider.output());
}

#[tokio::test]
async fn a_key_that_was_replaced_under_its_old_name_is_fetched_again() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
    idp.script().keys.replace_ec();
    let mut other = Visitor::new();
    let callback = come_back(&site, &idp, &mut other).await;
    assert_signed_in(&other.follow(&callback).await, "Alice Martin");
    assert_eq!(idp.count("/jwks"), 2);
}

#[tokio::test]
async fn unknown_keys_make_us_ask_once_a_minute_and_no_more() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for _ in 0..5 {
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        idp.script().sign = Sign::Unpublished;
        assert_nobody(&visitor.follow(&callback).await, 403);
    }
    assert_eq!(idp.count("/jwks"), 2);
    assert_eq!(idp.count("/.well-known/openid-configuration"), 2);
    // What is known still works meanwhile.
    idp.heal();
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
}

#[tokio::test]
async fn visitors_who_meet_new_keys_at_once_share_one_question() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut first = Visitor::new();
    let callback = come_back(&site, &idp, &mut first).await;
    assert_signed_in(&first.follow(&callback).await, "Alice Martin");
    let mut waiting = Vec::new();
    for _ in 0..4 {
        let mut visitor = Visitor::new();
        let begun = visitor.open(&site.page("")).await;
        waiting.push((visitor, begun));
    }
    idp.script().sign = Sign::Stranger;
    idp.script().keys.publish_stranger();
    for (mut visitor, begun) in waiting {
        {
            let mut script = idp.script();
            (script.nonce, script.challenge) = (begun.parameter("nonce"), begun.parameter("code_challenge"));
        }
        let query = format!(
            "/callback?code=a-code&state={}&iss={}",
            begun.parameter("state"),
            idp.issuer
        );
        assert_signed_in(&visitor.follow(&site.page(&query)).await, "Alice Martin");
    }
    assert_eq!(idp.count("/jwks"), 2);
}
