use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use moka::future::Cache;
use moka::policy::EvictionPolicy;
use tokio::task::{JoinError, JoinHandle};

use crate::crylk::Gate;
use crate::identity::User;
use crate::proabono::{Customer, Live, OfferReference};

use super::resolve::{Resolver, owed};
use super::{CustomerKey, CustomersConfig, Home, Unresolved};

/// How long a failed look-up answers the next visitors too, so that a crowd causes one call.
const FAILURE_HOLDS: Duration = Duration::from_secs(1);
/// How long the last known link is used before ProAbono is asked again during an outage.
const OUTAGE_HOLDS: Duration = Duration::from_secs(5);
/// How long a visitor with a known link waits for a fresh one.
const PATIENCE: Duration = Duration::from_secs(2);

/// The age of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Freshness {
    /// It is within the configured time.
    Fresh,
    /// It is past that time, because ProAbono does not answer.
    Stale,
}

/// The result of one look-up, and how long it holds.
#[derive(Debug)]
struct Entry {
    result: Result<(Arc<Home>, Freshness), Unresolved>,
    ask_again: Instant,
    /// The time at which the link was fetched; later failures do not change it.
    fetched: Option<Instant>,
    /// True once a visitor has waited in vain for the look-up that is to replace this entry, so that nobody else waits.
    slow: AtomicBool,
}

/// The customers of the portal. Each is looked up at most once at a time, and remembered for seconds, in memory only.
#[derive(Clone, Debug)]
pub(crate) struct Customers {
    resolver: Arc<Resolver>,
    entries: Cache<CustomerKey, Arc<Entry>>,
    fresh_for: Duration,
    stale_for: Duration,
}

impl Customers {
    /// Takes the client and the rules; nothing is sent.
    pub(crate) fn new(live: Live, gate: Gate, settings: &CustomersConfig) -> Self {
        let kept = settings.links_fresh_for + settings.links_stale_for + OUTAGE_HOLDS;
        Self {
            resolver: Arc::new(Resolver {
                live,
                gate,
                authority: settings.authority.clone(),
                create_when_unsure: settings.create_when_unsure,
                owed: owed(),
            }),
            entries: Cache::builder()
                .max_capacity(settings.remembered)
                // The default policy admits no newcomer while the cache is full of more frequent visitors.
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(kept)
                .build(),
            fresh_for: settings.links_fresh_for,
            stale_for: settings.links_stale_for,
        }
    }

    /// The home of a user's customer, which is created when ProAbono does not know it.
    ///
    /// # Errors
    /// [`Unresolved`], the same value for all who waited for this look-up.
    pub(crate) async fn home(
        &self,
        user: &User,
        key: &CustomerKey,
    ) -> Result<(Arc<Home>, Freshness), Unresolved> {
        let known = self.entries.get(key).await;
        if let Some(entry) = known.as_ref().filter(|entry| Instant::now() < entry.ask_again) {
            return entry.result.clone();
        }
        // The future of a look-up is large, and every visit would carry it along if it were not boxed.
        Box::pin(self.ask(user, key, known)).await
    }

    /// The customer as ProAbono has it now; it is created when ProAbono does not know it. With an offer, its links lead
    /// to a subscription to that offer. The memory is updated, so that the next visit sees what this one saw.
    ///
    /// # Errors
    /// [`Unresolved`].
    pub(crate) async fn read(
        &self,
        user: &User,
        key: &CustomerKey,
        offer: Option<&OfferReference>,
    ) -> Result<Customer, Unresolved> {
        let customer = Box::pin(self.resolver.customer(user, key, offer)).await;
        if let Err(error) = &customer
            && !matches!(error, Unresolved::NoAnswer(_))
        {
            // A definite refusal also ends the memory of the customer.
            self.entries.invalidate(key).await;
        }
        let customer = customer?;
        let entry = self.fresh(Home::of(&customer, &self.resolver.gate));
        self.entries.insert(key.clone(), Arc::new(entry)).await;
        Ok(customer)
    }

    /// The client, for calls about the objects of a customer.
    pub(crate) fn live(&self) -> &Live {
        &self.resolver.live
    }

