//! The time before the end, and the signals that are no end.

use std::os::unix::process::ExitStatusExt as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::shutdown::{Running, SOON, refusing, running};
use crate::support::http::{get_with, post, request};
use crate::support::nginx::Nginx;
use crate::support::portal::PortalProcess;
use crate::support::process::signal;
use crate::support::raw;
use crate::support::served::{borrowed, variables};
use crate::support::upstream::READ;
use crate::support::wait::{accepts, loopback, poll};

const ALICE: (&str, &str) = ("x-remote-user", "alice");

fn send(running: &Running, name: &str) {
    signal(name, &running.portal.id().to_string());
}

/// The status of the probe; 0 while nothing listens there.
async fn ready(running: &Running) -> u16 {
    let url = format!("{}/readyz", running.operations);
    let answer = request(Method::GET, &url).send().await;
    answer.map_or(0, |answer| answer.status().as_u16())
}

async fn becomes(running: &Running, status: u16) -> bool {
    let probed = poll(SOON, async || (ready(running).await == status).then_some(()));
    probed.await.is_some()
}

/// A visit that is under way for as long as that.
async fn slow_visit(running: &Running, milliseconds: u32) -> JoinHandle<Option<u16>> {
    let delay = json!({ "on": READ, "delay_ms": milliseconds });
    running.upstream.fault(delay).await;
    let url = running.portal.url("/Subscriptions");
    let visit = tokio::spawn(async move {
        let visit = request(Method::GET, &url).header(ALICE.0, ALICE.1);
        let answer = visit.send().await;
        answer.ok().map(|answer| answer.status().as_u16())
    });
    let begun = poll(SOON, async || {
        (running.upstream.count(READ).await == 1).then_some(())
    });
    begun.await.expect("a look-up under way");
    visit
}

#[tokio::test]
async fn after_a_signal_the_probe_says_so_for_a_while_in_which_visitors_are_served() {
    for name in ["TERM", "INT"] {
        let mut running = running(&[("server.shutdown_delay", "6s")]).await;
        let port = running.portal.port();
        assert!(becomes(&running, 200).await, "{name}: it is not ready");
        let started = Instant::now();
        send(&running, name);
        assert!(becomes(&running, 503).await, "{name}: the probe says nothing");
        let page = get_with(&running.portal.url("/Subscriptions"), &[ALICE]).await;
        page.assert_status(200).assert_text("<iframe");
        // A proxy that keeps connections must not send its next request into one that is about to be closed.
        let plain = b"GET /Subscriptions HTTP/1.1\r\nHost: page.test\r\nX-Remote-User: alice\r\n\r\n";
        let answer = raw::exchange(loopback(port), plain).await;
        assert_eq!(raw::status(&answer), 200);
        assert!(
            answer.to_ascii_lowercase().contains("\r\nconnection: close\r\n"),
            "{answer}"
        );
        assert!(
            started.elapsed() < Duration::from_secs(6),
            "the machine is too slow for this"
        );
        assert!(refusing(port).await, "{name}: visitors are let in for ever");
        assert!(
            started.elapsed() >= Duration::from_secs(6),
            "{:?}",
            started.elapsed()
        );
        let ended = running.portal.ended_within(SOON).await.expect("an end");
        assert_eq!(ended.code(), Some(0), "{name}: {}", running.portal.output());
    }
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once_whatever_is_under_way() {
    // In the time before the listener closes, and while requests under way may finish.
    for (delay, second) in [("5m", "TERM"), ("0s", "INT")] {
        let more = [
            ("server.shutdown_delay", delay),
            ("server.shutdown_timeout", "5m"),
        ];
        let mut running = running(&more).await;
        let visit = slow_visit(&running, 20_000).await;
        send(&running, "TERM");
        assert!(
            becomes(&running, 503).await,
            "{delay}: the first signal does nothing"
        );
        assert!(
            running
                .portal
                .ended_within(Duration::from_millis(500))
                .await
                .is_none()
        );
        let started = Instant::now();
        send(&running, second);
        let ended = running.portal.ended_within(SOON).await.expect("an end");
        assert!(
            started.elapsed() < Duration::from_secs(5),
            "{delay}: {:?}",
            started.elapsed()
        );
        assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
        let said = running.portal.output();
        assert!(said.contains("a second signal came"), "{said}");
        assert_eq!(visit.await.expect("an end"), None, "the visit was cut off");
    }
}

#[tokio::test]
async fn a_signal_to_quit_ends_it_at_once_and_not_by_an_exit_code() {
    let mut running = running(&[("server.shutdown_delay", "5m")]).await;
    assert!(becomes(&running, 200).await, "it is not ready");
    send(&running, "QUIT");
    if quit_is_ignored() {
        let ended = running.portal.ended_within(Duration::from_secs(1)).await;
        assert!(ended.is_none(), "what the parent decided holds: {ended:?}");
        assert_eq!(ready(&running).await, 200);
        return;
    }
    let ended = running.portal.ended_within(SOON).await.expect("an end");
    let (code, signal) = (ended.code(), ended.signal());
    assert_eq!((code, signal), (None, Some(3)), "{}", running.portal.output());
}

#[tokio::test]
async fn signals_that_make_other_servers_read_their_files_cut_no_request() {
    let mut running = running(&[]).await;
    let visit = slow_visit(&running, 3_000).await;
    for name in ["HUP", "USR1", "USR2"] {
        send(&running, name);
        let words = format!("SIG{name} changes nothing");
        let said = poll(SOON, async || {
            running.portal.output().contains(&words).then_some(())
        })
        .await;
        assert!(said.is_some(), "{name}: {}", running.portal.output());
    }
    assert_eq!(visit.await.expect("an end"), Some(200));
    assert_eq!(ready(&running).await, 200);
    let ended = running.portal.terminate().await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
}

/// Whether these tests were started by something that has its children ignore SIGQUIT, as a script does in the background.
fn quit_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").expect("the status of this process");
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = u64::from_str_radix(mask.expect("a line of the ignored signals").trim(), 16).expect("a mask");
    mask & (1 << (3 - 1)) != 0
}

