use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::super::StoreError;
use super::file::{FileId, open};
use super::layout::Layout;

/// A connection that is opened anew when it is not given back, or when its file was deleted or replaced: such a file is still open,
/// and writing to it would be in vain. So a disk that was full or missing needs no restart.
pub(super) struct Handle {
    file: PathBuf,
    layout: &'static Layout,
    connection: Option<Connection>,
    /// The identity of the open file.
    opened: Option<FileId>,
}

impl Handle {
    /// # Errors
    /// [`StoreError::File`] when the file cannot be opened or is not this program's.
    pub(super) fn open(file: &Path, layout: &'static Layout) -> Result<Self, StoreError> {
        Ok(Self {
            connection: Some(open(file, layout)?),
            opened: FileId::of(file),
            file: file.to_owned(),
            layout,
        })
    }

    /// Takes the connection. Whoever cannot use it any more does not give it back.
    pub(super) fn take(&mut self) -> Result<Connection, StoreError> {
        let id = FileId::of(&self.file);
        match self.connection.take() {
            Some(connection) if id.is_some() && id == self.opened => Ok(connection),
            _ => {
                let connection = open(&self.file, self.layout)?;
                self.opened = FileId::of(&self.file);
                Ok(connection)
            }
        }
    }

    pub(super) fn give_back(&mut self, connection: Connection) {
        self.connection = Some(connection);
    }
}
