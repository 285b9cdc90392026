//! Deliveries: signed, to whom they are for, and again until they are taken.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proabono_emulator::{Deliveries, Emulator, Options};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::receiver::Receiver;
use super::{Running, deeds, kind, millis, options, start_with, telling};

/// A new webhook, whose code is not confirmed.
pub(super) async fn webhook(emulator: &Running, receiver: &Receiver, triggers: &Value) -> u64 {
    let hook = json!({ "IdBusiness": 1, "Url": receiver.url(), "Triggers": triggers });
    let made = emulator.done("/Notification/Webhooks", &hook).await;
    made["Id"].as_u64().unwrap()
}

/// Sends the code and confirms it.
pub(super) async fn confirm(emulator: &Running, receiver: &Receiver, webhook: u64) {
    let path = format!("/Notification/Webhooks/{webhook}/Verification");
    emulator.ask(&format!("{path}?sendCode=true")).await;
    let code = receiver.came().last().unwrap().body["Code"]
        .as_str()
        .unwrap()
        .to_owned();
    emulator
        .done(&format!("{path}?code={code}&echo=true"), &json!({}))
        .await;
}

#[tokio::test]
async fn an_event_goes_signed_to_confirmed_webhooks_that_listen_to_it_and_to_no_other() {
    const SECRET: &str = "secret-of-the-account";
    let [listening, unconfirmed, deaf] = [(); 3].map(|()| Receiver::start());
    let emulator = start_with(Options {
        webhook_secret: SECRET.to_owned(),
        ..options()
    });
    let started = json!(["CustomerAdded", "SubscriptionStarted"]);
    let hook = webhook(&emulator, &listening, &started).await;
    confirm(&emulator, &listening, hook).await;
    webhook(&emulator, &unconfirmed, &started).await;
    let other = webhook(&emulator, &deaf, &json!(["CustomerSuspended"])).await;
    confirm(&emulator, &deaf, other).await;

    deeds::payer(&emulator, "user-1").await;
    deeds::subscribed(&emulator, "user-1", "offer-pro").await;
    emulator.delivered().await;
    let came = listening.came();
    let kinds: Vec<String> = came.iter().skip(1).map(|one| kind(&one.body)).collect();
    assert_eq!(kinds, ["CustomerAdded", "SubscriptionStarted"]);
    assert!(unconfirmed.came().is_empty());
    assert_eq!(deaf.came().len(), 1, "its code alone");
    for one in &came {
        assert_eq!(one.key, came[0].key, "it is the same for all deliveries");
        let expected = BASE64_STANDARD.encode(Sha256::digest(format!("{}{SECRET}", one.key)));
        assert_eq!(one.signature, expected);
    }
    assert_ne!(came[0].key, deaf.came()[0].key);
}

#[tokio::test]
async fn whatever_is_not_200_is_sent_again_unchanged_and_no_redirect_is_followed() {
    let receiver = Receiver::start();
    receiver.answers(&[204, 302, 403, 500]);
    let emulator = telling(
        &receiver,
        Deliveries {
            first_retry_ms: 20,
            retry_factor: 2.0,
            attempts: 6,
            ..Deliveries::default()
        },
    );
    deeds::newcomer(&emulator, "user-1").await;
    let counts = emulator.delivered().await;
    let came = receiver.came();
    assert_eq!(
        (came.len(), &counts["acknowledged"], &counts["refused"]),
        (5, &json!(1), &json!(4))
    );
    for (before, after) in came.iter().zip(&came[1..]) {
        assert_eq!((&before.body, before.path.as_str()), (&after.body, "/hooks"));
    }
    let waits: Vec<_> = came
        .iter()
        .zip(&came[1..])
        .map(|(one, next)| next.at - one.at)
        .collect();
    let least = [20, 40, 80, 160];
    assert!(
        waits
            .iter()
            .zip(least)
            .all(|(wait, least)| *wait >= millis(least)),
        "{waits:?}"
    );
}

