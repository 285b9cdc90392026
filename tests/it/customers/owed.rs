//! Details that a failure between two writes left out: written at a later visit, and never over somebody's own.

use std::time::Duration;

use proabono_portal::emulator::{Options, UnknownCustomer};
use serde_json::json;
use tokio::time::sleep;

use super::{bare, complete, nora};
use crate::support::served::Served;
use crate::support::upstream::{WRITE, account, let_one_through};

/// Longer than a link stays fresh here.
const LATER: Duration = Duration::from_millis(1_200);

/// The reference has been written, the details have not; the visitor got the page all the same.
async fn half_created() -> Served {
    let options = Options {
        unknown_customer: UnknownCustomer::Unaccessible,
        ..account()
    };
    let site = Served::of(options, &[("customers.links_fresh_for", "1s")]);
    site.upstream.fault(let_one_through(WRITE)).await;
    site.upstream
        .fault(json!({ "on": WRITE, "times": 1, "status": 500 }))
        .await;
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.written().await, [bare("nora"), complete("nora")]);
    assert!(site.upstream.customer("cust-nora").await.get("Name").is_none());
    site.upstream.forget().await;
    site
}

#[tokio::test]
async fn owed_details_are_written_at_a_later_visit_and_only_once() {
    let site = half_created().await;
    sleep(LATER).await;
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.written().await, [complete("nora")]);
    sleep(LATER).await;
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.written().await.len(), 1, "the debt is paid");
    assert_eq!(site.upstream.customer("cust-nora").await["Name"], "Nora Newcomer");
}

#[tokio::test]
async fn owed_details_stay_owed_while_they_cannot_be_written() {
    let site = half_created().await;
    site.upstream
        .fault(json!({ "on": WRITE, "times": 1, "status": 503 }))
        .await;
    sleep(LATER).await;
    nora(&site, "nora").await.assert_status(200);
    sleep(LATER).await;
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(
        site.upstream.written().await,
        [complete("nora"), complete("nora")]
    );
    assert_eq!(site.upstream.customer("cust-nora").await["Name"], "Nora Newcomer");
}

#[tokio::test]
async fn owed_details_are_not_written_over_a_name_or_an_address_that_came_in_between() {
    for detail in ["Name", "Email"] {
        let site = half_created().await;
        let mut own = bare("nora");
        own[detail] = json!("Own@Choice.example");
        site.upstream.write(&own).await;
        site.upstream.forget().await;
        sleep(LATER).await;
        nora(&site, "nora").await.assert_status(200);
        assert_eq!(site.upstream.written().await.len(), 0, "{detail}");
        let kept = site.upstream.customer("cust-nora").await;
        assert_eq!(kept[detail], "Own@Choice.example");
    }
}

#[tokio::test]
async fn a_blank_customer_whom_this_server_did_not_create_is_left_alone() {
    let site = Served::start(&[]);
    site.upstream.write(&bare("nora")).await;
    site.upstream.forget().await;
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
}
