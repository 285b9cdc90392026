use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::super::StoreError;
use super::layout::{ANOTHER, Layout};

/// How long to wait for another process that has locked the file.
const BUSY: Duration = Duration::from_secs(1);

pub(super) const FOLDER: &str = "; name a file in a folder that this user can write to";

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
///
/// # Errors
/// [`StoreError::File`] when it cannot be opened or is not this program's.
pub(super) fn open(file: &Path, layout: &Layout) -> Result<Connection, StoreError> {
    let there = is_found(file)?;
    let made = if there { Ok(()) } else { make(file) };
    made.and_then(|()| connect(file, layout))
        .map_err(|error| unusable(file, &error))
}

fn connect(file: &Path, layout: &Layout) -> anyhow::Result<Connection> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    // WAL lets several instances share the file.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", layout.synchronous)?;
    // A complete file can be opened even while another process writes to it.
    if !layout.is_complete(&connection)? {
        let change = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        layout.complete(&change)?;
        change.commit()?;
    }
    Ok(connection)
}

/// Tells whether the file is there, and fails when it cannot be used, or one of the two that the database keeps beside it.
///
/// # Errors
/// [`StoreError::File`] with the one that cannot be used.
pub(super) fn is_found(file: &Path) -> Result<bool, StoreError> {
    for ending in ["-wal", "-shm"] {
        let mut beside = file.as_os_str().to_owned();
        beside.push(ending);
        let beside = Path::new(&beside);
        is_there(beside).map_err(|error| unusable(beside, &error))?;
    }
    is_there(file).map_err(|error| unusable(file, &error))
}

/// Tells whether a file is there, and fails when it cannot be used. It is not opened: closing any descriptor of a file gives up
/// the locks that `SQLite` holds on it in this process, and the next program that closes the file may then remove the journal as
/// its last user.
fn is_there(file: &Path) -> anyhow::Result<bool> {
    let data = match fs::metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        data => data?,
    };
    if !data.is_file() {
        // A named pipe would be waited for without end.
        anyhow::bail!("it is not a regular file{ANOTHER}");
    }
    #[cfg(unix)]
    let there = is_still_there(file, &data)?;
    #[cfg(not(unix))]
    let there = true;
    Ok(there)
}

/// Tells whether the file has not gone meanwhile, and fails when it may not be written to.
#[cfg(unix)]
fn is_still_there(file: &Path, data: &fs::Metadata) -> anyhow::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;

    use rustix::fs::{Access, access};
    match access(file, Access::READ_OK | Access::WRITE_OK) {
        Err(rustix::io::Errno::ACCESS) => anyhow::bail!(
            "it belongs to the system user {} and has the mode {:o}, so this process may not write to it; the server's user \
             must own it and be allowed to read and write it (chown, chmod 600), and the files beside it whose names end \
             in -wal and -shm",
            data.uid(),
            data.mode() & 0o777
        ),
        // An instance that ends takes the files beside the database with it.
        Err(rustix::io::Errno::NOENT) => Ok(false),
        Err(other) => Err(std::io::Error::from(other).into()),
        Ok(()) => Ok(true),
    }
}

/// Makes an empty file that is readable to this system user only, unless another instance has just made it.
fn make(file: &Path) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    // A link may lead to a file that is still to be made.
    options.append(true).create(true).create_new(!file.is_symlink());
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error.into()),
        _ => Ok(()),
    }
}

pub(super) fn unusable(file: &Path, error: &anyhow::Error) -> StoreError {
    StoreError::File {
        file: file.display().to_string(),
        what: format!("{error}{}", remedy(error)),
    }
}

/// The thing to do about an error of the system or the database; nothing when the error says it, or time will mend it.
fn remedy(error: &anyhow::Error) -> &'static str {
    if let Some(error) = error.downcast_ref::<rusqlite::Error>() {
        return match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => ANOTHER,
            Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly) => FOLDER,
            _ => "",
        };
    }
    match error.downcast_ref().map(std::io::Error::kind) {
        Some(
            ErrorKind::NotFound
            | ErrorKind::NotADirectory
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem,
        ) => FOLDER,
        _ => "",
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
    anyhow::bail!("it is damaged{ANOTHER}")
}
