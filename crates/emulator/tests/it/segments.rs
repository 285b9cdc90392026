//! Further segments: a call names the segment of its customer, and what the customer has is in it.

use proabono_emulator::Options;
use serde_json::{Value, json};

use super::deeds::{change, pay_by_bank, subscribed, usage};
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

/// How many items of a list are in the account's segment, and how many in Uma's.
async fn counted(emulator: &Running, list: &str) -> (usize, usize) {
    let (status, answer) = emulator.ask(&format!("/v1/{list}SizePage=1000")).await;
    assert_eq!(status, 200, "{list}: {answer}");
    let items = answer["Items"].as_array().unwrap();
    let of = |segment: &str| items.iter().filter(|one| segment_of(one).1 == segment).count();
    let counts = (of("acme-eur"), of("acme-usd"));
    assert_eq!(counts.0 + counts.1, items.len(), "{list}");
    counts
}

#[tokio::test]
async fn subscriptions_and_invoices_are_listed_by_segment_and_usages_and_the_balance_across_them() {
    let emulator = with_uma().await;
    let subscription = subscribed(&emulator, "cust-uma", "offer-pro").await;
    let bill = json!({ "ReferenceCustomer": "cust-uma", "ForceOffline": true });
    let invoice = emulator.done("/v1/Billing/Customer", &bill).await;
    assert_eq!(segment_of(&invoice), (18, "acme-usd"));
    let line = json!({ "ReferenceCustomer": "cust-uma", "Amount": 500 });
    emulator.done("/v1/BalanceLine", &line).await;
    for list in ["Subscriptions", "Invoices"] {
        let ours = counted(&emulator, &format!("{list}?")).await;
        assert!(ours.0 > 0 && ours.1 == 0, "{list}: {ours:?}");
        assert_eq!(
            counted(&emulator, &format!("{list}?ReferenceSegment=acme-eur&")).await,
            ours
        );
        let theirs = counted(&emulator, &format!("{list}?ReferenceSegment=acme-usd&")).await;
        assert!(theirs.0 == 0 && theirs.1 > 0, "{list}: {theirs:?}");
        // A customer stands in for the segment.
        let hers = counted(&emulator, &format!("{list}?ReferenceCustomer=cust-uma&")).await;
        assert_eq!(hers, theirs, "{list}");
    }
    let bought = counted(&emulator, "Subscriptions?ReferenceCustomerBuyer=cust-uma&").await;
    let billed = format!("Invoices?IdCustomer={}&", subscription["IdCustomer"]);
    let of_it = format!("Invoices?IdSubscription={}&", subscription["Id"]);
    assert_eq!(
        [
            bought,
            counted(&emulator, &billed).await,
            counted(&emulator, &of_it).await
        ],
        [(0, 1); 3]
    );
    for list in ["Usages", "Balance"] {
        let all = counted(&emulator, &format!("{list}?")).await;
        assert!(all.0 > 0 && all.1 > 0, "{list}: {all:?}");
        for segment in ["acme-eur", "acme-usd"] {
            let named = format!("{list}?ReferenceSegment={segment}&");
            assert_eq!(counted(&emulator, &named).await, all, "{named}");
        }
        let unknown = format!("/v1/{list}?ReferenceSegment=acme-gbp");
        assert_eq!(emulator.ask(&unknown).await.0, 422);
    }
}

#[tokio::test]
async fn a_segment_is_that_of_the_buyer_or_of_the_subscription_where_the_call_names_no_other_customer() {
    let emulator = with_uma().await;
    let subscription = subscribed(&emulator, "cust-uma", "offer-pro").await;
    let hers = [
        format!("Offers?IdSubscription={}", subscription["Id"]),
        "Offer?ReferenceOffer=offer-pro&ReferenceCustomerBuyer=cust-uma".to_owned(),
        format!("Usages?IdSubscription={}", subscription["Id"]),
        format!("Balance?IdSubscription={}", subscription["Id"]),
        format!("Balance?IdCustomer={}", subscription["IdCustomer"]),
    ];
    for call in hers {
        let path = |segment: &str| format!("/v1/{call}&ReferenceSegment={segment}");
        assert_eq!(emulator.ask(&path("acme-usd")).await.0, 200, "{call}");
        let (status, problems) = emulator.ask(&path("acme-eur")).await;
        assert_eq!(
            (status, &problems[0]["Target"]),
            (422, &json!("ReferenceSegment")),
            "{call}"
        );
    }
    // The recipient comes before the others.
    let both = format!(
        "/v1/Offers?ReferenceCustomer=cust-alice&IdSubscription={}",
        subscription["Id"]
    );
    assert_eq!(
        emulator.ask(&format!("{both}&ReferenceSegment=acme-eur")).await.0,
        200
    );
    assert_eq!(
        emulator.ask(&format!("{both}&ReferenceSegment=acme-usd")).await.0,
        422
    );
}

#[tokio::test]
async fn a_batch_names_the_segment_of_each_of_its_customers() {
    let emulator = with_uma().await;
    let subscription = subscribed(&emulator, "cust-uma", "offer-pro").await;
    let hers = change("cust-uma", "feat-users", "QuantityCurrent", 11);
    let mut by_id = hers.clone();
    by_id["IdSubscription"] = subscription["Id"].clone();
    by_id.as_object_mut().unwrap().remove("ReferenceCustomer");
    let ours = change("cust-alice", "feat-users", "QuantityCurrent", 11);
    let path = |segment: &str| format!("/v1/Usages?ReferenceSegment={segment}");
    for batch in [json!([hers]), json!([by_id]), json!([hers, ours])] {
        let other = if batch.as_array().unwrap().len() == 1 {
            "acme-eur"
        } else {
            "acme-usd"
        };
        let (status, problems) = emulator.tell(&path(other), &batch).await;
        assert_eq!(
            (status, &problems[0]["Target"]),
            (422, &json!("ReferenceSegment")),
            "{batch}"
        );
    }
    let before = usage(&emulator, "cust-uma", "feat-users").await.1;
    assert_ne!(before["QuantityCurrent"], 11);
    for batch in [json!([hers]), json!([by_id])] {
        assert_eq!(emulator.tell(&path("acme-usd"), &batch).await.0, 200, "{batch}");
    }
    // Without the segment, a batch goes across them.
    assert_eq!(emulator.tell("/v1/Usages", &json!([hers, ours])).await.0, 200);
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
