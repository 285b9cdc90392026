use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};

use crate::clock::now;

use super::{Entry, Place, Space, Store, StoreError, Ticket, When};

/// The store as the rest of the program uses it: typed values, each sealed with the ticket that leads to it.
#[derive(Clone)]
pub(crate) struct Vault {
    store: Arc<dyn Store>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl Vault {
    pub(crate) fn new(store: impl Store + 'static) -> Self {
        Self {
            store: Arc::new(store),
        }
    }

    pub(crate) fn of(store: Arc<dyn Store>) -> Self {
        Self { store }
    }

    /// Keeps a value for some time under a ticket of its own.
    pub(crate) async fn keep<T: Serialize>(
        &self,
        space: Space,
        value: &T,
        time: Duration,
    ) -> Result<Ticket, StoreError> {
        let ticket = Ticket::random();
        let until = now() + time.as_secs();
        self.write(space, &ticket, value, until, When::Absent).await?;
        Ok(ticket)
    }

    /// Writes a value under a ticket. Returns false when the condition did not hold.
    pub(crate) async fn write<T: Serialize>(
        &self,
        space: Space,
        ticket: &Ticket,
        value: &T,
        until: u64,
        when: When,
    ) -> Result<bool, StoreError> {
        let sealed = serde_json::to_vec(value)
            .ok()
            .and_then(|plain| ticket.seal(space, &plain))
            .ok_or_else(|| StoreError::Failed("a value cannot be sealed".to_owned()))?;
        let entry = Entry { value: sealed, until };
        self.store.put(ticket.place(space), entry, when).await
    }

    /// Reads a value and its end.
    pub(crate) async fn read<T: DeserializeOwned>(
        &self,
        space: Space,
        ticket: &Ticket,
    ) -> Result<Option<(T, u64)>, StoreError> {
        let entry = self.store.get(ticket.place(space)).await?;
        Ok(entry.and_then(|entry| Some((opened(space, ticket, &entry)?, entry.until))))
    }

    /// Reads a value that can be read once.
    pub(crate) async fn take<T: DeserializeOwned>(
        &self,
        space: Space,
        ticket: &Ticket,
    ) -> Result<Option<T>, StoreError> {
        let entry = self.store.take(ticket.place(space)).await?;
        Ok(entry.and_then(|entry| opened(space, ticket, &entry)))
    }

    /// Moves the end of a value.
    pub(crate) async fn extend(&self, space: Space, ticket: &Ticket, until: u64) -> Result<(), StoreError> {
        self.store.extend(ticket.place(space), until).await
    }

    /// Removes a value.
    pub(crate) async fn remove(&self, space: Space, ticket: &Ticket) -> Result<(), StoreError> {
        self.store.remove(ticket.place(space)).await
    }

    /// Marks a name as used. Returns false when it was used before, and when the store is younger than the name, since
    /// it cannot know then. `issued` is when the name was given, and `until` is when it expires, in seconds since 1970.
    pub(crate) async fn use_once(
        &self,
        name: &[&str],
        (issued, until): (u64, u64),
    ) -> Result<bool, StoreError> {
        let entry = Entry {
            value: Vec::new(),
            until,
        };
        self.store.put(used(name), entry, When::AbsentSince(issued)).await
    }

    /// Tells whether a name was marked as used.
    pub(crate) async fn was_used(&self, name: &[&str]) -> Result<bool, StoreError> {
        Ok(self.store.get(used(name)).await?.is_some())
    }

    /// Checks that values can be read and written now.
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        self.store.check().await
    }
}

/// The place of the mark that a name was used.
fn used(name: &[&str]) -> Place {
    let mut hash = Sha256::new();
    for part in name {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    Place {
        space: Space::Used,
        digest: hash.finalize().into(),
    }
}

/// Opens and decodes a value. One that cannot be opened or decoded counts as absent.
fn opened<T: DeserializeOwned>(space: Space, ticket: &Ticket, entry: &Entry) -> Option<T> {
    let plain = ticket.open(space, &entry.value)?;
    serde_json::from_slice(&plain).ok()
}
