//! The checks of a service, run against the emulator.

use serde_json::{Value, json};

use super::{PROGRAM, Ran, Service, calls, command, fault, seeded, service};
use crate::support::http;

async fn conformance(origin: &str, arguments: &[&str]) -> Ran {
    let mut program = command(PROGRAM, origin);
    program.arg("conformance").args(arguments);
    Ran::of(program.output().await.unwrap())
}

fn checks(ran: &Ran) -> Vec<Value> {
    let report: Value =
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    report["Checks"].as_array().unwrap().clone()
}

fn named<'a>(checks: &'a [Value], claim: &str) -> &'a Value {
    checks
        .iter()
        .find(|check| check["Claim"] == claim)
        .unwrap_or_else(|| panic!("no check {claim:?}"))
}

/// Everything is run, and is ok.
async fn passes(service: &Service) {
    for api in ["live", "backoffice"] {
        let ran = conformance(&service.origin, &["--write", "--json", "--api", api]).await;
        let checks = checks(&ran);
        assert!(checks.len() > 70, "{} checks", checks.len());
        let others: Vec<_> = checks.iter().filter(|check| check["Outcome"] != "ok").collect();
        assert!(others.is_empty(), "{others:#?}");
        ran.ended(0);
    }
}

#[tokio::test]
async fn the_emulator_passes_every_check() {
    passes(&service()).await;
}

#[tokio::test]
async fn an_emulator_with_a_clock_of_its_own_passes_every_check_since_it_is_asked_what_time_it_is() {
    passes(&seeded()).await;
    let behind = service();
    let far = r#"{"seconds":157680000}"#;
    let headers = [("Content-Type", "application/json")];
    http::post(&format!("{}/_emulator/clock", behind.origin), &headers, far)
        .await
        .assert_status(204);
    passes(&behind).await;
}

#[tokio::test]
async fn without_being_told_to_the_checks_write_nothing_and_say_so() {
    let service = service();
    let ran = conformance(&service.origin, &["--json"]).await;
    let calls = calls(&service).await;
    assert!(calls.len() > 20, "{}", calls.len());
    for call in calls.iter().filter(|call| call["method"] != "GET") {
        assert!(
            call["path"].as_str().unwrap().starts_with("/v1/Quoting/"),
            "{call}"
        );
    }
    let checks = checks(&ran);
    let check = named(&checks, "a new customer is created with status 201");
    assert_eq!(check["Outcome"], "not run");
    assert!(check["Reason"].as_str().unwrap().contains("--write"));
}

#[tokio::test]
async fn a_wrong_shape_a_wrong_status_and_a_wrong_refusal_are_found_and_no_value_is_repeated() {
    let service = service();
    let envelope = json!({ "Count": 3, "Page": 1, "SizePage": 2, "TotalItems": 4, "Items": [
        {
            "Id": "canary-1", "ReferenceCustomer": "cust-alice",
            "Links": [{ "rel": "insite-home", "href": ["canary-2"] }],
        },
    ] });
    let rules = [
        json!({ "on": "GET /v1/Customers", "status": 200, "body": envelope.to_string() }),
        json!({ "on": "POST /v1/Customer", "status": 200, "body": "{\"Id\":1}" }),
    ];
    for rule in rules {
        fault(&service, rule).await;
    }
    let ran = conformance(&service.origin, &["--write", "--json"]).await;
    ran.ended(1);
    let checks = checks(&ran);
    let page = named(&checks, "a page of customers has at most as many as asked for");
    let got = page["Got"].as_str().unwrap();
    assert!(
        got.contains("Count is 3, and there are 1 items") && got.contains("Items[0].Id is a text"),
        "{got}"
    );
    for claim in [
        "wrong keys are refused",
        "a new customer is created with status 201",
        "a member that there is not is refused by name",
    ] {
        assert_eq!(named(&checks, claim)["Outcome"], "failed", "{claim}");
    }
    assert!(!ran.out.contains("canary"), "{}", ran.out);
}

