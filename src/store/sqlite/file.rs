use std::fs::{File, OpenOptions};
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, params};

use crate::clock::now;

use super::super::Space;

/// Keeps an `open` from waiting for the other end of a named pipe.
#[cfg(unix)]
const NO_WAITING: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
/// How long to wait for another process that has locked the file.
const BUSY: Duration = Duration::from_secs(1);
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

/// Records when the file was made, in the column for an end: earlier uses are not in the file. Files of earlier
/// versions have no such entry.
const BORN: &str = "INSERT INTO entries (space, digest, value, until) VALUES ('born', x'', x'', ?1)";

/// The identity of a file, whatever its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId(u64, u64);

impl FileId {
    #[cfg(unix)]
    pub(super) fn of(file: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let data = std::fs::metadata(file).ok()?;
        Some(Self(data.dev(), data.ino()))
    }

    /// On other systems an open file cannot be deleted, so no identity is needed.
    #[cfg(not(unix))]
    pub(super) fn of(_: &Path) -> Option<Self> {
        Some(Self(0, 0))
    }
}

/// Opens the file, or creates it, readable to this system user only. The path is an absolute one: `SQLite` takes some others for
/// addresses and for places in memory.
pub(super) fn connect(file: &Path) -> anyhow::Result<Connection> {
    opened(OpenOptions::new().create(true), file)?;
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    // WAL lets several instances share the file; a power cut loses the last sign-ins at most.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    // A complete file can be opened even while another process writes to it.
    if !is_ours(&connection)? {
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        if !is_ours(&change)? {
            change.execute_batch(TABLE)?;
            change.execute(BORN, params![now()])?;
            change.pragma_update(None, "application_id", APPLICATION)?;
            change.pragma_update(None, "user_version", VERSION)?;
        }
        change.commit()?;
    }
    Ok(connection)
}

/// Opens a file for reading and writing, and nothing else that has a path: a named pipe would be waited for without end.
pub(super) fn opened(options: &mut OpenOptions, file: &Path) -> anyhow::Result<File> {
    options.read(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600).custom_flags(NO_WAITING);
    }
    let opened = options.open(file)?;
    if !opened.metadata()?.is_file() {
        anyhow::bail!("it is not a regular file");
    }
    Ok(opened)
}

/// Tells whether the file has the table of this program; false when it is new.
fn is_ours(connection: &Connection) -> anyhow::Result<bool> {
    let number = |name| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0));
    judged(number("application_id")?, number("user_version")?)
}

/// Tells the same by the two numbers in the head of the file.
pub(super) fn judged(application: i32, version: i32) -> anyhow::Result<bool> {
    match (application, version) {
        (0, 0) => Ok(false),
        (APPLICATION, VERSION) => Ok(true),
        (APPLICATION, version) => {
            anyhow::bail!(
                "it was written by another version of this program (its table has version {version})"
            )
        }
        _ => anyhow::bail!("it is a database of another program"),
    }
}

/// Reads the whole file, bypassing the cache of an open connection.
pub(super) fn inspect(file: &Path) -> anyhow::Result<()> {
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.busy_timeout(BUSY)?;
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    anyhow::bail!("it is damaged")
}

/// Removes the expired values.
pub(super) fn sweep(connection: &Connection) -> rusqlite::Result<()> {
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
    Ok(())
}
