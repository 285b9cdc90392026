//! Users who were handed over and wait for an answer: how long, how often they are let in, and how many there may be.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::support::http::Answer;
use crate::support::tokens::now;
use crate::support::visitor::Visitor;

use super::{APP, Site, about, assert_shows};

const HANDOFF: &str = "/Subscriptions/handoff";
const COOKIE: &str = "portal-handoff";
/// How long a visitor may think, and how long a token that has expired is still taken, in seconds.
const WHILE: i64 = 600;
const LEEWAY: i64 = 30;
/// The length of a cookie whose value is in the store.
const TICKET: usize = 43;

/// A token that is taken for one or two seconds more.
fn last_minute(site: &Site, user: &str) -> String {
    site.file_is_old();
    let mut claims = site.claims(user);
    claims["iat"] = json!(now() - 60);
    claims["exp"] = json!(now() - LEEWAY + 2);
    site.signer.usual(&Value::Object(claims))
}

async fn says_yes(visitor: &mut Visitor, asked: &Answer) -> Answer {
    let yes = [("continue", "yes"), ("about", &about(asked))];
    visitor.submit(HANDOFF, &yes).await
}

#[tokio::test]
async fn of_two_copies_of_a_waiting_user_one_is_let_in_when_the_token_has_expired_too() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    let mut visitor = site.visitor();
    let link = format!("{HANDOFF}?token={}", last_minute(&site, "alice"));
    let arrived = visitor.get(&link).await;
    let asked = visitor.follow(&arrived).await;
    let mut copy = visitor.clone();
    sleep(Duration::from_secs(4)).await;
    let mut other = site.visitor();
    let late = other.get(&link).await;
    other.follow(&late).await.assert_status(400);
    let said = says_yes(&mut visitor, &asked).await;
    assert_shows(&visitor.follow(&said).await, "alice");
    says_yes(&mut copy, &asked).await.assert_status(400);
    copy.get("/Subscriptions").await.assert_status(401);
}

/// How many marks last until then, in seconds since 1970.
fn marks(site: &Site, until: i64) -> i64 {
    let file = Connection::open(site.file()).expect("the file");
    let sql = "SELECT count(*) FROM entries WHERE space = 'used' AND until >= ?1";
    file.query_row(sql, [until], |row| row.get(0)).expect("a count")
}

#[tokio::test]
async fn that_a_token_was_used_is_known_for_as_long_as_the_last_who_came_with_it_may_wait() {
    let site = Site::start(&[("identity.handoff.links", "true")]);
    // The tokens of this site are taken for a minute and the leeway.
    let last = now() + 60 + LEEWAY + WHILE;
    let mut visitor = site.visitor();
    let arrived = visitor
        .get(&format!("{HANDOFF}?token={}", site.token("alice")))
        .await;
    let asked = visitor.follow(&arrived).await;
    says_yes(&mut visitor, &asked).await.assert_status(303);
    assert_eq!(marks(&site, last), 1);
    // Of a posted token both are known: that it came, and that its user was let in.
    site.handed_over("bruno").await;
    assert_eq!(marks(&site, last), 3);
}

#[tokio::test]
async fn the_question_about_another_user_gives_no_further_time_to_think() {
    let site = Site::start(&[]);
    let mut visitor = site.handed_over("alice").await;
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &site.token("bruno"))])
        .await;
    // The second in which the token was posted may just have ended.
    let given = left(&posted);
    assert!((WHILE - 1..=WHILE).contains(&given), "{given}");
    sleep(Duration::from_millis(2_100)).await;
    let left = left(&visitor.follow(&posted).await);
    assert!((WHILE - 60..WHILE - 1).contains(&left), "{left}");
}

/// The time to think that an answer gives, in seconds.
fn left(answer: &Answer) -> i64 {
    let cookies = answer.header("set-cookie").expect("a cookie");
    let (_, rest) = cookies
        .split_once(&format!("{COOKIE}="))
        .and_then(|(_, cookie)| cookie.split_once("Max-Age="))
        .expect("an age");
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().expect("seconds")
}

/// Posts a token with a page that is wanted next. Tells whether there was room in the store for both.
async fn post(site: &Site, visitor: &mut Visitor, user: &str, length: usize) -> (Answer, bool) {
    let next = format!("/Subscriptions/{}", "p".repeat(length));
    let token = site.token(user);
    let posted = visitor
        .post(HANDOFF, APP, &[("token", &token), ("next", &next)])
        .await;
    posted.assert_status(303);
    (posted, visitor.cookies[COOKIE].len() == TICKET)
}

#[tokio::test]
async fn without_room_for_the_page_that_was_wanted_the_question_is_asked_all_the_same() {
    const LONG: usize = 28_000;
    let site = Site::start(&[]);
    for _ in 0..10 {
        let mut visitor = site.handed_over("alice").await;
        let (posted, kept) = post(&site, &mut visitor, "bruno", LONG).await;
        assert!(kept, "there is room yet");
        for length in [LONG, 3_500] {
            while post(&site, &mut site.visitor(), "nora", length).await.1 {}
        }
        let asked = visitor.follow(&posted).await;
        asked.assert_status(200).assert_text("<bdi>bruno</bdi>");
        if visitor.cookies[COOKIE].len() != TICKET {
            let said = says_yes(&mut visitor, &asked).await;
            said.assert_header("location", "/Subscriptions");
            assert_shows(&visitor.follow(&said).await, "bruno");
            return;
        }
        // The machine was slow, and there was room again. It takes a second until there is room for the next.
        sleep(Duration::from_secs(1)).await;
    }
    panic!("there was room each time");
}
