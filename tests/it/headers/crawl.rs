//! Every route with every method, and HEAD beside GET.

use reqwest::Method;
use serde_json::json;

use super::stable;
use crate::support::http::{Answer, request, send};
use crate::support::raw;
use crate::support::served::{Served, USER};
use crate::support::upstream::READ;

const PATHS: [&str; 37] = [
    "/Subscriptions",
    "/Subscriptions/",
    "/Subscriptions/plans",
    "/Subscriptions/subscribe",
    "/Subscriptions/subscribe/1",
    "/Subscriptions/change-plan",
    "/Subscriptions/restart/1",
    "/Subscriptions/payment-method",
    "/Subscriptions/invoices/1/pay",
    "/Subscriptions/invoices/1/pdf",
    "/Subscriptions/subscriptions/1",
    "/Subscriptions/offers",
    "/Subscriptions/return",
    "/Subscriptions/standing.json",
    "/Subscriptions/status",
    "/Subscriptions/events",
    "/Subscriptions/context.json",
    "/Subscriptions/user.json",
    "/Subscriptions/rights",
    "/Subscriptions/fragment",
    "/Subscriptions/embed.js",
    "/Subscriptions/webhooks",
    "/Subscriptions/login",
    "/Subscriptions/logout",
    "/Subscriptions/callback",
    "/Subscriptions/handoff",
    "/Subscriptions/static/1",
    "/Subscriptions?crylk=https://proabono.com/x",
    "/Subscriptions?crylk=https://evil.test/&crylk=",
    "/Subscriptions/csp-report",
    "/Subscriptions/static/nothing.css",
    "/Subscriptions/nothing",
    "/Subscriptions/%ff",
    "/",
    "/favicon.ico",
    "/robots.txt",
    "/nothing/at/all",
];

const METHODS: [&str; 9] = [
    "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW",
];

/// The addresses in the text of the route table, with a number for each parameter.
fn addresses(table: &str) -> Vec<String> {
    let code = table.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect();
    let texts = code.split('"').skip(1).step_by(2);
    let addresses = texts.filter(|text| text.starts_with('/') && text.len() > 1);
    let plain = addresses.map(|text| {
        let text = text
            .trim_end_matches("{end}")
            .replace("{{", "{")
            .replace("}}", "}");
        let segment = |part: &str| {
            if part.starts_with('{') {
                "1".to_owned()
            } else {
                part.to_owned()
            }
        };
        let parts: Vec<_> = text.split('/').map(segment).collect();
        format!("/Subscriptions{}", parts.join("/"))
    });
    plain.collect()
}

#[test]
fn the_list_has_every_address_of_the_route_table() {
    let found = addresses(include_str!("../../../src/portal/routes.rs"));
    assert!(found.len() > 15, "{found:?}");
    for address in found {
        assert!(PATHS.contains(&address.as_str()), "{address}");
    }
}

#[track_caller]
fn assert_classed(answer: &Answer, what: &str) {
    for name in [
        "content-security-policy",
        "cache-control",
        "referrer-policy",
        "cross-origin-resource-policy",
    ] {
        assert!(
            answer.headers.contains_key(name),
            "{what} has no {name}: {answer:#?}"
        );
        assert_eq!(answer.headers.get_all(name).iter().count(), 1, "{what}, {name}");
    }
    let sniff = answer.header("x-content-type-options");
    assert_eq!(sniff.as_deref(), Some("nosniff"), "{what}");
    assert!(
        answer
            .header("content-security-policy")
            .unwrap()
            .starts_with("default-src 'none'"),
        "{what}"
    );
    for name in [
        "server",
        "x-powered-by",
        "set-cookie",
        "access-control-allow-origin",
    ] {
        answer.assert_no_header(name);
    }
    if answer.status == 405 {
        assert!(answer.headers.contains_key("allow"), "{what}");
    }
}

#[tokio::test]
async fn every_response_to_any_method_on_any_path_has_the_headers_of_a_class() {
    let site = Served::start(&[]);
    let icon = "/Subscriptions/static/favicon";
    let page = site.visit("alice").await;
    let (_, rest) = page.body.split_once(icon).expect("an icon");
    let icon = format!("{icon}{}", rest.split_once('"').expect("its end").0);
    for path in PATHS.iter().copied().chain([icon.as_str()]) {
        for method in METHODS {
            for user in [&[(USER, "alice")][..], &[]] {
                let method = Method::from_bytes(method.as_bytes()).expect("a method");
                let answer = site.ask(method.clone(), path, user).await;
                assert!(answer.status < 500, "{method} {path}: {}", answer.status);
                assert_classed(&answer, &format!("{method} {path}"));
            }
        }
    }
}

