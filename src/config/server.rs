use std::net::SocketAddr;
use std::time::Duration;

use crate::web::{BasePath, PublicUrl};

use super::key::Key;
use super::source::Source;
use super::values::duration;

/// Where the server listens and where the page is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServerConfig {
    /// The address of the listener.
    pub listen: SocketAddr,
    /// The path of the page on this server.
    pub base_path: BasePath,
    /// The address of the page as visitors see it, when it is known.
    pub public_url: Option<PublicUrl>,
    /// Threads that serve requests.
    pub workers: usize,
    /// How long open requests may take to end at shutdown.
    pub shutdown_timeout: Duration,
    /// How long the head of a request may take to arrive.
    pub head_timeout: Duration,
    /// How long the body of a request may take to arrive.
    pub body_timeout: Duration,
    /// How long a connection is kept for another request.
    pub keep_alive: Duration,
}

impl ServerConfig {
    /// The path of the page in the visitor's browser.
    pub fn public_path(&self) -> &BasePath {
        self.public_url.as_ref().map_or(&self.base_path, |url| &url.path)
    }
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "server.listen",
        "PORTAL_SERVER__LISTEN",
        "The address and port of the page. The server speaks HTTP; a reverse proxy in front of it speaks HTTPS.",
    )
    .default("127.0.0.1:8080"),
    Key::new(
        "server.base_path",
        "PORTAL_SERVER__BASE_PATH",
        "The path of the page, as it arrives at this server; `/` for the root. Everything else lies below it.",
    )
    .default("/Subscriptions"),
    Key::new(
        "server.public_url",
        "PORTAL_SERVER__PUBLIC_URL",
        "The address of the page in the visitor's browser. Needed when the proxy rewrites the path, and it lets the \
         page recognise a home link that points back at itself.",
    )
    .example("https://app.example.com/Subscriptions"),
    Key::new(
        "server.workers",
        "PORTAL_SERVER__WORKERS",
        "Threads that serve requests. Left out: one per core.",
    )
    .example("2"),
    Key::new(
        "server.shutdown_timeout",
        "PORTAL_SERVER__SHUTDOWN_TIMEOUT",
        "How long requests that are under way may take to end after SIGTERM.",
    )
    .default("10s"),
    Key::new(
        "server.head_timeout",
        "PORTAL_SERVER__HEAD_TIMEOUT",
        "How long a request's line and headers may take to arrive, on the operator's listener too. A connection that is \
         slower is closed.",
    )
    .default("10s"),
    Key::new(
        "server.body_timeout",
        "PORTAL_SERVER__BODY_TIMEOUT",
        "How long the body of a request may take to arrive, counted from its headers on. What is slower gets status 408.",
    )
    .default("10s"),
    Key::new(
        "server.keep_alive",
        "PORTAL_SERVER__KEEP_ALIVE",
        "How long a connection is kept open for another request.",
    )
    .default("5s"),
];

pub(super) fn read(source: &mut Source) -> Option<ServerConfig> {
    let [
        listen,
        base_path,
        public_url,
        workers,
        shutdown_timeout,
        head_timeout,
        body_timeout,
        keep_alive,
    ] = KEYS
    else {
        return None;
    };
    let listen = source.parse(listen, address);
    let base_path = source.parse(base_path, BasePath::new);
    let public_url = source.parse(public_url, PublicUrl::new);
    let workers = source.parse(workers, |text| match text.parse() {
        Ok(number @ 1..=1024) => Ok(number),
        _ => Err("write a number from 1 to 1024".to_owned()),
    });
    let bounds = duration(Duration::ZERO, Duration::from_mins(10));
    let shutdown_timeout = source.parse(shutdown_timeout, bounds);
    // The HTTP library's clock is half a second coarse. Without a limit, a few hundred slow clients would take all
    // connections.
    let mut patience = |key| source.parse(key, duration(Duration::from_secs(1), Duration::from_mins(10)));
    let (head_timeout, body_timeout, keep_alive) = (
        patience(head_timeout),
        patience(body_timeout),
        patience(keep_alive),
    );
    Some(ServerConfig {
        listen: listen?,
        base_path: base_path?,
        public_url,
        workers: workers.unwrap_or_else(cores),
        shutdown_timeout: shutdown_timeout?,
        head_timeout: head_timeout?,
        body_timeout: body_timeout?,
        keep_alive: keep_alive?,
    })
}

pub(super) fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse()
        .map_err(|_| "write an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned())
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}
