//! The numbers of the inbox, and how it stays small.

use rusqlite::{Connection, params};

use super::super::envelope::Event;
use super::{About, Counts, Millis, steps};

/// The most rows of one kind that one sweep removes: receipts that share its commit wait for it.
const AT_ONCE: usize = 500;

pub(super) fn counts(connection: &Connection) -> rusqlite::Result<Counts> {
    let number = |sql: &str| connection.prepare_cached(sql)?.query_row([], |row| row.get(0));
    let mut counts = Counts {
        dead: number("SELECT count(*) FROM events WHERE state = 'failed' AND next_try IS NULL")?,
        posts_waiting: number("SELECT count(*) FROM posts WHERE next_try IS NOT NULL")?,
        posts_failed: number("SELECT count(*) FROM posts WHERE next_try IS NULL AND delivered = 0")?,
        latest: connection
            .prepare_cached(
                "SELECT (SELECT received FROM events WHERE came = 'delivered' ORDER BY seq DESC LIMIT 1)",
            )?
            .query_row([], |row| row.get(0))?,
        ..Counts::default()
    };
    let mut open = connection.prepare_cached(
        "SELECT state, count(*), min(received) FROM events WHERE next_try IS NOT NULL GROUP BY state",
    )?;
    let mut rows = open.query([])?;
    while let Some(row) = rows.next()? {
        let (state, number, oldest): (String, u64, Millis) = (row.get(0)?, row.get(1)?, row.get(2)?);
        match state.as_str() {
            "received" => counts.received = number,
            "working" => counts.working = number,
            _ => counts.failed = number,
        }
        counts.oldest_waiting = Some(counts.oldest_waiting.map_or(oldest, |other| other.min(oldest)));
    }
    Ok(counts)
}

pub(super) fn missing(connection: &Connection, events: Vec<Event>) -> rusqlite::Result<Vec<Event>> {
    let mut missing = Vec::new();
    for event in events {
        if !steps::is_there(connection, &event)? {
            missing.push(event);
        }
    }
    Ok(missing)
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

/// Removes some of what has been done for long. Events and posts that failed for good stay, the last read of each customer, and
/// the last event that was delivered, by which a silence is measured. True when there may be more to remove.
pub(super) fn sweep(connection: &Connection, before: Millis) -> rusqlite::Result<bool> {
    let mut more = false;
    for sql in [
        "DELETE FROM events WHERE seq IN (SELECT seq FROM events WHERE state = 'done' AND ended < ?1
            AND seq <> coalesce((SELECT max(seq) FROM events WHERE came = 'delivered'), 0) LIMIT ?2)",
        "DELETE FROM posts WHERE n IN (SELECT n FROM posts WHERE delivered = 1 AND ended < ?1 LIMIT ?2)",
        "DELETE FROM reads WHERE n IN (SELECT n FROM reads AS old WHERE at < ?1 AND EXISTS
            (SELECT 1 FROM reads AS new WHERE new.customer = old.customer AND new.segment = old.segment
                AND new.at <= ?1 AND new.n > old.n) LIMIT ?2)",
    ] {
        let removed = connection
            .prepare_cached(sql)?
            .execute(params![before, AT_ONCE])?;
        more |= removed == AT_ONCE;
    }
    connection.execute("DELETE FROM codes WHERE at < ?1", params![before])?;
    Ok(more)
}
