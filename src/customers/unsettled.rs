//! Returns that ProAbono does not confirm yet: until then, and for a bounded time, nothing is for sale.

use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};

use crate::proabono::Live;

use super::{CustomerKey, From, Outcome, Standing, Unresolved};

/// How many returns are remembered at once.
const MOST: u64 = 10_000;
/// How long the same address holds the same customer no second time.
const ONCE: Duration = Duration::from_hours(24);

/// The unsettled returns of this process. They are kept in memory only: a restart forgets them, and sells again.
pub(crate) struct Unsettled {
    live: Live,
    returns: Option<Cache<CustomerKey, (From, Outcome)>>,
    /// What has held before, by a digest of its address: a page that is left open must not hold for ever.
    before: Cache<(CustomerKey, [u8; 32]), ()>,
}

impl Unsettled {
    /// Remembers each for that long; with no time, none.
    pub(crate) fn new(live: Live, time: Duration) -> Self {
        let cache = || {
            Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(time)
                .build()
        };
        Self {
            live,
            returns: (!time.is_zero()).then(cache),
            before: Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(ONCE)
                .build(),
        }
    }

    /// Holds a customer for a return, unless the same one has held them before. Whether it does now.
    pub(crate) fn hold(&self, customer: &CustomerKey, from: From, outcome: Outcome, query: &str) -> bool {
        let Some(returns) = &self.returns else {
            return false;
        };
        let key = (customer.clone(), Sha256::digest(query).into());
        if self.before.entry(key).or_insert(()).is_fresh() {
            // Another return must not prolong the one that holds already.
            returns.entry_by_ref(customer).or_insert((from, outcome));
            return true;
        }
        false
    }

    /// Whether the customer is held, as far as is known.
    pub(crate) fn holds(&self, customer: &CustomerKey) -> bool {
        self.of(customer).is_some()
    }

    pub(crate) fn release(&self, customer: &CustomerKey) {
        if let Some(returns) = &self.returns {
            returns.invalidate(customer);
        }
    }

    fn of(&self, customer: &CustomerKey) -> Option<(From, Outcome)> {
        self.returns.as_ref()?.get(customer)
    }

    /// Whether the customer has a return that ProAbono still does not confirm. It is asked again at each call.
    pub(crate) async fn remain(&self, customer: &CustomerKey) -> bool {
        let Some(said) = self.of(customer) else {
            return false;
        };
        // While ProAbono does not answer, nothing is known to be settled.
        if self.is_settled(customer, said).await.unwrap_or(false) {
            self.release(customer);
        }
        self.holds(customer)
    }

    async fn is_settled(&self, customer: &CustomerKey, said: (From, Outcome)) -> Result<bool, Unresolved> {
        let mut standing = Standing::read(&self.live, customer).await?;
        if said.1 == Outcome::Pending {
            standing.read_invoices(&self.live, customer).await?;
        }
        Ok(standing.settles(said))
    }
}
