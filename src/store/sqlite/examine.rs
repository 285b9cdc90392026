use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

use super::super::StoreError;
use super::file::{FOLDER, is_found, unusable};
use super::layout::{ANOTHER, Layout};

/// The first bytes of every `SQLite` file. Source of this and of the places below: "Database File Format", section 1.3.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// The place of the version of the table.
const USER_VERSION: usize = 60;
/// The place of the mark of a program.
const APPLICATION_ID: usize = 68;
/// The length of the head.
const HEAD: usize = 100;

/// Looks at the file as a server would find it. `SQLite` itself would make two files beside it.
///
/// # Errors
/// [`StoreError::File`] when the server could not use it.
pub(crate) fn examine(file: &Path, layout: &Layout) -> Result<(), StoreError> {
    let there = is_found(file)?;
    let judged = if there {
        database(file, layout)
    } else {
        folder(file.parent().unwrap_or(file))
    };
    judged.map_err(|error| unusable(file, &error))
}

fn database(file: &Path, layout: &Layout) -> anyhow::Result<()> {
    let mut head = Vec::new();
    File::open(file)?.take(HEAD as u64).read_to_end(&mut head)?;
    // A file of no length is new to the database.
    if head.is_empty() {
        return Ok(());
    }
    match (number(&head, APPLICATION_ID), number(&head, USER_VERSION)) {
        (Some(application), Some(version)) if head.starts_with(MAGIC) => {
            layout.judged(application, version).map(|_| ())
        }
        _ => anyhow::bail!("file is not a database{ANOTHER}"),
    }
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
