//! A store that fails: nothing is acknowledged that is not stored.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;

use super::{Site, event};
use crate::support::wait::poll;

/// A site with one event that is done, and the next one.
async fn with_one() -> (Site, Value) {
    let site = Site::start(&[]).await;
    let first = event("trg_1", "SubscriptionStarted", "cust-alice");
    assert_eq!(site.deliver(&first).await.unwrap(), 200);
    site.done(1).await;
    (site, event("trg_2", "SubscriptionStarted", "cust-alice"))
}

/// Delivers an event as ProAbono does, until it is taken.
async fn is_taken(site: &Site, body: &Value) {
    let taken = poll(Duration::from_secs(10), async || {
        (site.deliver(body).await.unwrap() == 200).then_some(())
    });
    assert!(taken.await.is_some(), "{}", site.portal.output());
}

#[tokio::test]
async fn a_store_that_does_not_answer_makes_proabono_send_again() {
    let (site, next) = with_one().await;
    let other = Connection::open(site.file()).expect("the inbox");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    assert_eq!(site.deliver(&next).await.unwrap(), 503);
    other.execute_batch("ROLLBACK").expect("the end of the lock");
    is_taken(&site, &next).await;
    site.done(2).await;
    let refused = site.metric("portal_webhook_deliveries_total{outcome=\"not_stored\"}");
    assert!(refused.await >= 1);
}

#[tokio::test]
async fn a_file_that_goes_is_made_again_and_nothing_is_acknowledged_into_the_void() {
    let (site, next) = with_one().await;
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", site.file().display()));
    }
    is_taken(&site, &next).await;
    site.done(1).await;
}
