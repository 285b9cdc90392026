use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::super::StoreError;
use super::file::{FOLDER, is_there, judged};
use super::owner::unusable;

/// The first bytes of every `SQLite` file. Source of this and of the places below: "Database File Format", section 1.3.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// The place of the version of the table.
const USER_VERSION: usize = 60;
/// The place of the mark of a program.
const APPLICATION_ID: usize = 68;
/// The length of the head.
const HEAD: usize = 100;

/// Looks at the file as a server would find it. `SQLite` itself would make two files beside it.
pub(super) fn examine(file: &Path) -> Result<(), StoreError> {
    database(file).map_err(|error| unusable(file, &error))?;
    for ending in ["-wal", "-shm"] {
        let beside = beside(file, ending);
        is_there(&beside).map_err(|error| unusable(&beside, &error))?;
    }
    Ok(())
}

fn database(file: &Path) -> anyhow::Result<()> {
    if !is_there(file)? {
        return folder(file.parent().unwrap_or(file));
    }
    let mut head = Vec::new();
    File::open(file)?.take(HEAD as u64).read_to_end(&mut head)?;
    // A file of no length is new to the database.
    if head.is_empty() {
        return Ok(());
    }
    match (number(&head, APPLICATION_ID), number(&head, USER_VERSION)) {
        (Some(application), Some(version)) if head.starts_with(MAGIC) => {
            judged(application, version).map(|_| ())
        }
        _ => anyhow::bail!("file is not a database; name another file"),
    }
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Checks that a file could be made in a folder.
fn folder(folder: &Path) -> anyhow::Result<()> {
    match fs::metadata(folder) {
        Ok(data) if data.is_dir() => {}
        _ => anyhow::bail!("its folder {} does not exist{FOLDER}", folder.display()),
    }
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        access(folder, Access::WRITE_OK | Access::EXEC_OK)
            .map_err(|error| anyhow::anyhow!("its folder cannot be written to: {error}{FOLDER}"))?;
    }
    Ok(())
}

fn number(head: &[u8], place: usize) -> Option<i32> {
    let bytes = head.get(place..)?.first_chunk()?;
    Some(i32::from_be_bytes(*bytes))
}
