//! A slash at the end of an address changes nothing.

use reqwest::Method;

use crate::support::http::Answer;
use crate::support::served::{Served, USER};

use super::SECRET;

const ADDRESSES: [&str; 17] = [
    "",
    "/plans",
    "/subscribe",
    "/subscribe/offer-pro",
    "/change-plan",
    "/restart/1",
    "/payment-method",
    "/invoices/1/pay",
    "/subscriptions/1",
    "/offers",
    "/standing.json",
    "/status",
    "/rights",
    "/invoices/1/pdf",
    "/context.json",
    "/user.json",
    "/fragment",
];

/// The parts of an answer that are the same each time.
fn essence(answer: &Answer) -> (u16, Option<String>, Option<String>, Option<String>) {
    let title = answer
        .body
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    (
        answer.status,
        answer.header("location"),
        answer.header("content-type"),
        title.map(|(title, _)| title.to_owned()),
    )
}

/// Each method gets the same answer at an address, with a slash at the end of its path and without.
pub(crate) async fn assert_alike(site: &Served, address: &str, headers: &[(&str, &str)]) {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let mark = if query.is_empty() { "" } else { "?" };
    for method in [Method::GET, Method::HEAD, Method::POST, Method::DELETE] {
        let ask = async |end: &str| {
            let address = format!("/Subscriptions{path}{end}{mark}{query}");
            essence(&site.ask(method.clone(), &address, headers).await)
        };
        assert_eq!(ask("").await, ask("/").await, "{method} {address} {headers:?}");
    }
}

#[tokio::test]
async fn every_address_is_the_same_with_a_slash_at_its_end() {
    let site = Served::start(&[SECRET]);
    let mut addresses: Vec<String> = ADDRESSES.map(str::to_owned).to_vec();
    for from in ["subscribe", "change-plan", "pay-invoice"] {
        for outcome in ["paid", "cancelled"] {
            addresses.push(format!("/return?from={from}&outcome={outcome}"));
        }
    }
    for address in addresses {
        for headers in [&[][..], &[(USER, "alice")]] {
            assert_alike(&site, &address, headers).await;
        }
    }
}

#[tokio::test]
async fn two_slashes_and_a_slash_after_a_file_are_no_address() {
    let site = Served::start(&[SECRET]);
    for path in [
        "/plans//",
        "//plans",
        "/nothing/",
        "/static/nothing.css/",
        "/csp-report/",
    ] {
        let path = format!("/Subscriptions{path}");
        site.ask(Method::GET, &path, &[(USER, "alice")])
            .await
            .assert_status(404);
    }
}
