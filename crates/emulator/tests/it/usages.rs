//! Usages: read, changed one by one and many at once.

use proabono_emulator::{Options, UsagesShape};
use serde_json::{Value, json};

use super::deeds::{self, change, draft, newcomer, options, payer, seeded, subscribed, usage};
use super::{Running, start_with};

const USAGE: &str = "/v1/Usage";

async fn with_starter() -> Running {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    emulator
}

fn one(code: &str) -> Vec<String> {
    vec![code.to_owned()]
}

#[tokio::test]
async fn the_rights_of_a_customer_come_in_pages() {
    let emulator = with_starter().await;
    let (_, first) = emulator
        .ask("/v1/Usages?ReferenceCustomer=user-1&SizePage=3")
        .await;
    assert_eq!((&first["Count"], &first["TotalItems"]), (&json!(3), &json!(5)));
    let (_, second) = emulator
        .ask("/v1/Usages?ReferenceCustomer=user-1&SizePage=3&Page=2")
        .await;
    assert_eq!(second["Count"], 2);
    let (_, count) = emulator.ask("/v1/Usages?SizePage=0").await;
    assert_eq!((&count["Items"], &count["TotalItems"]), (&json!([]), &json!(5)));
    let (_, users) = emulator.ask("/v1/Usages?ReferenceFeature=feat-users").await;
    assert_eq!(users["TotalItems"], 1);
    assert_eq!(
        emulator.ask("/v1/Usages?IdSubscription=1").await,
        (204, Value::Null)
    );
    let (status, refused) = emulator.ask("/v1/Usages?ReferenceCustomer=nobody").await;
    assert_eq!(
        (status, &refused["Code"]),
        (403, &json!("Error.Api.Customer.Unaccessible"))
    );
}

#[tokio::test]
async fn the_bare_array_of_the_contract_is_an_option() {
    let emulator = start_with(Options {
        usages: UsagesShape::BareArray,
        ..options()
    });
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    let (_, usages) = emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await;
    assert_eq!(usages.as_array().unwrap().len(), 5);
    assert_eq!(emulator.ask("/v1/Usages?IdSubscription=1").await.0, 204);
}

#[tokio::test]
async fn an_increment_adds_and_a_quantity_replaces() {
    let emulator = with_starter().await;
    let messages = |member: &str, value: i64| change("user-1", "feat-text-messages", member, value);
    for expected in [12, 24] {
        let answer = emulator.done(USAGE, &messages("Increment", 12)).await;
        assert_eq!(answer["QuantityCurrent"], expected);
    }
    let answer = emulator.done(USAGE, &messages("QuantityCurrent", 5)).await;
    assert_eq!(
        usage(&emulator, "user-1", "feat-text-messages").await,
        (200, answer)
    );
    assert_eq!(
        emulator.tell(USAGE, &messages("Increment", -6)).await.0,
        422,
        "below zero"
    );
}

#[tokio::test]
async fn a_switch_is_enabled_and_stays_not_included() {
    let emulator = with_starter().await;
    let answer = emulator
        .done(USAGE, &change("user-1", "feat-module-b", "IsEnabled", true))
        .await;
    assert_eq!(
        (&answer["IsIncluded"], &answer["IsEnabled"]),
        (&json!(false), &json!(true))
    );
    assert!(answer.get("QuantityCurrent").is_none());
}

#[tokio::test]
async fn what_has_no_limit_is_not_counted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-pro").await;
    let answer = emulator
        .done(USAGE, &change("user-1", "feat-projects", "Increment", 40))
        .await;
    assert!(answer.get("QuantityCurrent").is_none() && answer.get("QuantityIncluded").is_none());
}

#[tokio::test]
async fn exactly_one_change_of_the_right_kind_is_accepted() {
    let emulator = with_starter().await;
    let mut two = change("user-1", "feat-users", "Increment", 1);
    two["QuantityCurrent"] = json!(2);
    let mut none = two.clone();
    none.as_object_mut()
        .unwrap()
        .retain(|name, _| name.starts_with("Reference") || name == "DateStamp");
    for (body, code) in [
        (two, "Error.Property.UnexpectedProperty"),
        (none, "Error.Property.ValueRequired"),
        (
            change("user-1", "feat-users", "IsEnabled", true),
            "Error.Api.Usage.TypeFeature",
        ),
        (
            change("user-1", "feat-module-a", "Increment", 1),
            "Error.Api.Usage.TypeFeature",
        ),
    ] {
        assert_eq!(emulator.refusal(USAGE, &body).await, (422, one(code)), "{body}");
    }
}

#[tokio::test]
async fn a_refusal_of_two_changes_or_of_none_says_that_one_is_wanted() {
    let emulator = with_starter().await;
    let mut two = change("user-1", "feat-users", "Increment", 1);
    two["IsEnabled"] = json!(true);
    let mut none = two.clone();
    none.as_object_mut()
        .unwrap()
        .retain(|name, _| name.starts_with("Reference") || name == "DateStamp");
    for body in [two, none] {
        let (status, problems) = emulator.tell(USAGE, &body).await;
        let message = problems[0]["Message"].as_str().unwrap();
        assert_eq!(status, 422);
        assert!(
            message.contains("Exactly one of Increment, QuantityCurrent and IsEnabled"),
            "{message}"
        );
    }
}

