//! What strangers can write into the log.

use serde_json::Value;

use super::COMPLETE;
use crate::support::http::get_with;
use crate::support::portal::PortalProcess;
use crate::support::raw::{exchange, status};
use crate::support::served::{USER, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::loopback;

async fn served(upstream: &Upstream) -> PortalProcess {
    serving(upstream, &[("log.format", "json")]).await
}

async fn serving(upstream: &Upstream, settings: &[(&str, &str)]) -> PortalProcess {
    let variables = variables(upstream.origin(), settings);
    PortalProcess::start(&borrowed(&variables), &["serve"]).await
}

/// The lines of the log.
///
/// # Panics
///
/// When one of them is no object of JSON.
fn lines(log: &str) -> Vec<Value> {
    let objects = log.lines().filter(|line| !line.is_empty());
    objects
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line:?} in {log}")))
        .collect()
}

#[tokio::test]
async fn a_header_with_an_endless_name_ends_its_connection_and_nothing_else() {
    let upstream = Upstream::start(account());
    let mut portal = served(&upstream).await;
    let address = loopback(portal.port());
    for length in [65_535, 65_536, 70_000, 130_000, 1_000_000] {
        let name = "x".repeat(length);
        for before in ["", COMPLETE, &COMPLETE.repeat(3)] {
            let request = format!("{before}GET / HTTP/1.1\r\nHost: page.test\r\n{name}: y\r\n\r\n");
            let answer = sent(address, request.as_bytes()).await;
            let answered = answer.matches("HTTP/1.1").count();
            assert!(answered <= before.matches("GET").count(), "{length}: {answer}");
        }
    }
    let page = get_with(&portal.url("/Subscriptions"), &[(USER, "alice")]).await;
    page.assert_status(200);
    portal.terminate().await.expect("an end");
    let log = portal.output();
    for line in lines(&log) {
        assert_ne!(line["level"], "ERROR", "{line}");
    }
    assert!(!log.contains("panic"), "{log}");
}

/// Sends what the other side may not read to its end.
async fn sent(address: std::net::SocketAddr, request: &[u8]) -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let stream = tokio::net::TcpStream::connect(address).await;
    let (mut from, mut to) = stream.expect("a connection").into_split();
    let mut answer = Vec::new();
    let write = async {
        let _ = to.write_all(request).await;
    };
    let read = async {
        let _ = from.read_to_end(&mut answer).await;
    };
    let both = async { tokio::join!(write, read) };
    let ended = tokio::time::timeout(std::time::Duration::from_secs(30), both).await;
    ended.expect("an end");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_header_with_a_long_value_is_taken() {
    let upstream = Upstream::start(account());
    let portal = serving(&upstream, &[("server.head_size", "131072")]).await;
    let value = "x".repeat(100_000);
    let request = format!(
        "GET /Subscriptions HTTP/1.1\r\nHost: page.test\r\nConnection: close\r\ncookie: {value}\r\n\r\n"
    );
    let answer = exchange(loopback(portal.port()), request.as_bytes()).await;
    assert_eq!(status(&answer), 401, "{answer}");
}

#[tokio::test]
async fn requests_that_cannot_be_parsed_write_a_bounded_number_of_lines() {
    let upstream = Upstream::start(account());
    let mut portal = served(&upstream).await;
    for number in 0..300 {
        let request = format!("\0{number}\r\n\r\n");
        let answer = exchange(loopback(portal.port()), request.as_bytes()).await;
        assert_eq!(status(&answer), 400, "{answer}");
    }
    portal.terminate().await.expect("an end");
    let log = portal.output();
    let errors = lines(&log)
        .iter()
        .filter(|line| line["target"] == "actix_http::h1::dispatcher")
        .count();
    // The allowance of a minute, and what may have come back of it meanwhile.
    assert!((1..=60).contains(&errors), "{errors} lines: {log}");
}
