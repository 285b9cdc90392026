//! The inbox: every event that was acknowledged, until it is done and for a while after it.
//!
//! An event is `received`, `working`, `done`, or `failed` with a time of its next try; one that failed for good has no such
//! time, and stays until it is replayed by hand. The functions in `steps` are the only ones that change a state.

#[cfg(feature = "cli")]
mod commands;
mod kept;
mod layout;
#[cfg(feature = "cli")]
pub(crate) mod listed;
mod posts;
pub(crate) mod reads;
#[cfg(feature = "redis")]
mod redis;
#[cfg(feature = "redis")]
mod redis_values;
mod sqlite;
pub(crate) mod steps;
#[cfg(test)]
mod suite;

use futures_util::future::BoxFuture;

use crate::proabono::{CustomerReference, SegmentReference};
use crate::rights::Read;
use crate::store::StoreError;

use super::envelope::Event;

#[cfg(feature = "cli")]
pub(crate) use commands::InboxFile;
pub(crate) use layout::INBOX;
#[cfg(feature = "cli")]
pub(crate) use listed::{Listed, Wanted};
pub(crate) use posts::{Answered, Post};
#[cfg(feature = "redis")]
pub(crate) use redis::Redis;
pub(crate) use sqlite::Sqlite;
pub(crate) use steps::NAMED;

/// A moment, in milliseconds since 1970.
pub(crate) type Millis = i64;

/// The way by which an event came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// ProAbono delivered it.
    Delivered,
    /// It had not arrived, and was found among ProAbono's past events.
    Rewound,
    /// It is no event of ProAbono's: this server looks at a customer again.
    Reread,
}

impl Came {
    const ALL: [Self; 3] = [Self::Delivered, Self::Rewound, Self::Reread];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Rewound => "rewound",
            Self::Reread => "reread",
        }
    }

    /// Reads what [`name`](Self::name) wrote.
    fn of(name: &str) -> Self {
        let named = Self::ALL.into_iter().find(|came| came.name() == name);
        named.unwrap_or(Self::Delivered)
    }
}

/// The fate of an event that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stored {
    /// It is new.
    New,
    /// It is there already.
    Again,
    /// It had failed for good, and is tried anew.
    Revived,
}

/// The customer that events are about; without a reference, they are about nobody whom this server knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct About {
    pub(crate) customer: Option<CustomerReference>,
    pub(crate) segment: Option<SegmentReference>,
}

/// The events of one customer that are worked together: one look at the customer is for all of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Flight {
    pub(crate) about: About,
    /// The place of the last event that is in it. Those that come later are not.
    pub(crate) up_to: i64,
    /// How often the event was tried that was tried least, this time included.
    pub(crate) attempts: u32,
    pub(crate) events: Vec<Brief>,
}

/// The part of an event that the worker and the host application are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brief {
    pub(crate) id: String,
    pub(crate) trigger: String,
    /// When it happened, as ProAbono says.
    pub(crate) happened: Option<Millis>,
    pub(crate) came: Came,
}

/// The numbers that alarms and metrics look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) received: u64,
    pub(crate) working: u64,
    /// Those that failed and will be tried again.
    pub(crate) failed: u64,
    /// Those that failed for good.
    pub(crate) dead: u64,
    pub(crate) posts_waiting: u64,
    pub(crate) posts_failed: u64,
    /// When the oldest of those that wait arrived.
    pub(crate) oldest_waiting: Option<Millis>,
    /// When the last event arrived.
    pub(crate) latest: Option<Millis>,
}

impl Counts {
    pub(crate) fn waiting(&self) -> u64 {
        self.received + self.working + self.failed
    }
}

/// A durable inbox: a file, or a Redis for several instances. Each operation is atomic, and on the disk when it is answered; a
/// Redis has to be set up for that.
pub(crate) trait Inbox: Send + Sync {
    /// Takes an event in. Only after that may it be acknowledged.
    fn receive(&self, event: Event, came: Came, now: Millis) -> BoxFuture<'_, Result<Stored, StoreError>>;

    /// The customers whose events are due, those that wait longest first.
    fn due(&self, now: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>>;

    /// Marks all events of a customer that are not done as being worked, until `lease` at most; `None` when there is none.
    fn begin(
        &self,
        about: About,
        now: Millis,
        lease: Millis,
    ) -> BoxFuture<'_, Result<Option<Flight>, StoreError>>;

    /// The events of a flight are done, and the host application is owed a post.
    fn finish(
        &self,
        flight: Flight,
        post: Option<Post>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>>;

    /// The events of a flight failed. They are tried again at the time that is given, except those that have had as many
    /// attempts.
    fn fail(
        &self,
        flight: Flight,
        why: String,
        until: (Millis, u32),
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Events that a process left behind in the middle of its work are worked anew.
    fn recover(&self, now: Millis) -> BoxFuture<'_, Result<u64, StoreError>>;

    /// When the next event is due.
    fn next_due(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>>;

    /// The numbers for alarms and metrics.
    fn counts(&self) -> BoxFuture<'_, Result<Counts, StoreError>>;

    /// When the last search for missed events began that succeeded.
    fn last_pass(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>>;

    /// A search for missed events succeeded.
    fn passed(&self, began: Millis) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Those of the events that are not there.
    fn missing(&self, events: Vec<Event>) -> BoxFuture<'_, Result<Vec<Event>, StoreError>>;

    /// The customers that something was heard of since then, the latest first.
    fn recent(&self, since: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>>;

    /// Removes some of what has been done for long. True when there may be more of it.
    fn sweep(&self, before: Millis) -> BoxFuture<'_, Result<bool, StoreError>>;

    /// Keeps a read of a customer's rights.
    fn keep_read(&self, about: About, read: Read) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Keeps the code of a handshake for the commands.
    fn keep_code(&self, code: String, now: Millis) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Takes posts that are due. Until `lease` nobody else gets them, and afterwards whoever asks: the taker has gone then.
    fn take_posts(
        &self,
        now: Millis,
        lease: Millis,
        most: usize,
    ) -> BoxFuture<'_, Result<Vec<Post>, StoreError>>;

    /// The outcome of an attempt to post. It is tried again at `next`; `None` when it is done, or given up.
    fn posted(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>>;
}
