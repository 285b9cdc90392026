//! The rules that every store keeps: one suite, run for each of them.

use futures_util::future::join_all;

use crate::clock::now;

use super::{Entry, Place, Space, Store, When};

/// How many ask at once.
const CROWD: usize = 50;

pub(crate) async fn passes(store: &dyn Store) {
    a_value_is_found_where_it_was_written(store).await;
    a_condition_holds_or_nothing_is_written(store).await;
    a_value_that_has_ended_is_as_one_that_never_was(store).await;
    an_end_can_be_moved(store).await;
    of_many_at_once_one_writes_and_one_takes(store).await;
    a_name_older_than_the_store_cannot_be_used(store).await;
    store.check().await.unwrap();
    // A check leaves nothing that a later one stumbles over.
    store.check().await.unwrap();
}

fn place(number: u8, space: Space) -> Place {
    let mut digest: [u8; 32] = rand::random();
    digest[0] = number;
    Place { space, digest }
}

fn entry(value: &[u8], seconds: i64) -> Entry {
    Entry {
        value: value.to_vec(),
        until: now().saturating_add_signed(seconds),
    }
}

async fn a_value_is_found_where_it_was_written(store: &dyn Store) {
    let (here, value) = (place(1, Space::Session), entry(b"\0 a value \xff", 60));
    let other = Place {
        space: Space::Attempt,
        ..here
    };
    assert_eq!(store.get(here).await.unwrap(), None);
    assert!(store.put(here, value.clone(), When::Absent).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), Some(value.clone()));
    assert_eq!(store.get(other).await.unwrap(), None);
    assert_eq!(store.take(other).await.unwrap(), None);
    assert_eq!(store.take(here).await.unwrap(), Some(value.clone()));
    assert_eq!(store.take(here).await.unwrap(), None);
    assert!(store.put(here, value, When::Absent).await.unwrap());
    store.remove(here).await.unwrap();
    store.remove(here).await.unwrap();
    assert_eq!(store.get(here).await.unwrap(), None);
}

async fn a_condition_holds_or_nothing_is_written(store: &dyn Store) {
    let (here, old, new) = (place(2, Space::Session), entry(b"old", 60), entry(b"new", 90));
    assert!(!store.put(here, new.clone(), When::Present).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), None);
    assert!(store.put(here, old.clone(), When::Absent).await.unwrap());
    assert!(!store.put(here, new.clone(), When::Absent).await.unwrap());
    let since = When::AbsentSince(now() + 60);
    assert!(!store.put(here, new.clone(), since).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), Some(old));
    assert!(store.put(here, new.clone(), When::Present).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), Some(new));
}

async fn a_value_that_has_ended_is_as_one_that_never_was(store: &dyn Store) {
    let (here, fresh) = (place(3, Space::Session), entry(b"fresh", 60));
    assert!(store.put(here, entry(b"ended", -1), When::Absent).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), None);
    assert!(!store.put(here, fresh.clone(), When::Present).await.unwrap());
    store.extend(here, now() + 60).await.unwrap();
    assert_eq!(store.get(here).await.unwrap(), None);
    assert_eq!(store.take(here).await.unwrap(), None);
    assert!(store.put(here, entry(b"", -1), When::Absent).await.unwrap());
    assert!(store.put(here, fresh.clone(), When::Absent).await.unwrap());
    assert_eq!(store.get(here).await.unwrap(), Some(fresh));
}

async fn an_end_can_be_moved(store: &dyn Store) {
    let (here, nowhere) = (place(4, Space::Session), place(5, Space::Session));
    let end = now() + 300;
    assert!(store.put(here, entry(b"x", 60), When::Absent).await.unwrap());
    store.extend(here, end).await.unwrap();
    store.extend(nowhere, end).await.unwrap();
    assert_eq!(store.get(here).await.unwrap().map(|entry| entry.until), Some(end));
    assert_eq!(store.get(nowhere).await.unwrap(), None);
    store.extend(here, now() - 1).await.unwrap();
    assert_eq!(store.get(here).await.unwrap(), None);
}

async fn of_many_at_once_one_writes_and_one_takes(store: &dyn Store) {
    let here = place(6, Space::Used);
    let written = join_all((0..CROWD).map(|_| store.put(here, entry(b"x", 60), When::Absent))).await;
    let written = written.into_iter().filter(|written| *written.as_ref().unwrap());
    assert_eq!(written.count(), 1);
    let taken = join_all((0..CROWD).map(|_| store.take(here))).await;
    let taken = taken
        .into_iter()
        .filter(|taken| taken.as_ref().unwrap().is_some());
    assert_eq!(taken.count(), 1);
}

async fn a_name_older_than_the_store_cannot_be_used(store: &dyn Store) {
    let (old, new) = (place(7, Space::Used), place(8, Space::Used));
    assert!(
        !store
            .put(old, entry(b"", 60), When::AbsentSince(1))
            .await
            .unwrap()
    );
    assert_eq!(store.get(old).await.unwrap(), None);
    let since = When::AbsentSince(now() + 1);
    assert!(store.put(new, entry(b"", 60), since).await.unwrap());
    assert!(!store.put(new, entry(b"", 60), since).await.unwrap());
}

#[tokio::test]
async fn memory_passes_the_suite() {
    passes(&super::Memory::default()).await;
}

#[tokio::test]
async fn sqlite_passes_the_suite() {
    let folder = tempfile::tempdir().unwrap();
    passes(&super::Sqlite::open(&folder.path().join("sessions.db")).unwrap()).await;
}
