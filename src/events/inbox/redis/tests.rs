use bytes::Bytes;

use super::*;
use crate::proabono::CustomerReference;
use crate::shared::server::Server;

/// An event of a customer that was given up.
async fn give_up(inbox: &Redis, number: usize) {
    let event = Event {
        id: format!("event-{number}"),
        trigger: "SubscriptionUpdated".to_owned(),
        customer: CustomerReference::new(format!("cust-{number}")).ok(),
        segment: None,
        happened: None,
        body: Bytes::new(),
    };
    let about = About::of(&event);
    inbox.receive(event, Came::Delivered, 1).await.unwrap();
    let flight = inbox.begin(about, 1, 60_000).await.unwrap().unwrap();
    inbox.fail(flight, String::new(), (2, 1), 1).await.unwrap();
}

#[tokio::test]
async fn many_events_that_were_given_up_are_tried_anew_in_steps_of_a_bounded_length() {
    let server = Server::start();
    let inbox = Redis::new(&server.shared());
    let many = AT_ONCE * 2 + 1;
    for number in 0..many {
        give_up(&inbox, number).await;
    }
    let dead = async || inbox.counts().await.unwrap().dead;
    assert_eq!(dead().await, many as u64);
    assert_eq!(inbox.replay_some(3).await.unwrap(), (AT_ONCE as u64, 0));
    assert_eq!(dead().await, (AT_ONCE + 1) as u64);
    assert_eq!(inbox.replay_dead(3).await.unwrap(), ((AT_ONCE + 1) as u64, 0));
    assert_eq!(dead().await, 0);
    assert_eq!(inbox.counts().await.unwrap().received, many as u64);
}
