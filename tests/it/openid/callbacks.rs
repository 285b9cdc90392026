//! What the browser comes back with, and what the provider is asked for.

use super::idp::Idp;
use super::site::Site;
use super::visitor::Visitor;
use super::{assert_nobody, assert_signed_in, come_back};
use crate::support::wait::free_port;

#[tokio::test]
async fn the_provider_is_asked_for_a_code_with_everything_that_binds_it() {
    let idp = Idp::start();
    let settings = [
        idp.settings().as_slice(),
        &[("identity.oidc.scopes", "openid, profile, org")],
    ]
    .concat();
    let site = Site::start(free_port(), &settings);
    let mut visitor = Visitor::new();
    visitor.headers = vec![("accept-language", "fr-CH, fr;q=0.9, de;q=0.5, *;q=0.1".to_owned())];
    let begun = visitor.open(&site.page("?a=b")).await;
    begun
        .answer
        .assert_status(303)
        .assert_header("cache-control", "private, no-store");
    let next = begun.next().unwrap();
    assert_eq!(
        format!("{}{}", next.origin().ascii_serialization(), next.path()),
        format!("{}/authorize", idp.issuer)
    );
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", super::idp::CLIENT),
        ("scope", "openid profile org"),
        ("redirect_uri", &site.page("/callback")),
        ("code_challenge_method", "S256"),
        ("ui_locales", "fr-CH fr de"),
    ] {
        assert_eq!(begun.parameter(name), value);
    }
    for name in ["state", "nonce", "code_challenge"] {
        assert_eq!(begun.parameter(name).len(), 43, "{name}");
    }
    let again = visitor.open(&site.page("?a=b")).await;
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(begun.parameter(name), again.parameter(name), "{name}");
    }
    // The secrets stay here: neither in the address nor in the cookie.
    let cookies = visitor.cookies(&site.origin);
    assert_eq!(cookies.len(), 2, "one for each attempt: {cookies:?}");
    for (name, value) in cookies {
        assert!(name.starts_with("portal-login-"), "{name}");
        assert!(!next.as_str().contains(&value), "{name}");
    }
}

#[tokio::test]
async fn only_somebody_who_looks_at_the_answer_is_sent_away() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for (name, value) in [
        ("sec-fetch-dest", "iframe"),
        ("sec-fetch-dest", "empty"),
        ("sec-purpose", "prefetch;prerender"),
    ] {
        let mut visitor = Visitor::new();
        visitor.headers = vec![(name, value.to_owned())];
        for path in ["?a=b", "/login"] {
            assert_nobody(&visitor.open(&site.page(path)).await, 401);
        }
    }
    let head = site.served.client.head(site.page("?a=b")).send().await.unwrap();
    assert_eq!(head.status(), 401);
    assert_eq!(idp.count("/.well-known/openid-configuration"), 0);
}

#[tokio::test]
async fn a_page_with_a_button_comes_first_when_that_is_configured() {
    let idp = Idp::start();
    let settings = [idp.settings().as_slice(), &[("identity.oidc.automatic", "false")]].concat();
    let site = Site::start(free_port(), &settings);
    let mut visitor = Visitor::new();
    assert_nobody(&visitor.follow(&site.page("?pa_query=%3Fx%3D1")).await, 401);
    let begun = visitor.open(&site.page("/login")).await;
    begun.answer.assert_status(303);
    {
        let mut script = idp.script();
        (script.nonce, script.challenge) = (begun.parameter("nonce"), begun.parameter("code_challenge"));
    }
    let callback = format!(
        "/callback?code=a-code&state={}&iss={}",
        begun.parameter("state"),
        idp.issuer
    );
    let back = visitor.open(&site.page(&callback)).await;
    back.answer.assert_status(303);
    assert_eq!(back.next().unwrap().as_str(), site.page("?pa_query=%3Fx%3D1"));
}

