//! Documents that others publish and change, such as the keys that tokens are signed with.

use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Shared};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use url::Url;

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
            Err(format!("{place}: it does not answer within {patience:?}"))
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
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Counts its fetches, and answers each as the test says.
    #[derive(Default)]
    struct Script {
        asked: AtomicUsize,
        hangs: Mutex<bool>,
        fails: Mutex<bool>,
    }

    impl Source for Arc<Script> {
        type Value = usize;

        fn place(&self) -> String {
            "the script".to_owned()
        }

        async fn fetch(&self) -> Result<usize, String> {
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            tokio::time::sleep(Duration::from_millis(5)).await;
            if *self.hangs.lock().unwrap() {
                std::future::pending::<()>().await;
            }
            if *self.fails.lock().unwrap() {
                return Err("it is away".to_owned());
            }
            Ok(number)
        }
    }

    fn fetched(fresh: Duration) -> (Arc<Script>, Fetched<Arc<Script>>) {
        let script = Arc::<Script>::default();
        let pace = Pace {
            patience: Duration::from_mins(1),
            fresh,
            again: Quota::per_hour(NonZeroU32::MIN),
        };
        (Arc::clone(&script), Fetched::new(script, pace))
    }

    fn asked(script: &Script) -> usize {
        script.asked.load(Ordering::SeqCst)
    }

    const LONG: Duration = Duration::from_hours(1);

    #[tokio::test]
    async fn all_who_wait_share_one_fetch_and_what_is_fresh_costs_none() {
        let (script, fetched) = fetched(LONG);
        let all = futures_util::future::join_all((0..9).map(|_| fetched.get())).await;
        assert!(all.iter().all(|held| held.as_ref().unwrap().value == 1));
        assert_eq!(fetched.get().await.unwrap().value, 1);
        assert_eq!(asked(&script), 1);
    }

    #[tokio::test]
    async fn what_is_at_hand_waits_for_no_fetch_that_hangs() {
        let (script, fetched) = fetched(Duration::ZERO);
        assert_eq!(fetched.known().await.unwrap().value, 1, "the first one waits");
        *script.hangs.lock().unwrap() = true;
        for _ in 0..9 {
            let known = tokio::time::timeout(Duration::from_secs(5), fetched.known()).await;
            assert_eq!(known.unwrap().unwrap().value, 1);
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert_eq!(asked(&script), 2, "it is asked anew behind the scenes, once");
    }

    #[tokio::test]
    async fn after_a_failure_a_document_is_away_and_what_is_known_of_it_is_still_at_hand() {
        let (script, fetched) = fetched(LONG);
        fetched.get().await.unwrap();
        *script.fails.lock().unwrap() = true;
        assert!(fetched.within(Duration::ZERO).await.is_err());
        assert!(fetched.get().await.is_err());
        assert_eq!(fetched.known().await.unwrap().value, 1);
        *script.fails.lock().unwrap() = false;
        assert_eq!(fetched.get().await.unwrap().value, 4);
    }

    #[tokio::test]
    async fn a_document_that_lacks_something_is_fetched_again_within_the_quota() {
        let (script, fetched) = fetched(LONG);
        let first = fetched.get().await.unwrap();
        let second = fetched.after(&first).await.unwrap().unwrap();
        assert_eq!(second.value, 2);
        assert_eq!(
            fetched.after(&first).await.unwrap().unwrap().value,
            2,
            "a newer one is there"
        );
        assert!(fetched.after(&second).await.unwrap().is_none(), "too often");
        assert_eq!(asked(&script), 2);
    }

    #[tokio::test]
    async fn failures_in_a_row_are_asked_for_slowly() {
        let (script, fetched) = fetched(LONG);
        *script.fails.lock().unwrap() = true;
        for _ in 0..40 {
            assert!(fetched.get().await.is_err());
        }
        assert!(asked(&script) <= 9, "{}", asked(&script));
    }
}
