use rusqlite::{Connection, params};

use crate::clock::now;

use super::super::Space;
use super::layout::Layout;

/// The table of small sealed values. The letters of its mark are "PAPo". A power cut loses the last sign-ins at most.
pub(super) const ENTRIES: Layout = Layout {
    mark: 0x5041_506f,
    steps: &[first],
    synchronous: "NORMAL",
};

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

fn first(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(TABLE)?;
    connection.execute(BORN, params![now()]).map(|_| ())
}

/// Removes the expired values.
pub(super) fn sweep(connection: &Connection) -> rusqlite::Result<()> {
    for space in [
        Space::Session,
        Space::Destination,
        Space::Attempt,
        Space::Handoff,
        Space::Late,
        Space::Used,
    ] {
        connection
            .prepare_cached("DELETE FROM entries WHERE space = ?1 AND until <= ?2")?
            .execute(params![space.name(), now()])?;
    }
    Ok(())
}
