use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// The pair of keys of an account: HTTP Basic with the agent key as user and the API key as password.
///
/// `Debug` prints neither. Source: the Live API, section "Authentication".
#[derive(Clone, Debug)]
pub struct Credentials {
    agent_key: SecretString,
    api_key: SecretString,
}

impl Credentials {
    /// Takes the two keys as the back office shows them (Integration, API).
    pub fn new(agent_key: impl Into<String>, api_key: impl Into<String>) -> Self {
        Self {
            agent_key: SecretString::from(agent_key.into()),
            api_key: SecretString::from(api_key.into()),
        }
    }

    /// The `Authorization` header, marked sensitive so that no library prints it.
    pub(super) fn header(&self) -> Option<HeaderValue> {
        let pair = format!(
            "{}:{}",
            self.agent_key.expose_secret(),
            self.api_key.expose_secret()
        );
        let mut value = HeaderValue::from_str(&format!("Basic {}", STANDARD.encode(pair))).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}
