//! Deliveries that come twice, late, out of order or not at all, on demand.

use proabono_emulator::{Deliveries, Loss};
use serde_json::{Value, json};

use super::receiver::Receiver;
use super::{Running, deeds, millis, options, telling};

fn numbers(receiver: &Receiver) -> Vec<u64> {
    let came = receiver.came();
    let numbers = came.iter().map(|one| {
        let id = one.body["Id"].as_str().unwrap();
        id.strip_prefix("trg_").unwrap().parse().unwrap()
    });
    numbers.collect()
}

/// So many events of nobody.
async fn triggered(emulator: &Running, count: usize) -> Value {
    for _ in 0..count {
        assert_eq!(emulator.trigger("SubscriptionStarted", None).await.0, 202);
    }
    emulator.delivered().await
}

#[tokio::test]
async fn each_event_comes_as_often_as_wanted_under_one_id() {
    let receiver = Receiver::start();
    let manner = Deliveries {
        duplicate: 3,
        ..options().deliveries
    };
    let emulator = telling(&receiver, manner);
    let counts = triggered(&emulator, 2).await;
    let came = numbers(&receiver);
    assert_eq!((counts["acknowledged"].as_u64(), came.len()), (Some(6), 6));
    assert!(came[..3].iter().all(|one| *one == came[0]), "{came:?}");
    assert!(
        came[3..].iter().all(|one| *one == came[3] && came[3] != came[0]),
        "{came:?}"
    );
    assert_eq!(emulator.past().await.len(), 2);
}

#[tokio::test]
async fn a_duplicate_that_is_refused_does_not_come_again_and_the_first_one_does() {
    let receiver = Receiver::start();
    receiver.answers(&[500, 500]);
    let emulator = telling(&receiver, options().deliveries);
    emulator.manner(&json!({ "duplicate": 2 })).await;
    let counts = triggered(&emulator, 1).await;
    assert_eq!((&counts["sent"], &counts["acknowledged"]), (&json!(3), &json!(1)));
}

#[tokio::test]
async fn within_a_window_the_order_is_lost_and_nothing_else() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    emulator.manner(&json!({ "shuffle_ms": 300 })).await;
    triggered(&emulator, 20).await;
    let came = numbers(&receiver);
    let mut sorted = came.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), 20);
    assert_ne!(came, sorted);
}

#[tokio::test]
async fn a_delivery_waits_as_long_as_wanted() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    emulator.manner(&json!({ "delay_ms": 250 })).await;
    let begun = tokio::time::Instant::now();
    triggered(&emulator, 1).await;
    assert!(receiver.came()[0].at - begun >= millis(250));
}

#[tokio::test]
async fn the_next_events_are_lost_or_all_of_them_and_never_come_again() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    let (_, answer) = emulator.manner(&json!({ "drop": { "next": 2 } })).await;
    assert_eq!(answer["drop"], json!({ "next": 2 }));
    let counts = triggered(&emulator, 3).await;
    assert_eq!((&counts["dropped"], &counts["sent"]), (&json!(2), &json!(1)));
    assert_eq!(emulator.control("webhooks").await["drop"], Value::Null);
    emulator.manner(&json!({ "drop": "all" })).await;
    let counts = triggered(&emulator, 3).await;
    assert_eq!((&counts["dropped"], &counts["sent"]), (&json!(5), &json!(1)));
    assert_eq!(emulator.past().await.len(), 6, "the history has them");
    let (_, list) = emulator
        .ask("/Notification/WebhookNotifications?SizePage=100")
        .await;
    let unsent = list["Items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["CountSendings"] == 0);
    assert_eq!(unsent.count(), 5);
}

#[tokio::test]
async fn a_share_is_lost_and_the_same_one_with_the_same_seed() {
    let mut lost = Vec::new();
    for _ in 0..2 {
        let receiver = Receiver::start();
        let manner = Deliveries {
            drop: Some(Loss::Share(0.5)),
            ..options().deliveries
        };
        let emulator = telling(&receiver, manner);
        triggered(&emulator, 40).await;
        lost.push(numbers(&receiver));
    }
    assert!((5..35).contains(&lost[0].len()), "{lost:?}");
    assert_eq!(lost[0], lost[1]);
}

