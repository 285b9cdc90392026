use futures_util::future::BoxFuture;

use crate::store::StoreError;

/// A post that waits for its next attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Post {
    /// The id of the message, the same at each attempt. There is no full stop in it.
    pub(crate) id: String,
    /// The body, as it is signed and sent.
    pub(crate) body: String,
    /// The attempts that were made.
    pub(crate) attempts: u32,
}

/// The posts that are still to be made, kept over a restart. Times are in milliseconds since 1970.
pub(crate) trait Outbox: Send + Sync {
    /// Reads posts whose time has come, those that have waited longest first.
    fn due(&self, now: u64, limit: usize) -> BoxFuture<'_, Result<Vec<Post>, StoreError>>;

    /// Records that the application took the post.
    fn done(&self, id: &str, status: u16, answer: &str) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Records that it did not, and when the next attempt is due; `None` when there is none, so that the post is dead. Without
    /// an HTTP answer there is no status, and `answer` says why.
    fn failed(
        &self,
        id: &str,
        status: Option<u16>,
        answer: &str,
        next: Option<u64>,
    ) -> BoxFuture<'_, Result<(), StoreError>>;
}
