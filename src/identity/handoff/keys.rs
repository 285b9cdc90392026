use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;
use jsonwebtoken::DecodingKey;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::settings::{HandoffAlgorithm, HandoffConfig};
use crate::identity::fetched::{Fetched, Pace, Source};
use crate::identity::http::Http;
use crate::identity::jwt::{self, Claims, Key, NotVerified, Token, read_keys, verified};

use super::HandoffRefusal;

/// How long one fetch of the keys may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long fetched keys are used without asking again.
const FRESH: Duration = Duration::from_mins(15);
/// The quota for fetches that are caused by tokens which no key fits: this many in a row, and one more for each
/// `PAUSE`. Anybody can post such tokens.
const IN_A_ROW: NonZeroU32 = NonZeroU32::new(5).unwrap();
const PAUSE: Duration = Duration::from_secs(5);

/// The keys that verify signatures.
pub(super) enum Keys {
    Given(Vec<Key>),
    Fetched(Fetched<Jwks>),
}

impl Keys {
    pub(super) fn new(config: &HandoffConfig) -> Result<Self, String> {
        let Some(url) = &config.jwks_url else {
            let keys = config.key.iter().chain(&config.previous_key);
            let keys = keys.map(|key| decoding_key(config.algorithm, key).map(Key::configured));
            return keys.collect::<Result<_, _>>().map(Self::Given);
        };
        let jwks = Jwks {
            url: url.clone(),
            http: Http::new(PATIENCE),
        };
        let pace = Pace {
            patience: PATIENCE,
            fresh: FRESH,
            again: Quota::with_period(PAUSE)
                .ok_or("no time between two fetches")?
                .allow_burst(IN_A_ROW),
        };
        Ok(Self::Fetched(Fetched::new(jwks, pace)))
    }

    /// Returns the claims of a token that one of the keys has signed. A token whose key is known waits for no fetch.
    pub(super) async fn claims(&self, token: &Token<'_>) -> Result<Claims, HandoffRefusal> {
        let fetched = match self {
            Self::Given(keys) => return token.signed_by(keys).map_err(|_| HandoffRefusal::Signature),
            Self::Fetched(fetched) => fetched,
        };
        let known = fetched.known().await.map_err(HandoffRefusal::KeysAway)?;
        verified(token, fetched, &known).await.map_err(|why| match why {
            NotVerified::Unsigned(_) => HandoffRefusal::Signature,
            NotVerified::Away(cause) => HandoffRefusal::KeysAway(cause),
        })
    }
}

fn decoding_key(algorithm: HandoffAlgorithm, key: &SecretString) -> Result<DecodingKey, String> {
    let text = key.expose_secret().as_bytes();
    let read = match algorithm {
        HandoffAlgorithm::Hs256 => return Ok(DecodingKey::from_secret(text)),
        HandoffAlgorithm::Rs256 => DecodingKey::from_rsa_pem(text),
        HandoffAlgorithm::Es256 => DecodingKey::from_ec_pem(text),
        HandoffAlgorithm::EdDsa => DecodingKey::from_ed_pem(text),
    };
    read.map_err(|_| {
        "identity.handoff.key is not a public key for identity.handoff.algorithm; write the one or change the other"
            .to_owned()
    })
}

/// The keys that the application publishes.
pub(super) struct Jwks {
    url: Url,
    http: Http,
}

impl jwt::Keys for Vec<Key> {
    fn keys(&self) -> &[Key] {
        self
    }
}

impl Source for Jwks {
    type Value = Vec<Key>;

    async fn fetch(&self) -> Result<Vec<Key>, String> {
        let set = self.http.document(&self.url).await;
        set.map_err(|error| error.to_string())
            .and_then(|set| read_keys(&set))
    }
}