#[tokio::test]
async fn an_address_that_never_takes_an_event_is_given_up_and_the_next_event_comes_all_the_same() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    receiver.answers(&[503; 4]);
    deeds::newcomer(&emulator, "user-1").await;
    let counts = emulator.delivered().await;
    assert_eq!((&counts["given_up"], &counts["sent"]), (&json!(1), &json!(4)));
    deeds::newcomer(&emulator, "user-2").await;
    let counts = emulator.delivered().await;
    assert_eq!(
        (&counts["given_up"], &counts["acknowledged"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(receiver.came().len(), 5);
}

#[tokio::test]
async fn a_notification_tells_how_it_went_leads_to_its_event_and_is_sent_once_more_by_hand() {
    let receiver = Receiver::start();
    receiver.answers(&[500, 200, 503]);
    let emulator = telling(&receiver, options().deliveries);
    deeds::newcomer(&emulator, "user-1").await;
    emulator.delivered().await;
    let (_, list) = emulator.ask("/Notification/WebhookNotifications").await;
    let shown = list["Items"][0].clone();
    assert_eq!(
        (&shown["CountSendings"], &shown["StatusLatestSending"]),
        (&json!(2), &json!(200))
    );
    assert_eq!(shown["DateLatestSending"], deeds::NOW);
    let links = shown["Links"].as_array().unwrap();
    let link = links
        .iter()
        .find(|link| link["rel"] == "related-trigger")
        .unwrap();
    let listed = emulator.control("events?last=1").await[0].clone();
    assert_eq!(listed["deliveries"][0]["Id"], shown["Id"]);
    assert_eq!(
        (
            &listed["ReferenceCustomer"],
            &listed["deliveries"][0]["StatusLatestSending"]
        ),
        (&json!("user-1"), &json!(200))
    );
    let (_, event) = emulator.ask(link["href"].as_str().unwrap()).await;
    assert_eq!(event, receiver.came()[0].body);

    let retry = format!("/_emulator/notifications/{}/retry", shown["Id"]);
    let answer = emulator.post(&retry, &Value::Null).send().await.unwrap();
    assert_eq!(answer.status(), 202);
    let counts = emulator.delivered().await;
    assert_eq!(counts["sent"], 3, "an order by hand is one attempt: {counts}");
    assert_eq!(receiver.came()[2].body, event);
    let (_, after) = emulator
        .ask(&format!("/Notification/WebhookNotifications/{}", shown["Id"]))
        .await;
    assert_eq!(
        (&after["CountSendings"], &after["StatusLatestSending"]),
        (&json!(3), &json!(503))
    );
    let unknown = emulator
        .post("/_emulator/notifications/1/retry", &Value::Null)
        .send()
        .await;
    assert_eq!(unknown.unwrap().status(), 404);
}

#[tokio::test]
async fn what_waits_for_a_webhook_ends_with_its_deletion() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    emulator.manner(&json!({ "delay_ms": 300 })).await;
    deeds::newcomer(&emulator, "user-1").await;
    let (_, list) = emulator.ask("/Notification/Webhooks").await;
    let hook = format!("/Notification/Webhooks/{}", list["Items"][0]["Id"]);
    let deleted = emulator.client.delete(emulator.url(&hook));
    let deleted = deleted.basic_auth("agent-demo", Some("api-demo")).send().await;
    assert_eq!(deleted.unwrap().status(), 200);
    let counts = emulator.delivered().await;
    assert_eq!(counts["sent"], 0, "{counts}");
    assert!(receiver.came().is_empty());
}

#[tokio::test]
async fn after_a_reset_nothing_comes_of_the_account_before() {
    let receiver = Receiver::start();
    let emulator = telling(&receiver, options().deliveries);
    emulator.manner(&json!({ "delay_ms": 200 })).await;
    deeds::newcomer(&emulator, "user-1").await;
    let reset = emulator.post("/_emulator/reset", &json!({})).send().await;
    assert_eq!(reset.unwrap().status(), 204);
    deeds::newcomer(&emulator, "user-2").await;
    emulator.delivered().await;
    tokio::time::sleep(millis(300)).await;
    let came = receiver.came();
    let about: Vec<&Value> = came
        .iter()
        .map(|one| &one.body["Customer"]["ReferenceCustomer"])
        .collect();
    assert_eq!(about, ["user-2"]);
}

#[tokio::test]
async fn a_webhook_that_is_told_later_hears_of_what_happens_from_then_on() {
    let (receiver, emulator) = (Receiver::start(), Emulator::bind(Options::default()).unwrap());
    for elsewhere in ["https://127.0.0.1:1/hooks", "http://192.0.2.1/hooks", "hooks"] {
        let refused = emulator.webhook_url(elsewhere).unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::InvalidInput, "{elsewhere}");
        let options = Options {
            webhook_url: Some(elsewhere.to_owned()),
            ..Options::default()
        };
        assert!(Emulator::bind(options).is_err(), "{elsewhere}");
    }
    emulator.webhook_url(&receiver.url()).unwrap();
    let trigger = json!({ "TypeTrigger": "CustomerSuspended", "ReferenceCustomer": "cust-alice" });
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let url = format!("{}/_emulator/trigger", emulator.url());
    let request = client.post(url).header("Content-Type", "application/json");
    request.body(trigger.to_string()).send().await.unwrap();
    let came = receiver.after(1).await;
    assert_eq!(came[0].body["Customer"]["ReferenceCustomer"], "cust-alice");
    assert_eq!(receiver.kinds(), ["CustomerSuspended"]);
}
