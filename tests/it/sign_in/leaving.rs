//! The application's own sign-out, which leads through the page's.

use serde_json::{Value, json};

use crate::support::http::Answer;
use crate::support::tokens::now;
use crate::support::visitor::Visitor;

use super::{APP, Site, assert_shows};

const LOGOUT: &str = "/Subscriptions/logout";

/// A token that signs out, for a user.
fn token(site: &Site, user: &str) -> String {
    let mut claims = site.claims(user);
    claims["aud"] = json!(format!("{}{LOGOUT}", site.origin));
    site.signer.usual(&Value::Object(claims))
}

async fn leave(visitor: &mut Visitor, token: &str, next: &str) -> Answer {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("token", token), ("next", next)])
        .finish();
    visitor.get(&format!("{LOGOUT}?{query}")).await
}

#[tokio::test]
async fn the_applications_sign_out_ends_the_session_of_whoever_is_signed_in() {
    let site = Site::start(&[]);
    for user in ["alice", "bruno"] {
        let mut visitor = site.handed_over("alice").await;
        let stolen = visitor.clone();
        let out = leave(
            &mut visitor,
            &token(&site, user),
            "https://app.acme.example/bye?a=b",
        )
        .await;
        out.assert_status(303)
            .assert_header("location", "https://app.acme.example/bye?a=b");
        visitor.get("/Subscriptions").await.assert_status(401);
        stolen.clone().get("/Subscriptions").await.assert_status(401);
    }
    // Nobody is signed in: the way is the same.
    let mut nobody = site.visitor();
    let out = leave(&mut nobody, &token(&site, "alice"), "").await;
    out.assert_status(303).assert_header("location", LOGOUT);
    nobody
        .follow(&out)
        .await
        .assert_status(200)
        .assert_text("You are signed out");
}

#[tokio::test]
async fn a_token_that_does_not_sign_out_leads_to_the_question_and_ends_nothing() {
    let site = Site::start(&[]);
    site.file_is_old();
    let changed = |change: fn(&mut serde_json::Map<String, Value>)| {
        let mut claims = site.claims("alice");
        claims["aud"] = json!(format!("{}{LOGOUT}", site.origin));
        change(&mut claims);
        site.signer.usual(&Value::Object(claims))
    };
    let both = {
        let mut claims = site.claims("alice");
        claims["aud"] = json!([claims["aud"], format!("{}{LOGOUT}", site.origin)]);
        site.signer.usual(&Value::Object(claims))
    };
    for bad in [
        // One that signs in.
        site.token("alice"),
        both,
        changed(|claims| {
            claims["iat"] = json!(now() - 400);
            claims["exp"] = json!(now() - 340);
        }),
        changed(|claims| claims["iss"] = json!("https://evil.example")),
        changed(|claims| drop(claims.remove("jti"))),
        "x.y.z".to_owned(),
        String::new(),
    ] {
        let mut visitor = site.handed_over("alice").await;
        let out = leave(&mut visitor, &bad, "https://app.acme.example/").await;
        out.assert_status(303).assert_header("location", LOGOUT);
        visitor
            .follow(&out)
            .await
            .assert_status(200)
            .assert_text("Do you want to sign out?");
        assert_shows(&visitor.get("/Subscriptions").await, "alice");
    }
}

#[tokio::test]
async fn a_token_that_signs_out_signs_nobody_in() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let token = token(&site, "alice");
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    posted.assert_status(403);
    visitor
        .get(&format!("/Subscriptions/handoff?token={token}"))
        .await
        .assert_status(403);
    assert!(visitor.cookies.is_empty(), "{:?}", visitor.cookies);
}

#[tokio::test]
async fn afterwards_the_visitor_goes_to_places_that_the_configuration_names_only() {
    let site = Site::start(&[("page.home_url", "https://www.acme.example/start")]);
    for next in [
        "https://app.acme.example/",
        "https://www.acme.example/elsewhere",
        &format!("{}/Subscriptions", site.origin),
    ] {
        let mut visitor = site.handed_over("alice").await;
        let out = leave(&mut visitor, &token(&site, "alice"), next).await;
        out.assert_header("location", next);
    }
    for next in [
        "https://evil.example/",
        "https://app.acme.example.evil.example/",
        "https://app.acme.example@evil.example/",
        "https://x@app.acme.example/",
        "http://app.acme.example/",
        "https://app.acme.example:444/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
    ] {
        let mut visitor = site.handed_over("alice").await;
        let out = leave(&mut visitor, &token(&site, "alice"), next).await;
        out.assert_status(303).assert_header("location", LOGOUT);
        visitor.get("/Subscriptions").await.assert_status(401);
    }
}

