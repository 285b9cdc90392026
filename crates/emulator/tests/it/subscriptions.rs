//! Subscriptions: created, found, listed.

use serde_json::{Value, json};

use super::deeds::{self, draft, newcomer, payer, rels, seeded, subscribed};
use super::link_in;

#[tokio::test]
async fn a_draft_is_found_and_grants_nothing() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let one = draft(&emulator, "user-1", "offer-starter").await;
    assert_eq!(
        (&one["Status"], &one["StateSubscription"]),
        (&json!("Draft"), &json!("DraftAgent"))
    );
    assert_eq!(
        rels(&one),
        [
            "self",
            "insite-home",
            "insite-related-subscription",
            "insite-subscribe",
            "related-quote"
        ]
    );
    let (status, found) = emulator.ask("/v1/Subscription?ReferenceCustomer=user-1").await;
    assert_eq!((status, &found["Id"]), (200, &one["Id"]));
    assert_eq!(
        emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await,
        (204, Value::Null)
    );
}

#[tokio::test]
async fn the_self_link_leads_to_the_subscription() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-pro").await;
    let path = link_in(&one, "self").unwrap()["href"].as_str().unwrap();
    assert_eq!(emulator.ask(path).await.1["Id"], one["Id"]);
    assert_eq!(emulator.ask("/v1/Subscription/1").await.0, 404);
}

#[tokio::test]
async fn trying_to_start_without_a_payment_method_leaves_a_draft() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter" });
    let (status, one) = emulator.tell("/v1/Subscription?TryStart=true", &body).await;
    assert_eq!((status, &one["Status"]), (201, &json!("Draft")));
    let refused = emulator
        .refusal("/v1/Subscription?EnsureBillable=true", &body)
        .await;
    assert_eq!(
        refused,
        (403, vec!["Error.Customer.PaymentSettings.Missing".to_owned()])
    );
    let free = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-free" });
    let free = emulator.done("/v1/Subscription?TryStart=true", &free).await;
    assert_eq!(free["Status"], "Active");
}

#[tokio::test]
async fn parameters_in_the_body_count_as_in_the_query() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "TryStart": true,
        "BillNow": true });
    let one = emulator.done("/v1/Subscription", &body).await;
    assert_eq!(one["StateSubscription"], "ActiveRunning");
    let path = format!("/v1/Invoices?IdSubscription={}", one["Id"]);
    assert_eq!(emulator.ask(&path).await.1["Items"][0]["AmountTotal"], 1_080);
}

#[tokio::test]
async fn a_migration_does_not_bill_the_first_period() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter" });
    let path = "/v1/Subscription?TryStart=true&BillNow=true&Migration=true";
    emulator.done(path, &body).await;
    assert_eq!(deeds::balance(&emulator, "user-1").await, 0);
    emulator.advance(31).await;
    assert_eq!(deeds::balance(&emulator, "user-1").await, 1_080);
}

#[tokio::test]
async fn a_subscription_can_have_everything_of_its_own() {
    let emulator = seeded();
    newcomer(&emulator, "user-1001").await;
    payer(&emulator, "reseller-7").await;
    let mut body = super::samples::sample("live-subscription-create-override-request");
    body["DateStart"] = json!("2026-10-01T07:00:00.00Z");
    let one = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    assert_eq!(one["ReferenceCustomerBuyer"], "reseller-7");
    assert_eq!(
        (&one["IsTrial"], &one["CountDaysTrial"]),
        (&json!(true), &json!(21))
    );
    assert_eq!(one["AmountRecurrence"], 19_900);
    assert_eq!(
        (&one["DurationRecurrence"], &one["UnitRecurrence"]),
        (&json!(3), &json!("Month"))
    );
    let users = one["Features"].as_array().unwrap().iter();
    let users = users
        .clone()
        .find(|held| held["ReferenceFeature"] == "feat-users")
        .unwrap();
    assert_eq!(
        (&users["QuantityIncluded"], &users["QuantityCurrent"]),
        (&json!(5), &json!(20))
    );
    // The up-front amount, to the one who pays.
    assert_eq!(deeds::balance(&emulator, "reseller-7").await, 18_000);
    assert_eq!(deeds::balance(&emulator, "user-1001").await, 0);
    emulator.advance(22).await;
    // 19,900 a quarter, 15 users at 4,000 each, module b for 3,500, and the tax.
    let recurring = (19_900 + 15 * 4_000 + 3_500) * 6 / 5;
    assert_eq!(deeds::balance(&emulator, "reseller-7").await, 18_000 + recurring);
}

