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
        let cell = self
            .cells
            .entry((customer.clone(), key))
            .or_default()
            .into_value();
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
