//! Clients that take their answers slowly, or not at all.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::OwnedReadHalf;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use super::listeners;
use crate::support::served::Served;

/// So many answers of the paths below fill every buffer between the two sides.
const REQUESTS: usize = 150;
const PATHS: [&str; 2] = ["/Subscriptions/embed.js", "/metrics"];
const PATIENCE: Duration = Duration::from_mins(1);

/// Sends many requests at once, with little room for answers on this side. The connection is closed after the last answer.
async fn asking_a_lot(address: SocketAddr, path: &str) -> OwnedReadHalf {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.set_recv_buffer_size(4_096).expect("a small buffer");
    let stream: TcpStream = socket.connect(address).await.expect("a connection");
    let (from, mut to) = stream.into_split();
    let request = format!("GET {path} HTTP/1.1\r\nHost: page.test\r\n\r\n");
    tokio::spawn(async move {
        // The other side may have had enough.
        let _ = to.write_all(request.repeat(REQUESTS).as_bytes()).await;
        let last = request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        let _ = to.write_all(last.as_bytes()).await;
        sleep(PATIENCE).await;
    });
    from
}

/// Reads to the end with a pause between two pieces; the number of answers.
async fn answers(mut from: OwnedReadHalf, pause: Duration) -> usize {
    let mut all = Vec::new();
    let mut piece = vec![0; 64 << 10];
    let reading = async {
        while let Ok(length @ 1..) = from.read(&mut piece).await {
            all.extend_from_slice(&piece[..length]);
            sleep(pause).await;
        }
    };
    timeout(PATIENCE, reading)
        .await
        .expect("the end of the connection");
    String::from_utf8_lossy(&all).matches("HTTP/1.1 200").count()
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answers_loses_the_connection_on_every_listener() {
    let site = Served::start(&[("server.answer_timeout", "1s"), ("server.keep_alive", "5m")]);
    for (address, path) in listeners(&site).into_iter().zip(PATHS) {
        let from = asking_a_lot(address, path).await;
        sleep(Duration::from_secs(5)).await;
        let answers = answers(from, Duration::ZERO).await;
        assert!(answers < REQUESTS, "{path}: {answers} answers");
    }
}

#[tokio::test]
async fn a_client_that_takes_its_answers_slowly_gets_all_of_them() {
    let site = Served::start(&[("server.answer_timeout", "3s")]);
    let from = asking_a_lot(site.address(), PATHS[0]).await;
    // Longer in all than the limit.
    let answers = answers(from, Duration::from_millis(20)).await;
    assert_eq!(answers, REQUESTS + 1);
}
