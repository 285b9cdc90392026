use std::future::ready;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use moka::future::Cache;
use moka::ops::compute::Op;
use moka::policy::EvictionPolicy;
use tokio::task::{JoinError, JoinHandle};

use crate::crylk::Gate;
use crate::identity::User;
use crate::proabono::{Live, OfferReference, with_causes};
use crate::shared::Shared;
use crate::telemetry::carried;

use super::entry::{Entry, Found, OUTAGE_HOLDS, stale};
use super::resolve::{Resolved, Resolver, owed};
use super::together::{LookedUp, Together};
use super::{CustomerKey, CustomersConfig, Existence, Glances, Unresolved};

/// How long a visitor with a known link waits for a fresh one.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a page that needs no answer waits for one. It is a guess: nobody notices such a wait, and how long ProAbono
/// takes has not been measured.
const MOMENT: Duration = Duration::from_millis(250);

/// The customers of the portal. Each is looked up at most once at a time, and remembered for seconds, in memory only.
#[derive(Clone, Debug)]
pub(crate) struct Customers {
    pub(super) resolver: Arc<Resolver>,
    entries: Cache<CustomerKey, Arc<Entry>>,
    glances: Glances,
    /// The look-ups of all instances, where there are several.
    pub(super) together: Option<Together>,
    pub(super) fresh_for: Duration,
    pub(super) stale_for: Duration,
}

impl Customers {
    /// Takes the client and the rules; nothing is sent.
    pub(crate) fn new(live: Live, gate: Gate, settings: &CustomersConfig) -> Self {
        let kept = settings.links_fresh_for + settings.links_stale_for + OUTAGE_HOLDS;
        Self {
            glances: Glances::new(live.clone(), settings.remembered),
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
            together: None,
            fresh_for: settings.links_fresh_for,
            stale_for: settings.links_stale_for,
        }
    }

    /// The same with other glances.
    pub(crate) fn glancing(self, change: impl FnOnce(Glances) -> Glances) -> Self {
        Self {
            glances: change(self.glances),
            ..self
        }
    }

    /// The same, looked up together with other instances.
    pub(crate) fn sharing(self, shared: Option<Shared>) -> Self {
        Self {
            together: shared.map(|shared| Together::new(shared, self.fresh_for)),
            ..self
        }
    }

    /// The home of a user's customer, which is created when ProAbono does not know it.
    ///
    /// # Errors
    /// [`Unresolved`], the same value for all who waited for this look-up, and [`Unresolved::Remembered`] for those who come
    /// within a moment after it.
    pub(crate) async fn home(&self, user: &User, key: &CustomerKey) -> Result<Found, Unresolved> {
        let known = self.entries.get(key).await;
        if let Some(entry) = known.as_ref().filter(|entry| entry.answers()) {
            return entry.remembered();
        }
        // The future of a look-up is large, and every visit would carry it along if it were not boxed.
        Box::pin(self.ask(user, key, known)).await
    }

    /// Sees to it that the customer is there, for a page that opens whatever ProAbono says: it is looked up and created as
    /// for [`home`](Self::home), and the page waits no longer than a moment for what is learnt of it.
    pub(crate) async fn ensure(&self, user: &User, key: &CustomerKey) -> Existence {
        let known = self.entries.get(key).await;
        let existence = existence(known.as_deref());
        if known.as_deref().is_some_and(Entry::answers) {
            return existence;
        }
        let look_up = self.look_up(user, key, known);
        let (customers, key) = (self.clone(), key.clone());
        // The visit may be over before the look-up is, and nobody else would say why it failed.
        let learnt = tokio::spawn(carried(async move {
            match look_up.await.map_err(internal).flatten() {
                Ok(found) => found.existence,
                Err(error) => {
                    log_unlooked(&error);
                    customers.existence(&key).await
                }
            }
        }));
        if existence == Existence::Existed {
            return existence;
        }
        let learnt = tokio::time::timeout(MOMENT, learnt).await;
        learnt.ok().and_then(Result::ok).unwrap_or(Existence::Unsure)
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
    ) -> Result<Resolved, Unresolved> {
        let resolved = Box::pin(self.resolver.customer(user, key, offer)).await;
        if let Err(error) = &resolved
            && !matches!(error, Unresolved::NoAnswer(_))
        {
            // A definite refusal also ends the memory of the customer's links.
            self.forget_together(key).await;
            let entry = Entry::failed(error.clone(), self.existence(key).await, Duration::ZERO);
            self.entries.insert(key.clone(), Arc::new(entry)).await;
        }
        let resolved = resolved?;
        self.entries
            .insert(
                key.clone(),
                Arc::new(self.fresh(LookedUp::of(&resolved, &self.resolver.gate))),
            )
            .await;
        Ok(resolved)
    }

