use std::fmt;
use std::fs::OpenOptions;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use futures_util::future::BoxFuture;
use rusqlite::{Connection, OptionalExtension as _, params};
use tokio::sync::{mpsc, oneshot};

use crate::clock::now;

use super::{Entry, MOST, Place, Space, Store, StoreError, When};

/// Requests that may wait for the file at once.
const QUEUE: usize = 1024;
/// How long a request waits before it is told that the store does not answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the file waits for another process that holds it.
const BUSY: Duration = Duration::from_secs(1);
/// How often what has ended is removed.
const SWEEP: Duration = Duration::from_mins(1);
/// The same in jobs: a flood must not grow the file for a minute.
const SWEEP_AFTER: u32 = 2_000;
/// Marks the file as this program's: the letters "PAPo".
const APPLICATION: i32 = 0x5041_506f;
/// The version of the table below.
const VERSION: i32 = 1;

const TABLE: &str = "
    CREATE TABLE entries (
        space TEXT NOT NULL,
        digest BLOB NOT NULL,
        value BLOB NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (space, digest)
    ) WITHOUT ROWID;
    CREATE INDEX entries_until ON entries (space, until);";

type Work = Box<dyn FnOnce(&Connection) -> rusqlite::Result<()> + Send>;

/// A job for the thread that owns the file.
struct Job {
    /// `Err` when the file cannot even be opened.
    work: Work,
    failed: oneshot::Sender<StoreError>,
}

/// One file, one thread that reads and writes it. After a failure the file is opened anew for the next request, so a
/// disk that was full or away needs no restart.
pub(crate) struct Sqlite {
    jobs: mpsc::Sender<Job>,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite").finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Opens the file, or makes it, readable to this system user alone.
    ///
    /// # Errors
    /// [`StoreError::File`] when it cannot be opened or is not this program's.
    pub(crate) fn open(file: &Path) -> Result<Self, StoreError> {
        let connection = connect(file).map_err(|error| unusable(file, &error))?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let owner = Owner {
            file: file.to_owned(),
            connection: Some(connection),
            swept: None,
            jobs: 0,
            opened: FileId::of(file),
        };
        thread::Builder::new()
            .name("portal-store".to_owned())
            .spawn(move || owner.serve(queue))
            .map_err(|error| unusable(file, &error))?;
        Ok(Self { jobs })
    }

    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> BoxFuture<'_, Result<T, StoreError>> {
        let (answer, answered) = oneshot::channel();
        let (failed, failure) = oneshot::channel();
        let work = Box::new(move |connection: &Connection| {
            // A visitor who has left does not wait for the answer.
            let _ = answer.send(work(connection)?);
            Ok(())
        });
        let sent = self.jobs.try_send(Job { work, failed });
        Box::pin(async move {
            sent.map_err(|_| StoreError::Silent)?;
            let answered = tokio::time::timeout(PATIENCE, answered).await;
            match answered {
                Ok(Ok(value)) => Ok(value),
                Ok(Err(_)) => Err(failure.await.unwrap_or(StoreError::Silent)),
                Err(_) => Err(StoreError::Silent),
            }
        })
    }
}

struct Owner {
    file: PathBuf,
    connection: Option<Connection>,
    swept: Option<Instant>,
    jobs: u32,
    /// The file that is open, as the system knows it.
    opened: Option<FileId>,
}

impl Owner {
    fn serve(mut self, mut queue: mpsc::Receiver<Job>) {
        while let Some(job) = queue.blocking_recv() {
            // Nobody waits any more: after a stall the queue would be worked off in vain.
            if job.failed.is_closed() {
                continue;
            }
            if let Err(error) = self.work(job.work) {
                let _ = job.failed.send(error);
            }
        }
    }

    fn work(&mut self, work: Work) -> Result<(), StoreError> {
        let id = FileId::of(&self.file);
        let connection = match self.connection.take() {
            // One that was deleted or replaced is still open, and would be written to in vain.
            Some(connection) if id.is_some() && id == self.opened => connection,
            _ => {
                let connection = connect(&self.file).map_err(|error| unusable(&self.file, &error))?;
                self.opened = FileId::of(&self.file);
                connection
            }
        };
        work(&connection).map_err(|error| StoreError::Failed(error.to_string()))?;
        self.jobs += 1;
        if self.jobs > SWEEP_AFTER || self.swept.is_none_or(|then| then.elapsed() > SWEEP) {
            sweep(&connection).map_err(|error| StoreError::Failed(error.to_string()))?;
            self.swept = Some(Instant::now());
            self.jobs = 0;
        }
        self.connection = Some(connection);
        Ok(())
    }
}

