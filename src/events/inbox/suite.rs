//! The rules that every inbox keeps: one suite, run for each of them.

use bytes::Bytes;

use super::super::envelope::Event;
use super::{About, Answered, Came, Flight, Inbox, Millis, Post, Stored};
use crate::proabono::CustomerReference;

const LEASE: Millis = 60_000;

fn about(customer: &str) -> About {
    About {
        customer: CustomerReference::new(customer).ok(),
        segment: None,
    }
}

fn event(id: &str, customer: &str) -> Event {
    Event {
        id: id.to_owned(),
        trigger: "SubscriptionUpdated".to_owned(),
        customer: about(customer).customer,
        segment: None,
        happened: None,
        body: Bytes::from_static(b"{}"),
    }
}

fn post(id: &str) -> Post {
    Post {
        id: id.to_owned(),
        body: "{\"a\":1}".to_owned(),
        attempts: 0,
    }
}

async fn receive(inbox: &dyn Inbox, id: &str, customer: &str, now: Millis) -> Stored {
    let received = inbox.receive(event(id, customer), Came::Delivered, now).await;
    received.unwrap()
}

async fn begin(inbox: &dyn Inbox, customer: &str, now: Millis) -> Option<Flight> {
    inbox.begin(about(customer), now, now + LEASE).await.unwrap()
}

pub(in crate::events) async fn passes(inbox: &dyn Inbox) {
    an_event_is_taken_in_once(inbox).await;
    the_events_of_a_customer_are_worked_together(inbox).await;
    what_comes_while_a_look_is_under_way_waits_for_the_next(inbox).await;
    a_failure_is_tried_again_and_given_up_in_the_end(inbox).await;
    work_that_nobody_ends_is_worked_anew(inbox).await;
    a_look_of_our_own_leaves_nothing(inbox).await;
    a_post_is_taken_by_one_until_it_is_delivered(inbox).await;
    what_is_missing_is_told(inbox).await;
    what_has_been_done_for_long_goes(inbox).await;
}

async fn an_event_is_taken_in_once(inbox: &dyn Inbox) {
    assert_eq!(inbox.next_due().await.unwrap(), None);
    assert_eq!(receive(inbox, "a1", "a", 1_000).await, Stored::New);
    assert_eq!(receive(inbox, "a1", "a", 1_500).await, Stored::Again);
    // Nothing of a body is signed: the id may have been taken by somebody else.
    assert_eq!(receive(inbox, "a1", "other", 1_600).await, Stored::New);
    assert_eq!(receive(inbox, "a1", "other", 1_700).await, Stored::Again);
    assert_eq!(inbox.next_due().await.unwrap(), Some(1_000));
    assert_eq!(inbox.due(999, 10).await.unwrap(), []);
    assert_eq!(inbox.due(2_000, 10).await.unwrap(), [about("a"), about("other")]);
    assert_eq!(inbox.due(2_000, 1).await.unwrap(), [about("a")]);
    let counts = inbox.counts().await.unwrap();
    assert_eq!((counts.received, counts.waiting()), (2, 2));
    assert_eq!((counts.oldest_waiting, counts.latest), (Some(1_000), Some(1_600)));
    for customer in ["a", "other"] {
        let flight = begin(inbox, customer, 2_000).await.unwrap();
        inbox.finish(flight, None, 2_100).await.unwrap();
        assert_eq!(begin(inbox, customer, 2_200).await, None);
    }
    assert_eq!(receive(inbox, "a1", "a", 2_300).await, Stored::Again);
    assert_eq!(inbox.next_due().await.unwrap(), None);
}

async fn the_events_of_a_customer_are_worked_together(inbox: &dyn Inbox) {
    for (id, now) in [("b1", 3_000), ("b2", 3_001), ("b3", 3_002)] {
        receive(inbox, id, "b", now).await;
    }
    let flight = begin(inbox, "b", 3_100).await.unwrap();
    let ids: Vec<_> = flight.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["b3", "b2", "b1"]);
    assert_eq!((flight.attempts, &flight.about), (1, &about("b")));
    assert!(flight.events.iter().all(|event| event.came == Came::Delivered));
    assert_eq!(inbox.counts().await.unwrap().working, 3);
    assert_eq!(inbox.due(3_200, 10).await.unwrap(), []);
    inbox.finish(flight, None, 3_300).await.unwrap();
    assert_eq!(inbox.counts().await.unwrap().waiting(), 0);
}

