//! Past events: as they were delivered, newest first, for 60 days.

use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{deeds, kind, options, telling};

const REWIND: &str = "/Notification/WebhookNotifications/RewindEvents";

#[tokio::test]
async fn past_events_are_those_that_were_delivered_newest_first_and_in_pages() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    deeds::payer(&emulator, "user-1").await;
    deeds::subscribed(&emulator, "user-1", "offer-pro").await;
    emulator.advance(40).await;
    emulator.delivered().await;
    let mut came: Vec<Value> = receiver.came().into_iter().map(|one| one.body).collect();
    came.reverse();
    assert!(came.len() > 5, "{came:?}");
    assert_eq!(emulator.past().await, came);

    let mut paged = Vec::new();
    for page in 1..=came.len().div_ceil(2) {
        let (_, list) = emulator.ask(&format!("{REWIND}?SizePage=2&Page={page}")).await;
        paged.extend(list["Items"].as_array().unwrap().clone());
    }
    assert_eq!(paged, came);
    let dates: Vec<&str> = came
        .iter()
        .map(|one| one["DateTrigger"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted_by(|newer, older| newer >= older), "{dates:?}");
}

#[tokio::test]
async fn they_are_chosen_by_kind_and_business() {
    let emulator = deeds::seeded();
    deeds::payer(&emulator, "user-1").await;
    deeds::payer(&emulator, "user-2").await;
    let (_, added) = emulator
        .ask(&format!("{REWIND}?TypeTrigger=CustomerAdded&IdBusiness=1"))
        .await;
    let added: Vec<String> = added["Items"].as_array().unwrap().iter().map(kind).collect();
    assert_eq!(added, ["CustomerAdded"; 2]);
    assert_eq!(emulator.ask(&format!("{REWIND}?IdBusiness=2")).await.0, 204);
    assert_eq!(
        emulator
            .ask(&format!("{REWIND}?TypeTrigger=CustomerEnabled"))
            .await
            .0,
        204
    );
}

#[tokio::test]
async fn events_and_their_notifications_are_forgotten_after_60_days() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    deeds::newcomer(&emulator, "user-1").await;
    emulator.delivered().await;
    emulator.advance(59).await;
    assert_eq!(emulator.past().await.len(), 1);
    emulator.advance(1).await;
    assert_eq!(emulator.past().await, Vec::<Value>::new());
    deeds::newcomer(&emulator, "user-2").await;
    emulator.delivered().await;
    let (_, list) = emulator.ask("/Notification/WebhookNotifications").await;
    assert_eq!(list["TotalItems"], 1);
}

#[tokio::test]
async fn a_start_that_counts_from_the_past_is_an_event_of_now() {
    let emulator = deeds::seeded();
    deeds::payer(&emulator, "user-1").await;
    emulator.advance(2).await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro",
        "DateStart": "2026-01-15T08:00:00Z" });
    emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let past = emulator.past().await;
    let started = past
        .iter()
        .find(|one| one["TypeTrigger"] == "SubscriptionStarted")
        .unwrap();
    assert_eq!(started["DateTrigger"], "2026-10-03T08:00:00.00Z");
    assert_eq!(started["Subscription"]["DateStart"], "2026-01-15T08:00:00.00Z");
}
