//! A token that comes after its end: a form of a restored tab that is posted again, a link that is opened again.

use serde_json::{Map, Value, json};

use crate::support::tokens::{Signer, now};
use crate::support::visitor::Visitor;

use super::{APP, Site, assert_shows};

const HANDOFF: &str = "/Subscriptions/handoff";

/// A token of that user that expired a minute ago, with more of it changed.
fn late(site: &Site, user: &str, change: impl FnOnce(&mut Map<String, Value>)) -> String {
    let mut claims = site.claims(user);
    claims["iat"] = json!(now() - 120);
    claims["exp"] = json!(now() - 60);
    change(&mut claims);
    site.signer.usual(&Value::Object(claims))
}

async fn post(visitor: &mut Visitor, token: &str) -> crate::support::http::Answer {
    visitor.post(HANDOFF, APP, &[("token", token)]).await
}

#[tokio::test]
async fn a_late_token_leads_its_own_user_to_the_page_and_changes_no_session() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut visitor = site.handed_over("alice").await;
    let before = visitor.cookies.clone();
    let long = "c".repeat(3_000);
    for token in [
        late(&site, "alice", |_| ()),
        late(&site, "alice", |claims| {
            drop(claims.insert("name".into(), json!(long)));
        }),
    ] {
        let link = format!("{HANDOFF}?token={token}");
        for linked in [false, true] {
            let sent = if linked {
                visitor.get(&link).await
            } else {
                post(&mut visitor, &token).await
            };
            sent.assert_status(303).assert_header("location", HANDOFF);
            let arrived = visitor.follow(&sent).await;
            arrived
                .assert_status(303)
                .assert_header("location", "/Subscriptions");
            assert_eq!(visitor.cookies, before, "linked: {linked}");
            assert_shows(&visitor.follow(&arrived).await, "alice");
        }
    }
}

#[tokio::test]
async fn a_late_token_is_refused_to_anybody_else_and_leaves_their_session() {
    let site = Site::start(&[]);
    let token = late(&site, "alice", |_| ());
    let mut nobody = site.visitor();
    let posted = post(&mut nobody, &token).await;
    let refused = nobody.follow(&posted).await;
    refused.assert_status(400).assert_text("was not completed");
    assert!(nobody.cookies.is_empty(), "{:?}", nobody.cookies);

    let mut bruno = site.handed_over("bruno").await;
    let before = bruno.cookies.clone();
    let posted = post(&mut bruno, &token).await;
    bruno.follow(&posted).await.assert_status(400);
    assert_eq!(bruno.cookies, before);
    assert_shows(&bruno.get("/Subscriptions").await, "bruno");
}

#[tokio::test]
async fn a_late_token_with_another_fault_is_refused_at_once_whoever_is_signed_in() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let before = visitor.cookies.clone();
    let with = |name: &'static str, value: Value| {
        late(&site, "alice", move |claims| {
            drop(claims.insert(name.to_owned(), value));
        })
    };
    let mut claims = site.claims("alice");
    claims["exp"] = json!(now() - 60);
    for (name, token, status) in [
        ("issuer", with("iss", json!("https://evil.example")), 403),
        ("audience", with("aud", json!("https://other.example")), 403),
        (
            "sign-out",
            with("aud", json!(format!("{}/Subscriptions/logout", site.origin))),
            403,
        ),
        (
            "key",
            Signer::Secret("x".repeat(32)).usual(&Value::Object(claims.clone())),
            403,
        ),
        (
            "begins after its end",
            site.signer.usual(&Value::Object(claims)),
            400,
        ),
        ("nbf", with("nbf", json!(now() + 60)), 400),
        ("life", with("iat", json!(now() - 400)), 400),
        ("no name of its own", with("jti", json!("")), 400),
        ("nobody", with("sub", json!("  ")), 400),
    ] {
        post(&mut visitor, &token).await.assert_status(status);
        assert_eq!(visitor.cookies, before, "{name}");
    }
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
}

#[tokio::test]
async fn the_cookie_of_a_late_token_signs_nobody_in_and_displaces_no_one_who_waits() {
    let site = Site::start(&[]);
    let token = late(&site, "alice", |_| ());
    let mut visitor = site.visitor();
    post(&mut visitor, &token).await.assert_status(303);
    let cookie = visitor.cookies["portal-late"].clone();
    // Under the name of a guest, or of a session, it is nothing.
    for name in ["portal-handoff", "portal-session"] {
        let mut thief = site.visitor();
        thief.cookies.insert(name.to_owned(), cookie.clone());
        thief.get(HANDOFF).await.assert_status(400);
        let yes = [("continue", "yes"), ("about", "x")];
        thief.submit(HANDOFF, &yes).await.assert_status(400);
        thief.get("/Subscriptions").await.assert_status(401);
    }
    // A user who was handed over in time and waits is let in.
    let posted = post(&mut visitor, &site.token("bruno")).await;
    post(&mut visitor, &token).await.assert_status(303);
    let arrived = visitor.follow(&posted).await;
    arrived.assert_status(303);
    assert_shows(&visitor.follow(&arrived).await, "bruno");
}