/// The page as these users see it, and others, one for each status.
const GET_OR_HEAD: [(&str, &str, u16); 7] = [
    ("/Subscriptions", "alice", 200),
    ("/Subscriptions?crylk=https://proabono.com/x", "alice", 200),
    ("/Subscriptions?crylk=https://evil.test/", "alice", 200),
    ("/Subscriptions", "", 401),
    ("/Subscriptions", "dmitri", 403),
    ("/Subscriptions/nothing", "alice", 404),
    ("/Subscriptions/csp-report", "alice", 405),
];

#[tokio::test]
async fn head_has_the_status_the_headers_and_the_length_of_get() {
    let site = Served::start(&[]);
    for (path, user, status) in GET_OR_HEAD {
        let get = site.ask(Method::GET, path, &[(USER, user)]).await;
        let head = site.ask(Method::HEAD, path, &[(USER, user)]).await;
        assert_eq!((get.status, head.status), (status, status), "{path} {user}");
        assert_eq!(stable(&get), stable(&head), "{path} {user}");
        assert_eq!(
            head.header("content-length"),
            get.header("content-length"),
            "{path} {user}"
        );
        assert!(head.body.is_empty());
    }
}

#[tokio::test]
async fn head_of_a_failure_is_like_get_too() {
    let site = Served::start(&[]);
    site.upstream.fault(json!({ "on": READ, "status": 401 })).await;
    let get = site.visit("nora").await;
    let head = site.ask(Method::HEAD, "/Subscriptions", &[(USER, "nora")]).await;
    assert_eq!((get.status, head.status), (502, 502));
    assert_eq!(stable(&get), stable(&head));
}

#[tokio::test]
async fn head_sends_no_byte_after_its_headers() {
    let site = Served::start(&[]);
    for (path, user, _) in GET_OR_HEAD {
        let request = format!(
            "HEAD {path} HTTP/1.1\r\nHost: page.test\r\nX-Remote-User: {user}\r\nConnection: close\r\n\r\n"
        );
        let answer = raw::exchange(site.address(), request.as_bytes()).await;
        assert!(answer.ends_with("\r\n\r\n"), "{path}: {answer:?}");
        assert_eq!(answer.matches("\r\n\r\n").count(), 1, "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn a_report_is_taken_in_both_formats_and_refused_beyond_its_size() {
    let site = Served::start(&[]);
    let url = site.url("/Subscriptions/csp-report");
    let old = json!({ "csp-report": { "effective-directive": "frame-src", "blocked-uri": "https://bank.example/x" } });
    let new = json!([{ "type": "csp-violation", "body": { "effectiveDirective": "frame-src",
        "blockedURL": "https://bank.example/x" } }]);
    for (media_type, body, status) in [
        ("application/csp-report", old.to_string(), 204),
        ("application/reports+json", new.to_string(), 204),
        ("text/plain", "not JSON".to_owned(), 204),
        ("application/json", format!("[{}]", " ".repeat(16 << 10)), 413),
    ] {
        let post = request(Method::POST, &url)
            .header("content-type", media_type)
            .body(body);
        let answer = send(post).await;
        assert_eq!(answer.status, status, "{media_type}");
        assert!(answer.body.is_empty());
        assert_classed(&answer, media_type);
    }
    assert_eq!(site.metric("portal_csp_reports_total").await, 2);
}

#[tokio::test]
async fn every_violation_of_a_report_counts() {
    let site = Served::start(&[]);
    let one = json!({ "type": "csp-violation", "body": { "effectiveDirective": "img-src",
        "blockedURL": "https://a.test/" } });
    let body = json!(vec![one; 12]).to_string();
    let url = site.url("/Subscriptions/csp-report");
    let post = request(Method::POST, &url).header("content-type", "application/reports+json");
    send(post.body(body)).await.assert_status(204);
    assert_eq!(site.metric("portal_csp_reports_total").await, 12);
}

#[tokio::test]
async fn a_report_that_never_ends_is_given_up() {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let site = Served::start(&[]);
    let mut stream = tokio::net::TcpStream::connect(site.address())
        .await
        .expect("a connection");
    let head = "POST /Subscriptions/csp-report HTTP/1.1\r\nHost: a.test\r\nContent-Length: 1000\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.expect("a request");
    let mut answer = Vec::new();
    let end = stream.read_to_end(&mut answer);
    let ended = tokio::time::timeout(std::time::Duration::from_secs(15), end).await;
    ended.expect("the connection stays open").expect("an answer");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}
