//! Documents that others publish and change, such as the keys that tokens are signed with.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use url::Url;

use crate::settings::values::shown;

/// How long an old document is used while it cannot be fetched again.
const KEPT: Duration = Duration::from_hours(24);
/// The quota for fetches after failures: this many in a row, and one more each second.
const RETRIES: NonZeroU32 = NonZeroU32::new(5).unwrap();

/// One published document.
pub(super) trait Source: Send + Sync + 'static {
    /// The value that is read from it.
    type Value: Send + Sync;

    /// Where it is, for the log.
    fn place(&self) -> String;

    /// Fetches it. The error says for the log why there is none.
    fn fetch(&self) -> impl Future<Output = Result<Self::Value, String>> + Send;
}

/// An address without its query, which may hold a secret.
pub(super) fn place_of(address: &Url) -> String {
    format!("{}{}", address.origin().ascii_serialization(), address.path())
}

/// How long a document is used, and how often it is fetched.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    /// How long one fetch may take.
    pub(super) patience: Duration,
    /// How long a document is used without asking again.
    pub(super) fresh: Duration,
    /// How often a fresh document is fetched all the same because it lacks something.
    pub(super) again: Quota,
}

/// A document as it was fetched.
pub(super) struct Held<T> {
    pub(super) value: T,
    /// Counts the fetches.
    number: u64,
    fetched: Instant,
}

type Flight<T> = Shared<BoxFuture<'static, Result<Arc<Held<T>>, String>>>;

/// Fetches a document when somebody needs it: once for all who wait, and not at each visit. Cheap to clone.
pub(super) struct Fetched<S: Source>(Arc<Inner<S>>);

struct Inner<S: Source> {
    source: S,
    pace: Pace,
    again: DefaultDirectRateLimiter,
    retries: DefaultDirectRateLimiter,
    state: Mutex<State<S::Value>>,
}

struct State<T> {
    held: Option<Arc<Held<T>>>,
    /// True when the last fetch failed.
    away: bool,
    flight: Option<Flight<T>>,
    number: u64,
}

impl<S: Source> Clone for Fetched<S> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<S: Source> Fetched<S> {
    pub(super) fn new(source: S, pace: Pace) -> Self {
        Self(Arc::new(Inner {
            source,
            pace,
            again: RateLimiter::direct(pace.again),
            retries: RateLimiter::direct(Quota::per_second(NonZeroU32::MIN).allow_burst(RETRIES)),
            state: Mutex::new(State {
                held: None,
                away: false,
                flight: None,
                number: 0,
            }),
        }))
    }

    /// Returns the document as it is published now, within the limits of the pace. When the last fetch failed, this is
    /// an error, however fresh the known document is.
    pub(super) async fn get(&self) -> Result<Arc<Held<S::Value>>, String> {
        self.within(self.0.pace.fresh).await
    }

    /// Returns the document in a version that was fetched no longer than `age` ago.
    pub(super) async fn within(&self, age: Duration) -> Result<Arc<Held<S::Value>>, String> {
        let flight = {
            let mut state = self.state();
            match &state.held {
                Some(held) if !state.away && held.fetched.elapsed() < age => return Ok(Arc::clone(held)),
                _ => self.flight(&mut state),
            }
        };
        flight.await
    }

    /// Returns the last known document without waiting. An old one is fetched again in the background.
    pub(super) async fn known(&self) -> Result<Arc<Held<S::Value>>, String> {
        match self.at_hand() {
            Some(held) => Ok(held),
            None => self.get().await,
        }
    }

    fn at_hand(&self) -> Option<Arc<Held<S::Value>>> {
        let mut state = self.state();
        let held = state.held.clone()?;
        let age = held.fetched.elapsed();
        if age >= self.0.pace.fresh {
            drop(self.flight(&mut state));
        }
        (age < KEPT).then_some(held)
    }

    /// Returns a document that was fetched after this one, which lacks something. `None` when that was tried too often
    /// lately.
    pub(super) async fn after(&self, known: &Held<S::Value>) -> Result<Option<Arc<Held<S::Value>>>, String> {
        let flight = {
            let mut state = self.state();
            match &state.held {
                Some(newer) if newer.number > known.number => return Ok(Some(Arc::clone(newer))),
                _ => {}
            }
            let flying = state.flight.as_ref();
            let under_way = flying.is_some_and(|flight| flight.peek().is_none());
            if !under_way && self.0.again.check().is_err() {
                return Ok(None);
            }
            self.flight(&mut state)
        };
        flight.await.map(Some)
    }

    fn state(&self) -> MutexGuard<'_, State<S::Value>> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the fetch that is under way, a recent failure, or a new fetch.
    fn flight(&self, state: &mut State<S::Value>) -> Flight<S::Value> {
        if let Some(flight) = &state.flight {
            match flight.peek() {
                None => return flight.clone(),
                Some(Err(cause)) if self.0.retries.check().is_err() => {
                    let cause = format!(
                        "{cause} (a failure of a moment ago, which is remembered: it is asked again within a second)"
                    );
                    return std::future::ready(Err(cause)).boxed().shared();
                }
                Some(_) => {}
            }
        }
        state.number += 1;
        let flight = self.clone().fetch(state.number).boxed().shared();
        state.flight = Some(flight.clone());
        // The fetch goes on when the visitor who caused it leaves.
        drop(tokio::spawn(flight.clone()));
        flight
    }

    async fn fetch(self, number: u64) -> Result<Arc<Held<S::Value>>, String> {
        let patience = self.0.pace.patience;
        let fetched = tokio::time::timeout(patience, self.0.source.fetch()).await;
        let value = fetched.unwrap_or_else(|_| {
            let place = self.0.source.place();
            Err(format!("{place}: it does not answer within {}", shown(patience)))
        });
        let mut state = self.state();
        state.away = value.is_err();
        let held = Arc::new(Held {
            value: value?,
            number,
            fetched: Instant::now(),
        });
        state.held = Some(Arc::clone(&held));
        Ok(held)
    }
}

#[cfg(test)]
mod tests;
