//! Returns that ProAbono has not confirmed yet. Until it does, or for a bounded time, nothing is for sale to the
//! customer.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;

use crate::clock;
use crate::proabono::{CustomerReference, Live, SegmentReference};
use crate::shared::{Ear, Heard, Shared};

use super::{CustomerKey, From, Outcome, Paying, Standing, Unresolved};

/// The most returns that are remembered at once.
const MOST: u64 = 10_000;
/// The time within which the same address cannot hold the same customer a second time.
const ONCE: Duration = Duration::from_hours(24);
/// The numbers of the customer and of the subscription that ProAbono appends to the address of a return. `static/address.js`
/// takes them out of the address bar, and the page may then be read again without them.
const NUMBERS: [&str; 3] = ["idc", "idsu", "idsub"];

/// The unsettled returns. They are kept in memory, so a restart forgets them and sells again; where there are several instances,
/// they tell each other, and one that starts hears of those before.
#[derive(Clone)]
pub(crate) struct Unsettled {
    live: Live,
    /// The other instances, when there are any. Each of them remembers all returns.
    shared: Option<Shared>,
    time: Duration,
    returns: Option<Cache<CustomerKey, Held>>,
    /// The returns that have held a customer before, by a digest of their address: a page that is left open must not
    /// hold for ever.
    before: Cache<(CustomerKey, [u8; 32]), ()>,
}

/// The kinds of news: a return holds a customer, and none does any more.
const HELD: &str = "held";
const RELEASED: &str = "released";

/// A return as instances tell each other of it.
#[derive(Serialize, Deserialize)]
struct ToldReturn {
    customer: CustomerReference,
    segment: SegmentReference,
    said: (From, Outcome),
    offer: Option<String>,
    /// Of its address, with and without the numbers.
    digests: [[u8; 32]; 2],
    paying: Option<Paying>,
}

fn key(reference: &CustomerReference, segment: &SegmentReference) -> CustomerKey {
    CustomerKey {
        reference: reference.clone(),
        segment: segment.clone(),
    }
}

/// A return that holds a customer.
#[derive(Clone)]
struct Held {
    said: (From, Outcome),
    /// The offer that the return names.
    offer: Option<String>,
    /// The payment that a bank still has to confirm, as ProAbono last told.
    paying: Arc<Mutex<Option<Paying>>>,
    /// The end, in milliseconds since 1970.
    until: u64,
}

impl Held {
    fn is_settled(&self, standing: &Standing) -> bool {
        standing.settles(self.said, self.offer.as_deref())
    }

    fn lasts(&self) -> bool {
        clock::millis() < self.until
    }

    fn learn(&self, paying: Option<Paying>) {
        *self.paying.lock().unwrap_or_else(PoisonError::into_inner) = paying;
    }

    fn paying(&self) -> Option<Paying> {
        let paying = self.paying.lock();
        paying.unwrap_or_else(PoisonError::into_inner).clone()
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
            shared: None,
            time,
            returns: (!time.is_zero()).then(cache),
            before: Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(ONCE)
                .build(),
        }
    }

    /// The same, told to other instances.
    pub(crate) fn sharing(self, shared: Option<Shared>) -> Self {
        Self { shared, ..self }
    }

    /// Holds a customer for a return, unless the same return has held them before, and tells whether it had not. A customer may be
    /// held by another return all the same.
    pub(crate) async fn hold(
        &self,
        customer: &CustomerKey,
        (said, offer): ((From, Outcome), Option<String>),
        query: &str,
        paying: Option<Paying>,
    ) -> bool {
        let told = ToldReturn {
            customer: customer.reference.clone(),
            segment: customer.segment.clone(),
            said,
            offer,
            digests: digests(query),
            paying,
        };
        let first = self.take(customer, &told, clock::millis());
        // The visitor may be at another instance in the next moment. One that cannot be told sells again.
        if let Some(shared) = self.shared.as_ref().filter(|_| first) {
            let _ = shared.announce(HELD, &told).await;
        }
        first
    }

    fn take(&self, customer: &CustomerKey, told: &ToldReturn, at: u64) -> bool {
        let Some(returns) = &self.returns else {
            return false;
        };
        let [arrived, without_numbers] = told.digests.map(|digest| (customer.clone(), digest));
        let first = self.before.entry(arrived).or_insert_with(|| ()).is_fresh();
        let time = u64::try_from(self.time.as_millis()).unwrap_or(u64::MAX);
        let until = at.saturating_add(time);
        if first {
            self.before.insert(without_numbers, ());
            // Another return must not prolong the one that holds already.
            returns.entry_by_ref(customer).or_insert_with_if(
                || Held {
                    said: told.said,
                    offer: told.offer.clone(),
                    paying: Arc::default(),
                    until,
                },
                |held| !held.lasts(),
            );
        }
        if told.paying.is_some()
            && let Some(held) = self.of(customer)
        {
            held.learn(told.paying.clone());
        }
        first
    }

    /// Hears what other instances tell of returns.
    pub(crate) fn ear(&self) -> Ear {
        let unsettled = self.clone();
        Box::new(move |heard: &Heard| {
            if heard.own {
                return;
            }
            if let Some(told) = heard.of::<ToldReturn>(HELD) {
                let customer = key(&told.customer, &told.segment);
                unsettled.take(&customer, &told, heard.at);
            }
            if let Some((reference, segment)) = heard.of(RELEASED) {
                unsettled.release_here(&key(&reference, &segment));
            }
        })
    }

    /// The payment that a held customer waits for, as far as it is known. ProAbono is not asked.
    pub(crate) fn paying(&self, customer: &CustomerKey) -> Option<Paying> {
        let held = self.of(customer)?;
        let paying = held.paying()?;
        // While an upgrade waits, the running plan is the one that the customer leaves.
        let leaves = held.said.0 == From::Upgrade;
        Some(Paying {
            plan: paying.plan.filter(|_| !leaves),
            ..paying
        })
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
        self.release_here(customer);
        if let Some(shared) = self.shared.clone() {
            let released = (customer.reference.clone(), customer.segment.clone());
            // One that is not told asks ProAbono itself.
            drop(tokio::spawn(async move {
                let _ = shared.announce(RELEASED, &released).await;
            }));
        }
    }

    fn release_here(&self, customer: &CustomerKey) {
        if let Some(returns) = &self.returns {
            returns.invalidate(customer);
        }
    }

    fn of(&self, customer: &CustomerKey) -> Option<Held> {
        let held = self.returns.as_ref()?.get(customer)?;
        held.lasts().then_some(held)
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
