//! The page as `serve` builds it, in this process, in front of an emulator.

use std::net::SocketAddr;

use proabono_portal::Config;
use proabono_portal::config::{Source, keys};
use proabono_portal::emulator::Options;
use proabono_portal::server::{StartError, Stop, build};
use reqwest::{Client, Method};
use tokio::task::JoinHandle;

use super::http::{Answer, client, send};
use super::upstream::{Upstream, account};

/// The header in which the proxy names the user, in all these tests.
pub(crate) const USER: &str = "x-remote-user";

/// What every site is configured with, as pairs of key and value; a later pair wins.
pub(crate) fn settings(api: &str) -> Vec<(&'static str, String)> {
    let pairs = [
        ("server.listen", "127.0.0.1:0"),
        ("server.workers", "1"),
        ("server.shutdown_delay", "0s"),
        ("server.shutdown_timeout", "1s"),
        ("operations.listen", "127.0.0.1:0"),
        ("proabono.api_base", api),
        ("proabono.business_id", "1"),
        ("proabono.segment_ref", "acme-eur"),
        ("proabono.agent_key", "agent-demo"),
        ("proabono.api_key", "api-demo"),
        ("identity.proxy.header", USER),
        ("identity.proxy.name_header", "x-remote-name"),
        ("identity.proxy.email_header", "x-remote-email"),
        ("identity.proxy.language_header", "x-remote-language"),
        ("identity.proxy.from", "127.0.0.0/8"),
    ];
    pairs.map(|(key, value)| (key, value.to_owned())).into()
}

/// The same as environment variables, for the real binary.
pub(crate) fn variables(api: &str, more: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let mut pairs = settings(api);
    pairs.retain(|(key, _)| *key != "server.listen");
    for (key, value) in more {
        let key = keys().find(|known| known.name == *key).expect("a key").name;
        pairs.push((key, (*value).to_owned()));
    }
    let variable = |name: &str| keys().find(|key| key.name == name).expect("a key").env;
    let named = pairs.into_iter().map(|(key, value)| (variable(key), value));
    named.collect()
}

/// Pairs as the starter of the binary takes them.
pub(crate) fn borrowed<'a>(pairs: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    pairs
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect()
}

/// A configuration of those settings and more.
///
/// # Panics
///
/// With the report, when it is not complete.
pub(crate) fn config(api: &str, more: &[(&str, &str)]) -> Config {
    let mut source = Source::new(keys());
    for (key, value) in settings(api) {
        source = source.with(key, value);
    }
    for (key, value) in more {
        source = source.with(key, *value);
    }
    Config::from_source(source).unwrap_or_else(|report| panic!("{report}"))
}

/// A configuration of a page without a proxy in front: users sign in by what `more` says.
///
/// # Panics
///
/// With the report, when it is not complete.
pub(crate) fn config_without_proxy(api: &str, more: &[(&str, &str)]) -> Config {
    let usual = settings(api).into_iter();
    let mut source = Source::new(keys());
    for (key, value) in usual.filter(|(key, _)| !key.starts_with("identity.proxy.")) {
        source = source.with(key, value);
    }
    for (key, value) in more {
        source = source.with(key, *value);
    }
    Config::from_source(source).unwrap_or_else(|report| panic!("{report}"))
}

/// A page that serves; it stops when dropped.
pub(crate) struct Served {
    pub(crate) upstream: Upstream,
    pub(crate) client: Client,
    address: SocketAddr,
    operations: SocketAddr,
    stop: Stop,
    running: JoinHandle<Result<(), StartError>>,
}

impl Drop for Served {
    fn drop(&mut self) {
        // A server that is dropped closes its listeners and ends its threads.
        self.running.abort();
    }
}

impl Served {
    /// In front of the sample account, with those settings beside the usual ones.
    pub(crate) fn start(more: &[(&str, &str)]) -> Self {
        Self::of(account(), more)
    }

    /// In front of an account of its own.
    pub(crate) fn of(options: Options, more: &[(&str, &str)]) -> Self {
        Self::before(Upstream::start(options), more)
    }

    /// In front of an emulator that runs.
    pub(crate) fn before(upstream: Upstream, more: &[(&str, &str)]) -> Self {
        let config = config(upstream.origin(), more);
        Self::with(upstream, &config)
    }

    /// In front of an emulator that runs, by that configuration.
    pub(crate) fn with(upstream: Upstream, config: &Config) -> Self {
        let server = build(config).expect("a server");
        Self {
            client: client(),
            address: server.address(),
            operations: server.operations_address(),
            stop: server.stop_handle(),
            running: tokio::spawn(server.run()),
            upstream,
        }
    }

    /// Ends it, and waits until its ports are free.
    pub(crate) async fn stop(mut self) {
        self.stop.gracefully().await;
        let ended = (&mut self.running).await.expect("a server that ends by itself");
        ended.expect("an end");
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn operations_url(&self, path: &str) -> String {
        format!("http://{}{path}", self.operations)
    }

    /// A request with those headers.
    pub(crate) async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        let plain = self.client.request(method, self.url(path));
        send(
            headers
                .iter()
                .fold(plain, |request, (name, value)| request.header(*name, *value)),
        )
        .await
    }

    /// The page, as that user.
    pub(crate) async fn visit(&self, user: &str) -> Answer {
        self.visit_with(user, "/Subscriptions", &[]).await
    }

    /// A path, as that user and with further headers.
    pub(crate) async fn visit_with(&self, user: &str, path: &str, more: &[(&str, &str)]) -> Answer {
        let mut headers = vec![(USER, user)];
        headers.extend(more);
        self.ask(Method::GET, path, &headers).await
    }

    /// One value of the metrics; 0 while its series does not exist.
    pub(crate) async fn metric(&self, series: &str) -> u64 {
        let answer = send(self.client.get(self.operations_url("/metrics"))).await;
        value_of(&answer.body, series)
    }
}

/// The value of a series, such as `portal_csp_reports_total`, in the text of the metrics.
pub(crate) fn value_of(metrics: &str, series: &str) -> u64 {
    let value = metrics
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '));
    value.map_or(0, |value| value.parse().expect("a whole number"))
}

/// The `src` of the one frame of a page, attribute escapes undone.
pub(crate) fn framed(page: &Answer) -> String {
    assert_eq!(page.body.matches("<iframe").count(), 1, "{page:#?}");
    let (_, rest) = page
        .body
        .split_once("<iframe src=\"")
        .expect("a frame with a source");
    let (src, _) = rest.split_once('"').expect("the end of the source");
    unescaped(src)
}

fn unescaped(text: &str) -> String {
    let named = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    named.iter().fold(text.to_owned(), |text, (escape, plain)| {
        text.replace(escape, plain)
    })
}
