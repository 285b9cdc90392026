//! The end: no new visitors, and those under way get their page.

use std::time::{Duration, Instant};

use serde_json::json;
use tokio::time::sleep;

use crate::support::http::{get, get_with};
use crate::support::portal::PortalProcess;
use crate::support::process;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::{READ, Upstream, account};
use crate::support::wait::{accepts, free_port, poll};

pub(super) const SOON: Duration = Duration::from_secs(10);

pub(super) struct Running {
    pub(super) upstream: Upstream,
    pub(super) portal: PortalProcess,
    pub(super) operations: String,
}

pub(super) async fn running(more: &[(&str, &str)]) -> Running {
    let upstream = Upstream::start(account());
    let port = free_port();
    let listen = format!("127.0.0.1:{port}");
    let mut pairs = vec![
        ("operations.listen", listen.as_str()),
        ("server.shutdown_timeout", "10s"),
    ];
    pairs.extend(more);
    let variables = variables(upstream.origin(), &pairs);
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    Running {
        upstream,
        portal,
        operations: format!("http://{listen}"),
    }
}

/// Tells whether the page's listener comes to refuse connections.
pub(super) async fn refusing(port: u16) -> bool {
    poll(SOON, async || (!accepts(port).await).then_some(()))
        .await
        .is_some()
}

#[tokio::test]
async fn a_visit_under_way_at_sigterm_ends_well_while_new_ones_are_refused() {
    let mut running = running(&[]).await;
    running
        .upstream
        .fault(json!({ "on": READ, "delay_ms": 4_000 }))
        .await;
    let url = running.portal.url("/Subscriptions");
    let visit =
        tokio::spawn(
            async move { get_with(&url, &[("x-remote-user", "alice"), ("connection", "close")]).await },
        );
    let begun = poll(SOON, async || {
        (running.upstream.count(READ).await == 1).then_some(())
    });
    begun.await.expect("a look-up under way");
    get(&format!("{}/readyz", running.operations))
        .await
        .assert_status(200);

    process::signal("TERM", &running.portal.id().to_string());
    assert!(
        refusing(running.portal.port()).await,
        "new visitors are still let in"
    );
    assert!(!visit.is_finished(), "the visit is still under way");
    let ready = get(&format!("{}/readyz", running.operations)).await;
    ready.assert_status(503).assert_text("shutting down");
    get(&format!("{}/healthz", running.operations))
        .await
        .assert_status(200);

    visit
        .await
        .expect("an answer")
        .assert_status(200)
        .assert_text("<iframe");
    let ended = running.portal.terminate().await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
    assert!(
        running.portal.output().contains("ended"),
        "{}",
        running.portal.output()
    );
}

#[tokio::test]
async fn a_check_of_rights_that_is_under_way_at_sigterm_is_answered() {
    const USAGES: &str = "GET /v1/Usages";
    const KEY: &str = "6f1c9a0b57d2e8434c1be0a9d7f35e62";
    let mut running = running(&[("rights.key", KEY)]).await;
    running
        .upstream
        .fault(json!({ "on": USAGES, "delay_ms": 3_000 }))
        .await;
    let url = format!("{}/v1/customers/cust-alice/rights", running.operations);
    let bearer = format!("Bearer {KEY}");
    let check = tokio::spawn(async move { get_with(&url, &[("authorization", &bearer)]).await });
    let begun = poll(SOON, async || {
        (running.upstream.count(USAGES).await == 1).then_some(())
    });
    begun.await.expect("a check under way");
    process::signal("TERM", &running.portal.id().to_string());
    check
        .await
        .expect("an answer")
        .assert_status(200)
        .assert_text(r#""known":true"#);
    let ended = running.portal.ended_within(SOON).await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
}

#[tokio::test]
async fn an_idle_server_ends_at_once_at_either_signal() {
    for signal in ["TERM", "INT"] {
        let mut running = running(&[]).await;
        let url = running.portal.url("/Subscriptions");
        get_with(&url, &[("x-remote-user", "alice"), ("connection", "close")])
            .await
            .assert_status(200);
        let started = Instant::now();
        process::signal(signal, &running.portal.id().to_string());
        let ended = running.portal.ended_within(SOON).await.expect("an end");
        assert_eq!(ended.code(), Some(0), "{signal}: {}", running.portal.output());
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{signal} took {:?}",
            started.elapsed()
        );
    }
}

#[tokio::test]
async fn a_visit_that_takes_longer_than_the_shutdown_may_is_given_up() {
    let mut running = running(&[("server.shutdown_timeout", "1s")]).await;
    running
        .upstream
        .fault(json!({ "on": READ, "delay_ms": 7_000 }))
        .await;
    let url = running.portal.url("/Subscriptions");
    let visit = tokio::spawn(async move {
        let request = crate::support::http::request(reqwest::Method::GET, &url);
        request.header("x-remote-user", "alice").send().await.is_ok()
    });
    let begun = poll(SOON, async || {
        (running.upstream.count(READ).await == 1).then_some(())
    });
    begun.await.expect("a look-up under way");
    sleep(Duration::from_millis(100)).await;
    let started = Instant::now();
    let ended = running.portal.terminate().await.expect("an end");
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "it took {:?}",
        started.elapsed()
    );
    assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
    assert!(!visit.await.expect("an end"), "the visit was cut off");
}
