use serde_json::{Value, json};

use super::{Glance, Pause, State};

const NOW: &str = "2026-11-30T12:00:00Z";

fn glance(subscriptions: &Value, invoices: &Value) -> Glance {
    let subscriptions: Vec<_> = serde_json::from_value(subscriptions.clone()).unwrap();
    let invoices: Vec<_> = serde_json::from_value(invoices.clone()).unwrap();
    Glance::of(&subscriptions, &invoices, NOW.parse().unwrap())
}

fn subscription(more: &Value) -> Value {
    let mut one = json!({ "Id": 7, "Status": "Active", "StateSubscription": "ActiveRunning", "TitleLocalized": "Pro",
        "Currency": "EUR", "AmountRecurrence": 2_900, "DurationRecurrence": 1, "UnitRecurrence": "Month",
        "DateTerm": "2026-12-19T00:00:00Z" });
    for (name, value) in more.as_object().unwrap() {
        one[name] = value.clone();
    }
    one
}

fn invoice(state: &str, limit: &str) -> Value {
    let issued = "2026-11-01T00:00:00Z";
    let mut one = json!({ "Id": 9, "StateInvoice": state, "AmountTotal": 3_480, "Currency": "EUR" });
    one["DateIssue"] = json!(issued);
    one["DatePaymentLimit"] = json!(limit);
    one
}

/// The state in one word, with what decides the row.
fn word(glance: &Glance) -> String {
    match &glance.state {
        State::Overdue(due) => format!("overdue {}", due.sum.amount),
        State::Paused(Pause::Unpaid(due)) => format!("unpaid {:?}", due.as_ref().map(|due| due.sum.amount)),
        State::Paused(Pause::NoPaymentMethod) => "no method".to_owned(),
        State::Paused(Pause::Merchant) => "merchant".to_owned(),
        State::Confirming(sum) => format!("confirming {:?}", sum.as_ref().map(|sum| sum.amount)),
        State::Ending { until, .. } => format!("ending {}", until.unwrap()),
        State::Trial { billable, .. } => format!("trial {billable}"),
        State::Active(renewal) => format!("active {:?}", renewal.total.as_ref().map(|sum| sum.amount)),
        State::Nothing => "nothing".to_owned(),
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn the_most_urgent_state_is_told() {
    let paid = invoice("Paid", "2026-11-10T00:00:00Z");
    let late = invoice("DueOffline", "2026-11-10T00:00:00Z");
    let in_time = invoice("DueOffline", "2026-12-10T00:00:00Z");
    let paying = invoice("DuePending", "2026-11-10T00:00:00Z");
    let mut note = late.clone();
    note["TypeCredit"] = json!("Discount");
    let suspended = |state: &str| subscription(&json!({ "Status": "Suspended", "StateSubscription": state }));
    let active = subscription(&json!({}));
    for (subscriptions, invoices, expected) in [
        (json!([]), json!([]), "nothing"),
        (json!([active]), json!([]), "active None"),
        (
            json!([subscription(&json!({ "PricingTotal": 3_480 }))]),
            json!([paid]),
            "active Some(3480)",
        ),
        (json!([active]), json!([in_time]), "active None"),
        (json!([active]), json!([late]), "overdue 3480"),
        (
            json!([active]),
            json!([invoice("ProblemOverdue", "2026-12-10T00:00:00Z")]),
            "overdue 3480",
        ),
        (
            json!([active]),
            json!([invoice("ProblemAuto", "2026-12-10T00:00:00Z")]),
            "overdue 3480",
        ),
        (
            json!([active]),
            json!([invoice("ProblemDisputed", "2026-11-10T00:00:00Z")]),
            "active None",
        ),
        (json!([active]), json!([note]), "active None"),
        (json!([]), json!([late]), "overdue 3480"),
        (json!([active]), json!([paying]), "confirming Some(3480)"),
        (json!([active]), json!([paying, late]), "overdue 3480"),
        (
            json!([suspended("SuspendedPaymentDue")]),
            json!([in_time]),
            "unpaid Some(3480)",
        ),
        (
            json!([suspended("SuspendedPaymentDue")]),
            json!([paid]),
            "unpaid None",
        ),
        (
            json!([suspended("SuspendedNoPaymentInfo")]),
            json!([late]),
            "no method",
        ),
        (json!([suspended("SuspendedAgent")]), json!([]), "merchant"),
        (
            json!([suspended("SuspendedAgent"), active]),
            json!([]),
            "active None",
        ),
        (
            json!([subscription(
                &json!({ "StateSubscription": "ActiveDelayedTermination" })
            )]),
            json!([]),
            "ending 2026-12-19T00:00:00Z",
        ),
        (
            json!([subscription(&json!({ "StatusAfterTerm": "Ended" }))]),
            json!([]),
            "ending 2026-12-19T00:00:00Z",
        ),
        (
            json!([subscription(&json!({ "IsTrial": true }))]),
            json!([]),
            "trial false",
        ),
        (
            json!([subscription(
                &json!({ "IsTrial": true, "IsCustomerBillable": true })
            )]),
            json!([]),
            "trial true",
        ),
        (
            json!([subscription(&json!({ "Status": "Ended" }))]),
            json!([]),
            "nothing",
        ),
    ] {
        let told = word(&glance(&subscriptions, &invoices));
        assert_eq!(told, expected, "{subscriptions} {invoices}");
    }
}

#[test]
fn the_feature_nearest_to_its_limit_is_measured() {
    let feature = |title: &str, kind: &str, current: Value, included: Value| {
        let (current, included) = (("QuantityCurrent", current), ("QuantityIncluded", included));
        let named = [
            ("TitleLocalized", json!(title)),
            ("TypeFeature", json!(kind)),
            current,
            included,
        ];
        Value::Object(
            named
                .map(|(name, value)| (name.to_owned(), value))
                .into_iter()
                .collect(),
        )
    };
    let features = json!([
        feature("Users", "Limitation", json!(9), json!(10)),
        feature("Calls", "Consumption", json!(5), json!(100)),
        feature("Messages", "Consumption", json!(62), json!(100)),
        feature("Space", "Consumption", Value::Null, json!(1)),
        feature("Nothing", "Consumption", json!(3), json!(0)),
        feature("Odd", "Consumption", json!(i64::MAX), json!(1)),
    ]);
    let meter = glance(
        &json!([subscription(&json!({ "Features": features }))]),
        &json!([]),
    )
    .meter;
    let meter = meter.unwrap();
    assert_eq!(
        (meter.title.as_str(), meter.used, meter.included),
        ("Messages", 62, 100)
    );
}

#[test]
fn the_latest_invoices_with_a_document_are_listed() {
    let link =
        json!([{ "rel": "insite-related-invoice", "href": "https://acme.proabono.com/portal-inv-pdf/x" }]);
    let one = |id: u64, date: &str, links: &Value| json!({ "Id": id, "DateIssue": date, "Links": links });
    let invoices = json!([
        one(1, "2026-09-01T00:00:00Z", &link),
        one(2, "2026-11-01T00:00:00Z", &link),
        one(3, "2026-11-20T00:00:00Z", &json!([])),
        one(4, "2026-10-01T00:00:00Z", &link),
    ]);
    let listed: Vec<_> = glance(&json!([]), &invoices)
        .invoices
        .iter()
        .map(|one| one.invoice.0)
        .collect();
    assert_eq!(listed, [2, 4, 1]);
}