#[tokio::test]
async fn a_date_is_mandatory_and_never_in_the_future() {
    let emulator = with_starter().await;
    let mut body = change("user-1", "feat-users", "Increment", 1);
    body["DateStamp"] = json!("2026-10-01T08:01:00Z");
    let future = (422, one("Error.Property.DateInFuture"));
    assert_eq!(emulator.refusal(USAGE, &body).await, future);
    body.as_object_mut().unwrap().remove("DateStamp");
    let missing = (422, one("Error.Property.ValueRequired"));
    assert_eq!(emulator.refusal(USAGE, &body).await, missing);
}

#[tokio::test]
async fn a_usage_is_of_a_running_subscription_only() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    draft(&emulator, "user-1", "offer-starter").await;
    let body = change("user-1", "feat-users", "Increment", 1);
    assert_eq!(
        emulator.refusal(USAGE, &body).await,
        (403, one("Error.Api.Usage.NoneMatching"))
    );
    let (status, answer) = usage(&emulator, "user-1", "feat-users").await;
    assert_eq!(
        (status, &answer["Code"]),
        (404, &json!("Error.Api.Usage.NoneMatching"))
    );
    let unknown = change("nobody", "feat-users", "Increment", 1);
    assert_eq!(
        emulator.refusal(USAGE, &unknown).await,
        (403, one("Error.Api.Customer.Unaccessible"))
    );
}

#[tokio::test]
async fn several_subscriptions_are_told_apart_by_their_id() {
    let emulator = with_starter().await;
    let second = subscribed(&emulator, "user-1", "offer-pro").await;
    let mut body = change("user-1", "feat-users", "QuantityCurrent", 11);
    assert_eq!(
        emulator.refusal(USAGE, &body).await,
        (422, one("Error.Property.ValueRequired"))
    );
    body["IdSubscription"] = second["Id"].clone();
    let answer = emulator.done(USAGE, &body).await;
    assert_eq!(
        (&answer["IdSubscription"], &answer["QuantityCurrent"]),
        (&second["Id"], &json!(11))
    );
}

#[tokio::test]
async fn a_change_that_costs_something_needs_a_payment_method_and_room_below_the_capping() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-free", "TryStart": true });
    body["Features"] = json!([{ "ReferenceFeature": "feat-users", "QuantityIncluded": 1,
        "Steps": [{ "Increment": "1", "AmountPerIncrement": "700" }] }]);
    emulator.done("/v1/Subscription", &body).await;
    let body = change("user-1", "feat-users", "Increment", 2);
    assert_eq!(
        emulator.refusal(USAGE, &body).await,
        (403, one("Error.Customer.PaymentSettings.Missing"))
    );

    let capped = start_with(Options {
        payment_capping: Some(1_000),
        ..options()
    });
    payer(&capped, "user-1").await;
    let one_sub = subscribed(&capped, "user-1", "offer-starter").await;
    capped
        .done("/v1/Billing/Customer", &json!({ "ReferenceCustomer": "user-1" }))
        .await;
    let refused = capped.refusal(USAGE, &body).await;
    assert_eq!(refused, (403, one("Error.Customer.Billing.CappingReached")));
    assert_eq!(
        deeds::again(&capped, &one_sub).await["IsPaymentCappingReached"],
        true
    );
}

#[tokio::test]
async fn a_batch_is_an_array_and_all_of_it_or_nothing_is_written() {
    let emulator = with_starter().await;
    let good = change("user-1", "feat-users", "QuantityCurrent", 6);
    let batch = json!([good, change("user-1", "feat-text-messages", "Increment", 3)]);
    let answer = emulator.done("/v1/Usages", &batch).await;
    assert_eq!(
        (&answer[0]["QuantityCurrent"], &answer[1]["QuantityCurrent"]),
        (&json!(6), &json!(3))
    );

    let before = deeds::balance(&emulator, "user-1").await;
    let bad = json!([
        change("user-1", "feat-users", "QuantityCurrent", 9),
        change("user-1", "feat-none", "Increment", 3)
    ]);
    assert_eq!(
        emulator.refusal("/v1/Usages", &bad).await,
        (403, one("Error.Api.Usage.NoneMatching"))
    );
    assert_eq!(
        usage(&emulator, "user-1", "feat-users").await.1["QuantityCurrent"],
        6
    );
    assert_eq!(deeds::balance(&emulator, "user-1").await, before);
    let bill = json!({ "ReferenceCustomer": "user-1" });
    let invoice = emulator.done("/v1/Billing/Customer", &bill).await;
    assert_eq!(
        invoice["AmountTotal"], before,
        "what was taken back is not billed"
    );
    let many = Value::Array(vec![good.clone(); 51]);
    assert_eq!(emulator.tell("/v1/Usages", &many).await.0, 422);
    assert_eq!(emulator.tell("/v1/Usages", &good).await.0, 400, "not an array");
    let (status, problems) = emulator.tell("/v1/Usages", &json!([{ "Feature": "x" }])).await;
    assert_eq!((status, &problems[0]["Target"]), (422, &json!("[0].Feature")));
}
