//! Failures that pass, that come from below HTTP, or that are exactly at a limit. `matrix` has all the others.

use serde_json::json;

use super::{kind, live, observed, read, sample, settings, write};
use crate::support::raw::{Script, Scripted};
use crate::support::upstream::{READ, Upstream, WRITE, account};

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
    let sample = sample("live-error-422").to_string();
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

#[tokio::test]
async fn what_stands_beside_a_code_does_not_cost_the_code() {
    let upstream = Upstream::start(account());
    for beside in [
        json!({ "Message": null, "Target": null }),
        json!({}),
        json!({ "Message": 7, "Target": ["Name"] }),
        json!({ "Message": { "fr": "Non" }, "Exception": null }),
    ] {
        let mut body = beside.clone();
        body["Code"] = json!("Error.Api.Customer.Unaccessible");
        for body in [body.clone(), json!([body])] {
            upstream.heal().await;
            let fault = json!({ "on": READ, "status": 403, "body": body.to_string() });
            upstream.fault(fault).await;
            let error = read(&live(settings(upstream.origin()))).await.unwrap_err();
            let refusal = error.refusal().expect("a refusal");
            assert!(refusal.is("Error.Api.Customer.Unaccessible"), "{beside}: {error}");
            assert_eq!(refusal.errors[0].message, "", "{beside}");
            assert_eq!(refusal.errors[0].target, None, "{beside}");
        }
    }
}
