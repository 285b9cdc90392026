//! The signed hand-off: by a form of the application's, by a link, and where it ends.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::tokens::Signer;

use super::{APP, Site, about, assert_shows};

const HANDOFF: &str = "/Subscriptions/handoff";

#[tokio::test]
async fn a_posted_token_signs_in_at_a_clean_address() {
    for signer in [Signer::secret(), Signer::rsa(), Signer::ec(), Signer::ed()] {
        let algorithm = signer.algorithm();
        let site = Site::signed_by(signer, &[]);
        let mut claims = site.claims("nora-42");
        claims.extend([
            ("name".to_owned(), json!("Nora Weiss")),
            ("email".to_owned(), json!("nora@acme.example")),
            ("locale".to_owned(), json!("fr-CA")),
        ]);
        let token = site.signer.usual(&Value::Object(claims));
        let mut visitor = site.visitor();
        let posted = visitor.post(HANDOFF, APP, &[("token", &token)]).await;
        posted.assert_status(303).assert_header("location", HANDOFF);
        let welcomed = visitor.follow(&posted).await;
        welcomed
            .assert_status(303)
            .assert_header("location", "/Subscriptions");
        let page = visitor.follow(&welcomed).await;
        page.assert_status(200)
            .assert_text("<strong><bdi>Nora Weiss</bdi></strong>")
            .assert_text("action=\"/Subscriptions/logout\"");
        let written = site.served.upstream.written().await;
        assert_eq!(written[0]["Email"], "nora@acme.example", "{algorithm}");
    }
}

#[tokio::test]
async fn a_token_counts_once() {
    let site = Site::start(&[]);
    let token = site.token("alice");
    let mut first = site.visitor();
    first
        .post(HANDOFF, APP, &[("token", &token)])
        .await
        .assert_status(303);
    let mut second = site.visitor();
    let replayed = second.post(HANDOFF, APP, &[("token", &token)]).await;
    assert!(second.cookies.is_empty());
    let nobody = second.follow(&replayed).await;
    nobody.assert_status(400).assert_text("was not completed");
    assert!(second.cookies.is_empty());
}

#[tokio::test]
async fn a_second_click_ends_on_the_page_that_the_first_one_opened() {
    let site = Site::start(&[]);
    let token = site.token("alice");
    let mut visitor = site.visitor();
    let first = visitor.post(HANDOFF, APP, &[("token", &token)]).await;
    let second = visitor.post(HANDOFF, APP, &[("token", &token)]).await;
    for posted in [&second, &first] {
        posted.assert_status(303);
        let arrived = visitor.follow(posted).await;
        arrived
            .assert_status(303)
            .assert_header("location", "/Subscriptions");
        super::assert_shows(&visitor.follow(&arrived).await, "alice");
    }
    // The token of somebody else that was used up does not change who is here.
    let other = site.token("bruno");
    site.visitor().post(HANDOFF, APP, &[("token", &other)]).await;
    let posted = visitor.post(HANDOFF, APP, &[("token", &other)]).await;
    let arrived = visitor.follow(&posted).await;
    super::assert_shows(&visitor.follow(&arrived).await, "alice");
}

