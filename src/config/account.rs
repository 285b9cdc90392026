use std::fmt;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use crate::proabono::{Credentials, SegmentReference, Settings};

use super::backoffice::{self, BackofficeConfig};
use super::key::Key;
use super::source::Source;
use super::values::{duration, header_text, origin};

/// The ProAbono account, by the names that ProAbono's own tools use.
#[derive(Clone)]
#[non_exhaustive]
pub struct Account {
    /// The origin of the Live API.
    pub api_base: Url,
    /// The number of the business.
    pub business_id: u64,
    /// The segment every customer of this page is in.
    pub segment_ref: SegmentReference,
    /// The two keys of the API.
    pub credentials: Credentials,
    /// The secret of the hash that proves a customer to the widgets.
    pub portal_secret: Option<SecretString>,
    /// The time budget of one call, retries included.
    pub timeout: Duration,
    /// How long a connection may take to open.
    pub connect_timeout: Duration,
    /// A proxy for calls to ProAbono.
    pub http_proxy: Option<Url>,
    /// The Backoffice API.
    pub backoffice: BackofficeConfig,
}

impl fmt::Debug for Account {
    /// The address of the proxy may carry a password, so its host alone is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proxy = self.http_proxy.as_ref().and_then(Url::host_str);
        f.debug_struct("Account")
            .field("api_base", &self.api_base.as_str())
            .field("business_id", &self.business_id)
            .field("segment_ref", &self.segment_ref)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("http_proxy", &proxy)
            .field("backoffice", &self.backoffice)
            .finish_non_exhaustive()
    }
}

impl Account {
    /// The settings of a client of this account.
    pub fn client_settings(&self) -> Settings {
        let mut settings = Settings::new(self.api_base.clone(), self.credentials.clone());
        settings.timeout = self.timeout;
        settings.connect_timeout = self.connect_timeout;
        settings.http_proxy.clone_from(&self.http_proxy);
        settings.user_agent = String::from(concat!("proabono-portal/", env!("CARGO_PKG_VERSION")));
        settings
    }

    /// The settings of a client of the Backoffice API.
    pub fn backoffice_settings(&self) -> Settings {
        let mut settings = self.client_settings();
        settings.base = self.backoffice.base.clone();
        settings.credentials = self.backoffice.credentials.clone();
        settings
    }
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "proabono.api_base",
        "PROABONO_API_BASE",
        "The address of the Live API: back office, Integration, API. https, or http on a loopback address only.",
    )
    .example("https://api-1.proabono.com"),
    Key::new(
        "proabono.business_id",
        "PROABONO_BUSINESS_ID",
        "The number of the business: back office, Integration.",
    )
    .example("1"),
    Key::new(
        "proabono.segment_ref",
        "PROABONO_SEGMENT_REF",
        "The reference of the segment that the customers of this page are in. ProAbono would take its default segment \
         without a word, so it must be said.",
    )
    .example("seg-eur"),
    Key::new("proabono.agent_key", "PROABONO_AGENT_KEY", "The agent key: back office, Integration, API.")
        .example("the-agent-key")
        .secret(),
    Key::new("proabono.api_key", "PROABONO_API_KEY", "The API key: back office, Integration, API.")
        .example("the-api-key")
        .secret(),
    Key::new(
        "proabono.portal_secret",
        "PROABONO_PORTAL_SECRET",
        "The secret of the security hash: back office, Integration, Installation, In-Site. Without it the widget gets \
         no hash, which ProAbono accepts in a sandbox only.",
    )
    .example("the-portal-secret")
    .secret(),
    Key::new(
        "proabono.timeout",
        "PORTAL_PROABONO__TIMEOUT",
        "How long one call to ProAbono may take, retries included. Most visits make one call at most; the first one of a \
         new customer makes up to three.",
    )
    .default("8s"),
    Key::new(
        "proabono.connect_timeout",
        "PORTAL_PROABONO__CONNECT_TIMEOUT",
        "How long a connection to ProAbono may take to open.",
    )
    .default("2s"),
    Key::new(
        "proabono.http_proxy",
        "PORTAL_PROABONO__HTTP_PROXY",
        "An HTTP proxy for calls to ProAbono; its address may carry a password. HTTP_PROXY and its like are not read.",
    )
    .example("http://proxy.internal.example:3128")
    .with_secret(),
];

pub(super) fn read(source: &mut Source) -> Option<Account> {
    let [
        base,
        business,
        segment,
        agent_key,
        api_key,
        secret,
        timeout,
        connect,
        proxy,
    ] = KEYS
    else {
        return None;
    };
    let api_base = source.parse_required(base, origin);
    let business_id = source.parse_required(business, |text| {
        text.parse()
            .map_err(|_| "it must be the number that the back office shows".to_owned())
    });
    let segment_ref = source.parse_required(segment, |text| {
        SegmentReference::new(text).map_err(|error| error.to_string())
    });
    let agent_key = source.parse_required(agent_key, header_text);
    let api_key = source.parse_required(api_key, header_text);
    let portal_secret = source.parse(secret, |text| {
        // A hash under an empty secret anybody could compute.
        if text.is_empty() {
            return Err("it is empty; copy it again, or leave it out".to_owned());
        }
        Ok(SecretString::from(text))
    });
    let long = Duration::from_mins(1);
    let timeout = source.parse(timeout, duration(Duration::from_millis(100), long));
    let connect_timeout = source.parse(connect, duration(Duration::from_millis(50), long));
    let http_proxy = source.parse(proxy, |text| {
        Url::parse(text).map_err(|_| {
            "it is not an address; write one such as http://proxy.internal.example:3128".to_owned()
        })
    });
    let backoffice = backoffice::read(source, (agent_key.clone(), api_key.clone()));
    if let (Some(base), Some(business)) = (&api_base, business_id)
        && other_business(base, business)
    {
        let host = base.host_str().unwrap_or_default();
        source.warn(format!(
            "PROABONO_API_BASE is at {host} and PROABONO_BUSINESS_ID is {business}: two businesses?"
        ));
    }
    Some(Account {
        api_base: api_base?,
        business_id: business_id?,
        segment_ref: segment_ref?,
        credentials: Credentials::new(agent_key?, api_key?),
        portal_secret,
        timeout: timeout?,
        connect_timeout: connect_timeout?,
        http_proxy,
        backoffice: backoffice?,
    })
}

/// The segment of the account, for who must know it before everything is checked.
pub(super) fn segment(source: &Source) -> Option<SegmentReference> {
    let key = KEYS.iter().find(|key| key.name == "proabono.segment_ref")?;
    let text = source.raw(key)?.items.first()?;
    SegmentReference::new(text.trim()).ok()
}

/// Whether the address names another business, as after half a change from the sandbox to production.
fn other_business(base: &Url, business: u64) -> bool {
    let host = base.host_str().unwrap_or_default();
    let named = host
        .strip_prefix("api-")
        .and_then(|rest| rest.strip_suffix(".proabono.com"));
    named.is_some_and(|named| named != business.to_string())
}
