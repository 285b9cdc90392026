//! A store that fails: nothing is acknowledged that is not stored.

use std::time::Duration;

use rusqlite::Connection;

use super::{Site, event};
use crate::support::wait::poll;

#[tokio::test]
async fn a_store_that_does_not_answer_makes_proabono_send_again() {
    let site = Site::start(&[]).await;
    assert_eq!(
        site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
            .await
            .unwrap(),
        200
    );
    site.done(1).await;
    let other = Connection::open(site.file()).expect("the inbox");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let body = event("trg_2", "SubscriptionStarted", "cust-alice");
    assert_eq!(site.deliver(&body).await.unwrap(), 503);
    other.execute_batch("ROLLBACK").expect("the end of the lock");
    let taken = poll(Duration::from_secs(10), async || {
        (site.deliver(&body).await.unwrap() == 200).then_some(())
    });
    assert!(taken.await.is_some(), "{}", site.portal.output());
    site.done(2).await;
    assert!(
        site.metric("portal_webhook_deliveries_total{outcome=\"not_stored\"}")
            .await
            >= 1
    );
}

#[tokio::test]
async fn a_file_that_goes_is_made_again_and_nothing_is_acknowledged_into_the_void() {
    let site = Site::start(&[]).await;
    assert_eq!(
        site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
            .await
            .unwrap(),
        200
    );
    site.done(1).await;
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", site.file().display()));
    }
    let body = event("trg_2", "SubscriptionStarted", "cust-alice");
    let taken = poll(Duration::from_secs(10), async || {
        (site.deliver(&body).await.unwrap() == 200).then_some(())
    });
    assert!(taken.await.is_some());
    site.done(1).await;
}
