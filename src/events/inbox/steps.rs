//! The steps of an event from one state to the next. Each is one transaction of its caller's.

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use rusqlite::{Connection, params};
use sha2::{Digest as _, Sha256};

use crate::proabono::{CustomerReference, SegmentReference};

use super::super::envelope::Event;
use super::{About, Brief, Came, Flight, Millis, Stored};

/// The events of a customer that are not done.
const OPEN: &str = "FROM events WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL";
/// The most events of a flight that are named.
pub(crate) const NAMED: usize = 20;

/// Takes an event in, or counts another copy of it. One that had failed for good is tried anew, since ProAbono or somebody there
/// sent it again. Nothing of a body is signed, so an id that is there with another kind or customer may have been sent by
/// somebody else before: the event is then kept beside it.
pub(crate) fn receive(
    connection: &Connection,
    event: &Event,
    came: Came,
    now: Millis,
) -> rusqlite::Result<Stored> {
    if insert(connection, &event.id, event, (came, now))? {
        return Ok(Stored::New);
    }
    if is_copy(connection, &event.id, event)? {
        return copied(connection, &event.id, now);
    }
    let beside = beside(event);
    if insert(connection, &beside, event, (came, now))? {
        return Ok(Stored::New);
    }
    copied(connection, &beside, now)
}

/// The id of an event whose own is taken by another one.
pub(super) fn beside(event: &Event) -> String {
    let about = format!("{}\n{}\n{:?}", event.trigger, event.id, event.customer);
    format!("{}#{}", event.id, HEXLOWER.encode(&Sha256::digest(about)[..8]))
}

/// Tells whether an event with that id is there that is of the same kind and about the same customer.
fn is_copy(connection: &Connection, id: &str, event: &Event) -> rusqlite::Result<bool> {
    let about = About::of(event);
    let (customer, segment) = about.columns();
    connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM events WHERE id = ?1 AND kind = ?2 AND customer = ?3 AND segment = ?4)",
        )?
        .query_row(params![id, event.trigger, customer, segment], |row| row.get(0))
}

/// Tells whether an event is there, under its own id or beside another one.
pub(super) fn is_there(connection: &Connection, event: &Event) -> rusqlite::Result<bool> {
    Ok(is_copy(connection, &event.id, event)? || is_copy(connection, &beside(event), event)?)
}

fn insert(
    connection: &Connection,
    id: &str,
    event: &Event,
    (came, now): (Came, Millis),
) -> rusqlite::Result<bool> {
    let about = About::of(event);
    let (customer, segment) = about.columns();
    let inserted = connection
        .prepare_cached(
            "INSERT INTO events (id, kind, customer, segment, happened, received, came, state, next_try, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'received', ?6, ?8) ON CONFLICT (id) DO NOTHING",
        )?
        .execute(params![
            id,
            event.trigger,
            customer,
            segment,
            event.happened.map(Timestamp::as_millisecond),
            now,
            came.name(),
            event.body.as_ref(),
        ])?;
    Ok(inserted > 0)
}

fn copied(connection: &Connection, id: &str, now: Millis) -> rusqlite::Result<Stored> {
    connection
        .prepare_cached("UPDATE events SET copies = copies + 1 WHERE id = ?1")?
        .execute(params![id])?;
    let revived = revive(connection, id, now)?;
    Ok(if revived { Stored::Revived } else { Stored::Again })
}

/// Lets an event be tried anew that had failed for good.
fn revive(connection: &Connection, id: &str, now: Millis) -> rusqlite::Result<bool> {
    let changed = connection
        .prepare_cached(
            "UPDATE events SET state = 'received', attempts = 0, next_try = ?2, ended = NULL
             WHERE id = ?1 AND state = 'failed' AND next_try IS NULL",
        )?
        .execute(params![id, now])?;
    Ok(changed > 0)
}

/// The customers whose events are due, those that wait longest first.
pub(crate) fn due(connection: &Connection, now: Millis, most: usize) -> rusqlite::Result<Vec<About>> {
    connection
        .prepare_cached(
            "SELECT customer, segment FROM
                (SELECT customer, segment, next_try FROM events WHERE next_try <= ?1 ORDER BY next_try LIMIT 1000)
             GROUP BY customer, segment ORDER BY min(next_try) LIMIT ?2",
        )?
        .query_map(params![now, most], About::of_row)?
        .collect()
}

/// Begins to work on everything of a customer that is not done: also on what failed and waits, since one look is for all. It is
/// an attempt only for those whose time has come: an outage in which more events arrive must not use up the attempts.
pub(crate) fn begin(
    connection: &Connection,
    about: &About,
    (now, lease): (Millis, Millis),
) -> rusqlite::Result<Option<Flight>> {
    let (customer, segment) = about.columns();
    let changed = connection
        .prepare_cached(
            "UPDATE events SET state = 'working', attempts = attempts + (next_try <= ?4), next_try = ?3
             WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL",
        )?
        .execute(params![customer, segment, lease, now])?;
    if changed == 0 {
        return Ok(None);
    }
    let (up_to, attempts) = connection
        .prepare_cached(&format!("SELECT max(seq), min(attempts) {OPEN}"))?
        .query_row(params![customer, segment], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let events = connection
        .prepare_cached(&format!(
            "SELECT id, kind, happened, came {OPEN} ORDER BY seq DESC LIMIT ?3"
        ))?
        .query_map(params![customer, segment, NAMED], Brief::of_row)?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Some(Flight {
        about: about.clone(),
        up_to,
        attempts,
        events,
    }))
}

