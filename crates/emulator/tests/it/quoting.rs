//! A quote says what the transition then costs.

use serde_json::{Value, json};

use super::Running;
use super::deeds::{self, change, draft, newcomer, payer, seeded, subscribed, transition};

/// The lines that a deed adds to the balance, against those of its quote.
async fn as_quoted(emulator: &Running, quote: (&str, &Value), deed: (&str, &Value)) -> Value {
    let quoted = emulator.done(quote.0, quote.1).await;
    let before = deeds::balance(emulator, "user-1").await;
    emulator.done(deed.0, deed.1).await;
    let after = deeds::balance(emulator, "user-1").await;
    assert_eq!(
        quoted["AmountTotal"].as_i64().unwrap(),
        after - before,
        "{quoted}"
    );
    let details = quoted["Details"].as_array().unwrap().iter();
    let sum: i64 = details
        .map(|detail| detail["AmountTotal"].as_i64().unwrap())
        .sum();
    assert_eq!(sum, after - before);
    quoted
}

#[tokio::test]
async fn a_subscription_costs_what_was_quoted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro", "AmountUpFront": 5_000,
        "Features": [{ "ReferenceFeature": "feat-users", "QuantityCurrent": 13 }] });
    let deed = "/v1/Subscription?TryStart=true";
    let quote = as_quoted(&emulator, ("/v1/Quoting/Subscription", &body), (deed, &body)).await;
    assert_eq!(quote["AmountSubtotal"], 5_000 + 2_900 + 3 * 500);
    assert!(quote.get("IdSubscription").is_none());
}

#[tokio::test]
async fn a_start_costs_what_was_quoted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = draft(&emulator, "user-1", "offer-starter").await;
    let quote = format!("/v1/Quoting/Subscription/{}/Start", one["Id"]);
    let nothing = json!({});
    let start = transition(&one, "Start");
    let quote = as_quoted(&emulator, (&quote, &nothing), (&start, &nothing)).await;
    assert_eq!(
        (&quote["IdSubscription"], &quote["AmountTotalDue"]),
        (&one["Id"], &json!(1_080))
    );
    assert_eq!(quote["NextTerm"]["DatePeriodStart"], quote["DatePeriodEnd"]);
}

#[tokio::test]
async fn an_upgrade_and_a_downgrade_cost_what_was_quoted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let mut one = subscribed(&emulator, "user-1", "offer-starter").await;
    emulator.advance(10).await;
    for (offer, next) in [
        ("offer-pro", 3_480),
        ("offer-starter", 1_080),
        ("offer-business", 11_880),
    ] {
        let query = format!("Upgrade?ReferenceOffer={offer}&Immediate=true");
        let quote = format!("/v1/Quoting/Subscription/{}/{query}", one["Id"]);
        let nothing = json!({});
        let quote = as_quoted(
            &emulator,
            (&quote, &nothing),
            (&transition(&one, &query), &nothing),
        )
        .await;
        assert_eq!(quote["NextTerm"]["AmountTotal"], next, "{offer}");
        one = emulator.ask("/v1/Subscription?ReferenceCustomer=user-1").await.1;
    }
}

#[tokio::test]
async fn an_upgrade_at_the_term_is_quoted_for_the_term() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    let path = format!("/v1/Quoting/Subscription/{}/Upgrade", one["Id"]);
    let body = json!({ "ReferenceOffer": "offer-pro", "Immediate": false });
    let quote = emulator.done(&path, &body).await;
    assert_eq!(
        (&quote["DatePeriodStart"], &quote["AmountTotal"]),
        (&one["DatePeriodEnd"], &json!(3_480))
    );
}

#[tokio::test]
async fn every_change_of_a_usage_costs_what_was_quoted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    emulator.advance(9).await;
    for (feature, member, value, due) in [
        ("feat-users", "Increment", json!(2), None),
        ("feat-users", "QuantityCurrent", json!(2), None),
        ("feat-module-b", "IsEnabled", json!(true), None),
        ("feat-module-b", "IsEnabled", json!(false), None),
        ("feat-module-a", "IsEnabled", json!(false), Some(0)),
        ("feat-text-messages", "Increment", json!(10), Some(240)),
        ("feat-projects", "Increment", json!(1), Some(0)),
    ] {
        let body = change("user-1", feature, member, value);
        let quote = as_quoted(&emulator, ("/v1/Quoting/Usage", &body), ("/v1/Usage", &body)).await;
        if let Some(due) = due {
            assert_eq!(quote["AmountTotalDue"], due, "{body}");
        } else {
            assert_ne!(quote["AmountTotalDue"], 0, "{body}");
        }
    }
}

