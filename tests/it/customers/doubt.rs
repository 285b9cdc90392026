//! A customer that is perhaps unknown: the reference first, the details only for one that is new.

use proabono_portal::emulator::{Options, UnknownCustomer};
use serde_json::json;

use super::{bare, complete, nora};
use crate::support::served::Served;
use crate::support::upstream::{READ, account};

const UNSURE: [UnknownCustomer; 2] = [UnknownCustomer::Unaccessible, UnknownCustomer::Empty];

fn unsure(unknown_customer: UnknownCustomer) -> Options {
    Options {
        unknown_customer,
        ..account()
    }
}

/// The two answers that leave it open whether the customer exists.
fn doubtful() -> [serde_json::Value; 3] {
    let code = r#"{"Code":"Error.Api.Customer.Unaccessible","Message":"not accessible"}"#;
    [
        json!({ "on": READ, "times": 1, "status": 403, "body": code }),
        json!({ "on": READ, "times": 1, "status": 403, "body": format!("[{code}]") }),
        json!({ "on": READ, "times": 1, "status": 204 }),
    ]
}

#[tokio::test]
async fn a_new_customer_gets_the_details_only_after_a_201() {
    for answer in UNSURE {
        let site = Served::of(unsure(answer), &[]);
        nora(&site, "nora").await.assert_status(200);
        assert_eq!(
            site.upstream.written().await,
            [bare("nora"), complete("nora")],
            "{answer:?}"
        );
        assert_eq!(site.upstream.count(READ).await, 1);
    }
}

#[tokio::test]
async fn a_new_customer_without_details_is_written_once() {
    for answer in UNSURE {
        let site = Served::of(unsure(answer), &[]);
        site.visit("nora").await.assert_status(200);
        assert_eq!(site.upstream.written().await, [bare("nora")], "{answer:?}");
    }
}

#[tokio::test]
async fn a_customer_who_existed_after_all_keeps_every_detail() {
    for fault in doubtful() {
        let site = Served::start(&[]);
        let before = site.upstream.customer("cust-alice").await;
        site.upstream.forget().await;
        site.upstream.fault(fault.clone()).await;
        nora(&site, "alice").await.assert_status(200);
        assert_eq!(site.upstream.written().await, [bare("alice")], "{fault}");
        let after = site.upstream.customer("cust-alice").await;
        for detail in ["Name", "Email", "Language", "Status"] {
            assert_eq!(after[detail], before[detail], "{detail} after {fault}");
        }
    }
}

#[tokio::test]
async fn with_authority_too_the_unsure_creation_overwrites_nothing() {
    for fault in doubtful() {
        let site = Served::start(&[("customers.authority", "name, language")]);
        site.upstream.fault(fault.clone()).await;
        nora(&site, "alice").await.assert_status(200);
        assert_eq!(site.upstream.written().await, [bare("alice")], "{fault}");
    }
}

#[tokio::test]
async fn the_setting_turns_the_unsure_creation_off() {
    for answer in UNSURE {
        let site = Served::of(unsure(answer), &[("customers.create_when_unsure", "false")]);
        nora(&site, "nora").await.assert_status(502);
        assert_eq!(site.upstream.reads_and_writes().await, (1, 0), "{answer:?}");
    }
}

#[tokio::test]
async fn the_setting_leaves_the_certain_creation_alone() {
    let site = Served::start(&[("customers.create_when_unsure", "false")]);
    nora(&site, "nora").await.assert_status(200);
    assert_eq!(site.upstream.written().await, [complete("nora")]);
}

#[tokio::test]
async fn a_thousand_unsure_first_visits_are_one_creation() {
    use futures_util::{StreamExt as _, stream};
    let site = Served::of(unsure(UnknownCustomer::Unaccessible), &[]);
    site.upstream.fault(json!({ "on": READ, "delay_ms": 700 })).await;
    let visits = stream::iter(0..1_000).map(|_| nora(&site, "nora"));
    let good = visits
        .buffer_unordered(1_000)
        .filter(|page| std::future::ready(page.status == 200));
    assert_eq!(good.count().await, 1_000);
    assert_eq!(site.upstream.written().await, [bare("nora"), complete("nora")]);
    assert_eq!(site.upstream.count(READ).await, 1);
}
