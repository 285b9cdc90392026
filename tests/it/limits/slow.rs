//! Clients that take their time.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::join_all;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{COMPLETE, HEAD, drip, listeners};
use crate::sign_in::Site;
use crate::support::raw;
use crate::support::served::Served;

/// Short limits, and a time after which none of them can still be running, on a machine that is busy.
const SHORT: [(&str, &str); 3] = [
    ("server.head_timeout", "1s"),
    ("server.body_timeout", "1s"),
    ("server.keep_alive", "1s"),
];
const ALL_OVER: Duration = Duration::from_secs(10);

#[tokio::test]
async fn a_head_that_takes_too_long_ends_the_connection_on_every_listener() {
    let site = Served::start(&SHORT);
    for address in listeners(&site) {
        let answer = drip(address, "", HEAD, ALL_OVER).await;
        assert_eq!(raw::status(&answer), 408, "the first one is told: {answer}");
    }
}

#[tokio::test]
async fn a_connection_that_brings_nothing_is_closed_without_a_word() {
    let site = Served::start(&SHORT);
    for address in listeners(&site) {
        assert_eq!(silence(address, "").await, "");
    }
}

#[tokio::test]
async fn a_second_head_that_takes_too_long_ends_the_connection_on_every_listener() {
    let site = Served::start(&SHORT);
    for address in listeners(&site) {
        for second in [HEAD, "", "\r\n", "G"] {
            let answer = drip(address, COMPLETE, second, ALL_OVER).await;
            assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{second:?}: {answer}");
        }
    }
}

#[tokio::test]
async fn a_second_head_has_no_more_time_on_connections_that_are_kept_for_long() {
    let site = Served::start(&[SHORT[0], SHORT[1], ("server.keep_alive", "5m")]);
    for address in listeners(&site) {
        drip(address, COMPLETE, HEAD, ALL_OVER).await;
    }
}

/// Waits for the end without a byte more.
async fn silence(address: SocketAddr, bytes: &str) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes.as_bytes()).await.expect("a request");
    let mut answer = Vec::new();
    let ended = timeout(ALL_OVER, stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "still open: {bytes:?}");
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_second_head_that_began_together_with_the_first_one_is_not_waited_for() {
    let site = Served::start(&SHORT);
    for address in listeners(&site) {
        for more in ["G", HEAD, COMPLETE] {
            silence(address, &format!("{COMPLETE}{more}")).await;
            silence(address, &format!("{COMPLETE}{COMPLETE}{more}")).await;
        }
    }
}

#[tokio::test]
async fn a_connection_that_is_used_in_time_is_kept() {
    let site = Served::start(&[SHORT[0], SHORT[1], ("server.keep_alive", "3s")]);
    let mut stream = TcpStream::connect(site.address()).await.expect("a connection");
    let mut buffer = [0; 16 << 10];
    // Longer in all than every limit.
    for _ in 0..12 {
        tokio::time::sleep(Duration::from_millis(500)).await;
        stream.write_all(COMPLETE.as_bytes()).await.expect("a request");
        let length = stream.read(&mut buffer).await.expect("an answer");
        assert!(buffer[..length].starts_with(b"HTTP/1.1 404"));
    }
}

/// The head of a POST whose body never comes to its end.
fn posting(path: &str, body: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: page.test\r\nContent-Type: application/x-www-form-urlencoded\r\n{body}"
    )
}

const BODIES: [&str; 3] = [
    "Content-Length: 30000\r\n\r\ntoken=",
    "Transfer-Encoding: chunked\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n6\r\ntoken=\r\n7000\r\n",
];

#[tokio::test]
async fn a_body_that_takes_too_long_is_refused_whatever_it_is_posted_to() {
    let site = Site::start(&SHORT);
    let address = site.served.address();
    let paths = ["handoff", "logout", "return", "csp-report", "nothing", ""];
    let cases = paths.iter().flat_map(|path| BODIES.map(|body| (*path, body)));
    join_all(cases.map(|(path, body)| async move {
        let request = posting(&format!("/Subscriptions/{path}"), body);
        let answer = drip(address, "", &request, ALL_OVER).await;
        assert_eq!(raw::status(&answer), 408, "{path}: {answer}");
        // On a connection that was used before, too.
        let answer = drip(address, COMPLETE, &request, ALL_OVER).await;
        assert!(answer.contains("HTTP/1.1 408"), "{path}: {answer}");
    }))
    .await;
}

#[tokio::test]
async fn a_body_of_which_nothing_more_comes_is_refused_and_not_waited_for() {
    let site = Site::start(&SHORT);
    let address = site.served.address();
    for body in BODIES {
        let answer = silence(address, &posting("/Subscriptions/handoff", body)).await;
        assert_eq!(raw::status(&answer), 408, "{answer}");
        assert!(
            answer.contains("content-security-policy: default-src 'none'"),
            "{answer}"
        );
    }
}

#[tokio::test]
async fn a_body_that_nobody_reads_does_not_keep_the_connection() {
    let site = Served::start(&SHORT);
    for address in listeners(&site) {
        let methods = ["GET", "PUT", "OPTIONS"];
        let cases = methods
            .iter()
            .flat_map(|method| BODIES.map(|body| (*method, body)));
        join_all(cases.map(|(method, body)| async move {
            let request = posting("/healthz", body).replacen("POST", method, 1);
            let answer = drip(address, "", &request, ALL_OVER).await;
            assert!(matches!(raw::status(&answer), 200 | 404 | 405), "{answer}");
            silence(address, &request).await;
        }))
        .await;
    }
}

#[tokio::test]
async fn a_body_in_pieces_that_is_there_in_time_is_taken() {
    let site = Site::start(&[("server.body_timeout", "20s")]);
    let token = site.token("alice");
    let body = format!("token={token}");
    let head = posting(
        "/Subscriptions/handoff",
        &format!(
            "Origin: https://app.acme.example\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            body.len()
        ),
    );
    let mut stream = TcpStream::connect(site.served.address())
        .await
        .expect("a connection");
    for piece in [head.as_bytes(), &body.as_bytes()[..9], &body.as_bytes()[9..]] {
        stream.write_all(piece).await.expect("a piece");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert_eq!(raw::status(&answer), 303, "{answer}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_whatever_it_is_posted_to() {
    let site = Site::start(&[]);
    for path in ["handoff", "logout", "return", "csp-report", "nothing"] {
        let url = site.served.url(&format!("/Subscriptions/{path}"));
        for length in [33_000, 61_000, 70_000, 125_000] {
            let answer = crate::support::http::post(&url, &[], "x".repeat(length)).await;
            assert_eq!(answer.status, 413, "{path}, {length} bytes");
        }
    }
}

#[tokio::test]
async fn a_client_that_goes_on_sending_a_body_that_is_too_large_gets_its_answer() {
    let site = Site::start(&[]);
    let head = posting("/Subscriptions/return", "Content-Length: 400000\r\n\r\n");
    let mut stream = TcpStream::connect(site.served.address())
        .await
        .expect("a connection");
    stream.write_all(head.as_bytes()).await.expect("the head");
    let piece = "x".repeat(40_000);
    for _ in 0..10 {
        // The other side may have had enough.
        let _ = stream.write_all(piece.as_bytes()).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    let answer = String::from_utf8_lossy(&answer);
    assert_eq!(raw::status(&answer), 413, "{answer}");
}