#[tokio::test]
async fn an_error_at_the_provider_ends_in_a_page_that_says_so() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for (code, status, text) in [
        ("access_denied", 403, "You are not signed in"),
        ("login_required", 400, "The sign-in was not completed"),
        ("interaction_required", 400, "The sign-in was not completed"),
        ("temporarily_unavailable", 503, "You cannot sign in right now"),
        ("server_error", 503, "You cannot sign in right now"),
        ("invalid_scope", 403, "We could not sign you in"),
        ("<script>", 403, "We could not sign you in"),
    ] {
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        let callback = callback.replace("code=a-code", &format!("error={code}&error_description=Zq7c"));
        let seen = visitor.open(&callback).await;
        assert_nobody(&seen, status);
        seen.answer
            .assert_text(text)
            .assert_no_text("Zq7c")
            .assert_no_text("<script>");
        assert_eq!(
            seen.answer.header("retry-after").is_some(),
            status == 503,
            "{code}"
        );
        // Once is once, for errors too.
        visitor.open(&callback).await.answer.assert_status(400);
    }
    assert_eq!(idp.count("/token"), 0);
    assert_eq!(
        (site.sign_ins("denied").await, site.sign_ins("away").await),
        (1, 2)
    );
    site.assert_no_customer().await;
}

#[tokio::test]
async fn an_answer_that_does_not_say_who_answers_or_names_another_is_refused() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let issuer: String = url::form_urlencoded::byte_serialize(idp.issuer.as_bytes()).collect();
    for iss in [
        String::new(),
        "&iss=https%3A%2F%2Fevil.test".to_owned(),
        format!("&iss={issuer}%2F"),
        format!("&iss={}", issuer.to_uppercase()),
    ] {
        let mut visitor = Visitor::new();
        let callback = come_back(&site, &idp, &mut visitor).await;
        let callback = callback.replace(&format!("&iss={issuer}"), &iss);
        assert_nobody(&visitor.open(&callback).await, 403);
    }
    assert_eq!(
        idp.count("/token"),
        0,
        "no code goes to a provider that did not send it"
    );
}

#[tokio::test]
async fn a_provider_that_never_says_who_answers_is_taken_without() {
    let idp = Idp::start();
    idp.script().metadata = serde_json::json!({ "authorization_response_iss_parameter_supported": null });
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let callback = come_back(&site, &idp, &mut visitor).await;
    let (without, _) = callback.split_once("&iss=").unwrap();
    assert_signed_in(&visitor.follow(without).await, "Alice Martin");
}

#[tokio::test]
async fn what_is_no_answer_to_a_sign_in_ends_in_a_page() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = Visitor::new();
    let state = "s".repeat(43);
    for query in [
        String::new(),
        "?code=a".to_owned(),
        format!("?state={state}"),
        format!("?code=a&state={state}"),
        format!("?error=access_denied&state={state}"),
        format!("?code=a&code=b&state={state}"),
        format!("?code=a&state={state}&state={state}"),
        "?code=a&state=%F0%9F%A6%8A%F0%9F%A6%8A%F0%9F%A6%8A%F0%9F%A6%8A".to_owned(),
        format!("?code=a&state={}", "s".repeat(5_000)),
    ] {
        assert_nobody(&visitor.open(&site.page(&format!("/callback{query}"))).await, 400);
    }
    let head = site
        .served
        .client
        .head(site.page("/callback"))
        .send()
        .await
        .unwrap();
    assert_eq!(head.status(), 405);
    assert_eq!(site.sign_ins("failed").await, 9);
}

#[tokio::test]
async fn a_page_with_a_code_in_its_address_has_no_chat() {
    let idp = Idp::start();
    let company = ("chat.company_id", "0f8fad5b-d9cb-469f-a165-70867728950e");
    let site = Site::start(free_port(), &[idp.settings().as_slice(), &[company]].concat());
    let state = "s".repeat(43);
    for (query, chats) in [(String::new(), true), (format!("?code=a&state={state}"), false)] {
        let seen = Visitor::new()
            .open(&site.page(&format!("/callback{query}")))
            .await;
        seen.answer.assert_status(400);
        assert_eq!(seen.answer.body.contains("chat-settings"), chats, "{query}");
    }
}

#[tokio::test]
async fn the_address_that_leads_back_is_the_same_with_a_slash_at_its_end() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    for address in ["/callback", "/callback?error=access_denied", "/logout"] {
        crate::entrances::assert_alike(&site.served, address, &[]).await;
    }
}
