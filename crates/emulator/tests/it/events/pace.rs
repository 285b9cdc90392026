//! The pace of deliveries: beside the calls that cause them, beside each other, and by the clock.

use std::collections::BTreeSet;
use std::time::Instant;

use proabono_emulator::{Deliveries, Options};
use serde_json::{Value, json};

use super::delivery::{confirm, webhook};
use super::receiver::Receiver;
use super::{deeds, kind, millis, options, start_with, telling};
use crate::support::trials::{record, trials};

#[tokio::test]
async fn a_slow_webhook_delays_neither_the_call_that_caused_the_event_nor_another_webhook() {
    let (slow, quick) = (Receiver::start(), Receiver::start());
    let emulator = telling(&slow, options().deliveries);
    let hook = webhook(&emulator, &quick, &json!(["CustomerAdded"])).await;
    confirm(&emulator, &quick, hook).await;
    slow.takes(millis(3_000));
    let begun = Instant::now();
    for number in 0..5 {
        deeds::newcomer(&emulator, &format!("user-{number}")).await;
    }
    quick.after(6).await;
    assert!(begun.elapsed() < millis(2_500), "{:?}", begun.elapsed());
    assert_eq!(slow.came().len(), 1, "it has the first one only");
}

#[tokio::test]
async fn a_webhook_that_does_not_answer_in_time_is_sent_the_event_again() {
    let receiver = Receiver::start();
    receiver.takes(millis(400));
    let emulator = telling(
        &receiver,
        Deliveries {
            timeout_ms: 100,
            attempts: 2,
            first_retry_ms: 1,
            ..Deliveries::default()
        },
    );
    deeds::newcomer(&emulator, "user-1").await;
    let counts = emulator.delivered().await;
    assert_eq!((&counts["refused"], &counts["given_up"]), (&json!(2), &json!(1)));
    let (_, list) = emulator.ask("/Notification/WebhookNotifications").await;
    assert!(list["Items"][0].get("StatusLatestSending").is_none(), "{list}");
}

#[tokio::test]
async fn a_burst_comes_complete_and_in_order_or_a_few_at_the_same_time() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    let ids = async |count: usize| {
        let mut ids = Vec::new();
        for _ in 0..count {
            let (_, answer) = emulator.trigger("CustomerAdded", None).await;
            ids.push(answer["Id"].clone());
        }
        emulator.delivered().await;
        ids
    };
    let count = trials("emulator: events in a burst", 60, 5_000);
    let begun = Instant::now();
    let wanted = ids(count).await;
    record("emulator: events in a burst", &format!("{:?}", begun.elapsed()));
    let came: Vec<Value> = receiver.came().iter().map(|one| one.body["Id"].clone()).collect();
    assert_eq!((came, receiver.most_at_once()), (wanted, 1));
    emulator.manner(&json!({ "at_once": 4 })).await;
    receiver.takes(millis(20));
    ids(60).await;
    let came: BTreeSet<String> = receiver
        .came()
        .iter()
        .map(|one| one.body["Id"].to_string())
        .collect();
    assert_eq!((came.len(), receiver.most_at_once()), (count + 60, 4));
}

#[tokio::test]
async fn a_clock_that_runs_brings_events_to_a_webhook_that_was_confirmed_later_although_nobody_calls() {
    let receiver = Receiver::start();
    let emulator = start_with(Options {
        seed: None,
        ..options()
    });
    deeds::payer(&emulator, "user-1").await;
    let hook = webhook(&emulator, &receiver, &json!(["SubscriptionStarted"])).await;
    confirm(&emulator, &receiver, hook).await;
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(3);
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro",
        "DateStart": soon.to_string() });
    emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let came = receiver.after(2).await;
    assert_eq!(kind(&came[1].body), "SubscriptionStarted");
}
