//! Values in an `SQLite` file.

mod entries;
#[cfg(feature = "cli")]
mod examine;
mod file;
mod handle;
mod layout;
mod ledger;
mod owner;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::TryFutureExt as _;
use futures_util::future::BoxFuture;
use rusqlite::{OptionalExtension as _, params};

use crate::clock::now;

use super::{Entry, Place, Space, Store, StoreError, When};

use entries::{ENTRIES, sweep};
use file::{inspect, unusable};
pub(crate) use layout::Layout;
pub(crate) use ledger::Ledger;
use owner::{Duty, Worker};

/// How long a file counts as sound after it was read as a whole.
const SOUND: Duration = Duration::from_mins(1);

/// A file with two threads. One writes; the other reads, and does not wait for writers of this process or another.
pub(crate) struct Sqlite {
    file: PathBuf,
    writer: Worker,
    reader: Worker,
    /// The time at which the whole file was last read without a fault.
    sound: Arc<Mutex<Option<Instant>>>,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite").finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Opens the file, or creates it, readable to this system user only.
    ///
    /// # Errors
    /// [`StoreError::File`] when it cannot be opened or is not this program's.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        let file = plain(file)?;
        Ok(Self {
            writer: Worker::start(&file, &ENTRIES, Duty::Write(sweep))?,
            reader: Worker::start(&file, &ENTRIES, Duty::Read)?,
            file,
            sound: Arc::default(),
        })
    }

    /// Looks at the file as [`open`](Self::open) would find it. Nothing is made and nothing is changed: what another system user
    /// makes, the server cannot open.
    ///
    /// # Errors
    /// [`StoreError::File`] when it could not be opened or made, or is not this program's.
    #[cfg(feature = "cli")]
    pub(crate) fn examine(file: &Path) -> Result<(), StoreError> {
        examine(file, &ENTRIES)
    }

    /// Watches an answer: after a failure, the file no longer counts as sound. Silence says nothing about the file.
    fn watched<'a, T: Send + 'a>(
        &'a self,
        answer: BoxFuture<'a, Result<T, StoreError>>,
    ) -> BoxFuture<'a, Result<T, StoreError>> {
        Box::pin(answer.inspect_err(|error| {
            if matches!(error, StoreError::Failed(_) | StoreError::File { .. }) {
                *self.sound.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
        }))
    }

    /// Reads the whole file, unless that was done a moment ago.
    async fn inspected(&self) -> Result<(), StoreError> {
        let last = *self.sound.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|then| then.elapsed() < SOUND) {
            return Ok(());
        }
        let (file, sound) = (self.file.clone(), Arc::clone(&self.sound));
        let read = tokio::task::spawn_blocking(move || {
            let found = inspect(&file).map_err(|error| unusable(&file, &error));
            *sound.lock().unwrap_or_else(PoisonError::into_inner) = found.is_ok().then(Instant::now);
            found
        });
        read.await.unwrap_or(Err(StoreError::Silent))
    }
}

/// The absolute path, which is the same file and nothing special to `SQLite`.
fn plain(file: &Path) -> Result<PathBuf, StoreError> {
    std::path::absolute(file).map_err(|error| unusable(file, &error.into()))
}

/// Looks at a file as a [`Ledger`] would find it. Nothing is made and nothing is changed.
///
/// # Errors
/// [`StoreError::File`] when it could not be opened or made, or is not this program's.
#[cfg(feature = "cli")]
pub(crate) fn examine(file: &Path, layout: &Layout) -> Result<(), StoreError> {
    examine::examine(&plain(file)?, layout)
}

fn entry(row: &rusqlite::Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        value: row.get(0)?,
        until: row.get(1)?,
    })
}

