//! Actions on a customer.

use serde_json::json;

use super::deeds::{self, rels, seeded, subscribed};
use super::{SAMPLE_CARD, start};

fn action(name: &str) -> String {
    format!("/v1/Customer/{name}?ReferenceCustomer=user-1")
}

#[tokio::test]
async fn anonymisation_is_refused_while_an_invoice_is_due() {
    let emulator = seeded();
    deeds::payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    emulator
        .done("/v1/Billing/Customer", &json!({ "ReferenceCustomer": "user-1" }))
        .await;
    let refused = emulator.order(&action("Anonymization")).await;
    assert_eq!(refused.0, 403);
    assert_eq!(refused.1["Code"], "Error.Customer.Anonymize.HasDueInvoices");
    assert_eq!(emulator.customer("user-1").await["Name"], "Ada Example");
}

#[tokio::test]
async fn an_anonymised_customer_has_no_name_and_no_address() {
    let emulator = seeded();
    deeds::newcomer(&emulator, "user-1").await;
    let (status, answer) = emulator.order(&action("Anonymization")).await;
    assert_eq!((status, &answer["Name"]), (200, &json!("## cleared ##")));
    assert!(answer.get("Email").is_none());
    assert!(rels(&answer).contains(&"insite-home"));
}

#[tokio::test]
async fn revoked_links_open_nothing_and_new_ones_do() {
    let emulator = start();
    let old = emulator.link("cust-alice", "hosted-home").await;
    let bruno = emulator.link("cust-bruno", "hosted-home").await;
    let path = "/v1/Customer/LinksRevokation?ReferenceCustomer=cust-alice";
    let (status, answer) = emulator.order(path).await;
    assert_eq!(status, 200);
    assert_eq!(emulator.get(&old).send().await.unwrap().status(), 410);
    let new = answer["Links"][0]["href"].as_str().unwrap();
    assert_eq!(emulator.get(new).send().await.unwrap().status(), 200);
    assert_eq!(emulator.get(&bruno).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn an_invalidated_customer_has_another_reference_and_no_links() {
    let emulator = seeded();
    let before = deeds::newcomer(&emulator, "user-1").await;
    let (_, after) = emulator.order(&action("Invalidation")).await;
    let reference = after["ReferenceCustomer"].as_str().unwrap();
    assert_ne!(reference, "user-1");
    assert_eq!((&after["Id"], &after["Links"]), (&before["Id"], &json!([])));
    assert_eq!(emulator.ask("/v1/Customer?ReferenceCustomer=user-1").await.0, 404);
    assert_eq!(emulator.customer(reference).await["Id"], before["Id"]);
}

#[tokio::test]
async fn a_suspended_customer_has_no_links_and_pages_that_were_open_close() {
    let emulator = start();
    let home = emulator.link("cust-alice", "hosted-home").await;
    let path = "/v1/Customer/Suspension?ReferenceCustomer=cust-alice";
    let (status, answer) = emulator.order(path).await;
    assert_eq!((status, &answer["Status"]), (200, &json!("Suspended")));
    assert_eq!(answer["Links"], json!([]));
    assert_eq!(emulator.get(&home).send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn a_name_in_the_body_is_accepted_as_from_the_query() {
    let emulator = seeded();
    deeds::newcomer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1" });
    assert_eq!(emulator.tell("/v1/Customer/Suspension", &body).await.0, 200);
    for name in ["Anonymization", "LinksRevokation", "Invalidation", "Suspension"] {
        let unknown = format!("/v1/Customer/{name}?ReferenceCustomer=nobody");
        assert_eq!(emulator.order(&unknown).await.0, 404, "{name}");
    }
}

#[tokio::test]
async fn a_card_from_the_hosted_page_is_the_payment_method() {
    let emulator = start();
    let register = emulator.link("cust-bruno", "hosted-register").await;
    emulator.submit(&register, SAMPLE_CARD).await;
    let path = "/v1/CustomerSettingsPayment?ReferenceCustomer=cust-bruno";
    assert_eq!(emulator.ask(path).await.1["TypePayment"], "Card");
}

#[tokio::test]
async fn a_suspended_customer_is_not_billed_on_demand_or_by_the_clock() {
    let emulator = seeded();
    super::deeds::payer(&emulator, "user-1").await;
    emulator
        .done(
            "/v1/BalanceLine",
            &json!({ "ReferenceCustomer": "user-1", "Amount": 5_000 }),
        )
        .await;
    emulator.order(&action("Suspension")).await;
    let body = json!({ "ReferenceCustomer": "user-1", "ForceOffline": true });
    let refused = emulator.refusal("/v1/Billing/Customer", &body).await;
    assert_eq!(refused, (403, vec!["Error.Api.Customer.Suspended".to_owned()]));
    emulator.advance(2).await;
    let (_, balance) = emulator.ask("/v1/Balance?ReferenceCustomer=user-1").await;
    assert_eq!(balance["Items"][0]["StateMove"], "Due", "{balance}");
}
