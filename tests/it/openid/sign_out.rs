//! Out again: here, and at the provider.

use super::idp::{CLIENT, Idp};
use super::provider::Provider;
use super::site::Site;
use super::visitor::{Seen, Visitor};
use super::{assert_signed_in, come_back};
use crate::support::wait::free_port;

async fn signed_in(site: &Site, idp: &Idp) -> Visitor {
    let mut visitor = Visitor::new();
    let callback = come_back(site, idp, &mut visitor).await;
    assert_signed_in(&visitor.follow(&callback).await, "Alice Martin");
    visitor
}

/// Where a page goes by itself; it also has a link there, for browsers that do not.
fn goes_on_to(seen: &Seen) -> url::Url {
    let (_, rest) = seen
        .answer
        .body
        .split_once("content=\"0; url=")
        .expect("a page that goes on");
    let address = rest.split('"').next().unwrap();
    seen.answer.assert_text(&format!("href=\"{address}\""));
    address
        .replace("&#38;", "&")
        .replace("&amp;", "&")
        .parse()
        .unwrap()
}

#[tokio::test]
async fn signing_out_leads_to_the_providers_own_sign_out() {
    let idp = Idp::start();
    let end = format!("{}/end?tenant=a", idp.issuer);
    idp.script().metadata = serde_json::json!({ "end_session_endpoint": end });
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = signed_in(&site, &idp).await;
    let old = visitor.cookies(&site.origin);
    let seen = visitor.send_form(&site.page("/logout"), "").await;
    seen.answer
        .assert_status(200)
        .assert_header_has("content-security-policy", "form-action 'self';")
        .assert_header("cache-control", "private, no-store")
        .assert_header("referrer-policy", "strict-origin");
    let next = goes_on_to(&seen);
    assert!(
        next.as_str().starts_with(&format!("{end}&id_token_hint=ey")),
        "{next}"
    );
    let parameter = |name: &str| {
        next.query_pairs()
            .find(|(known, _)| known == name)
            .unwrap()
            .1
            .into_owned()
    };
    assert_eq!(parameter("client_id"), CLIENT);
    assert_eq!(parameter("post_logout_redirect_uri"), site.page("/logout"));
    assert_eq!(visitor.cookies(&site.origin), []);
    // Where the provider sends the browser back to.
    let back = visitor.open(&site.page("/logout?state=x")).await;
    back.answer.assert_status(200).assert_text("You are signed out");
    // The old cookie is worth nothing.
    let mut thief = Visitor::new();
    for (name, value) in old {
        thief.set_cookie(&site.origin, &name, &value);
    }
    thief.open(&site.page("")).await.answer.assert_status(303);
}

#[tokio::test]
async fn without_a_sign_out_at_the_provider_or_the_setting_it_ends_here() {
    let idp = Idp::start();
    let unsafe_end = |end: &str| serde_json::json!({ "end_session_endpoint": end });
    for (metadata, setting) in [
        (serde_json::json!({}), "true"),
        (unsafe_end("javascript:1"), "true"),
        (unsafe_end("http://192.0.2.1/end"), "true"),
        (
            serde_json::json!({ "end_session_endpoint": format!("{}/end", idp.issuer) }),
            "false",
        ),
    ] {
        idp.script().metadata = metadata;
        let settings = [idp.settings().as_slice(), &[("identity.oidc.sign_out", setting)]].concat();
        let site = Site::start(free_port(), &settings);
        let mut visitor = signed_in(&site, &idp).await;
        let seen = visitor.send_form(&site.page("/logout"), "").await;
        seen.answer.assert_status(303);
        let page = visitor.on(seen).await;
        page.answer.assert_status(200).assert_text("You are signed out");
        visitor.open(&site.page("")).await.answer.assert_status(303);
    }
}

#[tokio::test]
async fn a_provider_that_is_down_keeps_nobody_signed_in_here_and_the_page_says_what_it_means() {
    let idp = Idp::start();
    idp.script().metadata = serde_json::json!({ "end_session_endpoint": format!("{}/end", idp.issuer) });
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = signed_in(&site, &idp).await;
    let old = visitor.cookies(&site.origin);
    // Long enough for what was said of the provider to be asked again.
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    idp.script().instead.insert("/jwks", (503, String::new()));
    let seen = visitor.send_form(&site.page("/logout"), "").await;
    seen.answer
        .assert_status(200)
        .assert_text("You are signed out")
        .assert_text("you may still be signed in there")
        .assert_no_text("http-equiv");
    for (name, value) in old {
        visitor.set_cookie(&site.origin, &name, &value);
    }
    idp.heal();
    // A failure is remembered for a second.
    tokio::time::sleep(std::time::Duration::from_millis(1_300)).await;
    visitor.open(&site.page("")).await.answer.assert_status(303);
}

