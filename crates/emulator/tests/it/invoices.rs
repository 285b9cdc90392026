//! Invoices.

use serde_json::{Value, json};

use super::deeds::{self, payer, rels, seeded, subscribed};
use super::{link_in, start};

async fn billed(emulator: &super::Running, customer: &str) -> Value {
    subscribed(emulator, customer, "offer-starter").await;
    emulator
        .done("/v1/Billing/Customer", &json!({ "ReferenceCustomer": customer }))
        .await
}

#[tokio::test]
async fn an_invoice_is_found_by_id_and_by_number() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let issued = billed(&emulator, "user-1").await;
    let (status, by_id) = emulator.ask(&format!("/v1/Invoice/{}", issued["Id"])).await;
    assert_eq!((status, &by_id["FullNumber"]), (200, &issued["FullNumber"]));
    let number = issued["FullNumber"].as_str().unwrap();
    let (_, by_number) = emulator.ask(&format!("/v1/Invoice?FullNumber={number}")).await;
    assert_eq!(by_number["Id"], issued["Id"]);
    assert_eq!(
        rels(&by_number),
        [
            "insite-related-invoice",
            "insite-home",
            "insite-charge",
            "insite-collection-invoice"
        ]
    );
    assert_eq!(emulator.ask("/v1/Invoice?FullNumber=A-0").await.0, 404);
    assert_eq!(emulator.ask("/v1/Invoice/1").await.0, 404);
}

#[tokio::test]
async fn the_list_takes_every_filter_and_an_empty_one_has_no_body() {
    let emulator = seeded();
    let customer = payer(&emulator, "user-1").await;
    payer(&emulator, "user-2").await;
    assert_eq!(emulator.ask("/v1/Invoices").await, (204, Value::Null));
    billed(&emulator, "user-1").await;
    billed(&emulator, "user-2").await;
    let (_, all) = emulator.ask("/v1/Invoices?ReferenceSegment=acme-eur").await;
    assert_eq!(all["TotalItems"], 2);
    let (_, subscription) = emulator.ask("/v1/Subscription?ReferenceCustomer=user-1").await;
    for query in [
        "ReferenceCustomer=user-1".to_owned(),
        format!("IdCustomer={}", customer["Id"]),
        format!("IdSubscription={}", subscription["Id"]),
    ] {
        let (_, list) = emulator.ask(&format!("/v1/Invoices?{query}")).await;
        assert_eq!(list["TotalItems"], 1, "{query}");
        assert_eq!(list["Items"][0]["ReferenceCustomer"], "user-1", "{query}");
    }
}

#[tokio::test]
async fn the_document_of_an_invoice_opens() {
    let emulator = start();
    let (_, list) = emulator.ask("/v1/Invoices?ReferenceCustomer=cust-alice").await;
    assert_eq!(list["TotalItems"], 2);
    let link = link_in(&list["Items"][0], "hosted-related-invoice").unwrap();
    assert_eq!(link["type"], "application/pdf");
    let answer = emulator.get(link["href"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(answer.headers()["Content-Type"], "application/pdf");
    assert!(answer.text().await.unwrap().starts_with("%PDF-"));
}

#[tokio::test]
async fn what_the_hosted_page_pays_is_paid_in_the_api() {
    let emulator = start();
    let path = "/v1/Invoices?ReferenceCustomer=cust-chloe";
    let (_, list) = emulator.ask(path).await;
    let overdue = &list["Items"][1];
    assert_eq!(overdue["StateInvoice"], "ProblemOverdue");
    let charge = link_in(overdue, "hosted-charge").unwrap()["href"]
        .as_str()
        .unwrap();
    emulator.submit(charge, super::SAMPLE_CARD).await;
    let (_, after) = emulator.ask(path).await;
    assert_eq!(after["Items"][1]["Status"], "Paid");
    assert!(link_in(&after["Items"][1], "hosted-charge").is_none());
}

#[tokio::test]
async fn what_is_not_paid_becomes_overdue() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let issued = billed(&emulator, "user-1").await;
    emulator.advance(16).await;
    let (_, overdue) = emulator.ask(&format!("/v1/Invoice/{}", issued["Id"])).await;
    assert_eq!(
        (&overdue["Status"], &overdue["StateInvoice"]),
        (&json!("Problem"), &json!("ProblemOverdue"))
    );
    assert_eq!(overdue["DateUpdate"], overdue["DatePaymentLimit"]);
    assert_eq!(deeds::NOW, issued["DateIssue"]);
}
