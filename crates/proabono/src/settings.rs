use std::time::Duration;

use thiserror::Error;
use url::{Host, Url};

use super::{Credentials, ExtraHeaders, Observer, RetryPolicy};

/// How to reach one account.
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    /// The origin of the API, e.g. `https://api-1.proabono.com`. Credentials go nowhere else.
    pub base: Url,
    /// The keys of the account.
    pub credentials: Credentials,
    /// How long a connection may take to open.
    pub connect_timeout: Duration,
    /// The budget of one call: all attempts and the pauses between them.
    pub timeout: Duration,
    /// When a safe call is tried again.
    pub retry: RetryPolicy,
    /// The largest answer that is read, in bytes.
    pub max_body: usize,
    /// An HTTP proxy for outgoing calls. The environment's proxy variables are not read.
    pub http_proxy: Option<Url>,
    /// How the program names itself to ProAbono, in the header `User-Agent`.
    pub user_agent: String,
    /// Told of every call, for metrics.
    pub observer: Option<Observer>,
    /// Headers of every attempt besides its own.
    pub headers: Option<ExtraHeaders>,
}

impl Settings {
    /// Settings with the defaults: 2 s to connect, 8 s in all, 3 attempts, answers of at most 4 MiB.
    pub fn new(base: Url, credentials: Credentials) -> Self {
        Self {
            base,
            credentials,
            connect_timeout: Duration::from_secs(2),
            timeout: Duration::from_secs(8),
            retry: RetryPolicy::default(),
            max_body: 4 << 20,
            http_proxy: None,
            user_agent: concat!("proabono-rust/", env!("CARGO_PKG_VERSION")).to_owned(),
            observer: None,
            headers: None,
        }
    }
}

/// Why an address cannot be the origin of the API.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidBase {
    /// It would send credentials in clear text.
    #[error("it must start with https:// (http:// is taken only for a loopback address)")]
    NotHttps,
    /// It has a user name, a path, a query or a fragment.
    #[error("it must be an origin only, such as https://api-1.proabono.com")]
    NotAnOrigin,
}

impl Settings {
    /// Checks that credentials may be sent to `base`: https, or http on a loopback address, and nothing but an origin.
    ///
    /// # Errors
    /// [`InvalidBase`] says which of the two it is not.
    pub fn check_base(base: &Url) -> Result<(), InvalidBase> {
        if base.scheme() != "https" && !(base.scheme() == "http" && is_here(base)) {
            return Err(InvalidBase::NotHttps);
        }
        let origin_only = base.username().is_empty()
            && base.password().is_none()
            && base.path() == "/"
            && base.query().is_none()
            && base.fragment().is_none();
        if origin_only {
            Ok(())
        } else {
            Err(InvalidBase::NotAnOrigin)
        }
    }
}

fn is_here(base: &Url) -> bool {
    is_loopback(base) || below_localhost(base).is_some()
}

/// Tells whether a URL leads to this machine, so that nobody else reads what is sent there in clear text.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// A name below `localhost`, such as `beta-eur.localhost`. It is this machine (RFC 6761), but few resolvers know that: a
/// client that sends there must give the address itself.
pub(crate) fn below_localhost(url: &Url) -> Option<&str> {
    url.domain().filter(|name| name.ends_with(".localhost"))
}
