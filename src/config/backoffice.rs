use std::fmt;

use url::Url;

use crate::proabono::Credentials;

use super::key::Key;
use super::source::Source;
use super::values::{header_text, origin};

/// Where the Backoffice API is, and who asks it.
#[derive(Clone)]
#[non_exhaustive]
pub struct BackofficeConfig {
    /// The origin of the operations of the account.
    pub base: Url,
    /// The origin of the operations of the segment; `None` and they are not called.
    pub segment_base: Option<Url>,
    /// Its keys: those of the Live API where no others are set.
    pub credentials: Credentials,
}

impl fmt::Debug for BackofficeConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BackofficeConfig")
            .field("base", &self.base.as_str())
            .field("segment_base", &self.segment_base.as_ref().map(Url::as_str))
            .finish_non_exhaustive()
    }
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "proabono.backoffice_base",
        "PROABONO_BACKOFFICE_BASE",
        "The address of the Backoffice API, which sets an account up; the page does not ask it. https, or http on a \
         loopback address only.",
    )
    .default("https://via.proabono.com"),
    Key::new(
        "proabono.backoffice_segment_base",
        "PROABONO_BACKOFFICE_SEGMENT_BASE",
        "The address of the Backoffice API for the segment: the host of its back office. Agents, texts of a segment, taxes \
         and payment permissions are there; without it they are not asked.",
    )
    .example("https://acme-eur.via.proabono.com"),
    Key::new(
        "proabono.backoffice_agent_key",
        "PROABONO_BACKOFFICE_AGENT_KEY",
        "The agent key for the Backoffice API, when it is another one than PROABONO_AGENT_KEY.",
    )
    .example("another-agent-key")
    .secret(),
    Key::new(
        "proabono.backoffice_api_key",
        "PROABONO_BACKOFFICE_API_KEY",
        "The API key for the Backoffice API, when it is another one than PROABONO_API_KEY.",
    )
    .example("another-api-key")
    .secret(),
];

/// Whether the agent key and the API key of this API are said.
#[cfg(feature = "cli")]
pub(super) fn has_keys(source: &Source) -> [bool; 2] {
    ["proabono.backoffice_agent_key", "proabono.backoffice_api_key"].map(|name| {
        KEYS.iter()
            .any(|key| key.name == name && source.raw(key).is_some())
    })
}

/// `live` are the keys of the Live API, which hold here too where no others are set.
pub(super) fn read(source: &mut Source, live: (Option<String>, Option<String>)) -> Option<BackofficeConfig> {
    let [base, segment_base, agent_key, api_key] = KEYS else {
        return None;
    };
    let base = source.parse(base, origin);
    let segment_base = source.parse(segment_base, origin);
    let agent_key = source.parse(agent_key, header_text);
    let api_key = source.parse(api_key, header_text);
    let (live_agent_key, live_api_key) = live;
    let credentials = Credentials::new(agent_key.or(live_agent_key)?, api_key.or(live_api_key)?);
    Some(BackofficeConfig {
        base: base?,
        segment_base,
        credentials,
    })
}
