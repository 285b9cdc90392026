//! One look-up of a customer for all instances.

use std::future::Future;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock;
use crate::crylk::Gate;
use crate::proabono::{CustomerReference, SegmentReference};
use crate::shared::{Done, Shared};

use super::home::{Home, ToldHome};
use super::resolve::Resolved;
use super::{CustomerKey, Existence, Unresolved};

/// The look-ups that instances make together.
#[derive(Clone, Debug)]
pub(super) struct Together {
    shared: Shared,
    fresh_for: Duration,
}

/// A customer as a look-up found it, here or at another instance.
pub(super) struct LookedUp {
    pub(super) home: Home,
    pub(super) existence: Existence,
    /// How long ago ProAbono answered.
    pub(super) age: Duration,
}

impl LookedUp {
    /// The customer as ProAbono answered just now.
    pub(super) fn of(resolved: &Resolved, gate: &Gate) -> Self {
        Self {
            home: Home::of(&resolved.customer, gate),
            existence: resolved.existence,
            age: Duration::ZERO,
        }
    }
}

/// The same as instances tell each other.
#[derive(Serialize, Deserialize)]
struct Told {
    /// The customer whom it is about. Whoever can write to the Redis must not show one customer's page to another.
    customer: CustomerReference,
    segment: SegmentReference,
    home: ToldHome,
    /// When ProAbono answered, in milliseconds since 1970.
    at: u64,
}

impl Together {
    pub(super) fn new(shared: Shared, fresh_for: Duration) -> Self {
        Self { shared, fresh_for }
    }

    /// Looks a customer up, unless another instance does so now or has just done it. A failure is nobody else's: the others then
    /// ask for themselves.
    pub(super) async fn look_up<F>(
        &self,
        key: &CustomerKey,
        gate: &Gate,
        alone: impl Fn() -> F,
    ) -> Result<LookedUp, Unresolved>
    where
        F: Future<Output = Result<LookedUp, Unresolved>>,
    {
        let name = self.name(key);
        let told = |result: &Result<LookedUp, Unresolved>| {
            let looked_up = result.as_ref().ok()?;
            let told = Told {
                customer: key.reference.clone(),
                segment: key.segment.clone(),
                home: ToldHome::of(&looked_up.home),
                at: clock::millis(),
            };
            serde_json::to_vec(&told).ok()
        };
        match self.shared.once(&name, self.fresh_for, alone(), told).await {
            Done::Here(result) => result,
            Done::There(value) => match self.understood(key, gate, &value) {
                Some(looked_up) => Ok(looked_up),
                None => alone().await,
            },
        }
    }

    /// Forgets what another instance has told of a customer, who has changed since.
    pub(super) async fn forget(&self, key: &CustomerKey) {
        self.shared.forget(&self.name(key)).await;
    }

    fn understood(&self, key: &CustomerKey, gate: &Gate, value: &[u8]) -> Option<LookedUp> {
        let told: Told = serde_json::from_slice(value).ok()?;
        if (&told.customer, &told.segment) != (&key.reference, &key.segment) {
            return None;
        }
        let age = Duration::from_millis(clock::millis().saturating_sub(told.at));
        // The clocks of the instances differ, and a link must not live longer for that.
        (age <= self.fresh_for).then(|| LookedUp {
            home: told.home.judged(gate),
            existence: Existence::Existed,
            age,
        })
    }

    fn name(&self, key: &CustomerKey) -> String {
        let name = [key.reference.as_str(), key.segment.as_str()];
        format!("customer:{}", self.shared.name(&name))
    }
}
