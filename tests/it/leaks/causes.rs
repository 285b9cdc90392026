//! A failure: its cause once in the log under the number that the page shows, and nothing internal on the page.

use serde_json::{Value, json};

use super::Watched;
use crate::support::http::Answer;
use crate::support::upstream::READ;

/// A failure of the look-up, the status of the page, and words of the cause.
fn failures() -> Vec<(Value, u16, &'static str)> {
    vec![
        (
            json!({ "status": 401, "body": r#"{"Code":"Error.Api.Unauthorized"}"# }),
            502,
            "status 401, Error.Api.Unauthorized",
        ),
        (json!({ "status": 403 }), 502, "status 403"),
        (
            json!({ "status": 422, "body": r#"[{"Code":"A.B","Target":"Name"}]"# }),
            502,
            "status 422, A.B on Name",
        ),
        (json!({ "status": 500 }), 503, "status 500"),
        (json!({ "status": 429 }), 503, "status 429"),
        (json!({ "garbage": true }), 502, "cannot be read"),
        (json!({ "cut": true }), 503, "broke off"),
        (json!({ "delay_ms": 4_000 }), 504, "did not answer within"),
        (
            json!({ "status": 200, "body": r#"{"ReferenceSegment":"other"}"# }),
            502,
            "another segment",
        ),
        (
            json!({ "status": 200, "body": r#"{"ReferenceCustomer":"other"}"# }),
            502,
            "another reference",
        ),
        (
            json!({ "status": 200, "body": r#"{"ReferenceCustomer":"cust-user-10"}"# }),
            502,
            "no home link",
        ),
        (json!({ "status": 200, "body": "{}" }), 502, "without a reference"),
    ]
}

/// The number on the page, which is the one in its header.
fn number(page: &Answer) -> String {
    let header = page.header("x-request-id").expect("a request id");
    page.assert_text(&format!("<code>{header}</code>"));
    assert!(
        header.len() == 16 && header.bytes().all(|b| b.is_ascii_hexdigit()),
        "{header}"
    );
    header
}

/// What no visitor should read.
const INTERNAL: [&str; 22] = [
    "status ",
    "Error.",
    "A.B",
    "127.0.0.1",
    "http://",
    "acme-eur",
    "cust-",
    "segment",
    "reference",
    "API",
    "api",
    "actix",
    "reqwest",
    "hyper",
    "tokio",
    "Rust",
    "serde",
    "JSON",
    "panic",
    "src/",
    "timeout",
    "PORTAL_",
];

#[tokio::test]
async fn the_cause_is_logged_once_under_the_number_of_the_page_and_not_shown() {
    let mut site = Watched::start(
        crate::support::upstream::account(),
        "json",
        &[("proabono.timeout", "2s")],
    )
    .await;
    let mut expected = Vec::new();
    for (at, (fault, status, cause)) in failures().into_iter().enumerate() {
        let mut rule = fault;
        rule["on"] = json!(READ);
        site.upstream.fault(rule).await;
        let page = site.visit(&format!("user-{at}"), "/Subscriptions").await;
        page.assert_status(status);
        assert_plain(&page);
        expected.push((number(&page), cause));
        site.upstream.heal().await;
    }
    let log = site.log().await;
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    for (number, cause) in expected {
        let named: Vec<_> = lines
            .iter()
            .filter(|line| line["request_id"] == number.as_str())
            .collect();
        let told: Vec<_> = named.iter().filter(|line| line["cause"].is_string()).collect();
        assert_eq!(told.len(), 1, "{cause}: {named:?}");
        let said = told[0]["cause"].as_str().expect("a text");
        assert!(said.contains(cause), "{cause:?} in {said:?}");
        let level = told[0]["level"].as_str().expect("a level");
        assert!(matches!(level, "WARN" | "ERROR"), "{level}");
    }
    let causes = lines.iter().filter(|line| line["cause"].is_string()).count();
    assert_eq!(causes, failures().len(), "each cause once in all");
}

#[track_caller]
fn assert_plain(page: &Answer) {
    let (_, main) = page.body.split_once("<main").expect("the main part");
    for word in INTERNAL {
        assert!(!main.contains(word), "{word:?} on the page:\n{main}");
    }
    assert!(main.contains("<h1>") && main.contains("<p"), "{main}");
}

#[tokio::test]
async fn a_page_that_does_not_concern_the_operator_has_no_number_and_warns_nobody() {
    let mut site = Watched::start(
        crate::support::upstream::account(),
        "json",
        &[("log.level", "info")],
    )
    .await;
    for (user, path, status) in [
        ("", "/Subscriptions", 401),
        ("dmitri", "/Subscriptions", 403),
        ("alice", "/Subscriptions/nothing", 404),
        ("alice", "/Subscriptions/csp-report", 405),
    ] {
        let page = site.visit(user, path).await;
        page.assert_status(status).assert_no_text("<code>");
        assert_plain(&page);
    }
    let log = site.log().await;
    // Before that it says what is odd about the configuration.
    let (_, log) = log.split_once("\"listening\"").expect("its start");
    assert!(!log.contains("\"WARN\"") && !log.contains("\"ERROR\""), "{log}");
}

#[tokio::test]
async fn somebody_who_must_not_be_believed_is_logged_with_the_reason() {
    let mut site = Watched::usual("json").await;
    let headers = [("x-remote-user", "alice"), ("x_remote_user", "bruno")];
    let page = crate::support::http::get_with(&site.portal.url("/Subscriptions"), &headers).await;
    page.assert_status(403);
    assert_plain(&page);
    let number = number(&page);
    let log = site.log().await;
    let told = log
        .lines()
        .filter(|line| line.contains(&number) && line.contains("came twice"));
    assert_eq!(told.count(), 1, "{log}");
}

#[tokio::test]
async fn a_page_that_is_shown_leaves_no_line_at_the_usual_level() {
    let mut site = Watched::start(
        crate::support::upstream::account(),
        "text",
        &[("log.level", "info")],
    )
    .await;
    site.visit("alice", "/Subscriptions").await.assert_status(200);
    let before = site.portal.output().lines().count();
    for _ in 0..20 {
        site.visit("alice", "/Subscriptions").await.assert_status(200);
    }
    let log = site.portal.output();
    assert_eq!(log.lines().count(), before, "{log}");
    site.log().await;
}
