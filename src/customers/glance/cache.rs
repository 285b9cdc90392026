use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use moka::future::Cache;
use moka::policy::EvictionPolicy;

use crate::customers::lists::{Features, own_invoices, own_subscriptions};
use crate::customers::{CustomerKey, Unresolved};
use crate::proabono::{Live, TypePayment, with_causes};

use super::Glance;

/// How long a glance is good without another read, where ProAbono's events end it before that.
const FRESH_WITH_EVENTS: Duration = Duration::from_mins(1);
/// The same where they are not received, and nothing but a return ends it.
const FRESH: Duration = Duration::from_secs(10);
/// How long an old one is still shown while a new one is read.
pub(crate) const SHOWN: Duration = Duration::from_mins(10);
/// How long a failed read keeps others from trying.
const FAILURE_HOLDS: Duration = Duration::from_secs(5);

/// The glances at customers, in memory only. Cheap to clone; clones share the memory.
#[derive(Clone)]
pub(crate) struct Glances {
    live: Live,
    /// True where the way in which a customer pays is shown, too. It is a call of its own.
    with_method: bool,
    fresh_for: Duration,
    kept: Cache<CustomerKey, Arc<Kept>>,
    /// The time of each customer's latest change: a read that began before it is not good.
    changed: Cache<CustomerKey, Instant>,
}

struct Kept {
    /// `None` after a read that failed.
    glance: Option<Arc<Glance>>,
    /// When the read began.
    read: Instant,
}

impl Kept {
    fn is_good(&self, changed: Option<Instant>, fresh_for: Duration) -> bool {
        let holds = if self.glance.is_some() {
            fresh_for
        } else {
            FAILURE_HOLDS
        };
        changed.is_none_or(|changed| changed < self.read) && self.read.elapsed() < holds
    }
}

impl Glances {
    /// Takes the client; nothing is sent.
    pub(crate) fn new(live: Live, most: u64) -> Self {
        Self {
            live,
            with_method: false,
            fresh_for: FRESH,
            kept: memory(most),
            changed: memory(most),
        }
    }

    /// The same, with the way in which the customer pays.
    pub(crate) fn with_method(self) -> Self {
        Self {
            with_method: true,
            ..self
        }
    }

    /// The same, where every event of a customer is heard.
    pub(crate) fn with_events(self) -> Self {
        Self {
            fresh_for: FRESH_WITH_EVENTS,
            ..self
        }
    }

    /// The last glance at a customer, however old, and whether [`read`](Self::read) would answer without asking ProAbono, who is
    /// not asked here.
    pub(crate) async fn known(&self, customer: &CustomerKey) -> (Option<Arc<Glance>>, bool) {
        let Some(kept) = self.kept.get(customer).await else {
            return (None, false);
        };
        let good = kept.is_good(self.changed.get(customer).await, self.fresh_for);
        (kept.glance.clone(), good)
    }

    /// A glance at a customer, which is read from ProAbono unless the last one is good: once for all who ask meanwhile. `None` when
    /// it cannot be read.
    pub(crate) async fn read(&self, customer: &CustomerKey) -> Option<Arc<Glance>> {
        let changed = self.changed.get(customer).await;
        let entry = self.kept.entry_by_ref(customer);
        let fetch = async { Arc::new(self.fetch(customer).await) };
        let entry =
            Box::pin(entry.or_insert_with_if(fetch, |kept| !kept.is_good(changed, self.fresh_for))).await;
        entry.into_value().glance.clone()
    }

    /// Something changed at the customer: what is known is shown only until it is read again.
    pub(crate) async fn outdate(&self, customer: &CustomerKey) {
        self.changed.insert(customer.clone(), Instant::now()).await;
    }

    async fn fetch(&self, customer: &CustomerKey) -> Kept {
        let read = Instant::now();
        let glance = match self.look(customer).await {
            Ok(glance) => Some(Arc::new(glance)),
            Err(error) => {
                let error = with_causes(&error);
                tracing::info!(%error, "how a customer stands could not be read, and the page says nothing of it");
                None
            }
        };
        Kept { glance, read }
    }

    async fn look(&self, customer: &CustomerKey) -> Result<Glance, Unresolved> {
        let subscriptions = own_subscriptions(&self.live, customer, Features::Read);
        let invoices = own_invoices(&self.live, customer);
        let both = futures_util::future::try_join(subscriptions, invoices);
        let (both, method) = futures_util::future::join(both, self.method(customer)).await;
        let (subscriptions, invoices) = both?;
        Ok(Glance {
            method,
            ..Glance::of(&subscriptions, &invoices, Timestamp::now())
        })
    }

    /// The way in which the customer pays. Without an answer, nothing is said of it.
    async fn method(&self, customer: &CustomerKey) -> Option<TypePayment> {
        if !self.with_method {
            return None;
        }
        let read = self.live.payment_settings().retrieve(&customer.reference).await;
        let settings = read.inspect_err(|error| {
            let error = with_causes(error);
            tracing::info!(%error, "how a customer pays could not be read, and the page says nothing of it");
        });
        settings.ok()??.type_payment
    }
}

fn memory<V: Clone + Send + Sync + 'static>(most: u64) -> Cache<CustomerKey, V> {
    Cache::builder()
        .max_capacity(most)
        // The default policy admits no newcomer while the cache is full of more frequent visitors.
        .eviction_policy(EvictionPolicy::lru())
        .time_to_live(SHOWN)
        .build()
}

impl fmt::Debug for Glances {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Glances").finish_non_exhaustive()
    }
}
