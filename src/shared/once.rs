use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use crate::store::{Space, StoreError};

use super::Shared;
use super::common::Turn;

/// How often an instance says that it is still at its turn.
const RENEW: Duration = Duration::from_secs(1);
/// The pauses of those who wait for another instance: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(10), Duration::from_millis(100));
/// How long anybody waits for another instance.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a failure is told to those who waited; they then try for themselves.
const FAILURE_HOLDS: Duration = Duration::from_secs(1);

/// The result of work, and who has done it.
#[derive(Debug)]
pub(crate) enum Done<T> {
    /// This request did it.
    Here(T),
    /// Another one did, and left this.
    There(Vec<u8>),
}

impl Shared {
    /// Does some work once for all instances that want it at the same time, or within the time that its result holds. `told` makes
    /// what is told to the others; `None` is a failure, after which each tries for itself. While Redis is away, too, each works for
    /// itself.
    pub(crate) async fn once<T>(
        &self,
        name: &str,
        holds: Duration,
        work: impl Future<Output = T>,
        told: impl FnOnce(&T) -> Option<Vec<u8>>,
    ) -> Done<T> {
        let token = rand::random();
        match self.wait(name, token).await {
            Ok(Some(value)) => Done::There(value),
            Ok(None) => {
                let result = self.renewing(name, token, work).await;
                let sealed = told(&result).and_then(|plain| self.keys.seal(Space::LookUp, &plain));
                let value = match sealed {
                    Some(sealed) => (sealed, holds),
                    None => (Vec::new(), FAILURE_HOLDS),
                };
                // Those who wait see after the lease that nothing came of it.
                let _ = self.common.end_turn(name, token, value).await;
                Done::Here(result)
            }
            Err(_) => Done::Here(work.await),
        }
    }

    /// Waits for the result of another instance; `None` when it is this one's turn.
    ///
    /// # Errors
    /// [`StoreError`] when Redis is away, the other one failed, or takes too long.
    async fn wait(&self, name: &str, token: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let asked = async {
            let mut pause = PAUSES.0;
            loop {
                match self.common.turn(name, token).await? {
                    Turn::Ours => return Ok(None),
                    Turn::Over(value) => {
                        let value = self.keys.open(Space::LookUp, &value);
                        return value.map(Some).ok_or(StoreError::Silent);
                    }
                    Turn::Theirs => tokio::time::sleep(pause).await,
                }
                pause = (pause * 2).min(PAUSES.1);
            }
        };
        let asked = tokio::time::timeout(PATIENCE, asked).await;
        asked.unwrap_or(Err(StoreError::Silent))
    }

    async fn renewing<T>(&self, name: &str, token: u64, work: impl Future<Output = T>) -> T {
        let mut work = pin!(work);
        loop {
            tokio::select! {
                result = &mut work => return result,
                () = tokio::time::sleep(RENEW) => drop(tokio::spawn(self.common.renew(name, token))),
            }
        }
    }

    /// Forgets the result of work, and that of work which is under way.
    pub(crate) async fn forget(&self, name: &str) {
        // While Redis is away the result stays there, for as long as a link is fresh at most.
        let _ = self.common.forget(name).await;
    }
}

#[cfg(test)]
#[cfg(feature = "redis")]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;

    use super::*;
    use crate::shared::server::Server;

    const HOLDS: Duration = Duration::from_secs(20);
    const RESULT: &[u8] = b"the links of a customer";

    fn told(result: &Result<Vec<u8>, ()>) -> Option<Vec<u8>> {
        result.clone().ok()
    }

    #[tokio::test]
    async fn of_many_at_many_instances_one_works_and_all_have_its_result() {
        let server = Server::start();
        let instances: Vec<_> = (0..5).map(|_| server.shared()).collect();
        let worked = AtomicUsize::new(0);
        let work = async || {
            tokio::time::sleep(Duration::from_millis(300)).await;
            worked.fetch_add(1, Ordering::Relaxed);
            Ok(RESULT.to_vec())
        };
        let all = (0..100).map(|n: usize| instances[n % 5].once("a", HOLDS, work(), told));
        let results = join_all(all).await;
        let there = |done: &&Done<_>| matches!(done, Done::There(value) if value == RESULT);
        assert_eq!(results.iter().filter(there).count(), 99);
        assert_eq!(worked.load(Ordering::Relaxed), 1);
        // It stands in Redis, and not in the clear.
        let raw = instances[0].common.turn("a", 1).await.unwrap();
        let Turn::Over(value) = raw else {
            panic!("it is not there");
        };
        assert!(value.len() > RESULT.len());
        assert!(!value.windows(RESULT.len()).any(|part| part == RESULT));
        instances[1].forget("a").await;
        let again = instances[2].once("a", HOLDS, work(), told).await;
        assert!(matches!(again, Done::Here(Ok(_))), "{again:?}");
    }

    #[tokio::test]
    async fn a_failure_lets_each_try_for_itself() {
        let server = Server::start();
        let (one, other) = (server.shared(), server.shared());
        let failed = one.once("a", HOLDS, async { Err(()) }, told).await;
        assert!(matches!(failed, Done::Here(Err(()))), "{failed:?}");
        let own = other.once("a", HOLDS, async { Ok(vec![1]) }, told).await;
        assert!(matches!(own, Done::Here(Ok(_))), "{own:?}");
    }

    #[tokio::test]
    async fn the_turn_of_an_instance_that_went_falls_to_another_one() {
        let server = Server::start();
        let (gone, other) = (server.shared(), server.shared());
        assert!(matches!(gone.common.turn("a", 1).await, Ok(Turn::Ours)));
        drop(gone);
        let taken = other.once("a", HOLDS, async { Ok(vec![1]) }, told).await;
        assert!(matches!(taken, Done::Here(Ok(_))), "{taken:?}");
    }

    #[tokio::test]
    async fn work_that_takes_longer_than_a_lease_is_not_done_twice() {
        let server = Server::start();
        let (one, other) = (server.shared(), server.shared());
        let slow = async {
            tokio::time::sleep(Duration::from_secs(5)).await;
            Ok(vec![1])
        };
        let later = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            other.once("a", HOLDS, async { Ok(vec![2]) }, told).await
        };
        let (first, second) = tokio::join!(one.once("a", HOLDS, slow, told), later);
        assert!(matches!(first, Done::Here(Ok(_))), "{first:?}");
        assert!(
            matches!(&second, Done::There(value) if value == &[1]),
            "{second:?}"
        );
    }
}
