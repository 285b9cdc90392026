//! Connections that a proxy keeps.

use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;

use proabono_portal::config::keys;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::shutdown::running;
use crate::support::http::post;
use crate::support::nginx::Nginx;
use crate::support::served::USER;
use crate::support::wait::loopback;

/// Longer than many servers keep a connection by default, and shorter than any proxy does.
const IDLE: Duration = Duration::from_millis(6_500);

#[tokio::test]
async fn a_connection_that_was_idle_for_longer_than_five_seconds_is_used_again() {
    let running = running(&[]).await;
    let operations = running.operations.strip_prefix("http://").expect("an address");
    for (address, path) in [
        (loopback(running.portal.port()), "/Subscriptions"),
        (operations.parse().expect("an address"), "/readyz"),
    ] {
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        let request = format!("GET {path} HTTP/1.1\r\nHost: page.test\r\n{USER}: alice\r\n\r\n");
        for _ in 0..2 {
            stream.write_all(request.as_bytes()).await.expect("a request");
            let answer = available(&mut stream).await;
            assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer:?}");
            sleep(IDLE).await;
        }
    }
}

/// The bytes that arrive until there is a pause.
async fn available(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    let mut patience = Duration::from_secs(20);
    while let Ok(Ok(length @ 1..)) = timeout(patience, stream.read(&mut buffer)).await {
        answer.extend_from_slice(&buffer[..length]);
        patience = Duration::from_millis(500);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_connection_that_nginx_keeps_outlives_a_pause() {
    let running = running(&[]).await;
    let portal = loopback(running.portal.port());
    let nginx = Nginx::serving(|port| {
        format!(
            "upstream portal {{ server {portal}; keepalive 4; }}\n\
             server {{ listen 127.0.0.1:{port}; location / {{ proxy_http_version 1.1; proxy_set_header Connection \"\";\n\
             proxy_pass http://portal; }} }}\n"
        )
    })
    .await;
    let url = nginx.url("/Subscriptions/csp-report");
    post(&url, &[], "{}").await.assert_status(204);
    let before = connections(portal.port());
    assert_eq!(before.len(), 1, "nginx keeps one");
    sleep(IDLE).await;
    assert_eq!(connections(portal.port()), before, "{}", nginx.errors());
    post(&url, &[], "{}").await.assert_status(204);
    assert_eq!(connections(portal.port()), before, "{}", nginx.errors());
}

/// The ports of the clients that are connected to a loopback port. Source of the format: proc(5), /proc/net/tcp.
fn connections(port: u16) -> BTreeSet<String> {
    let table = fs::read_to_string("/proc/net/tcp").expect("the connections");
    let there = format!("0100007F:{port:04X}");
    let rows = table
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    // The columns are the number, the local and the other address, and the state, of which 01 is an open connection.
    let open = rows.filter(|row| row.get(2) == Some(&there.as_str()) && row.get(3) == Some(&"01"));
    open.map(|row| row[1].to_owned()).collect()
}

/// A duration as nginx, Caddy and Traefik write it.
fn seconds(text: &str) -> u64 {
    let text = text.trim_matches(['"', ';']);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[digits.len()..] {
        "m" => 60,
        "s" | "" => 1,
        other => panic!("{other:?} is no unit"),
    };
    digits.parse::<u64>().expect("a number") * unit
}

#[test]
fn connections_are_kept_for_longer_than_by_the_proxies_of_the_examples() {
    let keep_alive = keys().find(|key| key.name == "server.keep_alive");
    let ours = seconds(keep_alive.expect("the setting").default);
    let mut found = 0;
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).expect("the examples") {
        let path = file.expect("a file").path();
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let file = path.display();
        // Each part that keeps connections must say for how long.
        let keeps = text.matches("keepalive 16;").count() + text.matches("transport http").count();
        let figures: Vec<_> = text.lines().filter_map(figure).collect();
        assert!(figures.len() >= keeps, "{file} leaves it to the proxy");
        for theirs in figures {
            assert!(theirs < ours, "{file}: {theirs} s, and the portal {ours} s");
            found += 1;
        }
    }
    assert!(found >= 5, "{found} figures");
}

/// How long a proxy keeps a connection, by that line of its configuration.
fn figure(line: &str) -> Option<u64> {
    let line = line.trim();
    let behind = ["keepalive_timeout ", "keepalive ", "idleConnTimeout: "]
        .into_iter()
        .find_map(|name| line.strip_prefix(name))?;
    // The directive `keepalive` of nginx is a number of connections.
    (!behind.ends_with("16;")).then(|| seconds(behind))
}
