//! How the answer to a look-up becomes knowledge, and what a failure leaves of it.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use crate::identity::User;
use crate::proabono::with_causes;

use super::cache::{Customers, existence};
use super::entry::{Entry, Found, Freshness, OUTAGE_HOLDS, stale};
use super::together::LookedUp;
use super::unresolved::rounded;
use super::{CustomerKey, Existence, Home, Unresolved};

/// How long a failed look-up answers the next visitors too, so that a crowd causes one call.
const FAILURE_HOLDS: Duration = Duration::from_secs(1);

impl Customers {
    pub(super) async fn fetch(
        &self,
        user: &User,
        key: &CustomerKey,
        known: Option<Arc<Entry>>,
    ) -> Arc<Entry> {
        let alone = || self.fetch_alone(user, key);
        let result = match &self.together {
            Some(together) => Box::pin(together.look_up(key, &self.resolver.gate, alone)).await,
            None => alone().await,
        };
        Arc::new(match result {
            Ok(looked_up) => self.fresh(looked_up),
            Err(error) => self.after_failure(error, known.as_deref()),
        })
    }

    async fn fetch_alone(&self, user: &User, key: &CustomerKey) -> Result<LookedUp, Unresolved> {
        let resolved = self.resolver.customer(user, key, None).await?;
        Ok(LookedUp::of(&resolved, &self.resolver.gate))
    }

    pub(super) async fn forget_together(&self, key: &CustomerKey) {
        if let Some(together) = &self.together {
            together.forget(key).await;
        }
    }

    pub(super) fn fresh(&self, looked_up: LookedUp) -> Entry {
        let now = Instant::now();
        let fetched = now.checked_sub(looked_up.age).unwrap_or(now);
        Entry {
            result: Ok(Found {
                home: Arc::new(looked_up.home),
                freshness: Freshness::Fresh,
                existence: looked_up.existence,
            }),
            existence: Existence::Existed,
            ask_again: fetched + self.fresh_for,
            fetched: Some(fetched),
            slow: AtomicBool::new(false),
        }
    }

    /// The last known link, while it may still be used.
    pub(super) fn usable(&self, entry: &Entry) -> Option<(Arc<Home>, Instant)> {
        let found = entry.result.as_ref().ok()?;
        let fetched = entry.fetched?;
        (Instant::now() < self.end(fetched)).then(|| (Arc::clone(&found.home), fetched))
    }

    /// The time at which a link that was fetched then must no longer be used.
    fn end(&self, fetched: Instant) -> Instant {
        fetched + self.fresh_for + self.stale_for
    }

    /// The entry after a failure. The last link stays in use only when there was no answer; a definite refusal ends it.
    fn after_failure(&self, error: Unresolved, known: Option<&Entry>) -> Entry {
        let last = known.and_then(|entry| self.usable(entry));
        let (Unresolved::NoAnswer(cause), Some(last)) = (&error, last) else {
            return Entry::failed(error, existence(known), FAILURE_HOLDS);
        };
        let entry = self.outage(last);
        let cause = with_causes(&**cause);
        tracing::warn!(
            code = "stale-while-away", %cause,
            again_in = rounded(entry.left()),
            "ProAbono does not answer; the last known link is used, and this link is not asked for again before that time"
        );
        entry
    }

    fn outage(&self, (home, fetched): (Arc<Home>, Instant)) -> Entry {
        Entry {
            result: Ok(stale(home)),
            existence: Existence::Existed,
            ask_again: (Instant::now() + OUTAGE_HOLDS).min(self.end(fetched)),
            fetched: Some(fetched),
            slow: AtomicBool::new(false),
        }
    }
}
