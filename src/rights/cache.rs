use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use thiserror::Error;

use crate::clock;
use crate::customers::{CustomerKey, own_usages};
use crate::proabono::{FeatureReference, Live};

use super::outcome::outcome;
use super::settings::Quantities;
use super::slot::Slot;
use super::term::Terms;
use super::told::Age;
use super::writes::Remembered;
use super::{All, Cause, Decision, Known, Question, Read, RightsConfig, RightsSet, Word};

/// How long somebody with usable rights waits for fresh ones.
const PATIENCE: Duration = Duration::from_secs(2);

/// Takes a note of every read, so that answers can be explained later. It must not block.
pub(crate) trait Keeps: Send + Sync {
    /// Takes the note.
    fn keep(&self, customer: &CustomerKey, read: &Read);
}

/// The rights of customers: read from ProAbono, at most once at a time for each, and remembered for a bounded time, in memory
/// only. Cheap to clone; clones share the memory.
#[derive(Clone)]
pub(crate) struct Rights {
    inner: Arc<Inner>,
}

struct Inner {
    live: Live,
    slots: Cache<CustomerKey, Arc<Slot>>,
    terms: Terms,
    settings: RightsConfig,
    remembered: Remembered,
    keeps: Option<Arc<dyn Keeps>>,
}

/// A read that brought nothing, by its cause.
#[derive(Clone, Debug, Error)]
#[error("the rights of a customer could not be read: {0}")]
pub(crate) struct Unread(pub(crate) String);

impl fmt::Debug for Rights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rights").finish_non_exhaustive()
    }
}

impl Rights {
    /// Takes the client and the rules; nothing is sent. `keeps` is told of every read.
    pub(crate) fn new(live: Live, settings: &RightsConfig, keeps: Option<Arc<dyn Keeps>>) -> Self {
        Self {
            inner: Arc::new(Inner {
                live,
                slots: Cache::builder()
                    .max_capacity(settings.remembered)
                    // The default policy admits no newcomer while the cache is full of more frequent visitors.
                    .eviction_policy(EvictionPolicy::lru())
                    .time_to_idle(settings.fresh_for + settings.stale_for)
                    .build(),
                terms: Terms::of(settings),
                settings: settings.clone(),
                remembered: Remembered::new(settings.writes_remembered_for),
                keeps,
            }),
        }
    }

    /// The client, for calls about the usages of a customer.
    pub(crate) fn live(&self) -> &Live {
        &self.inner.live
    }

    /// The changes that are not sent twice.
    pub(super) fn remembered(&self) -> &Remembered {
        &self.inner.remembered
    }

    /// The meaning of the quantities of a feature.
    pub(crate) fn quantities(&self, feature: &FeatureReference) -> Quantities {
        let settings = &self.inner.settings;
        if settings.purchased.contains(feature) {
            Quantities::Purchased
        } else {
            settings.quantities
        }
    }

    /// The rights of a customer as far as they are known. ProAbono is asked when what is known is too old, outdated, or
    /// nothing. Somebody with usable rights does not wait long for a slow answer.
    pub(crate) async fn of(&self, customer: &CustomerKey) -> Arc<Known> {
        let slot = self.slot(customer);
        if let Some(known) = slot.answer(clock::millis()) {
            return known;
        }
        // The future of a read is large, and every check would carry it along if it were not boxed.
        Box::pin(self.ask(customer, slot)).await
    }

    /// The answers about all features by what is known now; `None` when that is nothing. ProAbono is not asked.
    pub(crate) fn known(&self, customer: &CustomerKey) -> Option<All> {
        let known = self.inner.slots.get(customer)?.last()?.known;
        let all = All::of(&known, |feature| self.quantities(feature), now_for(&known));
        Some(all).filter(|all| all.known)
    }

    /// The time of the latest read of a customer's rights, in milliseconds since 1970; each read has its own. `None` when none is
    /// remembered.
    pub(super) fn latest_read(&self, customer: &CustomerKey) -> Option<u64> {
        let kept = self.inner.slots.get(customer)?.last()?;
        Some(kept.known.read_at())
    }

    /// Answers a question now, and says how old the knowledge is.
    pub(crate) async fn decide(&self, customer: &CustomerKey, question: &Question) -> (Decision, Age) {
        let known = self.of(customer).await;
        let now = now_for(&known);
        let decision = known.decide(question, self.quantities(&question.feature), now);
        (decision, Age::of(&known, now))
    }

