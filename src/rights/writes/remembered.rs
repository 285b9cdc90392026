use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use moka::policy::EvictionPolicy;
use moka::sync::Cache;
use tokio::sync::Mutex;

use crate::customers::CustomerKey;

use super::reply::Reply;

/// How many changes are remembered at once.
const MOST: u64 = 100_000;

/// A change that bound, by the digest of what it changed.
type Cell = Arc<Mutex<Option<([u8; 32], Reply)>>>;

/// The changes that came with a key of their own, so that none is sent twice. They are in memory only: a restart forgets them.
pub(crate) struct Remembered {
    cells: Cache<(CustomerKey, String), Cell>,
}

impl Remembered {
    pub(crate) fn new(time: Duration) -> Self {
        Self {
            cells: Cache::builder()
                .max_capacity(MOST)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_live(time)
                .build(),
        }
    }

    /// Sends a change unless the same came before with this key. One that comes meanwhile waits.
    pub(super) async fn once(
        &self,
        (customer, key): (&CustomerKey, String),
        digest: [u8; 32],
        send: impl Future<Output = Reply>,
    ) -> Reply {
        let cell = self.cells.get_with((customer.clone(), key), Cell::default);
        let mut cell = cell.lock().await;
        match &*cell {
            Some((before, reply)) if *before == digest => return reply.clone(),
            Some(_) => {
                return Reply::mistaken(
                    "key-reused",
                    "The same Idempotency-Key came before with another change.",
                );
            }
            None => {}
        }
        let reply = send.await;
        if reply.binds {
            *cell = Some((digest, reply.clone()));
        }
        reply
    }
}

impl fmt::Debug for Remembered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembered").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use serde_json::json;
    use tokio::sync::Barrier;

    use crate::proabono::{CustomerReference, SegmentReference};

    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 4)]
    async fn of_many_at_the_same_moment_with_one_key_one_is_sent() {
        let remembered = Arc::new(Remembered::new(Duration::from_mins(1)));
        let customer = CustomerKey {
            reference: CustomerReference::new("cust-1").unwrap(),
            segment: SegmentReference::new("seg-1").unwrap(),
        };
        for n in 0..500 {
            let count = Arc::new(AtomicUsize::new(0));
            let together = Arc::new(Barrier::new(4));
            let many = (0..4).map(|_| {
                let (remembered, customer) = (Arc::clone(&remembered), customer.clone());
                let (count, together) = (Arc::clone(&count), Arc::clone(&together));
                tokio::spawn(async move {
                    together.wait().await;
                    let send = async {
                        count.fetch_add(1, Ordering::Relaxed);
                        Reply::written(json!({}))
                    };
                    remembered
                        .once((&customer, format!("key-{n}")), [0; 32], send)
                        .await
                })
            });
            futures_util::future::join_all(many).await;
            assert_eq!(count.load(Ordering::Relaxed), 1, "key {n}");
        }
    }
}
