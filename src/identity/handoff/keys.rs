use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::identity::{HandoffAlgorithm, HandoffConfig, HandoffKeys};

use super::refusal::HandoffRefusal;

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
    Fetched(Fetched),
}

impl Keys {
    pub(super) fn new(config: &HandoffConfig) -> Result<Self, String> {
        match &config.keys {
            HandoffKeys::Given(keys) => {
                let keys = keys.iter().map(|key| decoding_key(config.algorithm, key));
                keys.collect::<Result<_, _>>().map(Self::Given)
            }
            HandoffKeys::Jwks(url) => Fetched::new(url.clone()).map(Self::Fetched),
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

/// The keys at an address of the application's. Cheap to clone.
#[derive(Clone)]
pub(super) struct Fetched {
    inner: Arc<Inner>,
}

struct Inner {
    url: Url,
    http: reqwest::Client,
    state: Mutex<State>,
    fetches: DefaultDirectRateLimiter,
}

/// A fetch that everybody waits for who needs it. It goes on when the visitor who began it leaves.
type Flight = Shared<BoxFuture<'static, ()>>;

#[derive(Default)]
struct State {
    last: Last,
    flight: Option<Flight>,
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
            inner: Arc::new(Inner {
                url,
                http,
                state: Mutex::default(),
                fetches: RateLimiter::direct(quota.allow_burst(IN_A_ROW)),
            }),
        })
    }

    /// The keys that may have signed a token. A token whose key is at hand waits for nothing: keys that are old are fetched
    /// behind its back.
    async fn candidates(
        &self,
        algorithm: Algorithm,
        id: Option<&str>,
    ) -> Result<Vec<DecodingKey>, HandoffRefusal> {
        let (found, flight) = {
            let mut state = self.state();
            let found = state.last.matching(algorithm, id);
            let old = state.last.fetched.is_none_or(|then| then.elapsed() > FRESH);
            let flight = (old || found.is_empty()).then(|| self.flight(&mut state));
            (found, flight.flatten())
        };
        if !found.is_empty() {
            return Ok(found);
        }
        if let Some(flight) = flight {
            flight.await;
        }
        let state = self.state();
        let found = state.last.matching(algorithm, id);
        if found.is_empty() && !state.last.failure.is_empty() {
            return Err(HandoffRefusal::KeysAway(state.last.failure.clone()));
        }
        Ok(found)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The fetch that is under way, or a new one; `None` when there were too many lately.
    fn flight(&self, state: &mut State) -> Option<Flight> {
        if let Some(flight) = state.flight.as_ref().filter(|flight| flight.peek().is_none()) {
            return Some(flight.clone());
        }
        self.inner.fetches.check().ok()?;
        let flight = self.clone().refresh().boxed().shared();
        state.flight = Some(flight.clone());
        drop(tokio::spawn(flight.clone()));
        Some(flight)
    }

    async fn refresh(self) {
        let fetched = self.fetch().await;
        let last = &mut self.state().last;
        match fetched {
            Ok(keys) => {
                last.keys = keys;
                last.fetched = Some(Instant::now());
                last.failure.clear();
            }
            Err(failure) => last.failure = failure,
        }
    }

    async fn fetch(&self) -> Result<Vec<Jwk>, String> {
        let said = |error: reqwest::Error| error.without_url().to_string();
        let request = self.inner.http.get(self.inner.url.clone());
        let mut response = request.send().await.map_err(said)?;
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

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use data_encoding::BASE64URL_NOPAD;

    use super::*;

    /// Keys that were fetched so long ago, with an address that takes connections and says nothing.
    fn fetched(age: Duration) -> (Fetched, TcpListener) {
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/keys", silent.local_addr().unwrap());
        let fetched = Fetched::new(url.parse().unwrap()).unwrap();
        let key = serde_json::json!({
            "kty": "OKP", "crv": "Ed25519", "kid": "k1", "x": BASE64URL_NOPAD.encode(&[7; 32]),
        });
        fetched.state().last = Last {
            keys: vec![serde_json::from_value(key).unwrap()],
            fetched: Instant::now().checked_sub(age),
            failure: String::new(),
        };
        (fetched, silent)
    }

    #[tokio::test]
    async fn a_fetch_that_hangs_keeps_no_token_waiting_whose_key_is_at_hand() {
        let (fetched, _silent) = fetched(FRESH + Duration::from_secs(1));
        let other = fetched.clone();
        let unknown = tokio::spawn(async move { other.candidates(Algorithm::EdDSA, Some("k2")).await });
        tokio::task::yield_now().await;
        for _ in 0..3 {
            let started = Instant::now();
            let found = fetched.candidates(Algorithm::EdDSA, Some("k1")).await.unwrap();
            assert_eq!(found.len(), 1);
            assert!(
                started.elapsed() < Duration::from_secs(1),
                "{:?}",
                started.elapsed()
            );
        }
        assert!(!unknown.is_finished(), "the fetch hangs");
    }
}
