use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Mutex;
use url::Url;

use crate::identity::{HandoffAlgorithm, HandoffConfig, HandoffKeys};

use super::HandoffRefusal;

/// How long one fetch of the keys may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The largest JWK set that is read, in bytes.
const LARGEST: usize = 256 << 10;
/// How long fetched keys are used without asking again.
const FRESH: Duration = Duration::from_mins(15);
/// Fetches in a row, and one more for each of these times: anybody can invent key ids, and each would cause one.
const IN_A_ROW: NonZeroU32 = NonZeroU32::new(5).unwrap();
const PAUSE: Duration = Duration::from_secs(5);
/// How long the last keys are used while the application's address does not answer.
const STALE: Duration = Duration::from_hours(24);

/// What signatures are checked with.
pub(super) enum Keys {
    Given(Vec<DecodingKey>),
    Fetched(Box<Fetched>),
}

impl Keys {
    pub(super) fn new(config: &HandoffConfig) -> Result<Self, String> {
        match &config.keys {
            HandoffKeys::Given(keys) => {
                let keys = keys.iter().map(|key| decoding_key(config.algorithm, key));
                keys.collect::<Result<_, _>>().map(Self::Given)
            }
            HandoffKeys::Jwks(url) => Fetched::new(url.clone()).map(|keys| Self::Fetched(Box::new(keys))),
        }
    }

    /// The keys that may have signed a token.
    pub(super) async fn candidates(
        &self,
        algorithm: Algorithm,
        id: Option<&str>,
    ) -> Result<Vec<DecodingKey>, HandoffRefusal> {
        match self {
            Self::Given(keys) => Ok(keys.clone()),
            Self::Fetched(fetched) => fetched.candidates(algorithm, id).await,
        }
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

/// The keys at an address of the application's.
pub(super) struct Fetched {
    url: Url,
    http: reqwest::Client,
    /// Held while fetching, so that only one fetch runs at a time.
    last: Mutex<Last>,
    fetches: DefaultDirectRateLimiter,
}

#[derive(Default)]
struct Last {
    keys: Vec<Jwk>,
    fetched: Option<Instant>,
    failure: String,
}

impl Fetched {
    fn new(url: Url) -> Result<Self, String> {
        let http = reqwest::Client::builder()
            .user_agent(concat!("proabono-portal/", env!("CARGO_PKG_VERSION")))
            .timeout(PATIENCE)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .no_proxy()
            .build()
            .map_err(|error| error.without_url().to_string())?;
        let quota = Quota::with_period(PAUSE).ok_or("no time between two fetches")?;
        Ok(Self {
            url,
            http,
            last: Mutex::default(),
            fetches: RateLimiter::direct(quota.allow_burst(IN_A_ROW)),
        })
    }

    async fn candidates(
        &self,
        algorithm: Algorithm,
        id: Option<&str>,
    ) -> Result<Vec<DecodingKey>, HandoffRefusal> {
        let mut last = self.last.lock().await;
        let mut found = last.matching(algorithm, id);
        let old = last.fetched.is_none_or(|then| then.elapsed() > FRESH);
        if (old || found.is_empty()) && self.fetches.check().is_ok() {
            match self.fetch().await {
                Ok(keys) => {
                    last.keys = keys;
                    last.fetched = Some(Instant::now());
                    last.failure.clear();
                }
                Err(failure) => last.failure = failure,
            }
            found = last.matching(algorithm, id);
        }
        if found.is_empty() && !last.failure.is_empty() {
            return Err(HandoffRefusal::KeysAway(last.failure.clone()));
        }
        Ok(found)
    }

    async fn fetch(&self) -> Result<Vec<Jwk>, String> {
        let said = |error: reqwest::Error| error.without_url().to_string();
        let mut response = self.http.get(self.url.clone()).send().await.map_err(said)?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(format!("it answers {}", response.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(said)? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST {
                return Err("it answers more than any set of keys".to_owned());
            }
        }
        serde_json::from_slice::<JwkSet>(&body)
            .map(|set| set.keys)
            .map_err(|_| "it does not answer with a JWK set".to_owned())
    }
}

impl Last {
    fn matching(&self, algorithm: Algorithm, id: Option<&str>) -> Vec<DecodingKey> {
        if self.fetched.is_none_or(|then| then.elapsed() > STALE) {
            return Vec::new();
        }
        let family = DecodingKey::family;
        let usable = self.keys.iter().filter(|key| {
            let common = &key.common;
            let signs = common
                .public_key_use
                .as_ref()
                .is_none_or(|purpose| *purpose == PublicKeyUse::Signature);
            let said = common.key_algorithm.as_ref().map(ToString::to_string);
            let named = id.is_none() || common.key_id.as_deref() == id;
            signs && named && said.is_none_or(|said| said == format!("{algorithm:?}"))
        });
        usable
            .filter_map(|key| DecodingKey::from_jwk(key).ok())
            .filter(|key| family(key) == algorithm.family())
            .collect()
    }
}
