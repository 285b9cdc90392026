use std::time::Duration;

use futures_util::future::BoxFuture;
use tokio::task::AbortHandle;

use crate::store::{Store, StoreError};

/// The place that is common to all instances. Beside keeping values, it lets them work once for all, and tell each other.
pub(super) trait Common: Store {
    /// The value of that name, or whose turn it is to make it. `token` tells this request from all others.
    fn turn(&self, name: &str, token: u64) -> BoxFuture<'static, Result<Turn, StoreError>>;

    /// Says that whoever has the turn is still at it.
    fn renew(&self, name: &str, token: u64) -> BoxFuture<'static, Result<(), StoreError>>;

    /// Ends a turn with a value for all who wait, and for those who come while it holds. A turn that was taken away leaves nothing.
    fn end_turn(
        &self,
        name: &str,
        token: u64,
        value: (Vec<u8>, Duration),
    ) -> BoxFuture<'static, Result<(), StoreError>>;

    /// Forgets a value, and that of a turn which is under way.
    fn forget(&self, name: &str) -> BoxFuture<'static, Result<(), StoreError>>;

    /// Tells all instances, this one included.
    fn announce(&self, news: Vec<u8>) -> BoxFuture<'static, Result<(), StoreError>>;

    /// Hears what any instance announces, until the result is dropped, from the oldest news that are kept on.
    fn follow(&self, hear: Box<dyn Fn(Piece) + Send + Sync>) -> Following;
}

/// The state of work that is done once for all instances.
#[derive(Debug)]
#[cfg_attr(not(feature = "redis"), expect(dead_code, reason = "nothing common is there"))]
pub(super) enum Turn {
    /// It is done, with this result; an empty one stands for a failure.
    Over(Vec<u8>),
    /// This request is to do it.
    Ours,
    /// Another one is at it.
    Theirs,
}

/// News are heard until this is dropped.
#[derive(Debug)]
pub(crate) struct Following(pub(super) AbortHandle);

impl Drop for Following {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A piece of news as it arrives.
pub(super) struct Piece {
    /// Its place among all news.
    pub(super) n: u64,
    /// Tells one Redis, and one start of it, from another: places of different ones cannot be compared.
    pub(super) start: u32,
    /// When it was announced, in milliseconds since 1970.
    pub(super) at: u64,
    /// Sealed.
    pub(super) news: Vec<u8>,
}