async fn what_comes_while_a_look_is_under_way_waits_for_the_next(inbox: &dyn Inbox) {
    receive(inbox, "c1", "c", 4_000).await;
    let flight = begin(inbox, "c", 4_001).await.unwrap();
    receive(inbox, "c2", "c", 4_002).await;
    inbox.finish(flight, None, 4_003).await.unwrap();
    assert_eq!(inbox.due(4_004, 10).await.unwrap(), [about("c")]);
    let flight = begin(inbox, "c", 4_005).await.unwrap();
    let ids: Vec<_> = flight.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(ids, ["c2"]);
    inbox.finish(flight, None, 4_006).await.unwrap();
}

async fn a_failure_is_tried_again_and_given_up_in_the_end(inbox: &dyn Inbox) {
    receive(inbox, "d1", "d", 5_000).await;
    let flight = begin(inbox, "d", 5_001).await.unwrap();
    let fail = |flight, next| inbox.fail(flight, "why".to_owned(), (next, 2), 5_002);
    fail(flight, 6_000).await.unwrap();
    assert_eq!(inbox.due(5_999, 10).await.unwrap(), []);
    assert_eq!(inbox.next_due().await.unwrap(), Some(6_000));
    assert_eq!(inbox.counts().await.unwrap().failed, 1);
    let flight = begin(inbox, "d", 6_000).await.unwrap();
    assert_eq!(flight.attempts, 2);
    fail(flight, 7_000).await.unwrap();
    let counts = inbox.counts().await.unwrap();
    assert_eq!((counts.dead, counts.waiting()), (1, 0));
    assert_eq!(begin(inbox, "d", 7_000).await, None);
    // It is sent again, or the customer is looked at for another one.
    assert_eq!(receive(inbox, "d1", "d", 7_001).await, Stored::Revived);
    let flight = begin(inbox, "d", 7_002).await.unwrap();
    assert_eq!(flight.attempts, 1);
    inbox
        .fail(flight, "why".to_owned(), (7_003, 1), 7_003)
        .await
        .unwrap();
    assert_eq!(inbox.counts().await.unwrap().dead, 1);
    receive(inbox, "d2", "d", 7_004).await;
    let flight = begin(inbox, "d", 7_005).await.unwrap();
    inbox.finish(flight, None, 7_006).await.unwrap();
    assert_eq!(inbox.counts().await.unwrap().dead, 0);
}

async fn work_that_nobody_ends_is_worked_anew(inbox: &dyn Inbox) {
    receive(inbox, "e1", "e", 8_000).await;
    let gone = begin(inbox, "e", 8_001).await.unwrap();
    assert_eq!(inbox.due(8_001 + LEASE - 1, 10).await.unwrap(), []);
    assert_eq!(inbox.due(8_001 + LEASE, 10).await.unwrap(), [about("e")]);
    let flight = begin(inbox, "e", 8_001 + LEASE).await.unwrap();
    assert_eq!(flight.attempts, gone.attempts + 1);
    inbox.finish(flight, None, 70_000).await.unwrap();
    // The one that was thought gone does no harm.
    inbox.finish(gone, None, 70_001).await.unwrap();
    assert_eq!(inbox.counts().await.unwrap().waiting(), 0);
}

async fn a_look_of_our_own_leaves_nothing(inbox: &dyn Inbox) {
    for (number, ends_well) in [true, false].into_iter().enumerate() {
        let own = event(&format!("own{number}"), "f");
        inbox.receive(own, Came::Reread, 71_000).await.unwrap();
        let flight = begin(inbox, "f", 71_001).await.unwrap();
        assert_eq!(flight.events[0].came, Came::Reread);
        if ends_well {
            inbox.finish(flight, None, 71_002).await.unwrap();
        } else {
            let failed = inbox.fail(flight, String::new(), (71_003, 1), 71_002);
            failed.await.unwrap();
        }
    }
    let counts = inbox.counts().await.unwrap();
    assert_eq!((counts.waiting(), counts.dead), (0, 0));
    // It is no sign of life either.
    assert!(!inbox.recent(0, 100).await.unwrap().contains(&about("f")));
}

