//! Several requests over one connection, written and read by hand: a client of a library would choose the connection.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(30);

/// A connection that is kept for as long as the other side keeps it.
pub(crate) struct Conversation {
    address: SocketAddr,
    stream: Option<TcpStream>,
    /// How many connections it took so far.
    pub(crate) connections: usize,
}

impl Conversation {
    pub(crate) fn with(address: SocketAddr) -> Self {
        Self {
            address,
            stream: None,
            connections: 0,
        }
    }

    /// GET with those header lines; the whole answer, head and body.
    ///
    /// # Panics
    ///
    /// When there is no answer, or one whose length is not said.
    pub(crate) async fn get(&mut self, path: &str, lines: &[String]) -> String {
        let first = [format!("GET {path} HTTP/1.1"), "Host: page.test".to_owned()];
        let end = [String::new(), String::new()];
        let request = [&first[..], lines, &end[..]].concat().join("\r\n");
        let mut stream = if let Some(kept) = self.stream.take() {
            kept
        } else {
            self.connections += 1;
            TcpStream::connect(self.address).await.expect("a connection")
        };
        stream.write_all(request.as_bytes()).await.expect("a request");
        let answer = timeout(PATIENCE, answer(&mut stream)).await;
        let answer = answer.expect("an answer in time");
        let head = answer.split("\r\n\r\n").next().unwrap_or_default();
        if !head.to_ascii_lowercase().contains("\r\nconnection: close") {
            self.stream = Some(stream);
        }
        answer
    }
}

async fn answer(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    loop {
        let end = read.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = end {
            let head = String::from_utf8_lossy(&read[..end]).to_ascii_lowercase();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            let length = length.unwrap_or_else(|| panic!("no length in {head}"));
            if read.len() >= end + 4 + length {
                assert_eq!(read.len(), end + 4 + length, "more than one answer came");
                return String::from_utf8_lossy(&read).into_owned();
            }
        }
        let more = stream.read_buf(&mut read).await.expect("an answer");
        assert!(
            more > 0,
            "the answer breaks off: {}",
            String::from_utf8_lossy(&read)
        );
    }
}
