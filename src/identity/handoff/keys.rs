use std::num::NonZeroU32;
use std::time::Duration;

use governor::Quota;
use url::Url;

use super::algorithm::HandoffAlgorithm;
use super::given_key::decoding_key;
use super::settings::HandoffConfig;
use crate::identity::fetched::{Fetched, Pace, Source, place_of};
use crate::identity::http::Http;
use crate::identity::jwt::{Claims, Key, KeySet, Keys as _, NotVerified, Token, verified};

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
            algorithm: config.algorithm,
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

    /// Says which keys are published, `None` when none are.
    #[cfg(feature = "cli")]
    pub(super) async fn tried(&self, algorithm: HandoffAlgorithm) -> Option<Result<String, String>> {
        let Self::Fetched(fetched) = self else {
            return None;
        };
        let held = match fetched.get().await {
            Ok(held) => held,
            Err(why) => return Some(Err(format!("the keys at identity.handoff.jwks_url: {why}"))),
        };
        if let Some(why) = misfit(&held.value, algorithm) {
            return Some(Err(why));
        }
        let (set, name) = (&held.value, algorithm.name());
        let fits = |key: &&Key| key.fits(algorithm.signature());
        let fitting = set.keys().iter().filter(fits).count();
        Some(Ok(format!(
            "{fitting} of the published keys are for {name}: {set}"
        )))
    }

    /// Returns the claims of a token that one of the keys has signed. A token whose key is known waits for no fetch.
    pub(super) async fn claims(
        &self,
        token: &Token<'_>,
        algorithm: HandoffAlgorithm,
    ) -> Result<Claims, HandoffRefusal> {
        let refused = |unsigned| HandoffRefusal::Signature {
            unsigned,
            algorithm: algorithm.name(),
            id: token.shown_id(),
        };
        let fetched = match self {
            Self::Given(keys) => return token.signed_by(keys).map_err(refused),
            Self::Fetched(fetched) => fetched,
        };
        let known = fetched.known().await.map_err(HandoffRefusal::KeysAway)?;
        verified(token, fetched, &known).await.map_err(|why| match why {
            NotVerified::Unsigned(unsigned) => refused(unsigned),
            NotVerified::Away(cause) => HandoffRefusal::KeysAway(cause),
        })
    }
}

/// The keys that the application publishes.
pub(super) struct Jwks {
    url: Url,
    algorithm: HandoffAlgorithm,
    http: Http,
}

impl Source for Jwks {
    type Value = KeySet;

    fn place(&self) -> String {
        place_of(&self.url)
    }

    async fn fetch(&self) -> Result<KeySet, String> {
        let set = self.http.document(&self.url).await;
        let set = set.map_err(|error| error.to_string())?;
        let keys = KeySet::read(&set).map_err(|why| format!("{}: {why}", self.place()))?;
        if let Some(why) = misfit(&keys, self.algorithm) {
            tracing::warn!(
                code = "handoff-without-key",
                why,
                "every token of a hand-off is refused"
            );
        }
        Ok(keys)
    }
}

/// The sentence about published keys of which none is for the algorithm; `None` when one is.
fn misfit(set: &KeySet, algorithm: HandoffAlgorithm) -> Option<String> {
    let fits = |key: &Key| key.fits(algorithm.signature());
    if set.keys().iter().any(fits) {
        return None;
    }
    Some(if set.keys().is_empty() {
        format!("there is no usable key at identity.handoff.jwks_url{set}")
    } else {
        let name = algorithm.name();
        format!(
            "no key at identity.handoff.jwks_url is for identity.handoff.algorithm, which is {name}: {set}"
        )
    })
}