/// Requests that nginx sends once only, one after the other, until it is told to stop: their statuses.
fn posting(url: String, until: tokio::sync::watch::Receiver<bool>) -> JoinHandle<Vec<u16>> {
    tokio::spawn(async move {
        let mut statuses = Vec::new();
        while !*until.borrow() {
            let answer = post(&url, &[], "{}").await;
            statuses.push(answer.status);
            sleep(Duration::from_millis(5)).await;
        }
        statuses
    })
}

#[tokio::test]
async fn behind_nginx_with_a_second_instance_no_request_is_lost_when_one_ends() {
    let mut first = running(&[("server.shutdown_delay", "2s")]).await;
    let second = variables(first.upstream.origin(), &[]);
    let second = PortalProcess::start(&borrowed(&second), &["serve"]).await;
    let (one, two) = (first.portal.port(), second.port());
    let nginx = Nginx::serving(|port| {
        format!(
            "upstream portal {{ server 127.0.0.1:{one}; server 127.0.0.1:{two} backup; keepalive 8; }}\n\
             server {{ listen 127.0.0.1:{port}; location / {{ proxy_http_version 1.1; proxy_set_header Connection \"\";\n\
             proxy_pass http://portal; }} }}\n"
        )
    })
    .await;
    let (over, until) = tokio::sync::watch::channel(false);
    let url = nginx.url("/Subscriptions/csp-report");
    let clients: Vec<_> = (0..4).map(|_| posting(url.clone(), until.clone())).collect();
    sleep(Duration::from_millis(500)).await;
    send(&first, "TERM");
    let ended = first.portal.ended_within(Duration::from_secs(20)).await;
    assert_eq!(
        ended.expect("an end").code(),
        Some(0),
        "{}",
        first.portal.output()
    );
    assert!(!accepts(one).await);
    sleep(Duration::from_millis(500)).await;
    over.send_replace(true);
    for client in clients {
        let statuses = client.await.expect("the statuses");
        let lost = statuses.iter().filter(|status| **status != 204).count();
        assert_eq!(
            (lost, statuses.len() > 20),
            (0, true),
            "{}: {}",
            statuses.len(),
            nginx.errors()
        );
    }
}

/// Connections made one after the other until they are refused: how many were answered, which `so_far` says meanwhile, and how
/// many were not.
fn connecting(port: u16, so_far: Arc<AtomicU32>) -> JoinHandle<(u32, u32)> {
    tokio::spawn(async move {
        let plain =
            b"GET /Subscriptions/static/none HTTP/1.1\r\nHost: page.test\r\nConnection: close\r\n\r\n";
        let mut unanswered = 0;
        while let Ok(mut stream) = TcpStream::connect(loopback(port)).await {
            let mut answer = Vec::new();
            let sent = stream.write_all(plain).await;
            let came = sent.is_ok() && stream.read_to_end(&mut answer).await.is_ok();
            if came && answer.starts_with(b"HTTP/1.1 404") {
                so_far.fetch_add(1, Ordering::Relaxed);
            } else {
                unanswered += 1;
            }
        }
        (so_far.load(Ordering::Relaxed), unanswered)
    })
}

#[tokio::test]
async fn every_connection_that_was_let_in_is_answered() {
    let mut running = running(&[("server.shutdown_delay", "0s")]).await;
    let counts: [Arc<AtomicU32>; 8] = Default::default();
    let clients = counts
        .each_ref()
        .map(|count| connecting(running.portal.port(), Arc::clone(count)));
    let busy = || counts.iter().all(|count| count.load(Ordering::Relaxed) > 5);
    assert!(
        poll(SOON, async || busy().then_some(())).await.is_some(),
        "{counts:?}"
    );
    let ended = running.portal.terminate().await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", running.portal.output());
    for client in clients {
        let (answered, unanswered) = client.await.expect("the counts");
        assert_eq!(unanswered, 0, "beside {answered}");
    }
}
