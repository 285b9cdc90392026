//! The answers for servers, and the key that they show.

use reqwest::Method;
use serde_json::json;

use super::{KEY, READ, RIGHTS_KEY, catalogue, json_of};
use crate::support::http::{Answer, send};
use crate::support::served::Served;

const PREVIOUS: &str = "b04e7c219fa86d3510c7e2b8f94a6d31";

async fn ask(site: &Served, path: &str, headers: &[(&str, &str)]) -> Answer {
    let plain = site.client.request(Method::GET, site.operations_url(path));
    let request = headers
        .iter()
        .fold(plain, |request, (name, value)| request.header(*name, *value));
    send(request).await
}

#[tokio::test]
async fn only_who_shows_a_key_is_answered() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY, ("rights.previous_key", PREVIOUS)]);
    let path = "/v1/customers/cust-one/rights?feature=feat-messages";
    let (bearer, before) = (format!("Bearer {KEY}"), format!("bearer {PREVIOUS}"));
    let (spaced, longer) = (format!("Bearer  {KEY}"), format!("Bearer {KEY}0"));
    let shown: [&[(&str, &str)]; 5] = [
        &[("authorization", &bearer)],
        &[("authorization", &before)],
        &[("x-portal-key", KEY)],
        &[("x-portal-key", KEY), ("authorization", "Basic YTpi")],
        &[("x-portal-key", "wrong"), ("authorization", &bearer)],
    ];
    for headers in shown {
        ask(&site, path, headers)
            .await
            .assert_status(200)
            .assert_text(r#""answer":"allowed""#);
    }
    site.upstream.forget().await;
    let refused: [&[(&str, &str)]; 9] = [
        &[],
        &[("authorization", KEY)],
        &[("authorization", "Bearer ")],
        &[("authorization", &spaced)],
        &[("authorization", &longer)],
        &[("authorization", &bearer), ("authorization", &bearer)],
        &[("x-portal-key", KEY), ("x-portal-key", "wrong")],
        &[("x-portal-key", "")],
        &[("cookie", &bearer)],
    ];
    for headers in refused {
        for path in [
            path,
            "/v1/customers/cust-new/rights",
            "/v1/customers/%2e%2e/rights",
        ] {
            let answer = ask(&site, path, headers).await;
            assert!(matches!(answer.status, 401 | 404), "{headers:?}: {answer:#?}");
            answer.assert_no_text("allowed");
        }
        ask(&site, path, headers)
            .await
            .assert_status(401)
            .assert_header("www-authenticate", "Bearer");
    }
    assert_eq!(site.upstream.count(READ).await, 0);
}

#[tokio::test]
async fn without_a_key_there_is_nothing_for_servers() {
    let site = Served::of(catalogue(), &[]);
    for path in [
        "/v1/customers/cust-one/rights",
        "/forward-auth?feature=feat-users",
    ] {
        ask(&site, path, &[("x-portal-key", KEY)])
            .await
            .assert_status(404);
    }
    // The page's own listener has none of it in any case.
    let site = Served::of(catalogue(), &[RIGHTS_KEY]);
    for path in [
        "/v1/customers/cust-one/rights",
        "/Subscriptions/v1/customers/cust-one/rights",
        "/forward-auth",
    ] {
        site.visit_with("one", path, &[("x-portal-key", KEY)])
            .await
            .assert_status(404);
    }
}

#[tokio::test]
async fn a_server_names_the_customer_and_a_segment_that_users_may_be_in() {
    let site = Served::of(catalogue(), &[RIGHTS_KEY, ("customers.segments", "acme-usd")]);
    let key = [("x-portal-key", KEY)];
    let answer = ask(&site, "/v1/customers/cust%2Done/rights?segment=acme-eur", &key).await;
    let told = json_of(
        answer
            .assert_status(200)
            .assert_header("cache-control", "private, no-store"),
    );
    assert_eq!(told["rights"]["feat-messages"]["left"], json!(10), "{told}");
    let other = ask(&site, "/v1/customers/cust-one/rights?segment=acme-usd", &key).await;
    assert_eq!(json_of(other.assert_status(200))["rights"], json!({}));
    for path in [
        "/v1/customers/cust-one/rights?segment=other",
        "/v1/customers/a%3Fb/rights",
        "/v1/customers/cust-one/rights?feature=a&feature=b",
        "/v1/customers/cust-one/rights?who=alice",
    ] {
        ask(&site, path, &key).await.assert_status(400);
    }
    let gone = ask(&site, "/v1/customers/cust-nobody/rights?feature=feat-users", &key).await;
    assert_eq!(json_of(&gone)["answer"], "denied", "{gone:#?}");
}
