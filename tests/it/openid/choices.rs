//! Where the world has two ways, and a setting chooses.

use serde_json::json;

use super::idp::{CLIENT, Idp};
use super::site::Site;
use super::visitor::Visitor;
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::wait::free_port;

/// Another name than the one under which it is reached.
const ISSUER: &str = "https://tenant.login.example/v2.0/";

fn with<'a>(idp: &'a Idp, more: &[(&'static str, &'a str)]) -> Site {
    Site::start(free_port(), &[idp.settings().as_slice(), more].concat())
}

#[tokio::test]
async fn a_provider_whose_document_is_elsewhere_is_found_by_a_setting_and_compared_all_the_same() {
    let idp = Idp::start();
    let document = format!("{}/tenant/.well-known/openid-configuration?p=sign_in", idp.issuer);
    let more = [
        ("identity.oidc.issuer", ISSUER),
        ("identity.oidc.discovery_url", document.as_str()),
    ];
    let named = json!({ "issuer": ISSUER });
    for (token, status) in [(ISSUER, 200), (idp.issuer.as_str(), 403)] {
        let site = with(&idp, &more);
        idp.script().metadata = named.clone();
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        idp.script().claims = json!({ "iss": token });
        let own: String = url::form_urlencoded::byte_serialize(idp.issuer.as_bytes()).collect();
        let right: String = url::form_urlencoded::byte_serialize(ISSUER.as_bytes()).collect();
        let seen = visitor.follow(&callback.replace(&own, &right)).await;
        assert_eq!(seen.answer.status, status, "{token}: {seen:#?}");
    }
    // The document of another issuer at that address.
    for other in [
        json!({}),
        json!({ "issuer": "https://tenant.login.example/v2.0" }),
    ] {
        idp.script().metadata = other;
        let site = with(&idp, &more);
        assert_nobody(&Visitor::new().open(&site.page("")).await, 503);
    }
    assert_eq!(idp.count("/.well-known/openid-configuration"), 0);
}

#[tokio::test]
async fn the_secret_is_shown_as_the_registration_wants_it() {
    let both = json!(["client_secret_basic", "client_secret_post"]);
    for (announced, in_body, setting, status) in [
        (json!(null), false, "automatic", 200),
        (both.clone(), false, "automatic", 200),
        (both.clone(), true, "automatic", 403),
        (both.clone(), true, "post", 200),
        (both, false, "post", 403),
        (json!(["client_secret_post"]), true, "automatic", 200),
        (json!(["client_secret_post"]), false, "automatic", 403),
        (json!(["client_secret_post"]), false, "basic", 200),
        (json!("client_secret_post"), true, "automatic", 200),
        (
            json!("client_secret_basic client_secret_post"),
            false,
            "automatic",
            200,
        ),
    ] {
        let idp = Idp::start();
        let site = with(&idp, &[("identity.oidc.client_auth", setting)]);
        {
            let mut script = idp.script();
            script.metadata = json!({ "token_endpoint_auth_methods_supported": announced });
            script.secret_in_body = in_body;
        }
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        let seen = visitor.follow(&callback).await;
        assert_eq!(
            seen.answer.status, status,
            "{announced}, in the body: {in_body}, {setting}: {seen:#?}"
        );
    }
}

#[tokio::test]
async fn a_token_too_long_for_an_address_signs_in_and_is_no_hint_at_sign_out() {
    let idp = Idp::start();
    let end = format!("{}/end", idp.issuer);
    idp.script().metadata = json!({ "end_session_endpoint": end });
    let site = with(&idp, &[]);
    for (groups, hinted) in [(3_000, true), (16_000, false), (100_000, false)] {
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        idp.script().claims = json!({ "groups": "g".repeat(groups) });
        assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
        let seen = visitor.send_form(&site.page("/logout"), "").await;
        seen.answer
            .assert_status(200)
            .assert_text(&format!("client_id={CLIENT}"));
        assert_eq!(seen.answer.body.contains("id_token_hint="), hinted, "{groups}");
        seen.answer.assert_text("post_logout_redirect_uri=");
    }
}
