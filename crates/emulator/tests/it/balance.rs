//! The balance and its billing.

use serde_json::{Value, json};

use super::deeds::{self, change, newcomer, payer, rels, seeded, subscribed};

const LINE: &str = "/v1/BalanceLine";
const BILL: &str = "/v1/Billing/Customer";

fn line(amount: i64) -> Value {
    json!({ "ReferenceCustomer": "user-1", "Amount": amount, "Label": "Workshop", "Quantity": 2 })
}

#[tokio::test]
async fn a_line_is_found_due_and_is_billed_into_an_invoice() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let (status, created) = emulator.tell(LINE, &line(50_000)).await;
    assert_eq!((status, &created["AmountTotal"]), (201, &json!(60_000)));
    let (_, balance) = emulator.ask("/v1/Balance?ReferenceCustomer=user-1").await;
    assert_eq!(balance["Items"][0], created);
    assert_eq!(
        (&created["StateMove"], &created["TypeLine"]),
        (&json!("Due"), &json!("Manual"))
    );

    let body = json!({ "ReferenceCustomer": "user-1", "NoteLocalized": "PO 7781" });
    let invoice = emulator.done(BILL, &body).await;
    assert_eq!(
        (&invoice["Status"], &invoice["StateInvoice"]),
        (&json!("Due"), &json!("DueOffline"))
    );
    assert_eq!(invoice["AmountTotal"], 60_000);
    assert_eq!(rels(&invoice), ["insite-charge", "insite-collection-invoice"]);
    let (_, balance) = emulator.ask("/v1/Balance?ReferenceCustomer=user-1").await;
    assert_eq!(balance["Items"][0]["StateMove"], "Billed");
    assert_eq!(
        emulator.tell(BILL, &body).await,
        (204, Value::Null),
        "nothing is due any more"
    );
}

#[tokio::test]
async fn billing_needs_a_payment_method_even_offline() {
    let emulator = seeded();
    newcomer(&emulator, "user-1").await;
    emulator.done(LINE, &line(100)).await;
    let body = json!({ "ReferenceCustomer": "user-1", "ForceOffline": true });
    let refused = emulator.refusal(BILL, &body).await;
    assert_eq!(
        refused,
        (403, vec!["Error.Customer.PaymentSettings.Missing".to_owned()])
    );
    let refused = emulator
        .refusal(&format!("{LINE}?EnsureBillable=true"), &line(1))
        .await;
    assert_eq!(refused.0, 403);
}

#[tokio::test]
async fn a_card_is_charged_at_once_unless_it_is_forced_offline() {
    let emulator = super::start();
    let line = json!({ "ReferenceCustomer": "cust-alice", "Amount": 100 });
    emulator.done(LINE, &line).await;
    let body = json!({ "ReferenceCustomer": "cust-alice" });
    assert_eq!(emulator.done(BILL, &body).await["StateInvoice"], "Paid");
    emulator.done(LINE, &line).await;
    let body = json!({ "ReferenceCustomer": "cust-alice", "ForceOffline": true });
    assert_eq!(emulator.done(BILL, &body).await["StateInvoice"], "DueOffline");
}

#[tokio::test]
async fn a_credit_is_taken_off_and_alone_is_not_billed() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    emulator.done(LINE, &line(-2_500)).await;
    let body = json!({ "ReferenceCustomer": "user-1" });
    assert_eq!(emulator.tell(BILL, &body).await.0, 204);
    emulator.done(LINE, &line(10_000)).await;
    assert_eq!(emulator.done(BILL, &body).await["AmountSubtotal"], 7_500);
}

#[tokio::test]
async fn billing_takes_the_lines_of_its_dates_only() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    for (amount, date) in [
        (100, "2026-09-01T00:00:00Z"),
        (200, "2026-09-15T00:00:00Z"),
        (400, "2026-09-30T00:00:00Z"),
    ] {
        let mut line = line(amount);
        line["Date"] = json!(date);
        emulator.done(LINE, &line).await;
    }
    let body = json!({ "ReferenceCustomer": "user-1", "DateStart": "2026-09-10T00:00:00Z",
        "DateEnd": "2026-09-20T00:00:00Z" });
    assert_eq!(emulator.done(BILL, &body).await["AmountSubtotal"], 200);
    let rest = json!({ "ReferenceCustomer": "user-1" });
    assert_eq!(emulator.done(BILL, &rest).await["AmountSubtotal"], 500);
}

#[tokio::test]
async fn a_date_and_a_period_exclude_each_other() {
    let emulator = seeded();
    payer(&emulator, "user-1").await;
    let (start, end) = ("2026-09-01T00:00:00.00Z", "2026-10-01T00:00:00.00Z");
    let mut body = line(100);
    body["DatePeriodStart"] = json!(start);
    assert_eq!(emulator.tell(LINE, &body).await.1[0]["Target"], "DatePeriodEnd");
    body["DatePeriodEnd"] = json!(end);
    let created = emulator.done(LINE, &body).await;
    assert_eq!(
        (&created["DatePeriodStart"], &created["DatePeriodEnd"]),
        (&json!(start), &json!(end))
    );
    assert!(created.get("DateMove").is_none());
    body["Date"] = json!(start);
    let (_, problems) = emulator.tell(LINE, &body).await;
    assert_eq!(problems[0]["Target"], "Date");
    let message = problems[0]["Message"].as_str().unwrap();
    assert!(message.contains("DatePeriodStart"), "{message}");
}

#[tokio::test]
async fn the_balance_takes_every_filter_and_sums_over_all_pages() {
    let emulator = seeded();
    let customer = payer(&emulator, "user-1").await;
    payer(&emulator, "user-2").await;
    let one = subscribed(&emulator, "user-1", "offer-starter").await;
    emulator
        .done("/v1/Usage", &change("user-1", "feat-module-b", "IsEnabled", true))
        .await;
    emulator.done(LINE, &line(100)).await;
    emulator.done(LINE, &line(100)).await;
    emulator
        .done(LINE, &json!({ "ReferenceCustomer": "user-2", "Amount": 5 }))
        .await;
    let total = async |query: String| {
        let (_, list) = emulator.ask(&format!("/v1/Balance?{query}")).await;
        let sum = list["Computations"]["AmountSubtotal"].as_i64().unwrap_or(0);
        (list["TotalItems"].as_u64().unwrap_or(0), sum)
    };
    assert_eq!(total(String::new()).await, (5, 2_105));
    assert_eq!(total("ReferenceCustomer=user-1".to_owned()).await, (4, 2_100));
    assert_eq!(total(format!("IdCustomer={}", customer["Id"])).await, (4, 2_100));
    assert_eq!(total(format!("IdSubscription={}", one["Id"])).await, (2, 1_900));
    assert_eq!(
        total("ReferenceFeature=feat-module-b".to_owned()).await,
        (1, 1_000)
    );
    assert_eq!(
        total("ReferenceCustomer=user-1&SizePage=1".to_owned()).await,
        (4, 2_100)
    );
    assert_eq!(
        total("ReferenceCustomer=user-1&SizePage=0".to_owned()).await,
        (4, 2_100)
    );
    let merged = "ReferenceCustomer=user-1&Merged=true";
    assert_eq!(total(merged.to_owned()).await, (3, 2_100));
    assert_eq!(deeds::balance(&emulator, "user-2").await, 6);
}
