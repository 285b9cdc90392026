//! The same seed and the same calls give the same answers.

use proabono_emulator::Options;
use serde_json::{Value, json};

use super::deeds::{self, options, payer, subscribed, transition};
use super::{Running, start_with};

/// Some of everything that draws a token, an id or a date.
async fn story(emulator: &Running) -> Vec<Value> {
    let mut told = vec![payer(emulator, "user-1").await];
    let one = subscribed(emulator, "user-1", "offer-starter").await;
    told.push(
        emulator
            .done("/v1/Customer", &json!({ "ReferenceSegment": "acme-eur" }))
            .await,
    );
    emulator.advance(40).await;
    let upgrade = transition(&one, "Upgrade?ReferenceOffer=offer-pro&Immediate=true");
    told.push(emulator.order(&upgrade).await.1);
    told.push(
        emulator
            .order("/v1/Customer/Invalidation?ReferenceCustomer=user-1")
            .await
            .1,
    );
    for path in ["/v1/Invoices", "/v1/Subscriptions", "/v1/Offers", "/v1/Balance"] {
        told.push(emulator.ask(path).await.1);
    }
    told.push(emulator.control("state").await);
    told
}

/// Links hold the origin; the port is another one each time.
fn seeded(seed: u64) -> Running {
    start_with(Options {
        seed: Some(seed),
        hosted_origin: Some("https://acme-eur.proabono.com".to_owned()),
        stories: true,
        insite_home_is_page: false,
        ..options()
    })
}

#[tokio::test]
async fn the_same_seed_and_calls_give_the_same_answers_and_another_seed_does_not() {
    let first = story(&seeded(1)).await;
    assert_eq!(first, story(&seeded(1)).await);
    assert_ne!(first, story(&seeded(2)).await);
}

#[tokio::test]
async fn a_reset_begins_the_same_story_again() {
    let emulator = seeded(1);
    let first = story(&emulator).await;
    emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(story(&emulator).await, first);
}

#[tokio::test]
async fn a_seeded_clock_stands_still_until_it_is_moved() {
    let emulator = deeds::seeded();
    assert_eq!(emulator.control("clock").await, json!({ "now": deeds::NOW }));
    tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    assert_eq!(emulator.control("clock").await, json!({ "now": deeds::NOW }));
    emulator.advance(1).await;
    assert_eq!(
        emulator.control("clock").await,
        json!({ "now": "2026-10-02T08:00:00.00Z" })
    );
}