    /// Reads a customer's rights from ProAbono now, and replaces what is known. Those who ask for it while a read is under way
    /// share the next one. Returns ProAbono's word.
    ///
    /// # Errors
    /// [`Unread`]: nothing was learnt, and it should be tried again.
    pub(crate) async fn reread(&self, customer: &CustomerKey, cause: Cause) -> Result<Option<Word>, Unread> {
        let slot = self.slot(customer);
        let wanted = slot.outdate(cause);
        let known = self.in_task(customer, slot, Some(wanted)).await?;
        match &known.failure {
            Some(failure) => Err(Unread(failure.kind.clone())),
            None => Ok(known.learnt.as_ref().map(|learnt| learnt.word.clone())),
        }
    }

    /// Says that a customer's rights may have changed: the next question reads them. Nothing is sent now.
    pub(crate) fn outdate(&self, customer: &CustomerKey, cause: Cause) {
        if let Some(slot) = self.inner.slots.get(customer) {
            slot.outdate(cause);
        }
    }

    fn slot(&self, customer: &CustomerKey) -> Arc<Slot> {
        self.inner.slots.get_with_by_ref(customer, Arc::default)
    }

    async fn ask(&self, customer: &CustomerKey, slot: Arc<Slot>) -> Arc<Known> {
        let now = clock::millis();
        let last = slot.last().map(|kept| kept.known);
        let usable = last.filter(|known| known.usable(now).is_some());
        let Some(usable) = usable else {
            let read = self.in_task(customer, slot, None).await;
            return read.unwrap_or_else(|_| Arc::new(nothing()));
        };
        // Whoever comes later need not wait as long again for the same answer.
        if slot.waits_since(now).is_some_and(|time| time >= PATIENCE) {
            return usable.unanswered(now);
        }
        match tokio::time::timeout(PATIENCE, self.in_task(customer, slot, None)).await {
            Ok(Ok(known)) => known,
            Ok(Err(_)) | Err(_) => usable.unanswered(clock::millis()),
        }
    }

    /// Reads in a task of its own: a visitor who leaves must not abort a read that others wait for.
    async fn in_task(
        &self,
        customer: &CustomerKey,
        slot: Arc<Slot>,
        wanted: Option<u64>,
    ) -> Result<Arc<Known>, Unread> {
        let (rights, customer) = (self.clone(), customer.clone());
        let task = tokio::spawn(async move { rights.once(&customer, &slot, wanted).await });
        task.await
            .map_err(|_| Unread("this program has a fault".to_owned()))
    }

    /// Waits for the read that is under way, and reads if that one does not do. With `wanted`, only a read that began after
    /// that reason does.
    async fn once(&self, customer: &CustomerKey, slot: &Slot, wanted: Option<u64>) -> Arc<Known> {
        let _reading = slot.reading.lock().await;
        let done = match wanted {
            Some(wanted) => slot
                .last()
                .filter(|kept| kept.covers >= wanted)
                .map(|kept| kept.known),
            None => slot.answer(clock::millis()),
        };
        match done {
            Some(known) => known,
            None => self.read(customer, slot).await,
        }
    }

    async fn read(&self, customer: &CustomerKey, slot: &Slot) -> Arc<Known> {
        let begun = slot.begin(clock::millis());
        let answer = own_usages(&self.inner.live, customer).await;
        let read = slot.end(begun, clock::millis(), |at| outcome(self.inner.terms, at, answer));
        if let Some(keeps) = &self.inner.keeps {
            keeps.keep(customer, &read);
        }
        let known = slot.last().map_or_else(|| Arc::new(nothing()), |kept| kept.known);
        log_unclear(&known);
        known
    }
}

/// The time for a question about what is known: a read may stand a moment after the clock, so that no two have one time.
pub(crate) fn now_for(known: &Known) -> u64 {
    clock::millis().max(known.read_at())
}

fn log_unclear(known: &Known) {
    for (feature, extent) in known
        .rights(known.read_at())
        .into_iter()
        .flat_map(RightsSet::unclear)
    {
        tracing::warn!(
            code = "usage-unclear",
            %feature,
            ?extent,
            "nobody may use a feature, since its usages cannot be understood"
        );
    }
}

/// The knowledge when a task has ended without a result.
fn nothing() -> Known {
    Known {
        learnt: None,
        failure: None,
        ask_again: 0,
    }
}
