//! Further segments: a call names the segment of its customer, and what the customer has is in it.

use proabono_emulator::Options;
use serde_json::{Value, json};

use super::deeds::{pay_by_bank, subscribed};
use super::{Running, start_with};

/// An account with a further segment, where Uma is.
async fn with_uma() -> Running {
    let emulator = start_with(Options {
        further_segments: vec!["acme-usd".to_owned()],
        ..Options::default()
    });
    let uma = json!({ "ReferenceCustomer": "cust-uma", "ReferenceSegment": "acme-usd", "Name": "Uma" });
    emulator.done("/v1/Customer", &uma).await;
    pay_by_bank(&emulator, "cust-uma").await;
    emulator
}

/// The id and the reference of the segment of an object.
fn segment_of(object: &Value) -> (u64, &str) {
    let id = object["IdSegment"].as_u64().unwrap_or_default();
    (id, object["ReferenceSegment"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn what_a_customer_has_is_in_the_customers_segment() {
    let emulator = with_uma().await;
    let subscription = subscribed(&emulator, "cust-uma", "offer-pro").await;
    assert_eq!(segment_of(&subscription), (18, "acme-usd"));
    let line = json!({ "ReferenceCustomer": "cust-uma", "Amount": 500 });
    emulator.done("/v1/BalanceLine", &line).await;
    let (_, quote) = emulator.tell("/v1/Quoting/BalanceLine", &line).await;
    assert_eq!(segment_of(&quote), (18, "acme-usd"));
    let bill = json!({ "ReferenceCustomer": "cust-uma", "ForceOffline": true });
    emulator.done("/v1/Billing/Customer", &bill).await;
    for list in ["Subscriptions", "Usages", "Balance", "Invoices"] {
        let (_, hers) = emulator
            .ask(&format!("/v1/{list}?ReferenceCustomer=cust-uma"))
            .await;
        let hers = hers["Items"].as_array().unwrap();
        assert!(
            !hers.is_empty() && hers.iter().all(|one| segment_of(one) == (18, "acme-usd")),
            "{hers:?}"
        );
        let (_, theirs) = emulator
            .ask(&format!("/v1/{list}?ReferenceSegment=acme-usd"))
            .await;
        assert_eq!(theirs["Items"].as_array().unwrap().len(), hers.len(), "{list}");
        // Without a customer and a segment, a list has those of every segment.
        let (_, all) = emulator.ask(&format!("/v1/{list}?SizePage=1000")).await;
        let (_, ours) = emulator
            .ask(&format!("/v1/{list}?ReferenceSegment=acme-eur&SizePage=1000"))
            .await;
        let count = |list: &Value| list["Items"].as_array().unwrap().len();
        assert_eq!(count(&all), count(&ours) + hers.len(), "{list}");
        let of_ours = |one: &Value| segment_of(one) == (17, "acme-eur");
        assert!(ours["Items"].as_array().unwrap().iter().all(of_ours), "{list}");
    }
    let (_, events) = emulator
        .ask("/Notification/WebhookNotifications/RewindEvents?IdBusiness=1&SizePage=100")
        .await;
    let events = events["Items"].as_array().unwrap();
    let added = events
        .iter()
        .find(|event| event["Customer"]["ReferenceCustomer"] == "cust-uma");
    assert_eq!(segment_of(added.unwrap()), (18, "acme-usd"));
}

#[tokio::test]
async fn a_segment_that_is_not_the_customers_is_refused() {
    let emulator = with_uma().await;
    for (customer, own, other, number) in [
        ("cust-alice", "acme-eur", "acme-usd", 18),
        ("cust-uma", "acme-usd", "acme-eur", 17),
    ] {
        let named = |path: &str, segment: &str| {
            format!("/v1/{path}?ReferenceCustomer={customer}&ReferenceSegment={segment}")
        };
        for path in ["Customer", "CustomerAddressBilling", "Subscriptions", "Invoices"] {
            let (status, answer) = emulator.ask(&named(path, other)).await;
            assert_eq!(
                (status, &answer[0]["Target"]),
                (422, &json!("ReferenceSegment")),
                "{path}: {answer}"
            );
            let (status, answer) = emulator.ask(&named(path, own)).await;
            assert!(matches!(status, 200 | 204), "{path}: {status} {answer}");
        }
        let suspension = named("Customer/Suspension", other);
        assert_eq!(emulator.order(&suspension).await.0, 422);
        assert_eq!(emulator.customer(customer).await["Status"], "Enabled");
        let moved = json!({ "ReferenceCustomer": customer, "ReferenceSegment": other });
        assert_eq!(emulator.tell("/v1/Customer", &moved).await.0, 422);
        let renamed = json!({ "ReferenceCustomer": customer, "IdSegment": number, "Name": "Other" });
        let (status, problems) = emulator.tell("/v1/Customer", &renamed).await;
        assert_eq!((status, &problems[0]["Target"]), (422, &json!("IdSegment")));
        assert_ne!(emulator.customer(customer).await["Name"], "Other");
        assert_eq!(emulator.order(&named("Customer/Suspension", own)).await.0, 200);
    }
    // Nobody has this reference yet.
    let nobody = "/v1/Customer?ReferenceCustomer=cust-eve&ReferenceSegment=acme-usd";
    assert_eq!(emulator.ask(nobody).await.0, 404);
    let (_, list) = emulator.ask("/v1/Customers?ReferenceSegment=acme-usd").await;
    assert_eq!(list["TotalItems"], 1);
    assert_eq!(emulator.ask("/v1/Offers?ReferenceSegment=acme-usd").await.0, 422);
}

#[tokio::test]
async fn a_subscription_or_an_invoice_is_in_the_segment_of_its_customer_alone() {
    let emulator = with_uma().await;
    let subscription = subscribed(&emulator, "cust-uma", "offer-pro").await;
    let line = json!({ "ReferenceCustomer": "cust-uma", "Amount": 500 });
    emulator.done("/v1/BalanceLine", &line).await;
    let bill = json!({ "ReferenceCustomer": "cust-uma", "ForceOffline": true });
    let invoice = emulator.done("/v1/Billing/Customer", &bill).await;
    let reads = [
        format!("Subscription/{}?", subscription["Id"]),
        format!("Invoice/{}?", invoice["Id"]),
        format!("Invoice?FullNumber={}&", invoice["FullNumber"].as_str().unwrap()),
    ];
    for read in reads {
        for (segment, status) in [("acme-usd", 200), ("acme-eur", 404), ("acme-gbp", 422)] {
            let (answered, answer) = emulator
                .ask(&format!("/v1/{read}ReferenceSegment={segment}"))
                .await;
            assert_eq!(answered, status, "{read}{segment}: {answer}");
        }
    }
    let end = |segment: &str| {
        let id = &subscription["Id"];
        format!("/v1/Subscription/{id}/Termination?Immediate=true&ReferenceSegment={segment}")
    };
    assert_eq!(emulator.order(&end("acme-eur")).await.0, 404);
    assert_eq!(emulator.order(&end("acme-usd")).await.0, 200);
}

#[tokio::test]
async fn the_number_of_the_segment_stands_for_its_reference_in_a_new_customer() {
    let emulator = with_uma().await;
    for (reference, number, segment) in [("user-1", 17, "acme-eur"), ("user-2", 18, "acme-usd")] {
        let body = json!({ "ReferenceCustomer": reference, "IdSegment": number });
        let (status, created) = emulator.tell("/v1/Customer", &body).await;
        assert_eq!((status, segment_of(&created)), (201, (number, segment)));
    }
    let body = json!({ "ReferenceCustomer": "user-3", "IdSegment": 17, "ReferenceSegment": "acme-usd" });
    assert_eq!(emulator.tell("/v1/Customer", &body).await.0, 422);
    let body = json!({ "ReferenceCustomer": "user-3", "IdSegment": 999 });
    let (status, problems) = emulator.tell("/v1/Customer", &body).await;
    assert_eq!((status, &problems[0]["Target"]), (422, &json!("IdSegment")));
}
