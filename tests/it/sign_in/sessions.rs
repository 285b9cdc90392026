//! Sessions: how they begin, end, and survive, and what an old cookie is worth.

use std::time::Duration;

use reqwest::Method;

use super::{APP, KEY, Site, assert_shows};

const LOGOUT: &str = "/Subscriptions/logout";
const OTHER_KEY: &str = "a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef5f2c0e9b7d8a41c6b3e05f7x";

#[tokio::test]
async fn signing_out_ends_the_session_in_the_store_too() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let stolen = visitor.clone();
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
    let out = visitor.submit(LOGOUT, &[]).await;
    out.assert_status(303).assert_header("location", LOGOUT);
    let page = visitor.follow(&out).await;
    page.assert_status(200)
        .assert_text("You are signed out")
        .assert_text("https://app.acme.example/login");
    assert!(visitor.cookies.is_empty(), "{:?}", visitor.cookies);
    let mut replayed = stolen;
    replayed.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn signing_out_is_for_pages_of_ours_only() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    for origin in [APP, "https://evil.example", "null"] {
        visitor.post(LOGOUT, origin, &[]).await.assert_status(403);
    }
    visitor
        .ask(Method::POST, LOGOUT, &[], None)
        .await
        .assert_status(403);
    // A link to the page does nothing but ask.
    visitor
        .get(LOGOUT)
        .await
        .assert_status(200)
        .assert_text("Do you want to sign out?");
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
}

#[tokio::test]
async fn a_session_that_a_visitor_brings_along_is_not_the_one_they_leave_with() {
    let site = Site::start(&[]);
    let mut victim = site.handed_over("mallory").await;
    let planted = victim.clone();
    let posted = victim
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
        .await;
    let asked = victim.follow(&posted).await;
    let said = victim
        .submit(
            "/Subscriptions/handoff",
            &[("continue", "yes"), ("about", &super::about(&asked))],
        )
        .await;
    assert_shows(&victim.follow(&said).await, "alice");
    assert_ne!(victim.cookies, planted.cookies);
    let mut mallory = planted;
    mallory.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn a_made_up_or_changed_cookie_is_nobody() {
    let site = Site::start(&[]);
    let visitor = site.handed_over("alice").await;
    let (name, good) = visitor.cookies.iter().next().expect("a cookie");
    let mut changed = good.clone().into_bytes();
    changed[20] = if changed[20] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(changed).expect("ASCII");
    for value in [
        "",
        "x",
        &"A".repeat(43),
        &good[1..],
        &changed,
        &format!("{good}x"),
    ] {
        let mut other = site.visitor();
        other.cookies.insert(name.clone(), value.to_owned());
        other.get("/Subscriptions").await.assert_status(401);
    }
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_at_its_limit() {
    let site = Site::start(&[("sessions.idle", "3s"), ("sessions.absolute", "7s")]);
    let mut idle = site.handed_over("alice").await;
    let mut busy = site.handed_over("bruno").await;
    for _ in 0..4 {
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert_shows(&busy.get("/Subscriptions").await, "bruno");
    }
    idle.get("/Subscriptions").await.assert_status(401);
    tokio::time::sleep(Duration::from_millis(3_500)).await;
    busy.get("/Subscriptions").await.assert_status(401);
    // Signing out of what has ended is signing out all the same.
    busy.submit(LOGOUT, &[]).await.assert_status(303);
}

#[tokio::test]
async fn a_restart_and_a_new_key_sign_nobody_out() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let site = site.restarted(&[]).await;
    assert_shows(&visitor.get("/Subscriptions").await, "alice");

    let old = visitor.cookies.clone();
    let rotated = [("sessions.key", OTHER_KEY), ("sessions.previous_key", KEY)];
    let site = site.restarted(&rotated).await;
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
    assert_ne!(visitor.cookies, old, "the cookie was sealed anew");

    let site = site.restarted(&[("sessions.key", OTHER_KEY)]).await;
    assert_shows(&visitor.get("/Subscriptions").await, "alice");
    visitor.cookies = old;
    visitor.get("/Subscriptions").await.assert_status(401);
    drop(site);
}

#[tokio::test]
async fn the_cookie_holds_a_key_that_scripts_and_plain_http_never_see() {
    let site = Site::start(&[]);
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
        .await;
    let welcomed = visitor.follow(&posted).await;
    let lines = welcomed.header("set-cookie").expect("a cookie");
    for part in ["portal-session=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(lines.contains(part), "{part}: {lines}");
    }
    assert!(
        !lines.contains("Secure"),
        "plain http on a loopback address: {lines}"
    );

    let site = site
        .restarted(&[("server.public_url", "https://app.acme.example/Subscriptions")])
        .await;
    let mut claims = site.claims("alice");
    claims["aud"] = "https://app.acme.example/Subscriptions".into();
    let token = site.signer.usual(&serde_json::Value::Object(claims));
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    let welcomed = visitor.follow(&posted).await;
    for line in posted
        .headers
        .get_all("set-cookie")
        .iter()
        .chain(welcomed.headers.get_all("set-cookie"))
    {
        let line = line.to_str().expect("ASCII");
        assert!(line.starts_with("__Host-portal-"), "{line}");
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(line.contains(part), "{part}: {line}");
        }
        assert!(!line.contains("Domain"), "{line}");
    }
}

#[tokio::test]
async fn where_other_sites_may_frame_the_page_its_cookies_go_there_partitioned() {
    let settings = [
        ("server.public_url", "https://billing.acme.example/Subscriptions"),
        ("headers.frame_ancestors", "https://app.other.example"),
        ("identity.handoff.audience", "page"),
    ];
    let site = Site::start(&settings);
    let mut claims = site.claims("alice");
    claims["aud"] = "page".into();
    let token = site.signer.usual(&serde_json::Value::Object(claims));
    let mut visitor = site.visitor();
    let posted = visitor
        .post("/Subscriptions/handoff", APP, &[("token", &token)])
        .await;
    let welcomed = visitor.follow(&posted).await;
    assert_shows(&visitor.follow(&welcomed).await, "alice");
    for line in posted
        .headers
        .get_all("set-cookie")
        .iter()
        .chain(welcomed.headers.get_all("set-cookie"))
    {
        let line = line.to_str().expect("ASCII");
        assert!(
            line.contains("SameSite=None") && line.ends_with("; Partitioned"),
            "{line}"
        );
    }
}
