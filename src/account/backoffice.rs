use secrecy::SecretString;
use url::Url;

use crate::settings::settings;
use crate::settings::values::{api_origin, header_key};

settings! {
    /// The addresses and keys of the Backoffice API.
    pub struct BackofficeConfig in "proabono.backoffice_" {
        /// The address of the Backoffice API, which sets an account up; the page does not ask it. https, or http on a
        /// loopback address only. Left out: `https://via.proabono.com` where the Live API is ProAbono's own, and otherwise
        /// the address of the Live API, so that whatever stands in ProAbono's place is asked for both.
        base: Option<Url> = api_origin,
            variable("PROABONO_BACKOFFICE_BASE"), example("https://via.proabono.com");

        /// The address of the Backoffice API for the segment: the host of its back office. Agents, texts of a segment, taxes
        /// and payment permissions are there; without it they are not asked.
        segment_base: Option<Url> = api_origin,
            variable("PROABONO_BACKOFFICE_SEGMENT_BASE"), example("https://acme-eur.via.proabono.com");

        /// The agent key for the Backoffice API, when it is another one than PROABONO_AGENT_KEY.
        agent_key: Option<SecretString> = header_key,
            variable("PROABONO_BACKOFFICE_AGENT_KEY"), example("another-agent-key"), secret();

        /// The API key for the Backoffice API, when it is another one than PROABONO_API_KEY.
        api_key: Option<SecretString> = header_key,
            variable("PROABONO_BACKOFFICE_API_KEY"), example("another-api-key"), secret();
    }
}