#[tokio::test]
async fn only_pages_of_listed_origins_may_post_a_token() {
    let site = Site::start(&[]);
    for origin in [
        "https://evil.example",
        "https://app.acme.example.evil.example",
        "http://app.acme.example",
        "https://app.acme.example:444",
        "null",
        "",
    ] {
        let mut visitor = site.visitor();
        let refused = visitor
            .post(HANDOFF, origin, &[("token", &site.token("alice"))])
            .await;
        refused.assert_status(403);
        assert!(visitor.cookies.is_empty(), "{origin}");
    }
    let mut visitor = site.visitor();
    let form = format!("token={}", site.token("alice"));
    let kind = ("content-type", "application/x-www-form-urlencoded");
    let without = visitor
        .ask(Method::POST, HANDOFF, &[kind], Some(form.clone()))
        .await;
    without.assert_status(403);
    let twice = [kind, ("origin", APP), ("origin", "https://evil.example")];
    visitor
        .ask(Method::POST, HANDOFF, &twice, Some(form))
        .await
        .assert_status(403);
    assert_eq!(site.served.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn a_link_asks_first_and_counts_once_said_yes() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let link = format!("{HANDOFF}?token={}", site.token("alice"));
    // A mail scanner opens the link first.
    site.visitor().get(&link).await.assert_status(303);
    let mut visitor = site.visitor();
    let arrived = visitor.get(&link).await;
    arrived.assert_status(303).assert_header("location", HANDOFF);
    let asked = visitor.follow(&arrived).await;
    asked
        .assert_status(200)
        .assert_text("Continue as this user?")
        .assert_text("<bdi>alice</bdi>")
        .assert_no_text("Signed in as");
    visitor.get("/Subscriptions").await.assert_status(401);
    let from_elsewhere = visitor
        .post(
            HANDOFF,
            "https://evil.example",
            &[("continue", "yes"), ("about", &about(&asked))],
        )
        .await;
    from_elsewhere.assert_status(403);
    visitor
        .submit(HANDOFF, &[("continue", "yes")])
        .await
        .assert_status(400);
    let said = visitor
        .submit(HANDOFF, &[("continue", "yes"), ("about", &about(&asked))])
        .await;
    said.assert_status(303);
    assert_shows(&visitor.follow(&said).await, "alice");

    let mut late = site.visitor();
    let arrived = late.get(&link).await;
    let asked = late.follow(&arrived).await;
    late.submit(HANDOFF, &[("continue", "yes"), ("about", &about(&asked))])
        .await
        .assert_status(400);
    late.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn a_link_is_refused_where_links_are_off() {
    let site = Site::start(&[]);
    let refused = site
        .visitor()
        .get(&format!("{HANDOFF}?token={}", site.token("alice")))
        .await;
    refused.assert_status(400);
}

#[tokio::test]
async fn another_user_who_is_signed_in_is_signed_out_before_the_question() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let before = visitor.clone();
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("bruno"))])
        .await;
    let asked = visitor.follow(&posted).await;
    asked
        .assert_status(200)
        .assert_text("<bdi>bruno</bdi>")
        .assert_text("<bdi>alice</bdi>")
        .assert_no_text("Signed in as");
    visitor.get("/Subscriptions").await.assert_status(401);
    // In the store too.
    before.clone().get("/Subscriptions").await.assert_status(401);
    let said = visitor
        .submit(HANDOFF, &[("continue", "yes"), ("about", &about(&asked))])
        .await;
    assert_shows(&visitor.follow(&said).await, "bruno");
}

#[tokio::test]
async fn a_question_that_is_looked_at_again_is_asked_again() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("bruno"))])
        .await;
    visitor.follow(&posted).await.assert_text("<bdi>alice</bdi>");
    for _ in 0..2 {
        let again = visitor.get(HANDOFF).await;
        again.assert_status(200).assert_text("<bdi>bruno</bdi>");
        visitor.get("/Subscriptions").await.assert_status(401);
    }
    let asked = visitor.get(HANDOFF).await;
    let said = visitor
        .submit(HANDOFF, &[("continue", "yes"), ("about", &about(&asked))])
        .await;
    assert_shows(&visitor.follow(&said).await, "bruno");
}

#[tokio::test]
async fn a_link_of_another_user_ends_the_session_too_and_no_leaves_nobody_signed_in() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut visitor = site.handed_over("alice").await;
    let arrived = visitor
        .get(&format!("{HANDOFF}?token={}", site.token("bruno")))
        .await;
    let asked = visitor.follow(&arrived).await;
    let no = [("continue", "no"), ("about", &about(&asked))];
    visitor.submit(HANDOFF, &no).await.assert_status(303);
    visitor.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn a_name_that_turns_or_hides_itself_is_read_as_it_is_written() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut claims = site.claims("al\u{200b}ice");
    claims.insert(
        "name".to_owned(),
        json!("Alice\u{202e}\u{2066} nitraM\u{200d}\u{feff}"),
    );
    let token = site.signer.usual(&Value::Object(claims));
    let mut visitor = site.visitor();
    let arrived = visitor.get(&format!("{HANDOFF}?token={token}")).await;
    let asked = visitor.follow(&arrived).await;
    asked.assert_text("<bdi>Alice nitraM (al\u{fffd}ice)</bdi>");
    let yes = [("continue", "yes"), ("about", &about(&asked))];
    let said = visitor.submit(HANDOFF, &yes).await;
    let page = visitor.follow(&said).await;
    page.assert_text("<strong><bdi>Alice nitraM</bdi>");
    // The first page tells the widget of a new customer; what people read comes after it.
    let page = visitor.get("/Subscriptions").await;
    for answer in [&asked, &page] {
        assert!(!answer.body.contains('\u{202e}'), "{answer:#?}");
    }
}

#[tokio::test]
async fn the_same_user_is_not_asked_again() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("alice"))])
        .await;
    visitor
        .follow(&posted)
        .await
        .assert_status(303)
        .assert_header("location", "/Subscriptions");
}