#[tokio::test]
async fn the_pair_of_an_upgrade_comes_in_either_order() {
    for (swap, first) in [
        (false, "SubscriptionUpgraded"),
        (true, "SubscriptionTerminatedForUpgrade"),
    ] {
        let receiver = Receiver::start();
        let manner = Deliveries {
            swap_pairs: swap,
            ..options().deliveries
        };
        let emulator = telling(&receiver, manner);
        deeds::payer(&emulator, "user-1").await;
        let one = deeds::subscribed(&emulator, "user-1", "offer-starter").await;
        emulator
            .order(&deeds::transition(&one, "Upgrade?ReferenceOffer=offer-pro"))
            .await;
        emulator.delivered().await;
        let kinds = receiver.kinds();
        let pair: Vec<&String> = kinds
            .iter()
            .filter(|kind| kind.ends_with("Upgraded") || kind.ends_with("ForUpgrade"))
            .collect();
        assert_eq!((pair.len(), pair[0].as_str()), (2, first), "{kinds:?}");
    }
}

#[tokio::test]
async fn a_wrong_manner_is_refused_by_its_name_and_changes_nothing() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    let before = emulator.control("webhooks").await;
    for (change, name) in [
        (json!({ "duplicate": 0 }), "duplicate"),
        (json!({ "delay_ms": 1, "drop": { "share": 2.0 } }), "drop"),
        (json!({ "dublicate": 2 }), "dublicate"),
        (json!({ "at_once": 1_000 }), "at_once"),
        (json!([1]), "map"),
    ] {
        let (status, answer) = emulator.manner(&change).await;
        assert_eq!(status, 400, "{change}");
        assert!(answer["error"].as_str().unwrap().contains(name), "{answer}");
    }
    assert_eq!(emulator.control("webhooks").await, before);
    assert_eq!(before["webhooks"][0]["verified"], true);
    let (_, changed) = emulator.manner(&json!({ "delay_ms": 5 })).await;
    assert_eq!(
        (&changed["delay_ms"], &changed["attempts"]),
        (&json!(5), &json!(4))
    );
}

#[tokio::test]
async fn an_event_on_demand_changes_nothing_and_has_the_blocks_of_the_account() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    deeds::payer(&emulator, "user-1").await;
    let one = deeds::subscribed(&emulator, "user-1", "offer-pro").await;
    let before = emulator.control("state").await["subscriptions"].clone();
    let (status, answer) = emulator
        .trigger("SubscriptionSuspendedPaymentDue", Some("user-1"))
        .await;
    assert_eq!(status, 202);
    emulator.delivered().await;
    let event = receiver.came().last().unwrap().body.clone();
    assert_eq!(event["Id"], answer["Id"]);
    assert_eq!(event["Customer"]["ReferenceCustomer"], "user-1");
    assert_eq!(event["Subscription"]["Id"], one["Id"]);
    assert_eq!(event["Offer"]["ReferenceOffer"], "offer-pro");
    assert_eq!(emulator.control("state").await["subscriptions"], before);

    let (_, answer) = emulator.trigger("InvoiceCreditIssued", Some("user-1")).await;
    emulator.delivered().await;
    let event = receiver.came().last().unwrap().body.clone();
    assert_eq!(
        (&event["Id"], &event["InvoiceCredit"]["Reason"]),
        (&answer["Id"], &json!("Sample"))
    );
    assert_eq!(emulator.trigger("CustomerSneezed", None).await.0, 400);
    assert_eq!(emulator.trigger("CustomerAdded", Some("nobody")).await.0, 404);
}

#[tokio::test]
async fn more_that_may_be_sent_at_the_same_time_are_sent_at_once() {
    let receiver = Receiver::start();
    let manner = Deliveries {
        timeout_ms: 60_000,
        ..options().deliveries
    };
    let emulator = telling(&receiver, manner);
    receiver.takes(millis(5_000));
    for _ in 0..4 {
        emulator.trigger("SubscriptionStarted", None).await;
    }
    receiver.after(1).await;
    emulator.manner(&json!({ "at_once": 4 })).await;
    receiver.after(4).await;
    assert_eq!(receiver.most_at_once(), 4);
}