/// The checks of which something that is there is asked.
const DUE: [&str; 12] = [
    "a customer is read by its reference",
    "a customer is read with an offer",
    "usages of a feature are listed",
    "a usage is read by customer and feature",
    "an offer is read by its reference",
    "offers are listed without features, prices and links",
    "a feature is read by its reference",
    "the subscription of a customer is read",
    "an invoice is read by its printed number",
    "what was not sent was not cleared",
    "a running subscription is found by its customer",
    "the line is on the balance",
];

#[tokio::test]
async fn nothing_where_something_is_due_is_not_ok() {
    let service = service();
    // The first answers teach what there is.
    for (on, first) in [("GET /v1/Usages", 2), ("GET /v1/Offers", 1)] {
        fault(&service, json!({ "on": on, "delay_ms": 1, "times": first })).await;
    }
    for on in [
        "GET /v1/Customer",
        "GET /v1/Usages",
        "GET /v1/Usage",
        "GET /v1/Offers",
        "GET /v1/Offer",
        "GET /v1/Feature",
        "GET /v1/Subscription",
        "GET /v1/Invoice",
        "GET /v1/Balance",
    ] {
        fault(&service, json!({ "on": on, "status": 204 })).await;
    }
    let checks = checks(&conformance(&service.origin, &["--write", "--json"]).await);
    for claim in DUE {
        let check = named(&checks, claim);
        assert_eq!(check["Outcome"], "failed", "{check}");
    }
    let without_body: Vec<_> = DUE
        .iter()
        .filter(|claim| {
            !named(&checks, claim)["Got"]
                .as_str()
                .unwrap()
                .contains("without a body")
        })
        .collect();
    assert!(without_body.is_empty(), "{without_body:?}");
}

#[tokio::test]
async fn an_object_of_the_backoffice_api_that_is_not_there_or_is_another_one_is_not_ok() {
    let service = service();
    let nothing = json!({ "on": "GET /Organization/Businesses/{Id}", "status": 204 });
    let stale = json!({ "Id": 1, "Name": "Never written", "Key": "canary" }).to_string();
    let other = json!({ "on": "GET /Distribution/Agents/{Id}", "status": 200, "body": stale });
    for rule in [nothing, other] {
        fault(&service, rule).await;
    }
    let ran = conformance(&service.origin, &["--write", "--json", "--api", "backoffice"]).await;
    let checks = checks(&ran);
    for claim in [
        "a business is read",
        "a business that was written is read with its new name",
        "an agent is read",
        "an agent that was written is read with its new name",
        "an agent that was deleted is gone",
    ] {
        let check = named(&checks, claim);
        assert_eq!(check["Outcome"], "failed", "{check}");
    }
    let failed = checks.iter().filter(|check| check["Outcome"] == "failed").count();
    assert_eq!(failed, 5, "{}", ran.out);
    assert!(!ran.out.contains("canary"), "{}", ran.out);
}

#[tokio::test]
async fn a_refusal_that_proves_nothing_is_counted_apart_with_its_code() {
    let service = service();
    let body = r#"{"Code":"Error.Customer.PaymentSettings.Missing","Message":"No."}"#;
    for on in ["POST /v1/Quoting/*", "POST /v1/Usage*", "POST /v1/Billing/*"] {
        fault(&service, json!({ "on": on, "status": 403, "body": body })).await;
    }
    let ran = conformance(&service.origin, &["--write", "--json"]).await;
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let checks = checks(&ran);
    for claim in [
        "a new subscription is quoted",
        "a change of offer is quoted",
        "a change of usage is quoted",
        "a line on the balance is quoted",
        "the start of a subscription is quoted",
        "a limit is set",
        "a consumption is added",
        "a feature is switched",
        "the balance is billed",
    ] {
        let check = named(&checks, claim);
        assert_eq!(check["Outcome"], "refused", "{check}");
        assert_eq!(
            check["Got"], "status 403, Error.Customer.PaymentSettings.Missing",
            "{check}"
        );
    }
    // Another refusal is due there.
    let failed = checks.iter().filter(|check| check["Outcome"] == "failed");
    for check in failed {
        assert!(
            check["Expected"]
                .as_str()
                .unwrap()
                .starts_with("status 422 with a list"),
            "{check}"
        );
    }
    let refused = checks.iter().filter(|check| check["Outcome"] == "refused");
    assert_eq!(report["Refused"], refused.count());
}

