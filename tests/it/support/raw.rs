//! Bytes on a socket: requests that no client would send, and a server that answers with whatever it is told.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::wait::loopback;

const PATIENCE: Duration = Duration::from_secs(30);

/// A GET with those raw header lines, complete: `Host` and `Connection: close` are there.
pub(crate) fn get(path: &str, lines: &[&[u8]]) -> Vec<u8> {
    let mut request = format!("GET {path} HTTP/1.1\r\nHost: page.test\r\nConnection: close\r\n").into_bytes();
    for line in lines {
        request.extend_from_slice(line);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    request
}

/// Sends the bytes and reads until the other side closes.
///
/// # Panics
///
/// When it cannot connect, or the answer does not end.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(request).await.expect("a request");
    let mut answer = Vec::new();
    let read = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    let _ = read.expect("an answer that ends");
    String::from_utf8_lossy(&answer).into_owned()
}

/// The status of an answer.
pub(crate) fn status(answer: &str) -> u16 {
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok());
    status.unwrap_or_else(|| panic!("no status in {answer:?}"))
}

/// A server of bytes. Each connection gets the next script (the last one again and again) once a request has arrived.
pub(crate) struct Scripted {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What a connection gets.
#[derive(Clone)]
pub(crate) enum Script {
    /// These bytes, and then the end.
    Say(String),
    /// These bytes, and then nothing for as long as the client waits.
    SayAndHold(String),
}

impl Scripted {
    pub(crate) async fn start(scripts: Vec<Script>) -> Self {
        let listener = TcpListener::bind(loopback(0)).await.expect("a loopback port");
        let address = listener.local_addr().expect("its address");
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        let task = tokio::spawn(async move {
            let mut connections = 0;
            while let Ok((stream, _)) = listener.accept().await {
                let script = scripts[connections.min(scripts.len() - 1)].clone();
                connections += 1;
                tokio::spawn(serve(stream, script, Arc::clone(&seen)));
            }
        });
        Self { address, heads, task }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The heads of the requests so far.
    pub(crate) fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn serve(mut stream: TcpStream, script: Script, heads: Arc<Mutex<Vec<String>>>) {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(length @ 1..) => request.extend_from_slice(&buffer[..length]),
            _ => return,
        }
    }
    let head = String::from_utf8_lossy(&request).into_owned();
    heads.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    let (Script::Say(text) | Script::SayAndHold(text)) = &script;
    let _ = stream.write_all(text.as_bytes()).await;
    if matches!(script, Script::Say(_)) {
        let _ = stream.shutdown().await;
    }
    // Until the client has gone: bytes left unread would turn the end into a reset.
    while matches!(stream.read(&mut buffer).await, Ok(1..)) {}
}
