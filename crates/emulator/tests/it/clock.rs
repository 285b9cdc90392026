//! Events that time brings.

use serde_json::json;

use super::deeds::{self, again, change, payer, seeded, subscribed, usage};

#[tokio::test]
async fn a_month_renews_resets_the_consumption_and_bills() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-pro").await;
    for (feature, by) in [("feat-text-messages", 57), ("feat-users", 2)] {
        emulator
            .done("/v1/Usage", &change("user-1", feature, "Increment", by))
            .await;
    }
    assert_eq!(one["DateNextBilling"], "2026-10-01T14:00:00.00Z");
    emulator.advance(32).await;
    let renewed = again(&emulator, &one).await;
    assert_eq!(renewed["DatePeriodStart"], one["DatePeriodEnd"]);
    assert_eq!(
        usage(&emulator, "user-1", "feat-text-messages").await.1["QuantityCurrent"],
        0
    );
    assert_eq!(
        usage(&emulator, "user-1", "feat-users").await.1["QuantityCurrent"],
        12
    );
    let (_, invoices) = emulator.ask("/v1/Invoices").await;
    let billed: Vec<_> = (0..2)
        .map(|at| invoices["Items"][at]["AmountSubtotal"].clone())
        .collect();
    // The second month has the two further users in full, the first had them for the whole month too.
    assert_eq!(billed, [json!(3_900), json!(3_900)]);
    assert_eq!(invoices["Items"][1]["DateIssue"], "2026-11-01T14:00:00.00Z");
}

#[tokio::test]
async fn every_answer_says_what_time_it_is_here() {
    let emulator = seeded();
    emulator.advance(3).await;
    for path in [
        "/v1/Customers",
        "/v1/Nowhere",
        "/v1/Customer?ReferenceCustomer=nobody",
    ] {
        let answer = emulator.read(path).send().await.unwrap();
        let dates: Vec<_> = answer.headers().get_all("date").iter().collect();
        assert_eq!(dates, ["Sun, 04 Oct 2026 08:00:00 GMT"], "{path}");
    }
}

#[tokio::test]
async fn a_date_of_billing_that_has_passed_bills_no_line_before_it_was_written() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let settings = "/v1/CustomerSettingsPayment?ReferenceCustomer=user-1";
    emulator
        .done(settings, &json!({ "DateNextBilling": "0001-01-01T00:00:00Z" }))
        .await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    emulator.advance(1).await;
    let (_, invoices) = emulator.ask("/v1/Invoices").await;
    assert_eq!(invoices["Items"][0]["DateIssue"], deeds::NOW);
}

#[tokio::test]
async fn a_year_has_twelve_renewals() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    emulator.advance(366).await;
    let (_, invoices) = emulator.ask("/v1/Invoices?SizePage=0").await;
    assert_eq!(invoices["TotalItems"], 13);
}

#[tokio::test]
async fn a_trial_ends_in_a_paid_period() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-business").await;
    assert_eq!(one["DatePeriodEnd"], "2026-10-15T08:00:00.00Z");
    emulator.advance(13).await;
    assert_eq!(again(&emulator, &one).await["CountDaysTrial"], 1);
    emulator.advance(2).await;
    let paid = again(&emulator, &one).await;
    assert_eq!(
        (&paid["IsTrial"], &paid["DatePeriodEnd"]),
        (&json!(false), &json!("2026-11-15T08:00:00.00Z"))
    );
    assert!(paid.get("CountDaysTrial").is_none());
    assert_eq!(deeds::balance(&emulator, "user-1").await, 11_880);
}

#[tokio::test]
async fn a_counted_subscription_completes() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "TryStart": true,
        "CountRecurrences": 2 });
    let one = emulator.done("/v1/Subscription", &body).await;
    emulator.advance(40).await;
    assert_eq!(
        again(&emulator, &one).await["StateSubscriptionAfterTerm"],
        "EndedComplete"
    );
    emulator.advance(40).await;
    assert_eq!(again(&emulator, &one).await["StateSubscription"], "EndedComplete");
    assert_eq!(deeds::balance(&emulator, "user-1").await, 2 * 1_080);
}

#[tokio::test]
async fn a_termination_at_the_term_comes_true() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    emulator
        .order(&deeds::transition(&one, "Termination?Immediate=false"))
        .await;
    emulator.advance(32).await;
    let ended = again(&emulator, &one).await;
    assert_eq!(ended["StateSubscription"], "EndedTerminated");
    assert_eq!(ended["DateEnd"], one["DatePeriodEnd"]);
    assert_eq!(emulator.ask("/v1/Usages?ReferenceCustomer=user-1").await.0, 204);
}

#[tokio::test]
async fn a_date_of_billing_is_kept_and_manual_billing_waits() {
    let emulator = seeded();
    for reference in ["user-1", "user-2"] {
        payer(&emulator, reference).await;
        subscribed(&emulator, reference, "offer-starter").await;
    }
    let settings = |reference: &str| format!("/v1/CustomerSettingsPayment?ReferenceCustomer={reference}");
    let date = json!({ "DateNextBilling": "2026-10-03T08:00:00Z" });
    emulator.done(&settings("user-1"), &date).await;
    emulator
        .done(&settings("user-2"), &json!({ "ModeBilling": "Manual" }))
        .await;
    emulator.advance(2).await;
    let (_, invoices) = emulator.ask("/v1/Invoices").await;
    assert_eq!(invoices["TotalItems"], 1);
    assert_eq!(invoices["Items"][0]["DateIssue"], "2026-10-03T08:00:00.00Z");
    assert_eq!(invoices["Items"][0]["ReferenceCustomer"], "user-1");
}
