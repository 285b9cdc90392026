//! The questions and orders of a test.

use proabono_emulator::{LinkGeneration, Options};
use serde_json::json;
use std::time::Duration;

use super::{newcomer, start, start_with};

#[tokio::test]
async fn calls_are_recorded_with_what_was_sent_and_without_credentials() {
    let emulator = start();
    emulator
        .write("/v1/customer", &newcomer("user-7"))
        .send()
        .await
        .unwrap();
    emulator.customer("user-7").await;
    let calls = emulator.control("calls").await;
    assert_eq!(
        calls[0],
        json!({ "number": 1, "method": "POST", "path": "/v1/customer", "operation": "POST /v1/Customer", "status": 201,
            "query": {}, "body": newcomer("user-7") })
    );
    assert_eq!(calls[1]["number"], 2);
    assert_eq!(calls[1]["query"], json!({ "ReferenceCustomer": "user-7" }));
    assert!(!calls.to_string().contains("demo"));
}

#[tokio::test]
async fn with_the_option_answers_are_recorded_without_links() {
    for links in [LinkGeneration::Hosted, LinkGeneration::InSite] {
        let emulator = start_with(Options {
            answers: true,
            links,
            ..Options::default()
        });
        let customer = emulator.customer("cust-alice").await;
        emulator.customer("nobody").await;
        let calls = emulator.control("calls").await;
        assert_eq!(calls[0]["answer"]["Name"], "Alice Martin");
        assert_eq!(
            (&calls[1]["status"], calls[1]["answer"]["Code"].is_string()),
            (&json!(404), true)
        );
        let record = calls.to_string();
        let mut hidden = 0;
        for link in customer["Links"].as_array().unwrap() {
            for secret in [&link["href"], &link["query"]]
                .into_iter()
                .filter_map(|one| one.as_str())
            {
                assert!(!record.contains(secret), "{secret} in {record}");
                hidden += 1;
            }
        }
        assert!(hidden > 1, "{customer}");
    }
}

#[tokio::test]
async fn a_call_that_the_client_gave_up_is_counted_without_a_status() {
    let emulator = start();
    emulator
        .fault(json!({ "on": "GET /v1/Customer", "delay_ms": 60_000 }))
        .await;
    let call = emulator
        .read("/v1/Customer?ReferenceCustomer=cust-alice")
        .timeout(Duration::from_millis(200));
    assert!(call.send().await.unwrap_err().is_timeout());
    assert_eq!(emulator.control("counts").await, json!({ "GET /v1/Customer": 1 }));
    assert_eq!(emulator.control("calls").await[0]["status"], json!(null));
}

#[tokio::test]
async fn the_end_of_a_record_can_be_asked_for() {
    let emulator = start();
    for customer in ["cust-alice", "cust-bruno", "cust-chloe"] {
        let customer = emulator.customer(customer).await;
        let link = customer["Links"][0]["href"].as_str().unwrap();
        emulator.get(link).send().await.unwrap();
    }
    for record in ["calls", "openings"] {
        let all = emulator.control(record).await;
        let all = all.as_array().unwrap();
        assert_eq!(all.len(), 3, "{record}");
        for last in [0, 2, 3, 10_001] {
            let latest = emulator.control(&format!("{record}?last={last}")).await;
            let from = all.len().saturating_sub(last);
            assert_eq!(latest, json!(all[from..]), "{record}, {last}");
        }
        for wrong in ["last=all", "last=-1", "lats=2"] {
            let path = format!("/_emulator/{record}?{wrong}");
            assert_eq!(emulator.get(&path).send().await.unwrap().status(), 400, "{path}");
        }
    }
}

#[tokio::test]
async fn calls_can_be_cleared() {
    let emulator = start();
    emulator.customer("cust-alice").await;
    emulator
        .client
        .delete(emulator.url("/_emulator/calls"))
        .send()
        .await
        .unwrap();
    assert_eq!(emulator.control("calls").await, json!([]));
    assert_eq!(emulator.control("counts").await, json!({}));
}

#[tokio::test]
async fn a_reset_brings_back_the_start() {
    let emulator = start();
    let before = emulator.control("state").await["customers"]
        .as_array()
        .unwrap()
        .len();
    emulator
        .write("/v1/Customer", &newcomer("user-7"))
        .send()
        .await
        .unwrap();
    emulator.fault(json!({ "on": "*", "status": 500 })).await;
    let reset = emulator
        .post("/_emulator/reset", &json!({}))
        .send()
        .await
        .unwrap();
    assert_eq!(reset.status(), 204);
    assert_eq!(
        emulator.control("state").await["customers"]
            .as_array()
            .unwrap()
            .len(),
        before
    );
    assert_eq!(emulator.control("faults").await, json!([]));
    assert_eq!(emulator.control("calls").await, json!([]));
}

#[tokio::test]
async fn the_index_says_what_it_is_not() {
    let emulator = start();
    let index = emulator.page("/").await;
    assert!(index.contains("It is not ProAbono"));
    assert!(index.contains("href=\"/mails\""));
}