/// Which file a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    fn of(file: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let data = std::fs::metadata(file).ok()?;
        Some(Self(data.dev(), data.ino()))
    }

    /// Elsewhere an open file cannot be deleted.
    #[cfg(not(unix))]
    fn of(_: &Path) -> Option<Self> {
        Some(Self(0, 0))
    }
}

fn unusable(file: &Path, error: &dyn fmt::Display) -> StoreError {
    StoreError::File {
        file: file.display().to_string(),
        what: error.to_string(),
    }
}

fn connect(file: &Path) -> anyhow::Result<Connection> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?;
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    // WAL lets several instances share the file; what a power cut loses are the last sign-ins.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let number = |name| change.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    match (number("application_id")?, number("user_version")?) {
        (0, 0) => {
            change.execute_batch(TABLE)?;
            change.pragma_update(None, "application_id", APPLICATION)?;
            change.pragma_update(None, "user_version", VERSION)?;
        }
        (APPLICATION, VERSION) => {}
        (APPLICATION, version) => {
            anyhow::bail!(
                "it was written by another version of this program (its table has version {version})"
            )
        }
        _ => anyhow::bail!("it is a database of another program"),
    }
    change.commit()?;
    Ok(connection)
}

fn sweep(connection: &Connection) -> rusqlite::Result<()> {
    for space in [
        Space::Session,
        Space::Destination,
        Space::Attempt,
        Space::Handoff,
        Space::Used,
    ] {
        connection
            .prepare_cached("DELETE FROM entries WHERE space = ?1 AND until <= ?2")?
            .execute(params![space.name(), now()])?;
    }
    for space in [Space::Destination, Space::Attempt, Space::Handoff] {
        connection
            .prepare_cached(
                "DELETE FROM entries WHERE (space, digest) IN (SELECT space, digest FROM entries
                 WHERE space = ?1 ORDER BY until DESC LIMIT -1 OFFSET ?2)",
            )?
            .execute(params![space.name(), MOST])?;
    }
    Ok(())
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
            // What has ended counts as absent, swept or not.
            When::Absent => {
                "INSERT INTO entries (space, digest, value, until) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (space, digest) DO UPDATE SET value = ?3, until = ?4 WHERE until <= ?5"
            }
            When::Present => {
                "UPDATE entries SET value = ?3, until = ?4 WHERE space = ?1 AND digest = ?2 AND until > ?5"
            }
        };
        self.ask(move |connection| {
            let changed = connection.prepare_cached(statement)?.execute(params![
                place.space.name(),
                place.digest,
                entry.value,
                entry.until,
                now()
            ])?;
            Ok(changed > 0)
        })
    }

    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.ask(move |connection| {
            connection
                .prepare_cached(
                    "SELECT value, until FROM entries WHERE space = ?1 AND digest = ?2 AND until > ?3",
                )?
                .query_row(params![place.space.name(), place.digest, now()], entry)
                .optional()
        })
    }

    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.ask(move |connection| {
            connection
                .prepare_cached(
                    "DELETE FROM entries WHERE space = ?1 AND digest = ?2 AND until > ?3 RETURNING value, until",
                )?
                .query_row(params![place.space.name(), place.digest, now()], entry)
                .optional()
        })
    }

    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ask(move |connection| {
            connection
                .prepare_cached(
                    "UPDATE entries SET until = ?3 WHERE space = ?1 AND digest = ?2 AND until > ?4",
                )?
                .execute(params![place.space.name(), place.digest, until, now()])?;
            Ok(())
        })
    }

    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>> {
        self.ask(move |connection| {
            connection
                .prepare_cached("DELETE FROM entries WHERE space = ?1 AND digest = ?2")?
                .execute(params![place.space.name(), place.digest])?;
            Ok(())
        })
    }
}
