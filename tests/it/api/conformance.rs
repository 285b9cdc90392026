//! The checks of a service, run against the emulator.

use serde_json::{Value, json};

use super::{PROGRAM, Ran, Service, calls, command, fault, seeded, service};
use crate::support::http;

async fn conformance(origin: &str, arguments: &[&str]) -> Ran {
    let mut program = command(PROGRAM, origin);
    program.arg("conformance").args(arguments);
    Ran::of(program.output().await.unwrap())
}

fn checks(ran: &Ran) -> Vec<Value> {
    let report: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    report["Checks"].as_array().unwrap().clone()
}

fn named<'a>(checks: &'a [Value], claim: &str) -> &'a Value {
    checks
        .iter()
        .find(|check| check["Claim"] == claim)
        .unwrap_or_else(|| panic!("no check {claim:?}"))
}

/// Everything is run, and is ok.
async fn passes(service: &Service) {
    for api in ["live", "backoffice"] {
        let ran = conformance(&service.origin, &["--write", "--json", "--api", api]).await;
        let checks = checks(&ran);
        assert!(checks.len() > 70, "{} checks", checks.len());
        let others: Vec<_> = checks.iter().filter(|check| check["Outcome"] != "ok").collect();
        assert!(others.is_empty(), "{others:#?}");
        ran.ended(0);
    }
}

#[tokio::test]
async fn the_emulator_passes_every_check() {
    passes(&service()).await;
}

#[tokio::test]
async fn an_emulator_with_a_clock_of_its_own_passes_every_check_since_it_is_asked_what_time_it_is() {
    passes(&seeded()).await;
    let behind = service();
    let far = r#"{"seconds":157680000}"#;
    let headers = [("Content-Type", "application/json")];
    http::post(&format!("{}/_emulator/clock", behind.origin), &headers, far)
        .await
        .assert_status(204);
    passes(&behind).await;
}

#[tokio::test]
async fn without_being_told_to_the_checks_write_nothing_and_say_so() {
    let service = service();
    let ran = conformance(&service.origin, &["--json"]).await;
    let calls = calls(&service).await;
    assert!(calls.len() > 20, "{}", calls.len());
    for call in calls.iter().filter(|call| call["method"] != "GET") {
        assert!(
            call["path"].as_str().unwrap().starts_with("/v1/Quoting/"),
            "{call}"
        );
    }
    let checks = checks(&ran);
    let check = named(&checks, "a new customer is created with status 201");
    assert_eq!(check["Outcome"], "not run");
    assert!(check["Reason"].as_str().unwrap().contains("--write"));
}

#[tokio::test]
async fn a_wrong_shape_a_wrong_status_and_a_wrong_refusal_are_found_and_no_value_is_repeated() {
    let service = service();
    let envelope = json!({ "Count": 3, "Page": 1, "SizePage": 2, "TotalItems": 4, "Items": [
        { "Id": "canary-1", "ReferenceCustomer": "cust-alice", "Links": [{ "rel": "insite-home", "href": ["canary-2"] }] },
    ] });
    let rules = [
        json!({ "on": "GET /v1/Customers", "status": 200, "body": envelope.to_string() }),
        json!({ "on": "POST /v1/Customer", "status": 200, "body": "{\"Id\":1}" }),
    ];
    for rule in rules {
        fault(&service, rule).await;
    }
    let ran = conformance(&service.origin, &["--write", "--json"]).await;
    ran.ended(1);
    let checks = checks(&ran);
    let page = named(&checks, "a page of customers has at most as many as asked for");
    let got = page["Got"].as_str().unwrap();
    assert!(
        got.contains("Count is 3, and there are 1 items") && got.contains("Items[0].Id is a text"),
        "{got}"
    );
    for claim in [
        "wrong keys are refused",
        "a new customer is created with status 201",
        "a member that there is not is refused by name",
    ] {
        assert_eq!(named(&checks, claim)["Outcome"], "failed", "{claim}");
    }
    assert!(!ran.out.contains("canary"), "{}", ran.out);
}

#[tokio::test]
async fn a_service_that_does_not_answer_fails_every_check_that_is_run() {
    let ran = conformance("http://127.0.0.1:9", &[]).await;
    ran.ended(1);
    assert!(
        ran.out.contains("cannot be reached") && ran.out.contains("0 ok"),
        "{}",
        ran.out
    );
}

#[test]
fn the_checks_and_the_tests_read_the_same_contract() {
    assert!(
        include_str!("../../../src/conformance/live-contract.json")
            == include_str!("../../data/contracts/live-contract.json")
    );
    assert!(
        include_str!("../../../src/conformance/backoffice-contract.json")
            == include_str!("../../data/contracts/backoffice-contract.json")
    );
}
