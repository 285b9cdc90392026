//! The operator's listener, and how the server starts and ends.

mod activated;
mod certificates;
mod closed;
mod failures;
mod health;
mod instances;
mod kept;
mod metrics;
#[cfg(feature = "otel")]
mod pushed;
mod sessions_file;
mod shutdown;
mod signals;
#[cfg(feature = "otel")]
mod traces;
mod units;
mod upgrade;

use reqwest::Method;

use crate::support::http::{Answer, get, get_with};
use crate::support::portal::PortalProcess;
use crate::support::raw::{Script, Scripted};
use crate::support::served::{Served, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, poll};

async fn operations(site: &Served, path: &str) -> Answer {
    get(&site.operations_url(path)).await
}

#[tokio::test]
async fn the_probes_say_that_it_runs_and_takes_visitors() {
    let site = Served::start(&[]);
    for (path, text) in [("/healthz", "ok\n"), ("/readyz", "ready\n")] {
        let answer = operations(&site, path).await;
        answer
            .assert_status(200)
            .assert_header("content-type", "text/plain; charset=utf-8")
            .assert_header("cache-control", "no-store");
        assert_eq!(answer.body, text);
    }
}

#[tokio::test]
async fn the_probes_do_not_depend_on_proabono() {
    let site = Served::start(&[]);
    site.upstream.stop().await;
    site.visit("alice").await.assert_status(503);
    operations(&site, "/healthz").await.assert_status(200);
    operations(&site, "/readyz").await.assert_status(200);
}

#[tokio::test]
async fn visitors_do_not_reach_the_operators_listener() {
    for base in ["/Subscriptions", "/"] {
        let site = Served::start(&[("server.base_path", base)]);
        for path in [
            "/healthz",
            "/readyz",
            "/metrics",
            "/Subscriptions/metrics",
            "/Subscriptions/healthz",
        ] {
            let answer = site.visit_with("alice", path, &[]).await;
            answer.assert_status(404).assert_no_text("portal_requests");
        }
    }
}

#[tokio::test]
async fn the_operators_listener_has_nothing_for_visitors() {
    let site = Served::start(&[]);
    for path in [
        "/Subscriptions",
        "/",
        "/Subscriptions/csp-report",
        "/debug",
        "/metrics/x",
    ] {
        let answer = site
            .client
            .get(site.operations_url(path))
            .header("x-remote-user", "alice");
        let answer = crate::support::http::send(answer).await;
        answer.assert_status(404).assert_no_text("<iframe");
    }
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn the_operators_listener_takes_no_orders() {
    let site = Served::start(&[]);
    for path in ["/healthz", "/readyz", "/metrics"] {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            let answer = site
                .client
                .request(method, site.operations_url(path))
                .send()
                .await;
            let status = answer.expect("an answer").status().as_u16();
            assert!(matches!(status, 404 | 405), "{path}: {status}");
        }
    }
    operations(&site, "/readyz").await.assert_status(200);
}

#[tokio::test]
async fn serve_starts_with_no_proabono_in_reach() {
    let gone = crate::support::wait::free_port();
    let variables = variables(&format!("http://127.0.0.1:{gone}"), &[]);
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let page =
        crate::support::http::get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
    page.assert_status(503)
        .assert_text("Try again")
        .assert_header("retry-after", "5");
    let anonymous = get(&portal.url("/Subscriptions")).await;
    anonymous.assert_status(401);
}

#[tokio::test]
async fn the_listeners_are_named_in_the_log_with_the_ports_that_were_given() {
    let variables = variables("http://127.0.0.1:9", &[]);
    let mut portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    let named = format!("http://127.0.0.1:{}/Subscriptions", portal.port());
    let seen = poll(START, async || portal.output().contains(&named).then_some(())).await;
    assert!(seen.is_some(), "{}", portal.output());
    portal.terminate().await.expect("an end");
    let output = portal.output();
    assert!(!output.contains("http://127.0.0.1:0"), "{output}");
}

#[tokio::test]
async fn proxy_variables_of_the_system_are_not_read() {
    let proxy = Scripted::start(vec![Script::Say("HTTP/1.1 204 No Content\r\n\r\n".to_owned())]).await;
    let upstream = Upstream::start(account());
    let origin = proxy.origin();
    let complete = variables(upstream.origin(), &[]);
    let mut pairs = borrowed(&complete);
    for name in [
        "HTTP_PROXY",
        "http_proxy",
        "HTTPS_PROXY",
        "https_proxy",
        "ALL_PROXY",
        "all_proxy",
    ] {
        pairs.push((name, &origin));
    }
    let portal = PortalProcess::start(&pairs, &["serve"]).await;
    let page = get_with(&portal.url("/Subscriptions"), &[("x-remote-user", "alice")]).await;
    page.assert_status(200);
    assert_eq!(proxy.heads(), [""; 0]);
}
