//! What was read about customers' rights, so that an answer of the past can be explained.

use rusqlite::{Connection, params};

use super::{About, Millis};

/// A read of a customer's rights, whatever came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptRead {
    pub(crate) about: About,
    pub(crate) at: Millis,
    /// `ok`, or a word for why there was no answer.
    pub(crate) outcome: String,
    /// The reason for the read.
    pub(crate) cause: String,
    /// The items, as JSON.
    pub(crate) items: String,
}

pub(super) fn keep(connection: &Connection, read: &KeptRead) -> rusqlite::Result<()> {
    let (customer, segment) = read.about.columns();
    connection
        .prepare_cached(
            "INSERT INTO reads (customer, segment, at, outcome, cause, items) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![customer, segment, read.at, read.outcome, read.cause, read.items])?;
    Ok(())
}

/// The reads of a customer up to a moment, oldest first; the latest `most` of them.
pub(crate) fn until(
    connection: &Connection,
    about: &About,
    at: Millis,
    most: usize,
) -> rusqlite::Result<Vec<KeptRead>> {
    let (customer, segment) = about.columns();
    let mut reads: Vec<KeptRead> = connection
        .prepare_cached(
            "SELECT at, outcome, cause, items FROM reads WHERE customer = ?1 AND segment = ?2 AND at <= ?3
             ORDER BY at DESC, n DESC LIMIT ?4",
        )?
        .query_map(params![customer, segment, at, most], |row| {
            Ok(KeptRead {
                about: about.clone(),
                at: row.get(0)?,
                outcome: row.get(1)?,
                cause: row.get(2)?,
                items: row.get(3)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    reads.reverse();
    Ok(reads)
}
