//! What must survive a restart or be shared by instances: small sealed values with an end, behind one trait.

#[cfg(all(feature = "cli", feature = "emulator"))]
mod memory;
mod sqlite;
mod ticket;
mod vault;

use futures_util::future::BoxFuture;
use thiserror::Error;

#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use memory::Memory;
pub(crate) use sqlite::Sqlite;
pub(crate) use ticket::Ticket;
pub(crate) use vault::Vault;

/// Why a store did not do what it was asked. Nothing in it comes from what is stored.
#[derive(Clone, Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be opened or made.
    #[error("the file {file} cannot be used: {what}")]
    File {
        /// The file, as it is configured.
        file: String,
        /// What the system or the database says.
        what: String,
    },
    /// The store refused or failed.
    #[error("the store failed: {0}")]
    Failed(String),
    /// The store does not answer in time, or has more to do than it can.
    #[error("the store does not answer")]
    Silent,
}

/// The kinds of values, each with names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Space {
    /// Who is signed in.
    Session,
    /// Where a visitor wanted to go before signing in.
    Destination,
    /// A sign-in that is under way at the OpenID provider.
    Attempt,
    /// A user whom the application handed over, not signed in yet.
    Handoff,
    /// What may be used once, and was.
    Used,
}

impl Space {
    /// The name in the store: never changes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Destination => "destination",
            Self::Attempt => "attempt",
            Self::Handoff => "handoff",
            Self::Used => "used",
        }
    }
}

/// Where a value is: the digest of a secret that only the visitor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) space: Space,
    pub(crate) digest: [u8; 32],
}

/// A value and its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Sealed, or empty.
    pub(crate) value: Vec<u8>,
    /// Seconds since 1970; from then on the value is not found.
    pub(crate) until: u64,
}

/// When a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Only where nothing is: of two at once, one writes.
    Absent,
    /// The same, and only when the store itself is as old as that, in seconds since 1970: a younger one has forgotten.
    AbsentSince(u64),
    /// Only where something is: what was removed stays removed.
    Present,
}

/// A place for values. One implementation for one machine (`SQLite`), one for `demo` (memory); Redis fits it, too.
///
/// Each operation is atomic. What has ended is not found, whether or not it is still there.
pub(crate) trait Store: Send + Sync {
    /// Writes a value; whether it did.
    fn put(&self, place: Place, entry: Entry, when: When) -> BoxFuture<'_, Result<bool, StoreError>>;

    /// Reads a value.
    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>>;

    /// Reads a value and removes it: of two at once, one gets it.
    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>>;

    /// Moves the end of a value that is there.
    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Removes a value.
    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>>;

    /// Whether values can be read and written now.
    fn check(&self) -> BoxFuture<'_, Result<(), StoreError>>;
}
