//! The ProAbono account: its settings, and those of the clients that call it.

mod backoffice;

use std::fmt;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::crylk::{DOMAIN, below_domain};
use crate::proabono::{Credentials, Error, SegmentReference, Settings};
use crate::settings::values::{MINUTE, api_origin, between, header_key};
use crate::settings::{Source, settings};

pub use backoffice::BackofficeConfig;

settings! {
    /// The ProAbono account, by the names that ProAbono's own tools use.
    pub struct Account in "proabono." {
        /// The address of the Live API: back office, Integration, API. https, or http on a loopback address only.
        api_base: Url = api_origin,
            variable("PROABONO_API_BASE"), example("https://api-1.proabono.com");

        /// The number of the business: back office, Integration.
        business_id: u64 = |text| text.parse().map_err(|_| "it must be the number that the back office shows"),
            variable("PROABONO_BUSINESS_ID"), example("1");

        /// The reference of the segment that the customers of this page are in. ProAbono would take its default segment
        /// without a word, so it must be said.
        segment_ref: SegmentReference = |text| SegmentReference::new(text),
            variable("PROABONO_SEGMENT_REF"), example("seg-eur");

        /// The agent key: back office, Integration, API.
        agent_key: SecretString = header_key,
            variable("PROABONO_AGENT_KEY"), example("the-agent-key"), secret();

        /// The API key: back office, Integration, API.
        api_key: SecretString = header_key,
            variable("PROABONO_API_KEY"), example("the-api-key"), secret();

        /// The secret of the security hash: back office, Integration, Installation, In-Site. Without it the widget gets no
        /// hash, which ProAbono accepts in a sandbox only.
        portal_secret: Option<SecretString> = hash_secret,
            variable("PROABONO_PORTAL_SECRET"), example("the-portal-secret"), secret();

        /// How long one call to ProAbono may take, retries included. Most visits make one call at most; the first one of a
        /// new customer makes up to three.
        timeout: Duration = between(Duration::from_millis(100), MINUTE), default("8s");

        /// How long a connection to ProAbono may take to open.
        connect_timeout: Duration = between(Duration::from_millis(50), MINUTE), default("2s");

        /// An HTTP proxy for calls to ProAbono; its address may carry a password. HTTP_PROXY and its like are not read.
        http_proxy: Option<HttpProxy> = HttpProxy::new,
            example("http://proxy.internal.example:3128"), with_secret();
    }
    parts {
        /// The Backoffice API.
        backoffice: BackofficeConfig,
    }
    checks {
        address_and_number_agree(api_base, business_id),
    }
}

impl Account {
    /// The setting to look at for an error of ProAbono's API. Only this program knows its name.
    pub(crate) fn remedy(error: &Error) -> Option<String> {
        let setting = Self::http_proxy.env;
        error
            .proxy()
            .map(|_| format!("check {setting}, or the proxy there"))
    }

    /// The settings of a client of this account.
    pub fn client_settings(&self) -> Settings {
        let credentials = credentials(&self.agent_key, &self.api_key);
        let mut settings = Settings::new(self.api_base.clone(), credentials);
        settings.timeout = self.timeout;
        settings.connect_timeout = self.connect_timeout;
        settings.http_proxy = self.http_proxy.clone().map(|proxy| proxy.0);
        settings.user_agent = String::from(concat!("proabono-portal/", env!("CARGO_PKG_VERSION")));
        settings
    }

    /// The address of the Backoffice API: the one that is set, ProAbono's beside ProAbono's Live API, or that of another
    /// service in its place.
    fn backoffice_base(&self) -> Url {
        let live = &self.api_base;
        let beside = || Url::parse(BACKOFFICE).ok().filter(|_| is_proabonos(live));
        self.backoffice
            .base
            .clone()
            .or_else(beside)
            .unwrap_or_else(|| live.clone())
    }

    /// The settings of a client of the Backoffice API, with the keys of the Live API where no others are set.
    pub fn backoffice_settings(&self) -> Settings {
        let own = &self.backoffice;
        let mut settings = self.client_settings();
        settings.base = self.backoffice_base();
        settings.credentials = credentials(
            own.agent_key.as_ref().unwrap_or(&self.agent_key),
            own.api_key.as_ref().unwrap_or(&self.api_key),
        );
        settings
    }
}

/// ProAbono's own Backoffice API.
pub(crate) const BACKOFFICE: &str = "https://via.proabono.com";

/// Tells whether an address is one of ProAbono's.
pub(crate) fn is_proabonos(url: &Url) -> bool {
    url.host_str().is_some_and(below_domain)
}

fn credentials(agent_key: &SecretString, api_key: &SecretString) -> Credentials {
    Credentials::new(agent_key.expose_secret(), api_key.expose_secret())
}

/// The address of an HTTP proxy. It may carry a password, so `Debug` shows its host alone.
#[derive(Clone)]
pub struct HttpProxy(Url);

impl HttpProxy {
    fn new(text: &str) -> Result<Self, &'static str> {
        const WHAT: &str =
            "it is not an address of a proxy; write one such as http://proxy.internal.example:3128";
        // `proxy:3128` is an address too, with a scheme called `proxy`.
        let url = Url::parse(text).map_err(|_| WHAT)?;
        if matches!(url.scheme(), "http" | "https") && url.has_host() {
            Ok(Self(url))
        } else {
            Err(WHAT)
        }
    }
}

impl fmt::Debug for HttpProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.host_str().fmt(f)
    }
}

/// Anybody could compute a hash under an empty secret.
fn hash_secret(text: &str) -> Result<SecretString, &'static str> {
    if text.is_empty() {
        return Err("it is empty; copy it again, or leave it out");
    }
    Ok(SecretString::from(text))
}

/// The address names another business after half a change from the sandbox to production.
fn address_and_number_agree(source: &mut Source, base: Option<&Url>, business: Option<&u64>) {
    let (Some(host), Some(business)) = (base.and_then(Url::host_str), business) else {
        return;
    };
    let named = host
        .strip_prefix("api-")
        .and_then(|rest| rest.strip_suffix(DOMAIN)?.strip_suffix('.'));
    if named.is_some_and(|named| named != business.to_string()) {
        source.warn(format!(
            "PROABONO_API_BASE is at {host} and PROABONO_BUSINESS_ID is {business}: two businesses?"
        ));
    }
}
