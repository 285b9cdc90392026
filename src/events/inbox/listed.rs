//! The inbox as the commands show it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::Millis;

/// An event in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) customer: String,
    pub(crate) segment: String,
    pub(crate) happened: Option<Millis>,
    pub(crate) received: Millis,
    pub(crate) came: String,
    pub(crate) copies: u64,
    pub(crate) state: String,
    pub(crate) attempts: u32,
    pub(crate) next_try: Option<Millis>,
    pub(crate) ended: Option<Millis>,
    pub(crate) error: Option<String>,
}

/// An event with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) listed: Listed,
    pub(crate) body: Vec<u8>,
}

/// The events that a list is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// `received`, `working`, `done`, `failed`, or `dead` for those that failed for good.
    pub(crate) state: Option<String>,
    pub(crate) customer: Option<String>,
    pub(crate) kind: Option<String>,
}

const COLUMNS: &str =
    "id, kind, customer, segment, happened, received, came, copies, state, attempts, next_try, ended, error";

/// The latest events, newest first.
pub(crate) fn list(connection: &Connection, wanted: &Wanted, most: usize) -> rusqlite::Result<Vec<Listed>> {
    let dead = wanted.state.as_deref() == Some("dead");
    let state = if dead {
        Some("failed")
    } else {
        wanted.state.as_deref()
    };
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM events
             WHERE (?1 IS NULL OR state = ?1) AND (NOT ?2 OR next_try IS NULL)
             AND (?3 IS NULL OR customer = ?3) AND (?4 IS NULL OR kind = ?4)
             ORDER BY seq DESC LIMIT ?5"
        ))?
        .query_map(params![state, dead, wanted.customer, wanted.kind, most], listed)?
        .collect()
}

/// One event.
pub(crate) fn show(connection: &Connection, id: &str) -> rusqlite::Result<Option<Shown>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS}, body FROM events WHERE id = ?1"))?
        .query_row(params![id], |row| {
            Ok(Shown {
                listed: listed(row)?,
                body: row.get(13)?,
            })
        })
        .optional()
}

/// How many events have one kind and one state.
pub(crate) type Tally = (String, String, u64);

/// How many events have each kind and state.
pub(crate) fn tally(connection: &Connection) -> rusqlite::Result<Vec<Tally>> {
    connection
        .prepare_cached(
            "SELECT kind, CASE WHEN state = 'failed' AND next_try IS NULL THEN 'dead' ELSE state END AS fate, count(*)
             FROM events GROUP BY kind, fate ORDER BY kind, fate",
        )?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

/// The latest code of a handshake, and when it came.
pub(crate) fn code(connection: &Connection) -> rusqlite::Result<Option<(Millis, String)>> {
    connection
        .prepare_cached("SELECT at, code FROM codes ORDER BY at DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: row.get(0)?,
        kind: row.get(1)?,
        customer: row.get(2)?,
        segment: row.get(3)?,
        happened: row.get(4)?,
        received: row.get(5)?,
        came: row.get(6)?,
        copies: row.get(7)?,
        state: row.get(8)?,
        attempts: row.get(9)?,
        next_try: row.get(10)?,
        ended: row.get(11)?,
        error: row.get(12)?,
    })
}
