//! A plain server of fixed pages: a backend behind nginx, a hosted page behind the TLS front.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;

use super::wait::loopback;

const CONVERSATION: Duration = Duration::from_secs(30);
const LONGEST_HEAD: usize = 64 * 1024;

/// One page: the header lines (each ending in `\r\n`) and the body.
#[derive(Clone, Default)]
pub(crate) struct Page {
    pub(crate) headers: String,
    pub(crate) body: String,
}

impl Page {
    /// An HTML page.
    pub(crate) fn html(body: &str) -> Self {
        let headers = "Content-Type: text/html; charset=utf-8\r\n".to_owned();
        Self {
            headers,
            body: body.to_owned(),
        }
    }

    /// The same page with one more header.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        let _ = write!(self.headers, "{name}: {value}\r\n");
        self
    }
}

/// The running server; it stops when dropped.
pub(crate) struct Pages {
    port: u16,
    requests: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Pages {
    /// Serves the pages by path (without the query); any other path answers 404.
    pub(crate) async fn start(pages: impl IntoIterator<Item = (&'static str, Page)>) -> Self {
        let pages: Arc<HashMap<_, _>> = Arc::new(pages.into_iter().collect());
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let listener = TcpListener::bind(loopback(0)).await.expect("a loopback port");
        let port = listener.local_addr().expect("its address").port();
        let seen = Arc::clone(&requests);
        let task = tokio::spawn(async move {
            let mut conversations = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                let (pages, seen) = (Arc::clone(&pages), Arc::clone(&seen));
                conversations.spawn(timeout(CONVERSATION, answer(stream, pages, seen)));
            }
        });
        Self { port, requests, task }
    }

    /// The port on the loopback address.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The head (request line and headers) of every request so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("the list of requests").clone()
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(
    mut stream: TcpStream,
    pages: Arc<HashMap<&'static str, Page>>,
    seen: Arc<Mutex<Vec<String>>>,
) {
    let Some(head) = head(&mut stream).await else {
        return;
    };
    let target = head.split(' ').nth(1).unwrap_or_default();
    let path = target.split('?').next().unwrap_or_default();
    let (status, page) = match pages.get(path) {
        Some(page) => ("200 OK", page.clone()),
        None => ("404 Not Found", Page::default()),
    };
    seen.lock().expect("the list of requests").push(head);
    let (headers, body) = (page.headers, page.body);
    let length = body.len();
    let answer =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    let _ = stream.write_all(answer.as_bytes()).await;
    let _ = stream.shutdown().await;
}

async fn head(stream: &mut TcpStream) -> Option<String> {
    let mut read = Vec::new();
    while read.len() < LONGEST_HEAD {
        if stream.read_buf(&mut read).await.ok()? == 0 {
            return None;
        }
        if let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") {
            return Some(String::from_utf8_lossy(&read[..end]).into_owned());
        }
    }
    None
}