impl Store for Sqlite {
    fn put(&self, place: Place, entry: Entry, when: When) -> BoxFuture<'_, Result<bool, StoreError>> {
        let statement = match when {
            // An expired value counts as absent, whether or not it was swept.
            When::Absent => {
                "INSERT INTO entries (space, digest, value, until) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (space, digest) DO UPDATE SET value = ?3, until = ?4 WHERE until <= ?5"
            }
            When::AbsentSince(_) => {
                "INSERT INTO entries (space, digest, value, until) SELECT ?1, ?2, ?3, ?4
                 WHERE coalesce((SELECT until FROM entries WHERE space = 'born'), 0) <= ?6
                 ON CONFLICT (space, digest) DO UPDATE SET value = ?3, until = ?4 WHERE until <= ?5"
            }
            When::Present => {
                "UPDATE entries SET value = ?3, until = ?4 WHERE space = ?1 AND digest = ?2 AND until > ?5"
            }
        };
        self.watched(self.writer.ask(move |connection| {
            let (space, digest) = (place.space.name(), place.digest);
            let mut statement = connection.prepare_cached(statement)?;
            let changed = match when {
                When::AbsentSince(since) => {
                    statement.execute(params![space, digest, entry.value, entry.until, now(), since])
                }
                When::Absent | When::Present => {
                    statement.execute(params![space, digest, entry.value, entry.until, now()])
                }
            };
            Ok(changed? > 0)
        }))
    }

    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.watched(self.reader.ask(move |connection| {
            connection
                .prepare_cached(
                    "SELECT value, until FROM entries WHERE space = ?1 AND digest = ?2 AND until > ?3",
                )?
                .query_row(params![place.space.name(), place.digest, now()], entry)
                .optional()
        }))
    }

    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.watched(self.writer.ask(move |connection| {
            connection
                .prepare_cached(
                    "DELETE FROM entries WHERE space = ?1 AND digest = ?2 AND until > ?3 RETURNING value, until",
                )?
                .query_row(params![place.space.name(), place.digest, now()], entry)
                .optional()
        }))
    }

    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>> {
        self.watched(self.writer.ask(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE entries SET until = ?3 WHERE space = ?1 AND digest = ?2 AND until > ?4",
                )?
                .execute(params![place.space.name(), place.digest, until, now()])?;
            Ok(())
        }))
    }

    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>> {
        self.watched(self.writer.ask(move |connection| {
            connection
                .prepare_cached("DELETE FROM entries WHERE space = ?1 AND digest = ?2")?
                .execute(params![place.space.name(), place.digest])?;
            Ok(())
        }))
    }

    fn check(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        let probe = Place {
            space: Space::Used,
            digest: [0; 32],
        };
        let entry = Entry {
            value: Vec::new(),
            until: now(),
        };
        Box::pin(async move {
            self.get(probe).await?;
            // The value has expired already, so it is never found, and is written each time.
            self.put(probe, entry, When::Absent).await?;
            self.inspected().await
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place {
        space: Space::Session,
        digest: [1; 32],
    };

    fn is_sound(store: &Sqlite) -> bool {
        store.sound.lock().unwrap().is_some()
    }

    #[tokio::test]
    async fn after_the_failure_of_any_operation_the_whole_file_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sessions.db");
        let store = Sqlite::open(&file).unwrap();
        store.check().await.unwrap();
        assert!(is_sound(&store));
        let other = rusqlite::Connection::open(&file).unwrap();
        other.execute_batch("DROP TABLE entries").unwrap();
        let entry = Entry {
            value: Vec::new(),
            until: u64::MAX >> 1,
        };
        let operations: [(&str, BoxFuture<'_, bool>); 5] = [
            (
                "put",
                Box::pin(async { store.put(PLACE, entry, When::Absent).await.is_err() }),
            ),
            ("get", Box::pin(async { store.get(PLACE).await.is_err() })),
            ("take", Box::pin(async { store.take(PLACE).await.is_err() })),
            (
                "extend",
                Box::pin(async { store.extend(PLACE, 1).await.is_err() }),
            ),
            ("remove", Box::pin(async { store.remove(PLACE).await.is_err() })),
        ];
        for (name, operation) in operations {
            *store.sound.lock().unwrap() = Some(Instant::now());
            assert!(operation.await, "{name}");
            assert!(!is_sound(&store), "{name}");
        }
    }

    #[tokio::test]
    async fn a_file_stays_sound_while_the_store_is_only_busy() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("sessions.db")).unwrap();
        store.check().await.unwrap();
        let silent = std::future::ready(Err::<(), _>(StoreError::Silent));
        assert!(store.watched(Box::pin(silent)).await.is_err());
        assert!(is_sound(&store));
    }
}
