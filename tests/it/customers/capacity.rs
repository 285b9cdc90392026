//! More customers than are remembered at once.

use std::time::Duration;

use crate::support::served::Served;
use crate::support::upstream::READ;

#[tokio::test]
async fn a_newcomer_is_remembered_however_often_the_others_came() {
    let site = Served::start(&[
        ("customers.remembered", "20"),
        ("customers.links_fresh_for", "5m"),
    ]);
    for _ in 0..6 {
        for number in 0..20 {
            site.visit(&format!("regular-{number}")).await.assert_status(200);
        }
    }
    for number in 0..10 {
        let newcomer = format!("newcomer-{number}");
        site.visit(&newcomer).await.assert_status(200);
        // The cache puts itself in order now and then.
        tokio::time::sleep(Duration::from_millis(400)).await;
        site.visit("regular-19").await.assert_status(200);
        site.upstream.forget().await;
        site.visit(&newcomer).await.assert_status(200);
        assert_eq!(site.upstream.count(READ).await, 0, "{newcomer} was forgotten");
    }
}