#[tokio::test]
async fn the_clean_address_is_worth_nothing_in_another_browser() {
    let site = Site::start(&[]);
    let mut visitor = site.visitor();
    visitor
        .post(HANDOFF, APP, &[("token", &site.token("alice"))])
        .await
        .assert_status(303);
    let mut other = site.visitor();
    other.get(HANDOFF).await.assert_status(400);
    other
        .submit(HANDOFF, &[("continue", "yes")])
        .await
        .assert_status(400);
    // In the same browser it signs in once, and leads whoever is signed in to their page.
    let copied = visitor.cookies.clone();
    visitor.get(HANDOFF).await.assert_status(303);
    visitor
        .get(HANDOFF)
        .await
        .assert_status(303)
        .assert_header("location", "/Subscriptions");
    other.cookies = copied;
    other.get(HANDOFF).await.assert_status(400);
}

#[tokio::test]
async fn the_page_that_was_wanted_before_comes_after_the_hand_off() {
    let site = Site::start(&[]);
    let deep = format!("/Subscriptions?pa_query={}&x=%2F%20y", "q".repeat(4_000));
    let mut visitor = site.visitor();
    let asked = visitor.get(&deep).await;
    // Out of the address bar and the history.
    asked
        .assert_status(303)
        .assert_header("location", "/Subscriptions");
    let asked = visitor.follow(&asked).await;
    asked
        .assert_status(401)
        .assert_text("https://app.acme.example/login");
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("alice"))])
        .await;
    visitor.follow(&posted).await.assert_header("location", &deep);
    // Once: the next hand-off leads home.
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("alice"))])
        .await;
    visitor
        .follow(&posted)
        .await
        .assert_header("location", "/Subscriptions");
}

#[tokio::test]
async fn the_application_may_say_where_to_go_next_below_the_page_only() {
    let site = Site::start(&[]);
    let next = async |next: &str| {
        let mut visitor = site.visitor();
        let fields = [("token", site.token("alice")), ("next", next.to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let posted = visitor.post(HANDOFF, APP, &fields).await;
        visitor
            .follow(&posted)
            .await
            .header("location")
            .expect("a redirect")
    };
    for ours in [
        "/Subscriptions",
        "/Subscriptions?crylk=x",
        "/Subscriptions/plans?a=b&c=%20d",
    ] {
        assert_eq!(next(ours).await, ours);
    }
    for foreign in [
        "https://evil.example/",
        "//evil.example/Subscriptions",
        "/\\evil.example",
        "/Subscriptions.evil.example",
        "/SubscriptionsX",
        "/Subscriptions/../admin",
        "/Subscriptions/..%2fadmin",
        "/Subscriptions//evil.example",
        "/Subscriptions\r\nSet-Cookie: a=b",
        "/Subscriptions?a=\u{e9}",
        "javascript:alert(1)",
        "Subscriptions",
        "",
    ] {
        assert_eq!(next(foreign).await, "/Subscriptions", "{foreign:?}");
    }
}

#[tokio::test]
async fn the_answer_is_about_the_user_that_was_shown_whatever_other_tabs_do() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut visitor = site.visitor();
    let mut asked = Vec::new();
    for user in ["alice", "mallory"] {
        let link = format!("{HANDOFF}?token={}", site.token(user));
        let arrived = visitor.get(&link).await;
        asked.push(visitor.follow(&arrived).await);
    }
    let first = [("continue", "yes"), ("about", &about(&asked[0]))];
    visitor.submit(HANDOFF, &first).await.assert_status(400);
    visitor.get("/Subscriptions").await.assert_status(401);
    // "No" ends it.
    let no = [("continue", "no"), ("about", &about(&asked[1]))];
    visitor.submit(HANDOFF, &no).await.assert_status(303);
    visitor.get(HANDOFF).await.assert_status(400);
    visitor.get("/Subscriptions").await.assert_status(401);
}

#[tokio::test]
async fn two_people_with_one_display_name_are_told_apart() {
    let site = Site::start(&[]);
    let token = |user: &str| {
        let mut claims = site.claims(user);
        claims.insert("name".to_owned(), json!("Zoë Weiß"));
        site.signer.usual(&Value::Object(claims))
    };
    let mut visitor = site.visitor();
    let posted = visitor.post(HANDOFF, APP, &[("token", &token("42"))]).await;
    visitor.follow(&posted).await.assert_status(303);
    let posted = visitor.post(HANDOFF, APP, &[("token", &token("43"))]).await;
    let asked = visitor.follow(&posted).await;
    asked.assert_text("Zoë Weiß (42)").assert_text("Zoë Weiß (43)");
}
