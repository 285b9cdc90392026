//! Many slow clients at once, and a visitor among them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use super::{COMPLETE, HEAD};
use crate::support::http::{client, send};
use crate::support::portal::PortalProcess;
use crate::support::served::{USER, borrowed, variables};
use crate::support::trials::{record, trials};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::{START, loopback, poll};

const BODY: &str =
    "POST /Subscriptions/csp-report HTTP/1.1\r\nHost: page.test\r\nContent-Length: 16000\r\n\r\n";
/// A visitor who had to wait for a slow client would wait for its time limit, which is three times as long. What is below is a
/// matter of the machine; the list of counts has the figures.
const MOST: Duration = Duration::from_secs(1);
const VISITS: usize = 200;

/// One that begins anew whenever its connection is closed, for ever.
async fn slow(address: SocketAddr, number: usize, held: Arc<AtomicUsize>) {
    let first = number % 2 == 1;
    let rest = if number % 4 < 2 { HEAD } else { BODY };
    loop {
        let Ok(mut stream) = TcpStream::connect(address).await else {
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let mut buffer = [0; 16 << 10];
        if first {
            let _ = stream.write_all(COMPLETE.as_bytes()).await;
            let _ = stream.read(&mut buffer).await;
        }
        let _ = stream.write_all(rest.as_bytes()).await;
        held.fetch_add(1, Ordering::Relaxed);
        let (mut from, mut to) = stream.into_split();
        let feed = async {
            while to.write_all(b"0").await.is_ok() {
                sleep(Duration::from_millis(500)).await;
            }
        };
        let end = async { while matches!(from.read(&mut buffer).await, Ok(1..)) {} };
        tokio::select! { () = feed => {}, () = end => {} }
        held.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The 95th percentile of the times that a visitor waits for the page.
async fn p95(portal: &PortalProcess) -> Duration {
    let client = client();
    let mut times = Vec::with_capacity(VISITS);
    for _ in 0..VISITS {
        let begun = Instant::now();
        let request = client.get(portal.url("/Subscriptions")).header(USER, "alice");
        send(request).await.assert_status(200);
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    times[VISITS * 95 / 100]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_clients_cost_a_visitor_nothing() {
    let name = "slow clients, heads and bodies, on first and second requests";
    let count = trials(name, 100, 500);
    let upstream = Upstream::start(account());
    let short = [
        ("server.workers", "1"),
        ("server.head_timeout", "3s"),
        ("server.body_timeout", "3s"),
        ("customers.links_fresh_for", "5m"),
    ];
    let variables = variables(upstream.origin(), &short);
    let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
    p95(&portal).await;
    let alone = p95(&portal).await;

    let held = Arc::new(AtomicUsize::new(0));
    let address = loopback(portal.port());
    let crowd: Vec<_> = (0..count)
        .map(|number| tokio::spawn(slow(address, number, Arc::clone(&held))))
        .collect();
    let all = poll(START, async || {
        (held.load(Ordering::Relaxed) > count * 9 / 10).then_some(())
    });
    all.await.expect("the whole crowd at once");
    let among = p95(&portal).await;
    crowd.iter().for_each(tokio::task::JoinHandle::abort);

    record(
        name,
        &format!("p95 of a visit {alone:?} alone, {among:?} among them"),
    );
    assert!(
        among < MOST,
        "a visitor waits {among:?} among slow clients, and {alone:?} alone"
    );
}