/// Marks the events of a flight as done, and those before them that had failed for good: the look is for them as well. What came
/// after it began is not among them. Events of our own making say nothing once
/// they are done, and go.
pub(crate) fn finish(connection: &Connection, flight: &Flight, now: Millis) -> rusqlite::Result<()> {
    let (customer, segment) = flight.about.columns();
    connection
        .prepare_cached(
            "DELETE FROM events WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL AND state = 'working'
             AND seq <= ?3 AND came = 'reread'",
        )?
        .execute(params![customer, segment, flight.up_to])?;
    connection
        .prepare_cached(
            "UPDATE events SET state = 'done', next_try = NULL, ended = ?4, error = NULL
             WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL AND state = 'working' AND seq <= ?3",
        )?
        .execute(params![customer, segment, flight.up_to, now])?;
    connection
        .prepare_cached(
            "UPDATE events SET state = 'done', ended = ?4, error = NULL
             WHERE customer = ?1 AND segment = ?2 AND seq <= ?3 AND state = 'failed' AND next_try IS NULL",
        )?
        .execute(params![customer, segment, flight.up_to, now])?;
    Ok(())
}

/// Marks the events of a flight as failed. Those that have had `most` attempts are given up.
pub(crate) fn fail(
    connection: &Connection,
    flight: &Flight,
    why: &str,
    (next, most): (Millis, u32),
    now: Millis,
) -> rusqlite::Result<()> {
    let (customer, segment) = flight.about.columns();
    // A look that this server takes by itself is taken again by the next search.
    connection
        .prepare_cached(
            "DELETE FROM events WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL AND state = 'working'
             AND seq <= ?3 AND came = 'reread' AND attempts >= ?4",
        )?
        .execute(params![customer, segment, flight.up_to, most])?;
    connection
        .prepare_cached(
            "UPDATE events SET state = 'failed', error = ?4,
                next_try = CASE WHEN attempts >= ?6 THEN NULL ELSE ?5 END,
                ended = CASE WHEN attempts >= ?6 THEN ?7 END
             WHERE customer = ?1 AND segment = ?2 AND next_try IS NOT NULL AND state = 'working' AND seq <= ?3",
        )?
        .execute(params![customer, segment, flight.up_to, why, next, most, now])?;
    Ok(())
}

/// Lets what was being worked be worked anew at once: the process that did is gone. If it is not, a customer is read twice.
pub(crate) fn recover(connection: &Connection, now: Millis) -> rusqlite::Result<u64> {
    let changed = connection.execute(
        "UPDATE events SET state = 'received', next_try = ?1 WHERE state = 'working' AND next_try IS NOT NULL",
        params![now],
    )?;
    Ok(changed as u64)
}

/// Lets one event, or every one that failed for good, be worked anew. Returns how many that were.
#[cfg(feature = "cli")]
pub(crate) fn replay(connection: &Connection, id: Option<&str>, now: Millis) -> rusqlite::Result<u64> {
    let changed = match id {
        Some(id) => connection.execute(
            "UPDATE events SET state = 'received', attempts = 0, next_try = ?2, ended = NULL WHERE id = ?1",
            params![id, now],
        )?,
        None => connection.execute(
            "UPDATE events SET state = 'received', attempts = 0, next_try = ?1, ended = NULL
             WHERE state = 'failed' AND next_try IS NULL",
            params![now],
        )?,
    };
    Ok(changed as u64)
}

/// When the next event is due.
pub(crate) fn next_due(connection: &Connection) -> rusqlite::Result<Option<Millis>> {
    connection
        .prepare_cached("SELECT min(next_try) FROM events WHERE next_try IS NOT NULL")?
        .query_row([], |row| row.get(0))
}

impl About {
    pub(super) fn of(event: &Event) -> Self {
        Self {
            customer: event.customer.clone(),
            segment: event.segment.clone(),
        }
    }

    /// The two columns, which are empty where nothing is known.
    pub(super) fn columns(&self) -> (&str, &str) {
        (
            self.customer.as_ref().map_or("", CustomerReference::as_str),
            self.segment.as_ref().map_or("", SegmentReference::as_str),
        )
    }

    pub(super) fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let (customer, segment): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(Self {
            customer: CustomerReference::new(customer).ok(),
            segment: SegmentReference::new(segment).ok(),
        })
    }
}

impl Brief {
    fn of_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            trigger: row.get(1)?,
            happened: row.get(2)?,
            came: Came::of(&row.get::<_, String>(3)?),
        })
    }
}
