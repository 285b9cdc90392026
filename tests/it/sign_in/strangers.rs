//! What strangers make the server keep: nothing that takes another's place.

use rusqlite::Connection;

use crate::support::trials::trials;

use super::{APP, Site};

/// The values of a kind in the file.
fn count(site: &Site, space: &str) -> i64 {
    let file = Connection::open(site.file()).expect("the file");
    let sql = "SELECT count(*) FROM entries WHERE space = ?1";
    file.query_row(sql, [space], |row| row.get(0)).expect("a count")
}

#[tokio::test]
async fn a_flood_of_visits_writes_nothing_and_takes_no_page_away_that_was_wanted() {
    let site = Site::start(&[]);
    let wanted = format!("/Subscriptions?crylk={}", "k".repeat(700));
    let mut honest = site.visitor();
    honest.get(&wanted).await.assert_status(303);
    let mut flood = site.visitor();
    for visit in 0..trials("anonymous visits that want a page", 300, 21_500) {
        flood.cookies.clear();
        flood
            .get(&format!("/Subscriptions?a={visit}"))
            .await
            .assert_status(303);
    }
    assert_eq!(count(&site, "destination"), 0);
    let posted = honest
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
        .await;
    honest.follow(&posted).await.assert_header("location", &wanted);
}

#[tokio::test]
async fn one_link_that_is_opened_again_and_again_takes_nobodys_place() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut honest = site.visitor();
    let posted = honest
        .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
        .await;
    let link = format!("/Subscriptions/handoff?token={}", site.token("mallory"));
    let mut flood = site.visitor();
    for _ in 0..trials("one link, opened again", 100, 21_500) {
        flood.cookies.clear();
        flood.get(&link).await.assert_status(303);
    }
    assert_eq!(count(&site, "handoff"), 0);
    honest
        .follow(&posted)
        .await
        .assert_header("location", "/Subscriptions");
}

#[tokio::test]
async fn a_page_that_was_wanted_is_kept_through_a_change_of_the_key_and_not_past_it() {
    let other = "a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef5f2c0e9b7d8a41c6b3e05f7x";
    let rotated = [("sessions.key", other), ("sessions.previous_key", super::KEY)];
    for (settings, kept) in [(rotated.as_slice(), true), (&rotated[..1], false)] {
        let site = Site::start(&[]);
        let mut visitor = site.visitor();
        visitor.get("/Subscriptions?plan=a").await.assert_status(303);
        let site = site.restarted(settings).await;
        let posted = visitor
            .post("/Subscriptions/handoff", APP, &[("token", &site.token("alice"))])
            .await;
        let place = if kept {
            "/Subscriptions?plan=a"
        } else {
            "/Subscriptions"
        };
        visitor.follow(&posted).await.assert_header("location", place);
    }
}
