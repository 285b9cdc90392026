//! The public offers, remembered for a while: the page before sign-up is open to everybody, and must not turn every
//! visit into a call.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::{StreamExt as _, TryStreamExt as _};
use moka::future::Cache;
use moka::policy::EvictionPolicy;
use thiserror::Error;

use crate::proabono::{Error as ApiError, ListOffers, Live, Offer, PricingTableReference, with_causes};

use super::unresolved::{Remembered, remedy, rounded};

/// How long the last list is shown while ProAbono does not answer.
const STALE: Duration = Duration::from_hours(1);
/// How long a failure answers later visitors too: anybody may ask, and ProAbono has trouble already.
const FAILED: Duration = Duration::from_secs(5);
/// The most offers of a list.
const MOST: usize = 100;

/// The tag of a language that the pages speak.
type Tag = String;

/// The lists, one for each language that the pages speak.
#[derive(Clone, Debug)]
pub(crate) struct Catalogue {
    pricing_table: Option<PricingTableReference>,
    fresh: Cache<Tag, Arc<Vec<Offer>>>,
    last: Cache<Tag, Arc<Vec<Offer>>>,
    failed: Cache<Tag, (Arc<ApiError>, Instant)>,
}

/// The reasons why there are no offers to show.
#[derive(Clone, Debug, Error)]
pub(crate) enum NoOffers {
    #[error("nothing was learned of the offers{}", remedy(.0))]
    Failed(#[source] Arc<ApiError>),
    #[error(transparent)]
    Remembered(#[from] Remembered<Arc<ApiError>>),
}

impl NoOffers {
    /// The failure, now or a moment ago.
    pub(crate) fn error(&self) -> &ApiError {
        match self {
            Self::Failed(error) | Self::Remembered(Remembered { error, .. }) => error,
        }
    }
}

impl Catalogue {
    pub(crate) fn new(pricing_table: Option<PricingTableReference>, fresh_for: Duration) -> Self {
        Self {
            pricing_table,
            fresh: cache(fresh_for),
            last: cache(STALE),
            failed: cache(FAILED),
        }
    }

    /// The visible offers. All who ask at once share one call.
    ///
    /// # Errors
    /// The reason why there was no answer, when there is no earlier list either.
    pub(crate) async fn offers(&self, live: &Live, language: &str) -> Result<Arc<Vec<Offer>>, NoOffers> {
        let key = language.to_owned();
        if let Some((error, since)) = self.failed.get(&key).await {
            let left = FAILED.saturating_sub(since.elapsed());
            let last = self.last.get(&key).await;
            return last.ok_or_else(|| Remembered { left, error }.into());
        }
        let found = self
            .fresh
            .try_get_with_by_ref(&key, self.read(live, language))
            .await;
        match found {
            Ok(offers) => {
                self.last.insert(key, Arc::clone(&offers)).await;
                Ok(offers)
            }
            Err(error) => {
                self.failed
                    .insert(key.clone(), (Arc::clone(&error), Instant::now()))
                    .await;
                let last = self.last.get(&key).await;
                if last.is_some() {
                    let error = with_causes(&NoOffers::Failed(Arc::clone(&error)));
                    tracing::warn!(
                        code = "offers-stale", %error,
                        again_in = rounded(FAILED),
                        "the offers could not be read; the last known ones are shown, and they are not asked for again before that time"
                    );
                }
                last.ok_or(NoOffers::Failed(error))
            }
        }
    }

    async fn read(&self, live: &Live, language: &str) -> Result<Arc<Vec<Offer>>, ApiError> {
        let options = ListOffers {
            is_visible: Some(true),
            reference_pricing_table: self.pricing_table.clone(),
            language: Some(language.to_owned()),
            html: Some(false),
            links: Some(true),
            ..ListOffers::default()
        };
        let all = live.offers().list(&options).stream().take(MOST);
        let mut offers: Vec<Offer> = all.try_collect().await?;
        // Hidden offers stay hidden even if the filter were ignored.
        offers.retain(|offer| offer.is_visible != Some(false));
        Ok(Arc::new(offers))
    }
}

fn cache<T: Clone + Send + Sync + 'static>(time: Duration) -> Cache<Tag, T> {
    Cache::builder()
        .max_capacity(16)
        .eviction_policy(EvictionPolicy::lru())
        .time_to_live(time)
        .build()
}