#[tokio::test]
async fn what_is_fetched_ahead_or_in_a_frame_signs_nobody_out() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let path = format!("{LOGOUT}?token={}", token(&site, "alice"));
    for header in [
        ("sec-fetch-dest", "image"),
        ("sec-fetch-dest", "iframe"),
        ("sec-purpose", "prefetch"),
    ] {
        let method = reqwest::Method::GET;
        visitor
            .ask(method, &path, &[header], None)
            .await
            .assert_status(200);
    }
    visitor.ask(reqwest::Method::HEAD, &path, &[], None).await;
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
}

/// Nothing that waited in this browser for a sign-in is there for the next person.
async fn assert_nothing_waits(mut visitor: Visitor) {
    assert!(visitor.cookies.is_empty(), "{:?}", visitor.cookies);
    visitor.get("/Subscriptions/handoff").await.assert_status(400);
    visitor.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn a_sign_out_forgets_a_hand_off_that_waits_for_its_answer() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let waiting = async || {
        let mut visitor = site.handed_over("alice").await;
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &site.token("bruno"))])
            .await;
        visitor.follow(&posted).await.assert_text("<bdi>bruno</bdi>");
        visitor
    };
    let mut visitor = waiting().await;
    leave(&mut visitor, &token(&site, "bruno"), "")
        .await
        .assert_status(303);
    assert_nothing_waits(visitor).await;
    let mut visitor = waiting().await;
    visitor.submit(LOGOUT, &[]).await.assert_status(303);
    assert_nothing_waits(visitor).await;
    // One that came in a link waits as well.
    let mut visitor = site.visitor();
    let arrived = visitor
        .get(&format!("/Subscriptions/handoff?token={}", site.token("bruno")))
        .await;
    visitor.follow(&arrived).await.assert_text("<bdi>bruno</bdi>");
    leave(&mut visitor, &token(&site, "bruno"), "")
        .await
        .assert_status(303);
    assert_nothing_waits(visitor).await;
}

#[tokio::test]
async fn a_sign_out_forgets_the_page_that_was_wanted() {
    let site = Site::start(&[]);
    let mut visitor = site.visitor();
    let link = "https%3A%2F%2Fa.proabono.com%2Fportal%2Falice";
    visitor
        .get(&format!("/Subscriptions?crylk={link}"))
        .await
        .assert_status(303);
    assert!(!visitor.cookies.is_empty(), "the page is kept");
    leave(&mut visitor, &token(&site, "alice"), "")
        .await
        .assert_status(303);
    assert_nothing_waits(visitor).await;
}

#[tokio::test]
async fn a_sign_out_at_one_portal_of_a_host_signs_nobody_out_at_another() {
    let site = Site::start(&[]);
    // Their names begin as those of single cookies of the first portal do.
    for start in [
        "portal-wayside",
        "portal-handoffs",
        "portal-logins",
        "portal-session",
    ] {
        let other = Site::start(&[("sessions.cookie", start)]);
        let mut visitor = site.handed_over("alice").await;
        let mut beside = other.handed_over("alice").await;
        // A browser has one jar for a host, whatever the port.
        visitor.cookies.extend(beside.cookies);
        visitor.submit(LOGOUT, &[]).await.assert_status(303);
        beside.cookies = visitor.cookies.clone();
        assert_shows(&beside.get("/Subscriptions").await, "alice");
        visitor.get("/Subscriptions").await.assert_status(401);
    }
}

#[tokio::test]
async fn the_ways_in_and_out_are_the_same_with_a_slash_at_their_end() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let visitor = site.handed_over("alice").await;
    let cookie = format!("portal-session={}", visitor.cookies["portal-session"]);
    for address in ["/login", "/logout", "/handoff", "/handoff?token=x"] {
        for headers in [&[][..], &[("cookie", cookie.as_str())]] {
            crate::entrances::assert_alike(&site.served, address, headers).await;
        }
    }
}