#[tokio::test]
async fn a_list_that_is_not_filtered_is_not_ok() {
    let service = service();
    let envelope = |item: Value| {
        let sums = json!({ "AmountSubtotal": 1, "AmountTotal": 1 });
        let list = json!({
            "Count": 1, "Page": 1, "SizePage": 5, "TotalItems": 1, "Items": [item], "Computations": sums,
        });
        list.to_string()
    };
    let other = json!({
        "ReferenceCustomer": "cust-other", "ReferenceFeature": "feat-other", "IdSubscription": 987_654_321,
    });
    // The first answers teach what there is.
    for (on, first, body) in [
        ("GET /v1/Usages", 1, envelope(other.clone())),
        ("GET /v1/Balance", 0, envelope(other)),
        (
            "GET /v1/Offers",
            1,
            envelope(json!({ "IsVisible": false, "PricingTotal": 5 })),
        ),
        (
            "GET /v1/Subscriptions",
            1,
            envelope(json!({ "ReferenceCustomer": "cust-other" })),
        ),
        (
            "GET /v1/Invoices",
            1,
            envelope(json!({ "ReferenceCustomer": "cust-other" })),
        ),
    ] {
        if first > 0 {
            fault(&service, json!({ "on": on, "delay_ms": 1, "times": first })).await;
        }
        fault(&service, json!({ "on": on, "status": 200, "body": body })).await;
    }
    let checks = checks(&conformance(&service.origin, &["--json"]).await);
    for claim in [
        "usages of a subscription are listed by page",
        "usages of a feature are listed",
        "the balance is filtered by number, subscription and feature, and folded",
        "offers are filtered",
        "offers are listed without features, prices and links",
        "subscriptions are filtered by customer and buyer",
        "invoices are filtered by customer",
    ] {
        let check = named(&checks, claim);
        assert_eq!(check["Outcome"], "failed", "{check}");
        let due = check["Expected"].as_str().unwrap();
        assert!(
            due.ends_with("that was asked for only") || due == "no PricingTotal",
            "{check}"
        );
    }
}

#[tokio::test]
async fn a_missing_value_is_not_another_value_and_links_must_change() {
    let service = service();
    let kept = json!({ "rel": "hosted-collection-offers", "href": "https://acme.example/kept" });
    let customer = |reference: &str| {
        let email = "conformance@acme.example";
        json!({ "Id": 1, "ReferenceCustomer": reference, "Email": email, "Links": [kept] })
    };
    // The customer that is read at the start has no link to lose; the rest always has the same.
    for (on, body) in [
        ("POST /v1/Customer/Invalidation", json!({ "Id": 1, "Links": [] })),
        (
            "POST /v1/Subscription/{IdSubscription}/Upgrade",
            json!({ "Status": "Active" }),
        ),
        ("POST /v1/Customer/LinksRevokation", customer("cust-alice")),
    ] {
        fault(
            &service,
            json!({ "on": on, "status": 200, "body": body.to_string() }),
        )
        .await;
    }
    let checks = checks(&conformance(&service.origin, &["--write", "--json"]).await);
    for claim in [
        "an invalidated customer has another reference",
        "a change of offer makes a new subscription",
        "links are revoked and new ones given",
    ] {
        let check = named(&checks, claim);
        assert_eq!(check["Outcome"], "failed", "{check}");
    }
}

#[tokio::test]
async fn a_service_that_does_not_answer_fails_every_check_that_is_run() {
    let ran = conformance("http://127.0.0.1:9", &[]).await;
    ran.ended(1);
    assert!(
        ran.out.contains("cannot be reached") && ran.out.contains("0 ok"),
        "{}",
        ran.out
    );
}
