//! The reads of customers' rights are kept, so that an answer of the past can be explained.

use rusqlite::{Connection, params};

use super::About;
#[cfg(feature = "cli")]
use super::Millis;
use crate::rights::Read;

/// Keeps a read, whatever came of it. One that cannot be written as JSON is left out, which none is.
pub(super) fn keep(connection: &Connection, about: &About, read: &Read) -> rusqlite::Result<()> {
    let (customer, segment) = about.columns();
    let Ok(text) = serde_json::to_string(read) else {
        return Ok(());
    };
    connection
        .prepare_cached("INSERT INTO reads (customer, segment, at, read) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![customer, segment, read.at, text])?;
    Ok(())
}

/// The reads of a customer up to a moment, oldest first; the latest `most` of them.
#[cfg(feature = "cli")]
pub(crate) fn until(
    connection: &Connection,
    about: &About,
    at: Millis,
    most: usize,
) -> rusqlite::Result<Vec<Read>> {
    let (customer, segment) = about.columns();
    let texts: Vec<String> = connection
        .prepare_cached(
            "SELECT read FROM reads WHERE customer = ?1 AND segment = ?2 AND at <= ?3
             ORDER BY at DESC, n DESC LIMIT ?4",
        )?
        .query_map(params![customer, segment, at, most], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let reads = texts
        .iter()
        .rev()
        .filter_map(|text| serde_json::from_str(text).ok());
    Ok(reads.collect())
}
