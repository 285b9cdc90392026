//! The file that holds the look-up table.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use thiserror::Error;

use crate::proabono::SegmentReference;

use super::table::{Fault, Table};

/// The largest file that is read, in bytes: more than a million users.
const LARGEST: u64 = 64 * 1024 * 1024;

/// The reasons why a file cannot be used as a table.
#[derive(Debug, Error)]
pub(crate) enum BadFile {
    #[error("the file cannot be read ({0}); check its path and owner")]
    Unreadable(io::ErrorKind),
    #[error("it is not a regular file; name the file with the table")]
    NotAFile,
    #[error("the file has more than 64 MiB; is it the right one?")]
    TooLarge,
    #[error("the file changed while it was read")]
    Moving,
    #[error("the file has lines that are wrong")]
    Lines(Vec<Fault>),
}

impl From<io::Error> for BadFile {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error.kind())
    }
}

/// The stamp that tells two versions of a file apart without reading them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    modified: SystemTime,
    length: u64,
    place: Place,
}

/// The file behind a path, and the time of its last change of any kind. A mounted file is swapped for another one, which may have
/// the length and the time of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    device: u64,
    inode: u64,
    changed: (i64, i64),
}

impl Place {
    #[cfg(unix)]
    fn of(data: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            device: data.dev(),
            inode: data.ino(),
            changed: (data.ctime(), data.ctime_nsec()),
        }
    }

    /// Elsewhere the time and the length must do.
    #[cfg(not(unix))]
    fn of(_: &Metadata) -> Self {
        Self {
            device: 0,
            inode: 0,
            changed: (0, 0),
        }
    }
}

impl Stamp {
    pub(super) fn of(path: &Path) -> Result<Self, io::ErrorKind> {
        let data = fs::metadata(path).and_then(|data| Self::from(&data));
        data.map_err(|error| error.kind())
    }

    fn from(data: &Metadata) -> io::Result<Self> {
        Ok(Self {
            modified: data.modified()?,
            length: data.len(),
            place: Place::of(data),
        })
    }
}

/// Opens a file without waiting for the other end of a named pipe.
fn opened(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// A look-up table that was read without a fault, and the file it came from.
#[derive(Clone)]
pub struct TableFile {
    path: PathBuf,
    admitted: Option<BTreeSet<SegmentReference>>,
    pub(super) table: Arc<Table>,
    pub(super) stamp: Stamp,
}

impl fmt::Debug for TableFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TableFile")
            .field("path", &self.path)
            .field("table", &self.table)
            .finish_non_exhaustive()
    }
}

impl TableFile {
    /// Reads a file whose segments must be among the admitted ones, when those are known.
    pub(crate) fn open(path: &Path, admitted: Option<BTreeSet<SegmentReference>>) -> Result<Self, BadFile> {
        let mut file = opened(path)?;
        let data = file.metadata()?;
        if !data.is_file() {
            return Err(BadFile::NotAFile);
        }
        let stamp = Stamp::from(&data)?;
        if stamp.length > LARGEST {
            return Err(BadFile::TooLarge);
        }
        let mut text = Vec::new();
        (&mut file).take(LARGEST).read_to_end(&mut text)?;
        // Half a file may be a table without a fault, and would turn users into other customers.
        if Stamp::from(&file.metadata()?)? != stamp || text.len() as u64 != stamp.length {
            return Err(BadFile::Moving);
        }
        let table = Table::read(&text, admitted.as_ref()).map_err(BadFile::Lines)?;
        Ok(Self {
            path: path.to_owned(),
            admitted,
            table: Arc::new(table),
            stamp,
        })
    }

    /// Reads the same file again.
    pub(super) fn again(&self) -> Result<Self, BadFile> {
        Self::open(&self.path, self.admitted.clone())
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How many users are in it.
    pub fn users(&self) -> usize {
        self.table.users()
    }

    /// The oddities that are allowed.
    pub fn warnings(&self) -> &[String] {
        &self.table.warnings
    }
}
