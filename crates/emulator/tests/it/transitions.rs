//! The transitions of a subscription and what each refuses.

use serde_json::{Value, json};

use super::deeds::{self, again, draft, newcomer, pay_by_bank, payer, rels, seeded, subscribed, transition};

const CONFLICT: &str = "Error.Api.Subscription.State";

#[tokio::test]
async fn a_start_that_costs_something_needs_a_payment_method() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let one = draft(&emulator, "user-1", "offer-starter").await;
    let start = transition(&one, "Start");
    let refused = emulator.refusal(&start, &json!({})).await;
    assert_eq!(
        refused,
        (403, vec!["Error.Customer.PaymentSettings.Missing".to_owned()])
    );
    assert_eq!(again(&emulator, &one).await["Status"], "Draft");
    pay_by_bank(&emulator, "user-1").await;
    let (status, started) = emulator.order(&start).await;
    assert_eq!(
        (status, &started["StateSubscription"]),
        (200, &json!("ActiveRunning"))
    );
    assert_eq!(started["DatePeriodEnd"], "2026-11-01T08:00:00.00Z");
    assert_eq!(
        emulator.refusal(&start, &json!({})).await,
        (409, vec![CONFLICT.to_owned()])
    );
}

#[tokio::test]
async fn a_trial_starts_without_a_payment_method_and_ends_suspended_without_one() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-business").await;
    assert_eq!(
        (&one["IsTrial"], &one["CountDaysTrial"]),
        (&json!(true), &json!(14))
    );
    assert_eq!(deeds::balance(&emulator, "user-1").await, 0);
    emulator.advance(15).await;
    assert_eq!(
        again(&emulator, &one).await["StateSubscription"],
        "SuspendedNoPaymentInfo"
    );
    pay_by_bank(&emulator, "user-1").await;
    let (_, restarted) = emulator.order(&transition(&one, "Start")).await;
    assert_eq!(
        (&restarted["Status"], &restarted["IsTrial"]),
        (&json!("Active"), &json!(false))
    );
    assert_eq!(deeds::balance(&emulator, "user-1").await, 11_880);
}

#[tokio::test]
async fn a_start_in_the_future_waits_and_one_in_the_past_has_periods_behind_it() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter",
        "DateStart": "2026-10-11T08:00:00Z" });
    let later = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    assert_eq!(later["StateSubscription"], "DraftDelayedStart");
    assert!(rels(&later).contains(&"insite-register"));
    emulator.advance(11).await;
    assert_eq!(
        again(&emulator, &later).await["DatePeriodStart"],
        "2026-10-11T08:00:00.00Z"
    );

    body["DateStart"] = json!("2026-08-11T08:00:00Z");
    let before = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    assert_eq!(before["DateStart"], "2026-08-11T08:00:00.00Z");
    assert_eq!(before["DatePeriodStart"], "2026-10-11T08:00:00.00Z");
    let lines = emulator
        .ask(&format!("/v1/Balance?IdSubscription={}", before["Id"]))
        .await
        .1;
    assert_eq!(lines["TotalItems"], 3);
}

#[tokio::test]
async fn an_upgrade_ends_the_old_subscription_and_the_new_one_has_an_id_of_its_own() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let old = subscribed(&emulator, "user-1", "offer-starter").await;
    emulator.advance(10).await;
    let path = transition(&old, "Upgrade?ReferenceOffer=offer-pro&Immediate=true");
    let (status, new) = emulator.order(&path).await;
    assert_eq!((status, &new["ReferenceOffer"]), (200, &json!("offer-pro")));
    assert_ne!(new["Id"], old["Id"]);
    assert_eq!(new["DatePeriodEnd"], old["DatePeriodEnd"]);
    let ended = again(&emulator, &old).await;
    assert_eq!(
        (&ended["Status"], &ended["StateSubscription"]),
        (&json!("Ended"), &json!("EndedUpgrade"))
    );
    assert_eq!(
        emulator.order(&path).await.0,
        409,
        "what has ended is not upgraded"
    );
    let unknown = transition(&new, "Upgrade?ReferenceOffer=offer-none&Immediate=true");
    assert_eq!(emulator.order(&unknown).await.0, 404);
}

#[tokio::test]
async fn an_upgrade_at_the_term_waits_for_it() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let old = subscribed(&emulator, "user-1", "offer-pro").await;
    let body = json!({ "ReferenceOffer": "offer-starter", "Immediate": false });
    let new = emulator.done(&transition(&old, "Upgrade"), &body).await;
    assert_eq!(new["StateSubscription"], "DraftDelayedUpgrade");
    let waiting = again(&emulator, &old).await;
    assert_eq!(waiting["StateSubscription"], "ActiveDelayedUpgrade");
    assert_eq!(waiting["StateSubscriptionAfterTerm"], "EndedUpgrade");
    emulator.advance(32).await;
    assert_eq!(again(&emulator, &old).await["StateSubscription"], "EndedUpgrade");
    assert_eq!(again(&emulator, &new).await["StateSubscription"], "ActiveRunning");
}

