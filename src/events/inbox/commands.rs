//! The file of a server, as the commands use it beside that server.

use std::path::Path;

use futures_util::future::BoxFuture;
use rusqlite::Connection;

use super::listed::{self, Listed, Shown, Tally, Wanted};
use super::posts::{self, PostShown};
use super::reads;
use super::{About, Counts, INBOX, Millis, kept, steps};
use crate::rights::Read;
use crate::store::{Ledger, StoreError};

/// The most reads that an explanation is made from: what was answered depends on the last definite word and what came after.
const MOST_READS: usize = 10_000;

/// The file of the events, which is there already.
pub(crate) struct InboxFile(Ledger);

impl InboxFile {
    /// Opens the file; `None` when there is none.
    ///
    /// # Errors
    /// [`StoreError::File`] when it cannot be opened or is not this program's.
    pub(crate) fn open(file: &Path) -> Result<Option<Self>, StoreError> {
        if !file.exists() {
            return Ok(None);
        }
        Ok(Some(Self(Ledger::open(file, &INBOX)?)))
    }

    /// The latest events, newest first.
    pub(crate) fn list(&self, wanted: Wanted, most: usize) -> BoxFuture<'_, Result<Vec<Listed>, StoreError>> {
        self.0
            .read(move |connection| listed::list(connection, &wanted, most))
    }

    /// One event.
    pub(crate) fn show(&self, id: &str) -> BoxFuture<'_, Result<Option<Shown>, StoreError>> {
        let id = id.to_owned();
        self.0.read(move |connection| listed::show(connection, &id))
    }

    /// One post to the application.
    pub(crate) fn post(&self, id: &str) -> BoxFuture<'_, Result<Option<PostShown>, StoreError>> {
        let id = id.to_owned();
        self.0.read(move |connection| posts::show(connection, &id))
    }

    /// The reads of a customer's rights up to a moment, oldest first.
    pub(crate) fn reads(&self, about: About, until: Millis) -> BoxFuture<'_, Result<Vec<Read>, StoreError>> {
        self.0
            .read(move |connection| reads::until(connection, &about, until, MOST_READS))
    }

    /// The numbers of all events, and how many have each kind and state.
    pub(crate) fn stats(&self) -> BoxFuture<'_, Result<(Counts, Vec<Tally>), StoreError>> {
        let both = |connection: &Connection| Ok((kept::counts(connection)?, listed::tally(connection)?));
        self.0.read(both)
    }

    /// The latest code of a handshake, and when it came.
    pub(crate) fn code(&self) -> BoxFuture<'_, Result<Option<(Millis, String)>, StoreError>> {
        self.0.read(listed::code)
    }

    /// Lets an event be worked anew, or a post be made anew. Returns whether there is one.
    pub(crate) async fn replay(&self, id: &str, now: Millis) -> Result<bool, StoreError> {
        let id = id.to_owned();
        let changed = self.0.write(move |connection| {
            let events = steps::replay(connection, Some(&id), now)?;
            Ok(events + posts::replay(connection, Some(&id), now)?)
        });
        Ok(changed.await? > 0)
    }

    /// The same for every event and every post that failed for good. Returns how many events and posts that were.
    pub(crate) async fn replay_dead(&self, now: Millis) -> Result<(u64, u64), StoreError> {
        let changed = self.0.write(move |connection| {
            let events = steps::replay(connection, None, now)?;
            Ok((events, posts::replay(connection, None, now)?))
        });
        changed.await
    }
}
