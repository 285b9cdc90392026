//! What one client can take from the others: time, connections, lines of the log, calls to ProAbono.

mod answers;
mod asking;
mod connections;
mod crowd;
mod heads;
mod log;
mod slow;

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::support::served::Served;

/// A complete request on a connection that is kept.
const COMPLETE: &str = "GET /healthz HTTP/1.1\r\nHost: page.test\r\n\r\n";
/// The beginning of a head.
const HEAD: &str = "GET /healthz HTTP/1.1\r\nHost: page.test\r\nx-long: ";

/// The addresses of the page and of the operator.
fn listeners(site: &Served) -> [SocketAddr; 2] {
    let operations = site.operations_url("");
    let operations = operations.strip_prefix("http://").expect("an address");
    [site.address(), operations.parse().expect("an address")]
}

/// Sends a beginning, waits for an answer where one is due, and then sends one byte after the other until the other side
/// closes. Everything that came back.
///
/// # Panics
///
/// When the connection is still open after `patience`.
async fn drip(address: SocketAddr, first: &str, rest: &str, patience: Duration) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let mut answer = Vec::new();
    if !first.is_empty() {
        stream.write_all(first.as_bytes()).await.expect("a request");
        let read = stream.read_buf(&mut answer);
        timeout(Duration::from_secs(20), read)
            .await
            .expect("an answer")
            .expect("an answer");
    }
    let _ = stream.write_all(rest.as_bytes()).await;
    let (mut from, mut to) = stream.into_split();
    let feeding = tokio::spawn(async move {
        while to.write_all(b"0").await.is_ok() {
            sleep(Duration::from_millis(50)).await;
        }
    });
    let ended = timeout(patience, from.read_to_end(&mut answer)).await;
    feeding.abort();
    assert!(ended.is_ok(), "still open after {patience:?}: {first:?} {rest:?}");
    String::from_utf8_lossy(&answer).into_owned()
}
