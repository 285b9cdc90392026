use rusqlite::Connection;

use crate::store::Layout;

/// The tables of the inbox. The letters of the mark are `PAPe`. What was acknowledged must outlive a power cut.
pub(crate) static INBOX: Layout = Layout {
    mark: 0x5041_5065,
    steps: &[first],
    synchronous: "FULL",
};

/// Times are milliseconds since 1970. `next_try` is there while an event waits for its turn, is being worked (until then, and
/// afterwards it is worked anew) or failed and is tried again. An event about no known customer has an empty one.
const FIRST: &str = "
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        customer TEXT NOT NULL,
        segment TEXT NOT NULL,
        happened INTEGER,
        received INTEGER NOT NULL,
        came TEXT NOT NULL,
        copies INTEGER NOT NULL DEFAULT 1,
        state TEXT NOT NULL CHECK (state IN ('received', 'working', 'done', 'failed')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try INTEGER,
        ended INTEGER,
        error TEXT,
        body BLOB NOT NULL
    );
    CREATE INDEX events_due ON events (next_try, customer, segment, received) WHERE next_try IS NOT NULL;
    CREATE INDEX events_open ON events (customer, segment, seq) WHERE next_try IS NOT NULL;
    CREATE INDEX events_waiting ON events (state, received) WHERE next_try IS NOT NULL;
    CREATE INDEX events_delivered ON events (seq) WHERE came = 'delivered';
    CREATE INDEX events_customer ON events (customer, seq);
    CREATE INDEX events_ended ON events (ended) WHERE state = 'done';
    CREATE INDEX events_dead ON events (seq) WHERE state = 'failed' AND next_try IS NULL;
    CREATE TABLE reads (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        customer TEXT NOT NULL,
        segment TEXT NOT NULL,
        at INTEGER NOT NULL,
        read TEXT NOT NULL
    );
    CREATE INDEX reads_customer ON reads (customer, segment, at);
    CREATE INDEX reads_at ON reads (at);
    CREATE TABLE posts (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        made INTEGER NOT NULL,
        body TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try INTEGER,
        ended INTEGER,
        delivered INTEGER NOT NULL DEFAULT 0,
        status INTEGER,
        answer TEXT
    );
    CREATE INDEX posts_due ON posts (next_try) WHERE next_try IS NOT NULL;
    CREATE INDEX posts_ended ON posts (ended) WHERE ended IS NOT NULL;
    CREATE INDEX posts_failed ON posts (n) WHERE next_try IS NULL AND delivered = 0;
    CREATE TABLE codes (at INTEGER NOT NULL, code TEXT NOT NULL);
    CREATE TABLE passes (began INTEGER NOT NULL);";

fn first(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(FIRST)
}