    /// Waits for a look-up: without limit when nothing is known of the customer, else for a bounded time.
    async fn ask(
        &self,
        user: &User,
        key: &CustomerKey,
        known: Option<Arc<Entry>>,
    ) -> Result<(Arc<Home>, Freshness), Unresolved> {
        let last = known
            .as_ref()
            .and_then(|entry| Some((entry, self.usable(entry)?)));
        let Some((entry, (home, _))) = last else {
            return self.look_up(user, key, known).await.map_err(internal)?;
        };
        let stale = Ok((home, Freshness::Stale));
        if entry.slow.load(Ordering::Relaxed) {
            return stale;
        }
        let look_up = self.look_up(user, key, Some(Arc::clone(entry)));
        if let Ok(joined) = tokio::time::timeout(PATIENCE, look_up).await {
            return joined.map_err(internal)?;
        }
        if !entry.slow.swap(true, Ordering::Relaxed) {
            tracing::warn!("ProAbono is slow; the last known link is used until it answers");
        }
        stale
    }

    /// Starts one look-up for all who ask meanwhile. It runs in a task of its own: a visitor who leaves must not abort
    /// a look-up or a creation that others wait for, and a late result is remembered all the same.
    fn look_up(
        &self,
        user: &User,
        key: &CustomerKey,
        known: Option<Arc<Entry>>,
    ) -> JoinHandle<Result<(Arc<Home>, Freshness), Unresolved>> {
        let (customers, user, key) = (self.clone(), user.clone(), key.clone());
        tokio::spawn(async move {
            let fetch = customers.fetch(&user, &key, known);
            let outdated = |entry: &Arc<Entry>| Instant::now() >= entry.ask_again;
            let entry = customers.entries.entry_by_ref(&key);
            let entry = entry.or_insert_with_if(fetch, outdated).await;
            entry.into_value().result.clone()
        })
    }

    async fn fetch(&self, user: &User, key: &CustomerKey, known: Option<Arc<Entry>>) -> Arc<Entry> {
        let result = self.resolver.resolve(user, key).await;
        let last = known.as_deref().and_then(|entry| self.usable(entry));
        Arc::new(match result {
            Ok(home) => self.fresh(home),
            Err(error) => self.failed(error, last),
        })
    }

    fn fresh(&self, home: Home) -> Entry {
        let now = Instant::now();
        Entry {
            result: Ok((Arc::new(home), Freshness::Fresh)),
            ask_again: now + self.fresh_for,
            fetched: Some(now),
            slow: AtomicBool::new(false),
        }
    }

    /// The last known link, while it may still be used.
    fn usable(&self, entry: &Entry) -> Option<(Arc<Home>, Instant)> {
        let (home, _) = entry.result.as_ref().ok()?;
        let fetched = entry.fetched?;
        (Instant::now() < self.end(fetched)).then(|| (Arc::clone(home), fetched))
    }

    /// The time at which a link that was fetched then must no longer be used.
    fn end(&self, fetched: Instant) -> Instant {
        fetched + self.fresh_for + self.stale_for
    }

    /// The entry after a failure. The last link stays in use only when there was no answer; a definite refusal ends it.
    fn failed(&self, error: Unresolved, last: Option<(Arc<Home>, Instant)>) -> Entry {
        if let (Unresolved::NoAnswer(cause), Some(last)) = (&error, last) {
            tracing::warn!(%cause, "ProAbono does not answer; the last known link is used");
            return self.outage(last);
        }
        Entry {
            result: Err(error),
            ask_again: Instant::now() + FAILURE_HOLDS,
            fetched: None,
            slow: AtomicBool::new(false),
        }
    }

    fn outage(&self, (home, fetched): (Arc<Home>, Instant)) -> Entry {
        Entry {
            result: Ok((home, Freshness::Stale)),
            ask_again: (Instant::now() + OUTAGE_HOLDS).min(self.end(fetched)),
            fetched: Some(fetched),
            slow: AtomicBool::new(false),
        }
    }
}

/// A task that ended without a result has panicked.
fn internal(_: JoinError) -> Unresolved {
    Unresolved::Internal
}
