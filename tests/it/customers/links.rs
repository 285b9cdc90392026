//! How long a link is used without asking again.

use std::time::Duration;

use tokio::time::sleep;

use crate::support::served::{Served, framed};
use crate::support::upstream::READ;

#[tokio::test]
async fn a_fresh_link_is_used_without_asking_and_an_older_one_is_not() {
    let site = Served::start(&[("customers.links_fresh_for", "2s")]);
    let first = framed(&site.visit("alice").await);
    for _ in 0..10 {
        assert_eq!(framed(&site.visit("alice").await), first);
    }
    assert_eq!(site.upstream.count(READ).await, 1);
    sleep(Duration::from_millis(2_200)).await;
    assert_ne!(
        framed(&site.visit("alice").await),
        first,
        "each answer has new links"
    );
    assert_eq!(site.upstream.count(READ).await, 2);
}

#[tokio::test]
async fn each_user_has_a_link_of_their_own() {
    let site = Served::start(&[]);
    let alice = framed(&site.visit("alice").await);
    let bruno = framed(&site.visit("bruno").await);
    assert_ne!(alice, bruno);
    assert_eq!(framed(&site.visit("alice").await), alice);
    assert_eq!(site.upstream.count(READ).await, 2);
}

#[tokio::test]
async fn no_more_customers_are_remembered_than_configured() {
    let site = Served::start(&[("customers.remembered", "1")]);
    let users: Vec<_> = (0..20).map(|number| format!("user-{number}")).collect();
    for user in &users {
        site.visit(user).await.assert_status(200);
    }
    // Entries above the limit are dropped soon, not at once.
    sleep(Duration::from_millis(500)).await;
    for user in &users {
        site.visit(user).await.assert_status(200);
    }
    assert!(
        site.upstream.count(READ).await >= 35,
        "nearly all were asked for again"
    );
}
