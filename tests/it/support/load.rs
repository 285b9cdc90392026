//! Visitors who come again as soon as they have an answer, and what became of their requests.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

/// The visitors under way.
#[derive(Default)]
pub(crate) struct Load {
    ends: Arc<AtomicBool>,
    lost: Arc<AtomicU64>,
    visitors: JoinSet<u64>,
}

impl Load {
    /// Adds a visitor. Each visit says whether it went well, and hands the visitor on to the next one.
    pub(crate) fn visitor<V, F, W>(&mut self, visitor: V, visit: F)
    where
        V: Send + 'static,
        F: Fn(V) -> W + Send + 'static,
        W: Future<Output = (V, bool)> + Send,
    {
        let (ends, lost) = (Arc::clone(&self.ends), Arc::clone(&self.lost));
        self.visitors.spawn(async move {
            let (mut visitor, mut asked) = (visitor, 0);
            while !ends.load(Ordering::Relaxed) {
                let (again, good) = visit(visitor).await;
                visitor = again;
                asked += 1;
                lost.fetch_add(u64::from(!good), Ordering::Relaxed);
                sleep(Duration::from_millis(5)).await;
            }
            asked
        });
    }

    /// Ends it: the requests that were made and those that were lost.
    pub(crate) async fn end(self) -> (u64, u64) {
        self.ends.store(true, Ordering::Relaxed);
        let asked = self.visitors.join_all().await.into_iter().sum();
        (asked, self.lost.load(Ordering::Relaxed))
    }
}