#[tokio::test]
async fn the_next_term_of_a_usage_is_quoted_on_demand_from_query_or_body() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    let mut body = change("user-1", "feat-users", "Increment", 2);
    assert!(
        emulator
            .done("/v1/Quoting/Usage", &body)
            .await
            .get("NextTerm")
            .is_none()
    );
    let by_query = emulator.done("/v1/Quoting/Usage?NextTerm=true", &body).await;
    body["NextTerm"] = json!(true);
    let by_body = emulator.done("/v1/Quoting/Usage", &body).await;
    assert_eq!(by_query, by_body);
    assert_eq!(by_body["NextTerm"]["AmountTotal"], (900 + 2 * 700) * 6 / 5);
}

#[tokio::test]
async fn a_quote_of_a_usage_checks_the_right_to_it() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    let body = change("user-1", "feat-projects", "Increment", 1);
    let missing = (404, vec!["Error.Api.Usage.NoneMatching".to_owned()]);
    assert_eq!(emulator.refusal("/v1/Quoting/Usage", &body).await, missing);
    subscribed(&emulator, "user-1", "offer-free").await;
    assert_eq!(
        emulator.tell("/v1/Quoting/Usage", &body).await.0,
        200,
        "it costs nothing"
    );
    let payment = (403, vec!["Error.Customer.PaymentSettings.Missing".to_owned()]);
    let path = "/v1/Quoting/Usage?EnsureBillable=true";
    assert_eq!(emulator.refusal(path, &body).await, payment);
}

#[tokio::test]
async fn a_balance_line_costs_what_was_quoted() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let body = json!({ "ReferenceCustomer": "user-1", "Amount": -333, "Label": "Goodwill", "Quantity": 1 });
    let quote = emulator.done("/v1/Quoting/BalanceLine", &body).await;
    let line = emulator.done("/v1/BalanceLine", &body).await;
    for (member, value) in quote.as_object().unwrap() {
        assert_eq!(&line[member], value, "{member}");
    }
}

#[tokio::test]
async fn a_quote_changes_nothing() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    subscribed(&emulator, "user-1", "offer-starter").await;
    let before = emulator.control("state").await;
    let body = json!({ "ReferenceCustomer": "user-1", "ReferenceOffer": "offer-pro" });
    emulator.done("/v1/Quoting/Subscription", &body).await;
    let usage = change("user-1", "feat-users", "Increment", 2);
    emulator.done("/v1/Quoting/Usage?NextTerm=true", &usage).await;
    assert_eq!(emulator.control("state").await, before);
}

#[tokio::test]
async fn what_a_transition_refuses_for_the_state_its_quote_refuses_too() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let ended = subscribed(&emulator, "user-1", "offer-starter").await["Id"].clone();
    emulator
        .done(
            &format!("/v1/Subscription/{ended}/Termination?Immediate=true"),
            &json!({}),
        )
        .await;
    let suspended = subscribed(&emulator, "user-1", "offer-starter").await["Id"].clone();
    emulator
        .done(&format!("/v1/Subscription/{suspended}/Suspension"), &json!({}))
        .await;
    let draft = super::deeds::draft(&emulator, "user-1", "offer-starter").await["Id"].clone();
    for (id, deed) in [
        (&ended, "Start"),
        (&ended, "Upgrade?ReferenceOffer=offer-pro"),
        (&suspended, "Upgrade?ReferenceOffer=offer-pro"),
        (&draft, "Upgrade?ReferenceOffer=offer-pro"),
    ] {
        let quoted = emulator
            .refusal(&format!("/v1/Quoting/Subscription/{id}/{deed}"), &json!({}))
            .await;
        let done = emulator
            .refusal(&format!("/v1/Subscription/{id}/{deed}"), &json!({}))
            .await;
        assert_eq!((quoted.0, &quoted), (409, &done), "{deed}");
    }
    for id in [suspended, draft] {
        emulator
            .done(&format!("/v1/Quoting/Subscription/{id}/Start"), &json!({}))
            .await;
    }
}