    /// The knowledge of a customer's existence, without asking ProAbono.
    pub(crate) async fn existence(&self, key: &CustomerKey) -> Existence {
        existence(self.entries.get(key).await.as_deref())
    }

    /// The language of the customer at ProAbono, as the last look-up found it. ProAbono is not asked.
    pub(crate) async fn language(&self, key: &CustomerKey) -> Option<String> {
        let entry = self.entries.get(key).await?;
        let found = entry.result.as_ref().ok()?;
        found.home.language.clone()
    }

    /// Something changed at the customer: the next visit asks ProAbono, and has the last link while there is no answer.
    pub(crate) async fn outdate(&self, key: &CustomerKey) {
        self.forget_together(key).await;
        self.outdate_here(key).await;
    }

    /// The same, where the other instances know it.
    pub(crate) async fn outdate_here(&self, key: &CustomerKey) {
        let outdated = |entry: Option<moka::Entry<_, Arc<Entry>>>| {
            let entry = entry.map(|entry| Op::Put(Arc::new(entry.into_value().outdated())));
            ready(entry.unwrap_or(Op::Nop))
        };
        self.entries.entry_by_ref(key).and_compute_with(outdated).await;
        self.glances.outdate(key).await;
    }

    /// How customers stand.
    pub(crate) fn glances(&self) -> &Glances {
        &self.glances
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
    ) -> Result<Found, Unresolved> {
        let last = known
            .as_ref()
            .and_then(|entry| Some((entry, self.usable(entry)?)));
        let Some((entry, (home, _))) = last else {
            return self.look_up(user, key, known).await.map_err(internal)?;
        };
        let stale = Ok(stale(home));
        if entry.slow.load(Ordering::Relaxed) {
            return stale;
        }
        let look_up = self.look_up(user, key, Some(Arc::clone(entry)));
        if let Ok(joined) = tokio::time::timeout(PATIENCE, look_up).await {
            return joined.map_err(internal)?;
        }
        if !entry.slow.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                code = "stale-while-slow",
                "ProAbono is slow; the last known link is used until it answers"
            );
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
    ) -> JoinHandle<Result<Found, Unresolved>> {
        let (customers, user, key) = (self.clone(), user.clone(), key.clone());
        tokio::spawn(carried(async move {
            let fetch = customers.fetch(&user, &key, known);
            let outdated = |entry: &Arc<Entry>| !entry.answers();
            let entry = customers.entries.entry_by_ref(&key);
            let entry = entry.or_insert_with_if(fetch, outdated).await;
            // Those who waited with the one who created it did not create it.
            if entry.is_fresh() {
                entry.into_value().result.clone()
            } else {
                entry.into_value().shared()
            }
        }))
    }
}

pub(super) fn existence(known: Option<&Entry>) -> Existence {
    known.map_or(Existence::Unsure, |entry| entry.existence)
}

/// Logs the failure of a look-up that no page waited for. A suspension is none: the customer is known.
fn log_unlooked(error: &Unresolved) {
    if !error.is_suspended() {
        let error = with_causes(error);
        tracing::warn!(
            code = "customer-not-looked-up",
            %error,
            "the customer was not looked up; the link is opened all the same"
        );
    }
}

/// A task that ended without a result has panicked.
fn internal(_: JoinError) -> Unresolved {
    Unresolved::Internal
}