#[tokio::test]
async fn a_planned_upgrade_that_is_taken_back_leaves_nothing() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let old = subscribed(&emulator, "user-1", "offer-pro").await;
    let path = transition(&old, "Upgrade?ReferenceOffer=offer-starter&Immediate=false");
    let (_, new) = emulator.order(&path).await;
    let (_, kept) = emulator.order(&transition(&old, "Start")).await;
    assert_eq!(kept["StateSubscription"], "ActiveRunning");
    assert_eq!(again(&emulator, &new).await["Code"], "Error.Api.NotFound");
}

#[tokio::test]
async fn an_engagement_holds_unless_it_is_ignored() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "TryStart": true,
        "CountMinRecurrences": 3 });
    let one = emulator.done("/v1/Subscription", &body).await;
    assert_eq!(one["IsEngaged"], true);
    let path = transition(&one, "Upgrade?ReferenceOffer=offer-pro&Immediate=true");
    assert_eq!(emulator.order(&path).await.0, 403);
    assert_eq!(
        emulator.order(&format!("{path}&IgnoreEngagement=true")).await.0,
        200
    );
}

#[tokio::test]
async fn a_termination_at_the_term_can_be_taken_back_and_one_at_once_cannot() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    let (_, ending) = emulator
        .order(&transition(&one, "Termination?Immediate=false"))
        .await;
    assert_eq!(ending["StateSubscription"], "ActiveDelayedTermination");
    assert_eq!(ending["StateSubscriptionAfterTerm"], "EndedTerminated");
    assert!(rels(&ending).contains(&"insite-restart"));
    let (_, kept) = emulator.order(&transition(&one, "Start")).await;
    assert_eq!(kept["StateSubscription"], "ActiveRunning");

    let (_, ended) = emulator
        .order(&transition(&one, "Termination?Immediate=true"))
        .await;
    assert_eq!(ended["StateSubscription"], "EndedTerminated");
    assert_eq!(ended["DateEnd"], deeds::NOW);
    for refused in ["Start", "Suspension", "Termination"] {
        assert_eq!(
            emulator.order(&transition(&one, refused)).await.0,
            409,
            "{refused}"
        );
    }
    assert_eq!(
        emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await,
        (204, Value::Null)
    );
}

#[tokio::test]
async fn a_termination_has_its_date_and_its_price() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "TryStart": true,
        "AmountTermination": 5_000 });
    let one = emulator.done("/v1/Subscription", &body).await;
    let path = transition(&one, "Termination?DateTermination=2026-10-05T08:00:00Z");
    assert_eq!(
        emulator.order(&path).await.1["DateTerm"],
        "2026-10-05T08:00:00.00Z"
    );
    emulator.advance(5).await;
    assert_eq!(again(&emulator, &one).await["DateEnd"], "2026-10-05T08:00:00.00Z");
    assert_eq!(deeds::balance(&emulator, "user-1").await, 1_080 + 6_000);
}

#[tokio::test]
async fn a_suspension_takes_the_rights_and_a_start_gives_them_back() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    for _ in 0..2 {
        let (status, suspended) = emulator.order(&transition(&one, "Suspension")).await;
        assert_eq!(
            (status, &suspended["StateSubscription"]),
            (200, &json!("SuspendedAgent"))
        );
        assert!(suspended.get("DatePeriodEnd").is_none());
    }
    assert_eq!(emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await.0, 204);
    let (_, restarted) = emulator.order(&transition(&one, "Start")).await;
    assert_eq!(restarted["DatePeriodEnd"], one["DatePeriodEnd"]);
    assert_eq!(
        deeds::balance(&emulator, "user-1").await,
        1_080,
        "the period was paid already"
    );
    assert_eq!(emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await.0, 200);
}

#[tokio::test]
async fn a_term_can_be_moved_into_the_future_only() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    let path = transition(&one, "DateTerm");
    let request = super::samples::sample("live-subscription-dateterm-request");
    let moved = emulator.done(&path, &request).await;
    assert_eq!(moved["DateTerm"], request["DateTerm"]);
    let past = json!({ "DateTerm": "2026-09-01T00:00:00Z" });
    assert_eq!(emulator.tell(&path, &past).await.0, 422);
    let waiting = draft(&emulator, "user-1", "offer-pro").await;
    assert_eq!(
        emulator.tell(&transition(&waiting, "DateTerm"), &request).await.0,
        409
    );
}

#[tokio::test]
async fn an_id_that_is_repeated_must_be_the_same() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    let path = transition(&one, "Suspension");
    let body = json!({ "IdSubscription": one["Id"] });
    assert_eq!(emulator.tell(&path, &body).await.0, 200);
    assert_eq!(emulator.tell(&path, &json!({ "IdSubscription": 1 })).await.0, 422);
    assert_eq!(emulator.order("/v1/Subscription/none/Suspension").await.0, 404);
}

#[tokio::test]
async fn a_successor_that_is_terminated_leaves_the_plan_that_it_was_to_replace() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let old = subscribed(&emulator, "user-1", "offer-pro").await;
    let path = transition(&old, "Upgrade?ReferenceOffer=offer-starter&Immediate=false");
    let (_, new) = emulator.order(&path).await;
    emulator
        .order(&transition(&new, "Termination?Immediate=true"))
        .await;
    emulator.advance(32).await;
    assert_eq!(
        again(&emulator, &new).await["StateSubscription"],
        "EndedTerminated"
    );
    assert_eq!(again(&emulator, &old).await["StateSubscription"], "ActiveRunning");
}