#[tokio::test]
async fn a_session_that_has_ended_can_sign_out_and_a_foreign_page_cannot() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = signed_in(&site, &idp).await;
    let foreign = site.served.client.post(site.page("/logout"));
    let foreign = foreign
        .header("origin", "https://evil.test")
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), 403);
    assert_signed_in(&visitor.open(&site.page("")).await, "Alice Martin");
    let mut nobody = Visitor::new();
    nobody.set_cookie(&site.origin, "portal-session", &"A".repeat(120));
    let seen = nobody.send_form(&site.page("/logout"), "").await;
    seen.answer.assert_status(303);
    let page = nobody.on(seen).await;
    page.answer.assert_status(200).assert_text("You are signed out");
}

/// An ID token of that user for another client of the provider, long expired.
fn applications_token(idp: &Idp, sub: &str) -> String {
    let mut script = idp.script();
    let (claims, nonce) = (script.claims.clone(), script.nonce.clone());
    script.claims = serde_json::json!({ "sub": sub, "aud": "the-application", "iat": 1_000, "exp": 2_000,
    "nonce": "other" });
    let token = script.token(&idp.issuer);
    (script.claims, script.nonce) = (claims, nonce);
    token.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn the_applications_sign_out_leads_through_the_page_and_to_the_provider() {
    let idp = Idp::start();
    let end = format!("{}/end", idp.issuer);
    idp.script().metadata = serde_json::json!({ "end_session_endpoint": end });
    let site = Site::start(free_port(), &idp.settings());
    let mut visitor = signed_in(&site, &idp).await;
    let old = visitor.cookies(&site.origin);
    let address = |token: &str| site.page(&format!("/logout?id_token_hint={token}&next=https://evil.test/"));
    // Another user's token, or one that the provider did not sign, ends nothing.
    let mut parts: Vec<String> = applications_token(&idp, "alice")
        .split('.')
        .map(str::to_owned)
        .collect();
    parts[2] = applications_token(&idp, "bruno")
        .rsplit('.')
        .next()
        .unwrap()
        .to_owned();
    for bad in [applications_token(&idp, "bruno"), parts.join("."), "x".to_owned()] {
        let asked = visitor.follow(&address(&bad)).await;
        asked
            .answer
            .assert_status(200)
            .assert_text("Do you want to sign out?");
        assert!(
            !asked.address.as_str().contains("id_token_hint"),
            "{}",
            asked.address
        );
    }
    assert_eq!(idp.count("/jwks"), 1, "a stranger's token has no keys fetched");
    let seen = visitor.open(&address(&applications_token(&idp, "alice"))).await;
    seen.answer.assert_status(200);
    assert!(goes_on_to(&seen).as_str().starts_with(&end));
    assert_eq!(visitor.cookies(&site.origin), []);
    let mut thief = Visitor::new();
    for (name, value) in old {
        thief.set_cookie(&site.origin, &name, &value);
    }
    thief.open(&site.page("")).await.answer.assert_status(303);
}

#[tokio::test]
async fn without_a_sign_out_at_the_provider_the_visitor_goes_where_the_application_says() {
    let idp = Idp::start();
    let more = [("page.home_url", "https://app.acme.example/start")];
    let site = Site::start(free_port(), &[idp.settings().as_slice(), &more].concat());
    let mut visitor = signed_in(&site, &idp).await;
    let token = applications_token(&idp, "alice");
    let next = "https://app.acme.example/bye";
    let seen = visitor
        .open(&site.page(&format!("/logout?id_token_hint={token}&next={next}")))
        .await;
    seen.answer.assert_status(303).assert_header("location", next);
    visitor.open(&site.page("")).await.answer.assert_status(303);
}

#[tokio::test]
async fn a_certified_provider_signs_out_and_sends_back() {
    let provider = Provider::shared().await;
    let site = Site::at(provider, &[]).await;
    let mut visitor = Visitor::new();
    assert_signed_in(&visitor.sign_in(&site.page(""), "alice").await, "Alice Martin");
    let leaving = visitor.send_form(&site.page("/logout"), "").await;
    let question = visitor.follow(goes_on_to(&leaving).as_str()).await;
    question.answer.assert_status(200);
    let field = |name: &str| {
        let (_, rest) = question
            .answer
            .body
            .split_once(&format!("name=\"{name}\" value=\""))
            .unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let action = format!("{}/session/end/confirm", provider.issuer);
    let form = format!("xsrf={}&logout=yes", field("xsrf"));
    let seen = visitor.send_form(&action, &form).await;
    let page = visitor.on(seen).await;
    assert_eq!(page.address.as_str(), site.page("/logout"));
    page.answer.assert_status(200).assert_text("You are signed out");
    // And at the provider: its form is shown again.
    let form = visitor.follow(&site.page("")).await;
    form.answer.assert_text("Who are you?");
}