#[tokio::test]
async fn the_list_takes_every_filter_and_links_to_its_other_pages() {
    let emulator = seeded();
    for reference in ["user-1", "user-2", "reseller"] {
        payer(&emulator, reference).await;
    }
    for _ in 0..3 {
        draft(&emulator, "user-1", "offer-pro").await;
    }
    let bought = json!({ "ReferenceCustomer": "user-2", "ReferenceOffer": "offer-pro",
        "ReferenceCustomerBuyer": "reseller" });
    emulator.done("/v1/Subscription", &bought).await;
    let total = async |query: &str| {
        let (status, list) = emulator.ask(&format!("/v1/Subscriptions{query}")).await;
        (status, list["TotalItems"].as_u64().unwrap_or(0))
    };
    assert_eq!(total("").await, (200, 4));
    assert_eq!(total("?ReferenceCustomer=user-1").await, (200, 3));
    assert_eq!(total("?ReferenceCustomerBuyer=reseller").await, (200, 1));
    assert_eq!(total("?ReferenceCustomer=reseller").await, (204, 0));
    assert_eq!(total("?ReferenceCustomer=nobody").await.0, 403);
    assert_eq!(total("?ReferenceSegment=other").await.0, 422);

    let (_, middle) = emulator
        .ask("/v1/Subscriptions?Page=2&SizePage=1&IgnoreFeatures=true")
        .await;
    assert!(middle["Items"][0].get("Features").is_none());
    assert_eq!(rels(&middle), ["prev", "next"]);
    let next = link_in(&middle, "next").unwrap()["href"].as_str().unwrap();
    assert_eq!(emulator.ask(next).await.1["Page"], 3);
    let (_, last) = emulator.ask("/v1/Subscriptions?Page=4&SizePage=1").await;
    assert_eq!(rels(&last), ["prev"]);
    assert_eq!(emulator.ask("/v1/Subscriptions?Page=9").await, (204, Value::Null));
}

#[tokio::test]
async fn the_running_one_is_read_before_any_other() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let running = subscribed(&emulator, "user-1", "offer-starter").await;
    let waiting = draft(&emulator, "user-1", "offer-pro").await;
    let path = "/v1/Subscription?ReferenceCustomer=user-1";
    assert_eq!(emulator.ask(path).await.1["Id"], running["Id"]);
    let other = emulator.ask(&format!("{path}&ReferenceOffer=offer-pro")).await.1;
    assert_eq!(other["Id"], waiting["Id"]);
    assert_eq!(
        emulator.ask(&format!("{path}&ReferenceOffer=offer-free")).await.0,
        404
    );
}

#[tokio::test]
async fn what_does_not_exist_is_refused_by_name() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let body = |member: &str, value: Value| {
        let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro" });
        body[member] = value;
        body
    };
    for (body, status, target) in [
        (
            body("ReferenceOffer", json!("offer-none")),
            422,
            json!("ReferenceOffer"),
        ),
        (body("IdCustomer", json!(1)), 422, json!("IdCustomer")),
        (
            body("Features", json!([{ "ReferenceFeature": "feat-none" }])),
            422,
            json!("Features.ReferenceFeature"),
        ),
        (body("ReferenceCustomer", json!("nobody")), 403, Value::Null),
    ] {
        let (answered, answer) = emulator.tell("/v1/Subscription", &body).await;
        assert_eq!(answered, status, "{answer}");
        assert_eq!(answer[0]["Target"], target);
    }
}
