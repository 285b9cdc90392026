//! Dates and amounts that are too long ago, too far ahead or too large are refused, or dealt with in good time.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::deeds::{change, payer, seeded, subscribed, transition};
use super::{Running, answered};

/// The largest amount that is taken.
const MOST: i64 = 1_000_000_000_000;

/// Far more than it should take. All other calls wait meanwhile.
const IN_TIME: Duration = Duration::from_secs(20);

fn daily(start: &str) -> Value {
    json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter", "DateStart": start,
        "DurationRecurrence": 1, "UnitRecurrence": "Day" })
}

async fn moved(emulator: &Running, seconds: u64) -> (u16, Value) {
    answered(emulator.post("/_emulator/clock", &json!({ "seconds": seconds }))).await
}

#[tokio::test]
async fn a_start_more_than_ten_years_back_is_refused_and_ten_years_of_days_are_made_up_for_in_time() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let started = "/v1/Subscription?TryStart=true";
    for start in ["0001-01-01T00:00:00Z", "2016-09-30T08:00:00Z"] {
        let (status, problems) = emulator.tell(started, &daily(start)).await;
        assert_eq!(
            (status, &problems[0]["Target"]),
            (422, &json!("DateStart")),
            "{start}"
        );
        assert_eq!(problems[0]["Code"], "Error.Property.DateTooOld");
    }
    let begun = Instant::now();
    let one = emulator.done(started, &daily("2016-10-01T08:00:00Z")).await;
    assert_eq!(one["DatePeriodEnd"], "2026-10-02T08:00:00.00Z");
    let (_, invoices) = emulator.ask("/v1/Invoices?SizePage=0").await;
    assert_eq!(invoices["TotalItems"], 3_652, "one for each day before today");
    assert!(begun.elapsed() < IN_TIME, "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_date_that_no_calendar_has_is_refused() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    for date in ["9999-12-31T00:00:00Z", "-000001-01-01T00:00:00Z"] {
        let (status, problems) = emulator
            .tell(&transition(&one, "DateTerm"), &json!({ "DateTerm": date }))
            .await;
        assert_eq!(
            (status, &problems[0]["Target"]),
            (422, &json!("DateTerm")),
            "{date}"
        );
    }
}

#[tokio::test]
async fn the_clock_moves_ten_years_at_once_at_most_and_says_so() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    emulator
        .done("/v1/Subscription?TryStart=true", &daily("2026-10-01T08:00:00Z"))
        .await;
    let before = emulator.control("clock").await;
    for seconds in [u64::from(u32::MAX), u64::MAX, 315_619_201] {
        let (status, answer) = moved(&emulator, seconds).await;
        assert_eq!(status, 400, "{answer}");
        assert!(
            answer["error"].as_str().unwrap().contains("ten years"),
            "{answer}"
        );
        assert_eq!(answer["now"], before["now"]);
    }
    assert_eq!(emulator.control("clock").await, before);
    let begun = Instant::now();
    assert_eq!(moved(&emulator, 315_619_200).await.0, 204);
    assert!(begun.elapsed() < IN_TIME, "{:?}", begun.elapsed());
    assert_eq!(emulator.control("clock").await["now"], "2036-10-01T08:00:00.00Z");
}

#[tokio::test]
async fn the_clock_ends_with_the_calendar() {
    let emulator = seeded();
    for _ in 0..120 {
        let (status, answer) = moved(&emulator, 315_619_200).await;
        if status != 204 {
            assert_eq!(status, 400, "{answer}");
            assert!(answer["error"].as_str().unwrap().contains("2999"), "{answer}");
            return assert!(answer["now"].as_str().unwrap().starts_with("299"), "{answer}");
        }
    }
    panic!("the clock goes on");
}

