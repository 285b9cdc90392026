//! Failures on demand, as a client meets them.

use std::time::{Duration, Instant};

use futures_util::StreamExt;
use futures_util::stream;
use serde_json::json;

use super::{Running, newcomer, start};

const ON: &str = "GET /v1/Customer";
const ALICE: &str = "/v1/Customer?ReferenceCustomer=cust-alice";

async fn status(emulator: &Running) -> u16 {
    emulator.read(ALICE).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn a_fault_answers_in_place_of_the_operation_as_often_as_asked() {
    let emulator = start();
    emulator
        .fault(
            json!({ "on": ON, "status": 503, "body": "<h1>Busy</h1>", "content_type": "text/html",
            "headers": { "Retry-After": "1" }, "times": 1 }),
        )
        .await;
    let answer = emulator.read(ALICE).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["Retry-After"], "1");
    assert_eq!(answer.headers()["Content-Type"], "text/html");
    assert_eq!(answer.text().await.unwrap(), "<h1>Busy</h1>");
    assert_eq!(status(&emulator).await, 200);
}

#[tokio::test]
async fn a_fault_without_a_count_stays_until_it_is_removed() {
    let emulator = start();
    emulator.fault(json!({ "on": "get /v1/*", "status": 500 })).await;
    assert_eq!((status(&emulator).await, status(&emulator).await), (500, 500));
    assert_eq!(emulator.control("faults").await[0]["status"], 500);
    emulator
        .client
        .delete(emulator.url("/_emulator/faults"))
        .send()
        .await
        .unwrap();
    assert_eq!(status(&emulator).await, 200);
}

#[tokio::test]
async fn a_delay_alone_only_delays() {
    let emulator = start();
    emulator
        .fault(json!({ "on": ON, "delay_ms": 300, "times": 1 }))
        .await;
    let before = Instant::now();
    assert_eq!(status(&emulator).await, 200);
    assert!(before.elapsed() >= Duration::from_millis(300));
}

#[tokio::test]
async fn a_cut_answer_ends_before_its_announced_length() {
    let emulator = start();
    emulator
        .fault(json!({ "on": "POST /v1/Customer", "cut": true, "times": 1 }))
        .await;
    let mut answer = emulator
        .write("/v1/Customer", &newcomer("user-7"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 201);
    let announced = answer.content_length().unwrap();
    let first = answer.chunk().await.unwrap().unwrap();
    assert_eq!(first.len() as u64, announced / 2);
    assert!(answer.chunk().await.is_err(), "the connection was closed");
    assert_eq!(
        emulator.customer("user-7").await["Name"],
        "Nora Newcomer",
        "the operation ran"
    );
}

#[tokio::test]
async fn garbage_is_a_success_with_broken_json() {
    let emulator = start();
    emulator.fault(json!({ "on": ON, "garbage": true })).await;
    let answer = emulator.read(ALICE).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(serde_json::from_str::<serde_json::Value>(&answer.text().await.unwrap()).is_err());
}

#[tokio::test]
async fn an_endless_answer_goes_on_beyond_any_limit() {
    let emulator = start();
    emulator.fault(json!({ "on": ON, "endless": true })).await;
    let mut answer = emulator.read(ALICE).send().await.unwrap();
    assert_eq!(answer.content_length(), None);
    let mut received = 0;
    while received < 1_000_000 {
        received += answer.chunk().await.unwrap().unwrap().len();
    }
}

#[tokio::test]
async fn a_rule_that_makes_no_sense_is_explained() {
    let emulator = start();
    for rule in [
        json!({ "status": 500 }),
        json!({ "on": ON, "status": 99 }),
        json!({ "on": ON, "stauts": 500 }),
        json!({ "on": "GET /v1/Costumer", "status": 500 }),
        json!({ "on": "GET /nowhere", "status": 500 }),
        json!({ "on": "POST /v1/Costumer*", "status": 500 }),
        json!({ "on": ON, "headers": { "Bad Name": "1" } }),
        json!({ "on": ON, "headers": { "X-Value": "a\nb" } }),
        json!({ "on": ON, "status": 200, "content_type": "text/\nplain" }),
    ] {
        let answer = emulator.post("/_emulator/faults", &rule).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert!(answer.text().await.unwrap().contains("error"));
    }
}

#[tokio::test]
async fn a_hosted_page_fails_on_demand_too() {
    let emulator = start();
    emulator
        .fault(json!({ "on": "GET /portal", "status": 502, "times": 1 }))
        .await;
    let home = emulator.link("cust-alice", "hosted-home").await;
    assert_eq!(emulator.get(&home).send().await.unwrap().status(), 502);
    assert_eq!(emulator.get(&home).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_thousand_slow_calls_at_once_are_answered() {
    let emulator = start();
    emulator.fault(json!({ "on": ON, "delay_ms": 200 })).await;
    let calls = stream::iter(0..1_000)
        .map(|_| status(&emulator))
        .buffer_unordered(1_000);
    let good = calls
        .filter(|status| std::future::ready(*status == 200))
        .count()
        .await;
    assert_eq!(good, 1_000);
    assert_eq!(emulator.control("counts").await[ON], 1_000);
}

#[tokio::test]
async fn a_body_too_large_is_refused_in_the_shape_of_errors() {
    let emulator = start();
    let body =
        json!({ "ReferenceCustomer": "user-1", "ReferenceSegment": "acme-eur", "Name": "x".repeat(300_000) });
    let (status, error) = emulator.tell("/v1/Customer", &body).await;
    assert_eq!((status, &error["Code"]), (413, &json!("Error.Api.BodyTooLarge")));
    assert!(error["Message"].is_string(), "{error}");
}
