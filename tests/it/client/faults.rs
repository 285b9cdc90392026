//! Every failure with a call that changes nothing and with one that does.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{kind, live, observed, read, settings, write};
use crate::support::raw::{Script, Scripted};
use crate::support::upstream::{READ, Upstream, WRITE, account};

type Kind = (&'static str, u16);

/// A failure, the error that it becomes, and how often a safe call is sent.
fn table() -> Vec<(Value, Kind, u64)> {
    let status = |status: u16, calls: u64| (json!({ "status": status }), ("refused", status), calls);
    let mut table: Vec<_> = [301, 302, 307, 308, 400, 401, 403, 404, 409, 410, 412, 422, 501]
        .map(|refused| status(refused, 1))
        .into();
    table.extend([429, 500, 502, 503, 504].map(|passing| status(passing, 3)));
    table.extend([
        (json!({ "cut": true }), ("cut", 0), 3),
        (json!({ "cut": true, "status": 500 }), ("cut", 0), 3),
        (
            json!({ "endless": true, "status": 200, "body": "{}" }),
            ("too large", 0),
            1,
        ),
        (json!({ "garbage": true }), ("unreadable", 200), 1),
        (json!({ "garbage": true, "status": 201 }), ("unreadable", 201), 1),
        (
            json!({ "status": 200, "body": "<h1>Login</h1>", "content_type": "text/html" }),
            ("unreadable", 200),
            1,
        ),
        (json!({ "status": 200, "body": "7" }), ("unreadable", 200), 1),
        (json!({ "status": 200, "body": "{} {}" }), ("unreadable", 200), 1),
        (
            json!({ "status": 200, "body": "{\"Id\":\"seven\"}" }),
            ("unreadable", 200),
            1,
        ),
        (json!({ "delay_ms": 3_000 }), ("timed out", 0), 1),
    ]);
    table
}

#[tokio::test]
async fn each_failure_becomes_its_error_and_only_safe_calls_are_repeated() {
    let upstream = Upstream::start(account());
    for (fault, expected, calls) in table() {
        let mut settings = settings(upstream.origin());
        settings.max_body = 100_000;
        settings.timeout = Duration::from_millis(1_500);
        let live = live(settings);
        for (operation, sent) in [(READ, calls), (WRITE, 1)] {
            upstream.heal().await;
            upstream.forget().await;
            let mut rule = fault.clone();
            rule["on"] = json!(operation);
            upstream.fault(rule).await;
            let started = Instant::now();
            let error = if operation == READ {
                read(&live).await.expect_err("an error")
            } else {
                write(&live).await.expect_err("an error")
            };
            assert_eq!(kind(&error), expected, "{operation} {fault}");
            assert_eq!(upstream.count(operation).await, sent, "{operation} {fault}");
            assert!(
                started.elapsed() < Duration::from_millis(2_500),
                "{fault}: {:?}",
                started.elapsed()
            );
        }
    }
}

#[tokio::test]
async fn a_safe_call_succeeds_once_the_failure_has_passed() {
    let upstream = Upstream::start(account());
    for fault in [
        json!({ "status": 503 }),
        json!({ "status": 429 }),
        json!({ "cut": true }),
    ] {
        let (settings, outcomes) = observed(upstream.origin());
        let mut rule = fault.clone();
        rule["on"] = json!(READ);
        rule["times"] = json!(2);
        upstream.fault(rule).await;
        let customer = read(&live(settings))
            .await
            .expect("an answer")
            .expect("a customer");
        assert_eq!(customer.name.as_deref(), Some("Alice Martin"));
        assert_eq!(outcomes.lock().unwrap().len(), 3, "{fault}");
    }
}

#[tokio::test]
async fn nobody_listens() {
    let gone = format!("http://127.0.0.1:{}", crate::support::wait::free_port());
    let (settings, outcomes) = observed(&gone);
    let live = live(settings);
    assert_eq!(kind(&read(&live).await.unwrap_err()).0, "unreachable");
    assert_eq!(outcomes.lock().unwrap().len(), 3);
    outcomes.lock().unwrap().clear();
    assert_eq!(kind(&write(&live).await.unwrap_err()).0, "unreachable");
    assert_eq!(outcomes.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_is_no_answer() {
    for text in ["", "HTTP/1.1 200 OK\r\nContent-Le", "not HTTP at all\r\n\r\n"] {
        let server = Scripted::start(vec![Script::Say(text.to_owned())]).await;
        let live = live(settings(&server.origin()));
        assert_eq!(kind(&read(&live).await.unwrap_err()).0, "unreachable", "{text:?}");
        assert_eq!(server.heads().len(), 3, "{text:?}");
        assert_eq!(
            kind(&write(&live).await.unwrap_err()).0,
            "unreachable",
            "{text:?}"
        );
        assert_eq!(server.heads().len(), 4, "a write is sent once: {text:?}");
    }
}

#[tokio::test]
async fn an_answer_of_exactly_the_limit_is_read_and_one_byte_more_is_not() {
    let body = |length: usize| format!("{{\"Name\":\"x\"}}{}", " ".repeat(length - 12));
    for (length, fits) in [(1_000, true), (1_001, false)] {
        for chunked in [false, true] {
            let text = body(length);
            let answer = if chunked {
                format!(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{text}\r\n0\r\n\r\n"
                )
            } else {
                format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{text}")
            };
            let server = Scripted::start(vec![Script::Say(answer)]).await;
            let mut settings = settings(&server.origin());
            settings.max_body = 1_000;
            let result = read(&live(settings)).await;
            assert_eq!(result.is_ok(), fits, "{length}, chunked: {chunked}: {result:?}");
        }
    }
}

#[tokio::test]
async fn every_property_at_fault_of_a_422_reaches_the_caller() {
    let upstream = Upstream::start(account());
    let sample = include_str!("../../data/live/live-error-422.json");
    upstream
        .fault(json!({ "on": WRITE, "status": 422, "body": sample }))
        .await;
    let error = write(&live(settings(upstream.origin()))).await.unwrap_err();
    let refusal = error.refusal().expect("a refusal");
    let read: Vec<_> = refusal
        .errors
        .iter()
        .map(|error| {
            (
                error.code.as_str(),
                error.message.as_str(),
                error.target.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (
                "Error.Property.ValueRequired",
                "A value is required",
                Some("ReferenceOffer")
            ),
            (
                "Error.Property.UnexpectedProperty",
                "Unexpected property",
                Some("Ammount")
            )
        ]
    );
    assert!(refusal.is("Error.Property.UnexpectedProperty") && !refusal.is("Error.Property"));
    let shown = error.to_string();
    assert!(
        shown.contains("422") && shown.contains("on ReferenceOffer"),
        "{shown}"
    );
}
