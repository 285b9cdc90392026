//! Returns that ProAbono has not confirmed yet. Until it does, or for a bounded time, nothing is for sale to the
//! customer.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use crate::proabono::Live;

use super::{CustomerKey, From, Outcome, Paying, Standing, Unresolved};

/// The most returns that are remembered at once.
const MOST: u64 = 10_000;
/// The time within which the same address cannot hold the same customer a second time.
const ONCE: Duration = Duration::from_hours(24);
/// The numbers of the customer and of the subscription that ProAbono appends to the address of a return. `static/address.js`
/// takes them out of the address bar, and the page may then be read again without them.
const NUMBERS: [&str; 3] = ["idc", "idsu", "idsub"];

/// The unsettled returns of this process. They are kept in memory only, so a restart forgets them and sells again.
pub(crate) struct Unsettled {
    live: Live,
    returns: Option<Cache<CustomerKey, Held>>,
    /// The returns that have held a customer before, by a digest of their address: a page that is left open must not
    /// hold for ever.
    before: Cache<(CustomerKey, [u8; 32]), ()>,
}

/// A return that holds a customer.
#[derive(Clone)]
struct Held {
    said: (From, Outcome),
    /// The offer that the return names.
    offer: Option<String>,
    /// The payment that a bank still has to confirm, once ProAbono has told of it.
    paying: Arc<OnceLock<Paying>>,
}

impl Held {
    fn is_settled(&self, standing: &Standing) -> bool {
        standing.settles(self.said, self.offer.as_deref())
    }

    fn learn(&self, paying: Option<Paying>) {
        if let Some(paying) = paying {
            let _ = self.paying.set(paying);
        }
    }
}

impl Unsettled {
    /// Remembers each return for `time`; with zero, none.
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

    /// Holds a customer for a return, unless the same return has held them before, and tells whether it had not. A customer may be
    /// held by another return all the same.
    pub(crate) fn hold(
        &self,
        customer: &CustomerKey,
        (said, offer): ((From, Outcome), Option<String>),
        query: &str,
        paying: Option<Paying>,
    ) -> bool {
        let Some(returns) = &self.returns else {
            return false;
        };
        let [arrived, without_numbers] = digests(query).map(|digest| (customer.clone(), digest));
        let first = self.before.entry(arrived).or_insert_with(|| ()).is_fresh();
        if first {
            self.before.insert(without_numbers, ());
            let paying = Arc::default();
            // Another return must not prolong the one that holds already.
            returns
                .entry_by_ref(customer)
                .or_insert_with(|| Held { said, offer, paying });
        }
        if let Some(held) = self.of(customer) {
            held.learn(paying);
        }
        first
    }

    /// The payment that a held customer waits for, as far as it is known. ProAbono is not asked.
    pub(crate) fn paying(&self, customer: &CustomerKey) -> Option<Paying> {
        self.of(customer)?.paying.get().cloned()
    }

    /// Tells whether the customer is held, without asking ProAbono.
    pub(crate) fn holds(&self, customer: &CustomerKey) -> bool {
        self.of(customer).is_some()
    }

    /// Releases a customer when what was just read confirms the return that holds them. No other return does: anybody can write one.
    pub(crate) fn settle_by(&self, customer: &CustomerKey, standing: &Standing) {
        if self.of(customer).is_some_and(|held| held.is_settled(standing)) {
            self.release(customer);
        }
    }

    /// The customer says that nothing is under way, which counts unless ProAbono has told of a payment.
    pub(crate) fn disclaim(&self, customer: &CustomerKey) {
        if self.paying(customer).is_none() {
            self.release(customer);
        }
    }

    fn release(&self, customer: &CustomerKey) {
        if let Some(returns) = &self.returns {
            returns.invalidate(customer);
        }
    }

    fn of(&self, customer: &CustomerKey) -> Option<Held> {
        self.returns.as_ref()?.get(customer)
    }

    /// Tells whether the customer has a return that ProAbono still does not confirm. ProAbono is asked at each call.
    pub(crate) async fn remain(&self, customer: &CustomerKey) -> bool {
        let Some(held) = self.of(customer) else {
            return false;
        };
        // While ProAbono does not answer, nothing is known to be settled.
        if self.is_settled(customer, &held).await.unwrap_or(false) {
            self.release(customer);
        }
        self.holds(customer)
    }

    async fn is_settled(&self, customer: &CustomerKey, held: &Held) -> Result<bool, Unresolved> {
        let mut standing = Standing::read(&self.live, customer).await?;
        if held.said.1 == Outcome::Pending {
            standing.read_invoices(&self.live, customer).await?;
            held.learn(standing.paying());
        }
        Ok(held.is_settled(&standing))
    }
}

/// Digests of the address of a return: of all its parameters, and of those that stay without the numbers. Another
/// subscription's return has other numbers, and holds in its turn.
fn digests(query: &str) -> [[u8; 32]; 2] {
    let digest = |stays: fn(&str) -> bool| {
        let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| stays(name));
        let text = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(pairs)
            .finish();
        Sha256::digest(text).into()
    };
    [digest(|_| true), digest(|name| !NUMBERS.contains(&name))]
}
