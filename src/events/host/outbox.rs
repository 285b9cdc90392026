use std::sync::Arc;

use futures_util::future::BoxFuture;

use super::super::inbox::{Answered, Inbox, Millis, Post};
use crate::store::StoreError;

/// The posts that the application is owed, kept over a restart.
pub(in crate::events) trait Outbox: Send + Sync {
    /// Takes posts whose time has come. Until `lease` nobody else gets them.
    fn take(&self, now: Millis, lease: Millis, most: usize) -> BoxFuture<'_, Result<Vec<Post>, StoreError>>;

    /// Keeps the end of an attempt, and when the next one is due; `None` when there is none.
    fn ended(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>>;
}

impl Outbox for Arc<dyn Inbox> {
    fn take(&self, now: Millis, lease: Millis, most: usize) -> BoxFuture<'_, Result<Vec<Post>, StoreError>> {
        self.take_posts(now, lease, most)
    }

    fn ended(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        self.posted(answered, next, now)
    }
}