async fn a_post_is_taken_by_one_until_it_is_delivered(inbox: &dyn Inbox) {
    receive(inbox, "g1", "g", 72_000).await;
    let flight = begin(inbox, "g", 72_001).await.unwrap();
    inbox.finish(flight, Some(post("msg_1")), 72_002).await.unwrap();
    assert_eq!(inbox.counts().await.unwrap().posts_waiting, 1);
    let take = |now| inbox.take_posts(now, now + LEASE, 10);
    assert_eq!(take(72_003).await.unwrap(), [post("msg_1")]);
    assert_eq!(take(72_004).await.unwrap(), []);
    let answered = |delivered| Answered {
        id: "msg_1".to_owned(),
        delivered,
        status: Some(if delivered { 200 } else { 500 }),
        answer: String::new(),
    };
    inbox.posted(answered(false), Some(73_000), 72_005).await.unwrap();
    assert_eq!(take(72_999).await.unwrap(), []);
    let again = Post {
        attempts: 1,
        ..post("msg_1")
    };
    assert_eq!(take(73_000).await.unwrap(), [again]);
    inbox.posted(answered(true), None, 73_001).await.unwrap();
    assert_eq!(take(200_000).await.unwrap(), []);
    let counts = inbox.counts().await.unwrap();
    assert_eq!((counts.posts_waiting, counts.posts_failed), (0, 0));
}

async fn what_is_missing_is_told(inbox: &dyn Inbox) {
    let asked = [
        event("a1", "a"),
        event("a1", "other"),
        event("x", "a"),
        event("a1", "z"),
    ];
    let missing = inbox.missing(asked.to_vec()).await.unwrap();
    let missing: Vec<_> = missing.iter().map(|event| &event.id).collect();
    assert_eq!(missing, ["x", "a1"]);
    assert_eq!(inbox.last_pass().await.unwrap(), None);
    inbox.passed(74_000).await.unwrap();
    inbox.passed(75_000).await.unwrap();
    assert_eq!(inbox.last_pass().await.unwrap(), Some(75_000));
    assert_eq!(inbox.recent(7_000, 2).await.unwrap(), [about("g"), about("e")]);
}

async fn what_has_been_done_for_long_goes(inbox: &dyn Inbox) {
    receive(inbox, "h1", "h", 80_000).await;
    while inbox.sweep(80_000).await.unwrap() {}
    // An event that is forgotten is new again, and one that waits is not forgotten.
    assert_eq!(receive(inbox, "b1", "b", 80_001).await, Stored::New);
    assert_eq!(receive(inbox, "h1", "h", 80_001).await, Stored::Again);
    assert_eq!(inbox.counts().await.unwrap().latest, Some(80_001));
}

#[tokio::test]
async fn sqlite_passes_the_suite() {
    let folder = tempfile::tempdir().unwrap();
    passes(&super::Sqlite::open(&folder.path().join("events.db")).unwrap()).await;
}

#[cfg(feature = "redis")]
#[tokio::test]
async fn redis_passes_the_suite() {
    let server = crate::shared::server::Server::start();
    passes(&super::Redis::new(&server.shared())).await;
}

#[cfg(feature = "redis")]
#[tokio::test]
async fn what_one_instance_takes_in_another_works() {
    let server = crate::shared::server::Server::start();
    let [one, other] = [(); 2].map(|()| super::Redis::new(&server.shared()));
    assert_eq!(receive(&one, "a1", "a", 1_000).await, Stored::New);
    assert_eq!(receive(&other, "a1", "a", 1_001).await, Stored::Again);
    let flight = begin(&other, "a", 1_002).await.unwrap();
    assert_eq!(one.due(1_003, 10).await.unwrap(), []);
    other.finish(flight, Some(post("msg_1")), 1_004).await.unwrap();
    assert_eq!(one.take_posts(1_005, 2_000, 10).await.unwrap(), [post("msg_1")]);
    assert_eq!(other.take_posts(1_006, 2_000, 10).await.unwrap(), []);
}
