//! The numbers of the inbox, and how it stays small.

use rusqlite::{Connection, params, params_from_iter};

use super::{About, Counts, Millis};

/// The most rows that one sweep removes, so that receipts do not wait for it.
const AT_ONCE: u32 = 5_000;

pub(super) fn counts(connection: &Connection) -> rusqlite::Result<Counts> {
    let number = |sql: &str| {
        connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get::<_, u64>(0))
    };
    let state = |state: &str| {
        number(&format!(
            "SELECT count(*) FROM events WHERE next_try IS NOT NULL AND state = '{state}'"
        ))
    };
    let moment = |sql: &str| {
        connection
            .prepare_cached(sql)?
            .query_row([], |row| row.get::<_, Option<Millis>>(0))
    };
    let dead = number("SELECT count(*) FROM events WHERE state = 'failed' AND next_try IS NULL")?;
    Ok(Counts {
        received: state("received")?,
        working: state("working")?,
        failed: state("failed")?,
        dead,
        posts_waiting: number("SELECT count(*) FROM posts WHERE next_try IS NOT NULL")?,
        posts_failed: number("SELECT count(*) FROM posts WHERE next_try IS NULL AND delivered = 0")?,
        oldest_waiting: moment("SELECT min(received) FROM events WHERE next_try IS NOT NULL")?,
        latest: moment(
            "SELECT (SELECT received FROM events WHERE came = 'delivered' ORDER BY seq DESC LIMIT 1)",
        )?,
    })
}

pub(super) fn known(connection: &Connection, ids: &[String]) -> rusqlite::Result<Vec<String>> {
    let places = vec!["?"; ids.len()].join(", ");
    connection
        .prepare(&format!("SELECT id FROM events WHERE id IN ({places})"))?
        .query_map(params_from_iter(ids), |row| row.get(0))?
        .collect()
}

/// The customers of the latest events, and of the latest reads that found somebody. A look that this server took by itself is no sign
/// of life.
pub(super) fn recent(connection: &Connection, since: Millis, most: usize) -> rusqlite::Result<Vec<About>> {
    connection
        .prepare_cached(
            "SELECT customer, segment FROM (
                SELECT customer, segment, received AS at FROM events WHERE received >= ?1 AND came <> 'reread'
                UNION ALL SELECT customer, segment, at FROM reads WHERE at >= ?1
                    AND read ->> '$.outcome' = 'rights' AND read ->> '$.cause.why' <> 'reconcile'
             ) WHERE customer <> '' GROUP BY customer, segment ORDER BY max(at) DESC LIMIT ?2",
        )?
        .query_map(params![since, most], About::of_row)?
        .collect()
}

/// Removes what has been done for long. Events that failed for good stay, and the last read of each customer.
pub(super) fn sweep(connection: &Connection, before: Millis) -> rusqlite::Result<u64> {
    let mut removed = 0;
    for sql in [
        "DELETE FROM events WHERE seq IN
            (SELECT seq FROM events WHERE state = 'done' AND ended < ?1 LIMIT ?2)",
        "DELETE FROM posts WHERE n IN (SELECT n FROM posts WHERE ended IS NOT NULL AND ended < ?1 LIMIT ?2)",
        "DELETE FROM reads WHERE n IN (SELECT n FROM reads AS old WHERE at < ?1 AND EXISTS
            (SELECT 1 FROM reads AS new WHERE new.customer = old.customer AND new.segment = old.segment
                AND new.at <= ?1 AND new.n > old.n) LIMIT ?2)",
        "DELETE FROM codes WHERE at < ?1 AND ?2 > 0",
    ] {
        removed += connection
            .prepare_cached(sql)?
            .execute(params![before, AT_ONCE])?;
    }
    Ok(removed as u64)
}
