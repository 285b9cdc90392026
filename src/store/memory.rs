use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use futures_util::future::{BoxFuture, ready};

use crate::clock::now;

use super::{Entry, Place, Space, Store, StoreError, When};

/// The most values of one space. Of what serves, only the demonstration keeps values here.
const MOST: usize = 20_000;

/// Values in the memory of this process, with which they end.
#[derive(Debug)]
pub(crate) struct Memory {
    entries: Mutex<HashMap<Place, Entry>>,
    /// Seconds since 1970.
    born: u64,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            entries: Mutex::default(),
            born: now(),
        }
    }
}

impl Memory {
    fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut HashMap<Place, Entry>) -> T,
    ) -> BoxFuture<'_, Result<T, StoreError>> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        Box::pin(ready(Ok(work(&mut entries))))
    }
}

fn alive(entry: &Entry) -> bool {
    now() < entry.until
}

/// Drops the expired values and, when a space has too many, those that expire first.
fn sweep(entries: &mut HashMap<Place, Entry>, space: Space) {
    entries.retain(|_, entry| alive(entry));
    let first = entries
        .iter()
        .filter(|(place, _)| place.space == space)
        .min_by_key(|(_, entry)| entry.until)
        .map(|(place, _)| *place);
    let many = entries.keys().filter(|place| place.space == space).count() >= MOST;
    if let Some(first) = first.filter(|_| many) {
        entries.remove(&first);
    }
}

impl Store for Memory {
    fn put(&self, place: Place, entry: Entry, when: When) -> BoxFuture<'_, Result<bool, StoreError>> {
        self.with(|entries| {
            let present = entries.get(&place).is_some_and(alive);
            let writes = match when {
                When::Absent => !present,
                When::AbsentSince(since) => !present && self.born <= since,
                When::Present => present,
            };
            if writes {
                sweep(entries, place.space);
                entries.insert(place, entry);
            }
            writes
        })
    }

    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.with(|entries| entries.get(&place).filter(|entry| alive(entry)).cloned())
    }

    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        self.with(|entries| entries.remove(&place).filter(alive))
    }

    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>> {
        self.with(|entries| {
            if let Some(entry) = entries.get_mut(&place).filter(|entry| alive(entry)) {
                entry.until = until;
            }
        })
    }

    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>> {
        self.with(|entries| {
            entries.remove(&place);
        })
    }

    fn check(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(ready(Ok(())))
    }
}
