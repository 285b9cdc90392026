//! The store for everything that must survive a restart or be shared by instances: small sealed values that expire,
//! behind one trait.

#[cfg(any(feature = "cli", test))]
mod memory;
mod sqlite;
#[cfg(test)]
pub(crate) mod suite;
mod ticket;
mod vault;

use futures_util::future::BoxFuture;
use thiserror::Error;

#[cfg(any(feature = "cli", test))]
pub(crate) use memory::Memory;
#[cfg(feature = "cli")]
pub(crate) use sqlite::examine;
pub(crate) use sqlite::{Layout, Ledger, Sqlite};
pub(crate) use ticket::Ticket;
pub(crate) use vault::Vault;

/// The reasons why a store failed. Nothing in them comes from stored values.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be opened or made.
    #[error("the file {file} cannot be used: {what}")]
    File {
        /// The configured file.
        file: String,
        /// The error of the system or the database.
        what: String,
    },
    /// The store refused or failed.
    #[error("the store failed: {0}")]
    Failed(String),
    /// The store does not answer in time, or is overloaded.
    #[error("the store does not answer")]
    Silent,
}

/// The kinds of values, each with names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Space {
    /// A signed-in user.
    Session,
    /// The page that a visitor wanted before signing in.
    Destination,
    /// A sign-in that is under way at the OpenID provider.
    Attempt,
    /// A user whom the application handed over, not signed in yet.
    Handoff,
    /// A user whom the application handed over too late.
    Late,
    /// A name that may be used once, and was.
    Used,
    /// A customer, as one instance looked it up for all.
    LookUp,
    /// News that an instance tells the others.
    News,
    /// The customer of an event.
    #[cfg(feature = "redis")]
    Event,
}

impl Space {
    /// The name in the store, which must never change.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Destination => "destination",
            Self::Attempt => "attempt",
            Self::Handoff => "handoff",
            Self::Late => "late",
            Self::Used => "used",
            Self::LookUp => "look-up",
            Self::News => "news",
            #[cfg(feature = "redis")]
            Self::Event => "event",
        }
    }
}

/// The place of a value: the digest of a secret that only the visitor has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) space: Space,
    pub(crate) digest: [u8; 32],
}

/// A value and its expiry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Sealed, or empty.
    pub(crate) value: Vec<u8>,
    /// Seconds since 1970; from then on the value is not found.
    pub(crate) until: u64,
}

/// The condition under which a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// The place must be empty: of two writers at once, only one succeeds.
    Absent,
    /// The place must be empty, and the store must be at least as old as this time, in seconds since 1970: a younger
    /// store has forgotten earlier values.
    AbsentSince(u64),
    /// The place must have a value: a removed value stays removed.
    Present,
}

/// A store of values. There is one implementation for one machine (`SQLite`), one for `demo` and `check` (memory), and one for
/// several machines (`shared::Redis`).
///
/// Each operation is atomic. An expired value is not found, whether or not it is still there.
pub(crate) trait Store: Send + Sync {
    /// Writes a value. Returns false when the condition did not hold.
    fn put(&self, place: Place, entry: Entry, when: When) -> BoxFuture<'_, Result<bool, StoreError>>;

    /// Reads a value.
    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>>;

    /// Reads a value and removes it: of two readers at once, only one gets it.
    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>>;

    /// Moves the expiry of an existing value.
    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Removes a value.
    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Checks that values can be read and written now.
    fn check(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}
