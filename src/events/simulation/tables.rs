//! The inboxes that the histories run against.

use rusqlite::{Connection, params};

use super::super::envelope::Event;
use super::super::inbox::{About, Came, Flight, INBOX, Millis, steps};

/// The steps of an inbox, without waiting for anybody else.
pub(super) trait Tables {
    fn clear(&self);
    fn receive(&self, event: &Event, now: Millis);
    fn due(&self, now: Millis, most: usize) -> Vec<About>;
    fn begin(&self, about: &About, times: (Millis, Millis)) -> Option<Flight>;
    fn finish(&self, flight: &Flight, now: Millis);
    fn fail(&self, flight: &Flight, until: (Millis, u32), now: Millis);
    fn recover(&self, now: Millis);
    fn replay_dead(&self, now: Millis);
    fn next_due(&self) -> Option<Millis>;
    /// Remembers an id. False when it was remembered before.
    fn see(&self, id: &str) -> bool;
}

/// The tables of a file, in memory.
pub(super) fn in_memory() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    for step in INBOX.steps {
        step(&connection).unwrap();
    }
    let seen = "CREATE TABLE seen (id TEXT PRIMARY KEY)";
    connection.execute_batch(seen).unwrap();
    connection
}

impl Tables for Connection {
    fn clear(&self) {
        self.execute_batch("DELETE FROM events; DELETE FROM seen")
            .unwrap();
    }

    fn receive(&self, event: &Event, now: Millis) {
        steps::receive(self, event, Came::Delivered, now).unwrap();
    }

    fn due(&self, now: Millis, most: usize) -> Vec<About> {
        steps::due(self, now, most).unwrap()
    }

    fn begin(&self, about: &About, times: (Millis, Millis)) -> Option<Flight> {
        steps::begin(self, about, times).unwrap()
    }

    fn finish(&self, flight: &Flight, now: Millis) {
        steps::finish(self, flight, now).unwrap();
    }

    fn fail(&self, flight: &Flight, until: (Millis, u32), now: Millis) {
        steps::fail(self, flight, "", until, now).unwrap();
    }

    fn recover(&self, now: Millis) {
        steps::recover(self, now).unwrap();
    }

    fn replay_dead(&self, now: Millis) {
        steps::replay(self, None, now).unwrap();
    }

    fn next_due(&self) -> Option<Millis> {
        steps::next_due(self).unwrap()
    }

    fn see(&self, id: &str) -> bool {
        let new = self.execute("INSERT OR IGNORE INTO seen (id) VALUES (?1)", params![id]);
        new.unwrap() > 0
    }
}