/// The body, and every member of it that holds an amount, with its target.
fn amounts(amount: &Value) -> Vec<(&'static str, Value, &'static str)> {
    let mut all = Vec::new();
    for path in ["/v1/Subscription", "/v1/Quoting/Subscription"] {
        for name in [
            "AmountUpFront",
            "AmountTrial",
            "AmountRecurrence",
            "AmountTermination",
        ] {
            if (path, name) == ("/v1/Quoting/Subscription", "AmountTermination") {
                continue;
            }
            let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-business" });
            body[name] = amount.clone();
            all.push((path, body, name));
        }
        for (name, target) in [
            ("AmountPerIncrement", "Features.Steps.AmountPerIncrement"),
            ("AmountCeiling", "Features.Steps.AmountCeiling"),
        ] {
            let mut step = json!({ "Increment": 1, "QuantityMax": 5 });
            step[name] = amount.clone();
            let feature = json!({ "ReferenceFeature": "feat-users", "QuantityCurrent": 9, "Steps": [step] });
            let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter",
                "Features": [feature] });
            all.push((path, body, target));
        }
    }
    for path in ["/v1/BalanceLine", "/v1/Quoting/BalanceLine"] {
        let body = json!({ "ReferenceCustomer": "user-1", "Amount": amount });
        all.push((path, body, "Amount"));
    }
    all
}

#[tokio::test]
async fn an_amount_beyond_the_bound_is_refused_wherever_one_is_sent() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    for amount in [i64::MAX, i64::MIN, MOST + 1, -MOST - 1] {
        for (path, body, target) in amounts(&json!(amount)) {
            let (status, problems) = emulator.tell(path, &body).await;
            assert_eq!(status, 422, "{path} {body}: {problems}");
            assert_eq!(
                problems[0]["Code"], "Error.Property.ConvertValue.Exception",
                "{path} {body}"
            );
            assert_eq!(problems[0]["Target"], target, "{path} {body}");
        }
    }
    for (path, body, target) in amounts(&json!(i64::MAX.to_string())) {
        let (status, problems) = emulator.tell(path, &body).await;
        assert_eq!(
            (status, &problems[0]["Target"]),
            (422, &json!(target)),
            "{path} {body}"
        );
    }
}

#[tokio::test]
async fn the_largest_amounts_are_quoted_charged_summed_and_billed() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    for amount in [MOST, -MOST] {
        for (path, body, _) in amounts(&json!(amount)) {
            let (status, answer) = emulator.tell(path, &body).await;
            assert!((200..300).contains(&status), "{path} {body}: {answer}");
        }
    }
    let steps = json!([{ "Increment": 1, "AmountPerIncrement": MOST }]);
    let features = json!([
        { "ReferenceFeature": "feat-users", "QuantityCurrent": 1_000_000_000, "Steps": steps },
        { "ReferenceFeature": "feat-text-messages", "Steps": steps },
    ]);
    let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-starter",
        "AmountUpFront": MOST, "AmountRecurrence": MOST, "Features": features });
    let quote = emulator.done("/v1/Quoting/Subscription", &body).await;
    assert_eq!(quote["AmountSubtotal"], 3 * MOST, "{quote}");
    body["AmountTermination"] = json!(MOST);
    let one = emulator.done("/v1/Subscription?TryStart=true", &body).await;
    let used = change("user-1", "feat-text-messages", "Increment", 1_000_000_000);
    emulator.done("/v1/Quoting/Usage?NextTerm=true", &used).await;
    emulator.done("/v1/Usage", &used).await;
    emulator
        .order(&transition(&one, "Termination?Immediate=true"))
        .await;
    for list in ["/v1/Balance", "/v1/Balance?Merged=true"] {
        let (_, balance) = emulator.ask(list).await;
        // The two lines of amounts() are a charge and a credit.
        assert_eq!(balance["Computations"]["AmountSubtotal"], 5 * MOST, "{balance}");
    }
    let bill = json!({ "ReferenceCustomer": "user-1" });
    let invoice = emulator.done("/v1/Billing/Customer", &bill).await;
    assert_eq!(invoice["AmountTotal"], 6 * MOST);
}

#[tokio::test]
async fn a_period_has_a_length_and_there_is_at_least_one() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    for name in ["DurationRecurrence", "CountRecurrences"] {
        let mut body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro" });
        body[name] = json!(0);
        let (status, problems) = emulator.tell("/v1/Subscription", &body).await;
        assert_eq!((status, &problems[0]["Target"]), (422, &json!(name)));
    }
    let body =
        json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro", "DurationRecurrence": 0 });
    assert_eq!(emulator.tell("/v1/Quoting/Subscription", &body).await.0, 422);
    let no_trial =
        json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-business", "DurationTrial": 0 });
    assert_eq!(emulator.tell("/v1/Subscription", &no_trial).await.0, 201);
}
