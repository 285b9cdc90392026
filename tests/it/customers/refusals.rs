//! A look-up that fails creates nobody, whatever the failure, and the visitor gets the page that fits.

use serde_json::{Value, json};

use super::nora;
use crate::support::http::Answer;
use crate::support::raw::{Script, Scripted};
use crate::support::served::Served;
use crate::support::upstream::READ;

pub(super) const OTHER: &str = r#"{"Code":"Error.Api.Something.Else","Message":"no"}"#;

/// The answer to the look-up, and the status of the page.
fn table() -> Vec<(&'static str, Value, u16)> {
    let body = |status: u16, body: &str| json!({ "status": status, "body": body });
    vec![
        ("401", body(401, r#"{"Code":"Error.Api.Unauthorized"}"#), 502),
        ("403 with another code", body(403, OTHER), 502),
        ("403 without a body", json!({ "status": 403 }), 502),
        (
            "403 in HTML",
            body(403, "<h1>Error.Api.Customer.Unaccessible</h1>"),
            502,
        ),
        ("400", body(400, OTHER), 502),
        ("409", body(409, OTHER), 502),
        ("410", body(410, OTHER), 502),
        ("422", body(422, &format!("[{OTHER}]")), 502),
        (
            "422 with the doubtful code",
            body(422, r#"[{"Code":"Error.Api.Customer.Unaccessible"}]"#),
            502,
        ),
        ("429", json!({ "status": 429 }), 503),
        (
            "429 for longer than a visitor waits",
            json!({ "status": 429, "headers": { "Retry-After": "60" } }),
            503,
        ),
        ("500", json!({ "status": 500 }), 503),
        (
            "500 with the doubtful code",
            body(500, r#"{"Code":"Error.Api.Customer.Unaccessible"}"#),
            503,
        ),
        ("502", json!({ "status": 502 }), 503),
        ("503", json!({ "status": 503 }), 503),
        ("504", json!({ "status": 504 }), 503),
        ("cut off", json!({ "cut": true }), 503),
        ("not JSON", json!({ "garbage": true }), 502),
        (
            "HTML",
            json!({ "status": 200, "body": "<h1>Login</h1>", "content_type": "text/html" }),
            502,
        ),
        ("another type", body(200, r#"{"ReferenceCustomer":7}"#), 502),
        (
            "endless",
            json!({ "endless": true, "status": 200, "body": "{}" }),
            502,
        ),
        (
            "moved",
            json!({ "status": 302, "headers": { "Location": "/v1/Customer" } }),
            502,
        ),
        (
            "moved for ever",
            json!({ "status": 308, "headers": { "Location": "/v1/Customer" } }),
            502,
        ),
    ]
}

#[tokio::test]
async fn a_look_up_that_fails_creates_nobody_and_shows_the_page_that_fits() {
    let site = Served::start(&[]);
    for (number, (name, fault, status)) in table().into_iter().enumerate() {
        site.upstream.heal().await;
        site.upstream.forget().await;
        let mut fault = fault;
        fault["on"] = json!(READ);
        site.upstream.fault(fault).await;
        let page = nora(&site, &format!("nora-{number}")).await;
        assert_eq!(page.status, status, "{name}");
        let (reads, writes) = site.upstream.reads_and_writes().await;
        assert!((1..=3).contains(&reads), "{name}: {reads} look-ups");
        assert_eq!(writes, 0, "{name}");
        page.assert_no_text("<iframe").assert_no_text("Nora Else");
    }
}

#[tokio::test]
async fn a_look_up_that_takes_too_long_creates_nobody() {
    let site = Served::start(&[("proabono.timeout", "300ms")]);
    site.upstream
        .fault(json!({ "on": READ, "delay_ms": 3_000 }))
        .await;
    nora(&site, "nora")
        .await
        .assert_status(504)
        .assert_header("retry-after", "5");
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
}

#[tokio::test]
async fn nobody_listens_and_the_page_says_so() {
    let site = Served::start(&[]);
    site.upstream.stop().await;
    nora(&site, "nora")
        .await
        .assert_status(503)
        .assert_header("retry-after", "5");
}

/// The seconds until the page of an outage asks again by itself.
fn pause(page: &Answer) -> Option<u64> {
    let (_, rest) = page.body.split_once(" data-seconds=\"")?;
    rest.split_once('"')?.0.parse().ok()
}

#[tokio::test]
async fn the_page_asks_again_no_sooner_than_proabono_wants_and_not_for_ever() {
    let site = Served::start(&[]);
    let asking = |seconds: &str| json!({ "on": READ, "status": 429, "headers": { "Retry-After": seconds } });
    site.upstream.fault(asking("200")).await;
    for _ in 0..2 {
        // The second one is told what the first one was, which is remembered.
        let page = nora(&site, "nora").await;
        page.assert_status(503).assert_text("url=?tries=1\"");
        let seconds = pause(&page).expect("a pause");
        assert!((199..=250).contains(&seconds), "{seconds}");
    }
    site.upstream.heal().await;
    site.upstream.fault(asking("3600")).await;
    let page = nora(&site, "nora-2").await;
    assert_eq!(pause(&page), None);
    page.assert_no_text("http-equiv").assert_text(">Réessayer</a>");
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_takes_no_keys_along() {
    let elsewhere = Scripted::start(vec![Script::Say("HTTP/1.1 404 Not Found\r\n\r\n".to_owned())]).await;
    let site = Served::start(&[]);
    for status in [301, 302, 303, 307, 308] {
        let location = format!("{}/v1/Customer", elsewhere.origin());
        let fault = json!({ "on": READ, "status": status, "headers": { "Location": location }, "times": 1 });
        site.upstream.fault(fault).await;
        nora(&site, &format!("nora-{status}")).await.assert_status(502);
    }
    assert_eq!(elsewhere.heads(), [""; 0]);
    assert_eq!(site.upstream.reads_and_writes().await, (5, 0));
}

#[tokio::test]
async fn a_failure_answers_for_a_second_so_that_a_crowd_is_one_call() {
    let site = Served::start(&[]);
    site.upstream.fault(json!({ "on": READ, "status": 401 })).await;
    for _ in 0..5 {
        nora(&site, "nora").await.assert_status(502);
    }
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
    site.upstream.heal().await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    nora(&site, "nora").await.assert_status(200);
}

#[tokio::test]
async fn a_creation_that_fails_is_not_tried_twice_in_one_visit() {
    for (fault, status) in [
        (json!({ "status": 500 }), 503),
        (json!({ "status": 422, "body": format!("[{OTHER}]") }), 502),
        (json!({ "cut": true }), 503),
        (json!({ "garbage": true, "status": 201 }), 502),
    ] {
        let site = Served::start(&[]);
        let mut rule = fault.clone();
        rule["on"] = json!("POST /v1/Customer");
        site.upstream.fault(rule).await;
        let page = nora(&site, "nora").await;
        assert_eq!(page.status, status, "{fault}");
        assert_eq!(site.upstream.reads_and_writes().await, (1, 1), "{fault}");
    }
}
