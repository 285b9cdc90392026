//! Failures that are remembered: the log says so, for how long, and at which host.

use serde_json::{Value, json};

use super::Watched;
use crate::support::upstream::{READ, account};

/// The causes of all pages that could not be shown.
fn causes(log: &str) -> Vec<String> {
    let lines = log
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let causes = lines.filter_map(|line| line["cause"].as_str().map(str::to_owned));
    causes.collect()
}

#[tokio::test]
async fn a_failure_that_answers_the_next_visit_too_is_said_to_be_remembered() {
    let mut site = Watched::start(account(), "json", &[("log.level", "info")]).await;
    site.upstream.fault(json!({ "on": READ, "status": 500 })).await;
    // A failure is remembered for a second, so one of a few visits in a row is answered from memory on any machine.
    for _ in 0..5 {
        site.visit("alice", "/Subscriptions").await.assert_status(503);
    }
    let causes = causes(&site.log().await);
    assert_eq!(causes.len(), 5, "{causes:?}");
    assert!(
        !causes[0].contains("remembered") && causes[0].contains("status 500"),
        "{causes:?}"
    );
    let remembered: Vec<_> = causes
        .iter()
        .filter(|cause| cause.contains("remembered"))
        .collect();
    assert!(!remembered.is_empty(), "{causes:?}");
    for cause in remembered {
        assert!(
            cause.contains("asked again in 0.") || cause.contains("asked again in 1.0 s"),
            "{cause}"
        );
        assert!(
            cause.contains("status 500"),
            "the failure itself is said too: {cause}"
        );
    }
}

#[tokio::test]
async fn the_offers_that_could_not_be_read_a_moment_ago_are_said_to_be_remembered() {
    let settings = [("log.level", "info"), ("offers.show", "list")];
    let mut site = Watched::start(account(), "json", &settings).await;
    site.upstream
        .fault(json!({ "on": "GET /v1/Offers", "status": 500 }))
        .await;
    for _ in 0..2 {
        site.visit("alice", "/Subscriptions/offers")
            .await
            .assert_status(503);
    }
    let causes = causes(&site.log().await);
    assert_eq!(causes.len(), 2, "{causes:?}");
    assert!(!causes[0].contains("remembered"), "{causes:?}");
    assert!(
        causes[1].contains("remembered") && causes[1].contains("asked again in "),
        "{causes:?}"
    );
}

#[tokio::test]
async fn the_link_of_an_outage_is_said_to_be_used_and_for_how_long() {
    let settings = [("log.level", "info"), ("customers.links_fresh_for", "1s")];
    let mut site = Watched::start(account(), "json", &settings).await;
    site.visit("alice", "/Subscriptions").await.assert_status(200);
    site.upstream.fault(json!({ "on": READ, "status": 503 })).await;
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    site.visit("alice", "/Subscriptions").await.assert_status(200);
    let log = site.log().await;
    let line = log
        .lines()
        .find(|line| line.contains("the last known link is used"));
    assert!(
        line.is_some_and(|line| line.contains("\"again_in\":\"5.0 s\"")),
        "{log}"
    );
}

#[tokio::test]
async fn an_account_that_is_out_of_reach_is_named_by_its_host() {
    let mut site = Watched::start(account(), "json", &[("log.level", "info")]).await;
    let host = site.upstream.origin().to_owned();
    site.upstream.stop().await;
    site.visit("alice", "/Subscriptions")
        .await
        .assert_status(503)
        .assert_no_text(&host);
    let causes = causes(&site.log().await);
    let words = format!("ProAbono cannot be reached at {host}: ");
    assert!(causes[0].contains(&words), "{causes:?}");
}
