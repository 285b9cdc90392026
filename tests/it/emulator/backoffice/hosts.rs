//! Two hosts on one port: the address, and the name `localhost`.

use proabono_portal::emulator::{BackofficeHosts, Emulator, Options};
use serde_json::json;

use super::contract::{contract, host, operations};
use super::{ACCOUNT, SEGMENT, business, start};
use crate::emulator::schemas::name;
use crate::emulator::start_with;

#[tokio::test]
async fn every_operation_is_on_its_own_host_and_not_found_on_the_other() {
    let (emulator, contract) = (start(), contract());
    for operation in operations(&contract) {
        let route = name(operation).replace("{Id}", "7654321");
        let body = operation["body"].as_str().map(|_| json!({}));
        let (status, answer) = emulator.at(host(operation).other(), &route, body.as_ref()).await;
        assert_eq!(status, 404, "{route}: {answer}");
        let message = answer["Message"].as_str().unwrap();
        assert!(message.contains("localhost"), "{route}: {message}");
        let (_, answer) = emulator.at(host(operation), &route, body.as_ref()).await;
        assert!(!answer.to_string().contains("localhost"), "{route}: {answer}");
    }
    let counts = emulator.control("counts").await;
    for operation in operations(&contract) {
        assert!(counts[name(operation)].as_u64() >= Some(1), "{}", name(operation));
    }
}

#[tokio::test]
async fn nothing_is_written_through_the_wrong_host() {
    let emulator = start();
    let route = "POST /Organization/Businesses";
    emulator.gives(404, SEGMENT, route, business("Beta")).await;
    let list = emulator.reads(200, ACCOUNT, "GET /Organization/Businesses").await;
    assert_eq!(list["TotalItems"], 1);
}

#[tokio::test]
async fn who_asks_without_keys_is_not_told_where_an_operation_is() {
    let emulator = start();
    let answer = emulator.get("/Organization/TaxProfiles").send().await.unwrap();
    assert_eq!(answer.status(), 401);
}

#[tokio::test]
async fn the_live_api_is_on_both() {
    let emulator = start();
    for host in [ACCOUNT, SEGMENT] {
        emulator
            .reads(200, host, "GET /v1/Offers?ReferenceSegment=acme-eur")
            .await;
    }
}

#[tokio::test]
async fn as_one_host_both_answer_everything() {
    let emulator = start_with(Options {
        backoffice_hosts: BackofficeHosts::One,
        ..Options::default()
    });
    for host in [ACCOUNT, SEGMENT] {
        emulator.reads(200, host, "GET /Organization/Businesses").await;
        emulator.reads(200, host, "GET /Organization/TaxProfiles").await;
    }
}

#[tokio::test]
async fn the_emulator_says_where_its_segment_is() {
    let emulator = Emulator::bind(Options::default()).unwrap();
    let port = emulator.addr().port();
    assert_eq!(emulator.segment_origin(), format!("http://localhost:{port}"));
}
