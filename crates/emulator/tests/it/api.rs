//! Customers over the Live API: what is answered.

use proabono_emulator::{Emulator, Options, UnknownCustomer};
use serde_json::json;

use super::{json_of, link_in, newcomer, start, start_with};

const CUSTOMER: &str = "/v1/Customer";

#[tokio::test]
async fn an_upsert_creates_then_updates_and_keeps_the_id() {
    let emulator = start();
    let created = emulator
        .write(CUSTOMER, &newcomer("user-7"))
        .send()
        .await
        .unwrap();
    assert_eq!(created.status(), 201);
    let created = json_of(created).await;

    let updated = emulator
        .write(CUSTOMER, &newcomer("user-7"))
        .send()
        .await
        .unwrap();
    assert_eq!(updated.status(), 200);
    assert_eq!(json_of(updated).await["Id"], created["Id"]);
}

#[tokio::test]
async fn only_what_is_sent_is_written() {
    let emulator = start();
    let body = json!({ "ReferenceCustomer": "cust-alice", "ReferenceSegment": "acme-eur", "Language": "fr" });
    let answer = json_of(emulator.write(CUSTOMER, &body).send().await.unwrap()).await;
    assert_eq!(answer["Language"], "fr");
    assert_eq!(answer["Name"], "Alice Martin");
    assert_eq!(answer["Email"], "alice@acme.example");
}

#[tokio::test]
async fn a_reference_is_generated_when_none_is_sent() {
    let emulator = start();
    let body = json!({ "ReferenceSegment": "acme-eur", "Name": "Anonymous" });
    let response = emulator.write(CUSTOMER, &body).send().await.unwrap();
    assert_eq!(response.status(), 201);
    let reference = json_of(response).await["ReferenceCustomer"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!((1..=50).contains(&reference.len()));
    assert_eq!(emulator.customer(&reference).await["Name"], "Anonymous");
}

#[tokio::test]
async fn an_unknown_customer_answers_as_the_option_says() {
    let path = "/v1/Customer?ReferenceCustomer=cust-eve";
    for (unknown_customer, status) in [
        (UnknownCustomer::NotFound, 404),
        (UnknownCustomer::Unaccessible, 403),
        (UnknownCustomer::Empty, 204),
    ] {
        let emulator = start_with(Options {
            unknown_customer,
            ..Options::default()
        });
        let answer = emulator.read(path).send().await.unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.text().await.unwrap().is_empty(), status == 204);
    }
}

#[tokio::test]
async fn paths_are_found_in_any_case_and_others_are_not_found() {
    let emulator = start();
    let known = emulator
        .read("/V1/customer?ReferenceCustomer=cust-alice")
        .send()
        .await
        .unwrap();
    assert_eq!(known.status(), 200);
    assert_eq!(emulator.read("/v1/Custumer").send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn a_suspended_customer_has_no_links() {
    let emulator = start();
    let dmitri = emulator.customer("cust-dmitri").await;
    assert_eq!(dmitri["Status"], "Suspended");
    assert_eq!(dmitri["Links"], json!([]));
    assert!(link_in(&emulator.customer("cust-alice").await, "hosted-home").is_some());
}

#[tokio::test]
async fn a_list_comes_in_pages_and_an_empty_one_has_no_body() {
    let emulator = start();
    let first = json_of(emulator.read("/v1/Customers?SizePage=3").send().await.unwrap()).await;
    assert_eq!((&first["Count"], &first["TotalItems"]), (&json!(3), &json!(4)));
    let second = json_of(
        emulator
            .read("/v1/Customers?SizePage=3&Page=2")
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(second["Items"][0]["ReferenceCustomer"], "cust-dmitri");
    let users = json_of(
        emulator
            .read("/v1/Customers?ReferenceFeature=feat-users")
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!(users["TotalItems"], 2);

    let empty = start_with(Options {
        stories: false,
        ..Options::default()
    });
    let answer = empty.read("/v1/Customers").send().await.unwrap();
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.text().await.unwrap(), "");
}

#[tokio::test]
async fn an_address_that_others_can_reach_is_refused() {
    let options = Options {
        listen: "0.0.0.0:0".parse().unwrap(),
        ..Options::default()
    };
    let error = Emulator::bind(options).err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert!(error.to_string().contains("loopback"), "{error}");
}
