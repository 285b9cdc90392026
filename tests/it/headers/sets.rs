//! The exact sets.

use reqwest::Method;
use serde_json::json;

use super::{Headers, nonce, set, stable};
use crate::support::http::Answer;
use crate::support::served::{Served, USER};
use crate::support::upstream::READ;

const POLICY: &str = "default-src 'none'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors 'none'; \
    script-src 'nonce-NONCE'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    frame-src 'self' https://proabono.com https://*.proabono.com; report-to csp; report-uri /Subscriptions/csp-report";

const PERMISSIONS: &str = "payment=(self \"https://proabono.com\" \"https://*.proabono.com\"), \
    publickey-credentials-get=(self \"https://proabono.com\" \"https://*.proabono.com\"), accelerometer=(), camera=(), \
    display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), usb=()";

fn page() -> Headers {
    set(&[
        ("content-type", "text/html; charset=utf-8"),
        ("content-security-policy", POLICY),
        ("permissions-policy", PERMISSIONS),
        ("reporting-endpoints", "csp=\"/Subscriptions/csp-report\""),
        ("referrer-policy", "strict-origin"),
        ("cross-origin-opener-policy", "same-origin-allow-popups"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
        ("x-robots-tag", "noindex, nofollow"),
    ])
}

fn machine() -> Headers {
    set(&[
        (
            "content-security-policy",
            "default-src 'none'; frame-ancestors 'none'",
        ),
        ("referrer-policy", "strict-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
    ])
}

fn with(mut headers: Headers, more: &[(&str, &str)]) -> Headers {
    headers.extend(set(more));
    headers
}

#[track_caller]
fn assert_set(answer: &Answer, status: u16, expected: &Headers) {
    assert_eq!((answer.status, &stable(answer)), (status, expected));
}

#[tokio::test]
async fn the_page_has_the_set_of_pages() {
    let site = Served::start(&[]);
    assert_set(&site.visit("alice").await, 200, &page());
    let crylk = "/Subscriptions?crylk=https://proabono.com/x";
    assert_set(&site.visit_with("alice", crylk, &[]).await, 200, &page());
    let refused = "/Subscriptions?crylk=https://evil.test/";
    assert_set(&site.visit_with("alice", refused, &[]).await, 200, &page());
}

#[tokio::test]
async fn every_page_that_says_what_is_wrong_has_the_set_of_pages() {
    let site = Served::start(&[("proabono.timeout", "500ms")]);
    let anonymous = site.ask(Method::GET, "/Subscriptions", &[]).await;
    assert_set(&anonymous, 401, &page());
    let twin = ("x_remote_user", "bruno");
    assert_set(
        &site.visit_with("alice", "/Subscriptions", &[twin]).await,
        403,
        &page(),
    );
    assert_set(&site.visit("dmitri").await, 403, &page());
    let retry = with(page(), &[("retry-after", "5")]);
    for (number, (fault, status, expected)) in [
        (json!({ "on": READ, "status": 401 }), 502, &page()),
        (json!({ "on": READ, "status": 503 }), 503, &retry),
        (json!({ "on": READ, "delay_ms": 1_500 }), 504, &retry),
    ]
    .into_iter()
    .enumerate()
    {
        site.upstream.fault(fault).await;
        assert_set(&site.visit(&format!("user-{number}")).await, status, expected);
        site.upstream.heal().await;
    }
}

#[tokio::test]
async fn what_is_not_there_and_what_is_not_taken_have_the_set_of_pages() {
    let site = Served::start(&[]);
    for path in [
        "/",
        "/favicon.ico",
        "/Subscriptions/nothing",
        "/subscriptions",
        "/SubscriptionsX",
        "//Subscriptions",
    ] {
        assert_set(&site.visit_with("alice", path, &[]).await, 404, &page());
    }
    for (path, allow) in [
        ("/Subscriptions", "GET, HEAD"),
        ("/Subscriptions/", "GET, HEAD"),
        ("/Subscriptions/csp-report", "POST"),
    ] {
        let expected = with(page(), &[("allow", allow)]);
        let answer = site.ask(Method::PUT, path, &[(USER, "alice")]).await;
        assert_set(&answer, 405, &expected);
    }
}

#[tokio::test]
async fn answers_for_machines_have_the_strictest_set() {
    let site = Served::start(&[]);
    let url = site.url("/Subscriptions/csp-report");
    let small = crate::support::http::post(&url, &[], "{}").await;
    assert_set(&small, 204, &machine());
    let large = crate::support::http::post(&url, &[], "x".repeat(20_000)).await;
    assert_set(&large, 413, &machine());
}

#[tokio::test]
async fn two_answers_never_share_a_nonce_and_the_page_carries_the_one_of_its_header() {
    let site = Served::start(&[]);
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..50 {
        let answer = site.visit("alice").await;
        let nonce = nonce(&answer).expect("a nonce");
        assert_eq!(nonce.len(), 22, "128 bits: {nonce}");
        answer.assert_text(&format!("nonce=\"{nonce}\" defer></script>"));
        assert!(seen.insert(nonce), "a nonce came twice");
    }
}

#[tokio::test]
async fn the_nonce_cannot_be_guessed_from_what_came_before() {
    let site = Served::start(&[]);
    let mut shared = 0;
    let mut last = nonce(&site.visit("alice").await).expect("a nonce");
    for _ in 0..20 {
        let next = nonce(&site.visit("alice").await).expect("a nonce");
        let same = last.bytes().zip(next.bytes()).filter(|(a, b)| a == b).count();
        shared = shared.max(same);
        last = next;
    }
    assert!(shared < 8, "{shared} of 22 characters stayed where they were");
}

#[tokio::test]
async fn targets_that_are_no_paths_have_the_set_of_pages_and_are_never_the_page() {
    for base in ["/Subscriptions", "/"] {
        let site = Served::start(&[("server.base_path", base)]);
        for line in ["GET *", "HEAD *", "POST *", "OPTIONS *", "CONNECT page.test:443"] {
            let request =
                format!("{line} HTTP/1.1\r\nHost: page.test\r\nConnection: close\r\n{USER}: alice\r\n\r\n");
            let answer = crate::support::raw::exchange(site.address(), request.as_bytes()).await;
            let status = crate::support::raw::status(&answer);
            assert!(matches!(status, 404 | 405), "{line}: {answer}");
            for header in [
                "content-security-policy: ",
                "x-content-type-options: nosniff",
                "cache-control: private",
            ] {
                assert!(answer.contains(header), "{line}: no {header:?} in {answer}");
            }
        }
    }
}
