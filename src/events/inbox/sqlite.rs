use std::path::Path;

use futures_util::future::BoxFuture;
use rusqlite::params;

use super::super::envelope::Event;
use super::{
    About, Answered, Came, Counts, Flight, INBOX, Inbox, Millis, Post, Stored, kept, posts, reads, steps,
};
use crate::rights::Read;
use crate::store::{Ledger, StoreError};

/// The inbox in an `SQLite` file.
pub(crate) struct Sqlite {
    ledger: Ledger,
}

impl Sqlite {
    /// Opens the file, or creates it, readable to this system user only.
    ///
    /// # Errors
    /// [`StoreError::File`] when it cannot be opened or is not this program's.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        Ok(Self {
            ledger: Ledger::open(file, &INBOX)?,
        })
    }
}

impl Inbox for Sqlite {
    fn receive(&self, event: Event, came: Came, now: Millis) -> BoxFuture<'_, Result<Stored, StoreError>> {
        self.ledger
            .write(move |connection| steps::receive(connection, &event, came, now))
    }

    fn due(&self, now: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>> {
        self.ledger
            .read(move |connection| steps::due(connection, now, most))
    }

    fn begin(
        &self,
        about: About,
        now: Millis,
        lease: Millis,
    ) -> BoxFuture<'_, Result<Option<Flight>, StoreError>> {
        self.ledger
            .write(move |connection| steps::begin(connection, &about, (now, lease)))
    }

    fn finish(
        &self,
        flight: Flight,
        post: Option<Post>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger.write(move |connection| {
            steps::finish(connection, &flight, now)?;
            match &post {
                Some(post) => posts::add(connection, post, now),
                None => Ok(()),
            }
        })
    }

    fn fail(
        &self,
        flight: Flight,
        why: String,
        until: (Millis, u32),
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger
            .write(move |connection| steps::fail(connection, &flight, &why, until, now))
    }

    fn recover(&self, now: Millis) -> BoxFuture<'_, Result<u64, StoreError>> {
        self.ledger
            .write(move |connection| steps::recover(connection, now))
    }

    fn next_due(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>> {
        self.ledger.read(steps::next_due)
    }

    fn counts(&self) -> BoxFuture<'_, Result<Counts, StoreError>> {
        self.ledger.read(kept::counts)
    }

    fn last_pass(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>> {
        self.ledger
            .read(|connection| connection.query_row("SELECT max(began) FROM passes", [], |row| row.get(0)))
    }

    fn passed(&self, began: Millis) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger.write(move |connection| {
            connection.execute("DELETE FROM passes", [])?;
            connection.execute("INSERT INTO passes (began) VALUES (?1)", params![began])?;
            Ok(())
        })
    }

    fn missing(&self, events: Vec<Event>) -> BoxFuture<'_, Result<Vec<Event>, StoreError>> {
        self.ledger
            .read(move |connection| kept::missing(connection, events))
    }

    fn recent(&self, since: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>> {
        self.ledger
            .read(move |connection| kept::recent(connection, since, most))
    }

    fn sweep(&self, before: Millis) -> BoxFuture<'_, Result<bool, StoreError>> {
        self.ledger
            .write(move |connection| kept::sweep(connection, before))
    }

    fn keep_read(&self, about: About, read: Read) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger
            .write(move |connection| reads::keep(connection, &about, &read))
    }

    fn keep_code(&self, code: String, now: Millis) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger.write(move |connection| {
            connection.execute("INSERT INTO codes (at, code) VALUES (?1, ?2)", params![now, code])?;
            Ok(())
        })
    }

    fn take_posts(
        &self,
        now: Millis,
        lease: Millis,
        most: usize,
    ) -> BoxFuture<'_, Result<Vec<Post>, StoreError>> {
        Box::pin(async move {
            let due = self
                .ledger
                .read(move |connection| posts::is_any_due(connection, now));
            if !due.await? {
                return Ok(Vec::new());
            }
            let taken = self
                .ledger
                .write(move |connection| posts::take(connection, now, lease, most));
            taken.await
        })
    }

    fn posted(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ledger
            .write(move |connection| posts::answered(connection, &answered, next, now))
    }
}
