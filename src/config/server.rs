use std::net::SocketAddr;
#[cfg(feature = "cli")]
use std::net::{Ipv4Addr, Ipv6Addr};
#[cfg(feature = "cli")]
use std::path::Path;
use std::time::Duration;

#[cfg(feature = "cli")]
use crate::settings::Source;
use crate::settings::settings;
use crate::settings::values::{MINUTE, SECOND, between, number};
use crate::web::{BasePath, PublicUrl};

settings! {
    /// The addresses of the server and of the page, and the limits for its connections.
    pub struct ServerConfig in "server." {
        /// The address and port of the page. The server speaks HTTP; a reverse proxy in front of it speaks HTTPS.
        listen: SocketAddr = address, default("127.0.0.1:8080");

        /// The path of the page, as it arrives at this server; `/` for the root. Everything else lies below it.
        base_path: BasePath = BasePath::new, default("/Subscriptions");

        /// The address of the page in the visitor's browser. Needed when the proxy rewrites the path, and it lets the page
        /// recognise a home link that points back at itself.
        public_url: Option<PublicUrl> = PublicUrl::new, example("https://app.example.com/Subscriptions");

        /// Threads that serve requests. Left out: one per core.
        workers: Option<usize> = number(1..=1024), example("2");

        /// How long the page is still served after SIGTERM or SIGINT while /readyz answers 503, so that whatever sends the
        /// visitors here notices. A second signal ends the server at once.
        shutdown_delay: Duration = between(Duration::ZERO, 10 * MINUTE), default("5s");

        /// How long requests that are under way may take to end after that, when no new ones are taken.
        shutdown_timeout: Duration = between(Duration::ZERO, 10 * MINUTE), default("10s");

        /// How long a request's line and headers may take to arrive, on the operator's listener too. A connection that is
        /// slower is closed.
        head_timeout: Duration = between(LEAST, 10 * MINUTE), default("10s");

        /// How long the body of a request may take to arrive, counted from its headers on. What is slower gets status 408.
        body_timeout: Duration = between(LEAST, 10 * MINUTE), default("10s");

        /// How long a connection is kept open for another request. It must be longer than the proxy in front keeps one (nginx 60s,
        /// Traefik 90s, Caddy 2m), or the proxy now and then sends a request into a connection that is being closed.
        keep_alive: Duration = between(LEAST, 60 * MINUTE), default("3m");

        /// How long a client may take nothing of an answer that waits for it, on the operator's listener too. Its connection is
        /// closed then.
        answer_timeout: Duration = between(LEAST, 10 * MINUTE), default("30s");

        /// The largest request line with its headers, in bytes, on the operator's listener too. What is larger gets status 431.
        head_size: usize = number(8_192..=LARGEST_HEAD), default("65536");

        /// How many connections there are at a time; an open page that hears of events is one of them (webhooks.streams). When
        /// three quarters are in use, each answer ends its connection; when all are, new ones wait. The operator's listener has
        /// a quarter as many, for itself.
        connections: usize = number(16..=100_000), default("4096");

        /// How many connections one address may have at a time (of IPv6, one network of 64 bits); more are closed. Leave it out
        /// behind a proxy, which is one address for all visitors.
        connections_per_address: Option<usize> = number(1..=100_000), example("100");
    }
}

settings! {
    /// The listener for the operator: probes and metrics. It must not be reachable by visitors.
    pub struct OperationsConfig in "operations." {
        /// The address and port of /healthz, /readyz, /metrics and /warnings, and with rights.key of what servers and proxies ask.
        /// Keep it away from visitors.
        listen: SocketAddr = address, default("127.0.0.1:9090");
    }
}

/// The limits of the HTTP library itself are 128 KiB and 96 headers.
const LARGEST_HEAD: usize = 128 << 10;

/// The HTTP library's clock is half a second coarse. Without a limit, a few hundred slow clients would take all connections.
const LEAST: Duration = SECOND;

impl ServerConfig {
    /// The path of the page in the visitor's browser.
    pub fn public_path(&self) -> &BasePath {
        self.public_url.as_ref().map_or(&self.base_path, |url| &url.path)
    }

    /// How many threads serve requests.
    pub(crate) fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        self.workers.unwrap_or_else(cores)
    }
}

#[cfg(feature = "cli")]
impl OperationsConfig {
    /// The operator's listener as this machine reaches it, whatever is wrong with the other settings.
    ///
    /// # Errors
    /// A sentence, when it is no address.
    pub(crate) fn reached(file: Option<&Path>) -> Result<SocketAddr, String> {
        let key = &Self::listen;
        let said = Source::early(key, file).unwrap_or_else(|| key.default.to_owned());
        let wrong = |remedy| format!("{} ({}): {remedy}", key.env, key.name);
        let mut address = address(&said).map_err(wrong)?;
        if address.ip().is_unspecified() {
            address.set_ip(match address {
                SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
                SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
            });
        }
        Ok(address)
    }
}

fn address(text: &str) -> Result<SocketAddr, &'static str> {
    text.parse()
        .map_err(|_| "write an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080")
}
