//! Kills at random moments of receipt and work.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use rand::RngExt as _;
use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{SECRET, Site, event, signed};
use crate::support::http::client;
use crate::support::trials::{record, trials};

/// How many deliveries are under way at once.
const SENDERS: usize = 4;

/// Sends events until it is told to stop, and returns the numbers of those that were acknowledged and of those that were not.
async fn send(
    client: Client,
    url: String,
    next: Arc<AtomicUsize>,
    stop: Arc<AtomicBool>,
) -> (Vec<usize>, Vec<usize>) {
    let (mut acknowledged, mut open) = (Vec::new(), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let mut request = client.post(&url);
        for (name, value) in signed(SECRET) {
            request = request.header(name, value);
        }
        let event = event(&id(number), "SubscriptionUpdated", &format!("cust-k-{number}"));
        match request.body(event.to_string()).send().await {
            Ok(answer) if answer.status() == 200 => acknowledged.push(number),
            _ => open.push(number),
        }
    }
    (acknowledged, open)
}

fn id(number: usize) -> String {
    format!("trg_{number}")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_event_is_lost_by_a_kill_at_any_moment() {
    let kills = trials("events: kill -9 while they are received and worked", 6, 1_000);
    let mut site = Site::start(&[("webhooks.reads_per_second", "1000")]).await;
    let next = Arc::new(AtomicUsize::new(0));
    let (mut acknowledged, mut open) = (BTreeSet::new(), BTreeSet::new());
    for kill in 0..kills {
        let stop = Arc::new(AtomicBool::new(false));
        let url = site.portal.url("/Subscriptions/webhooks");
        let mut senders = JoinSet::new();
        for _ in 0..SENDERS {
            senders.spawn(send(client(), url.clone(), Arc::clone(&next), Arc::clone(&stop)));
        }
        // Every other time at any moment, and otherwise in the middle of the work.
        let before = next.load(Ordering::Relaxed);
        while kill % 2 == 0 && next.load(Ordering::Relaxed) < before + 2 * SENDERS {
            sleep(Duration::from_millis(1)).await;
        }
        let moment = rand::rng().random_range(1..80);
        sleep(Duration::from_millis(moment)).await;
        site.portal.kill();
        stop.store(true, Ordering::Relaxed);
        for (good, bad) in senders.join_all().await {
            acknowledged.extend(good);
            open.extend(bad);
        }
        site.again().await;
    }
    site.at_rest().await;
    let done: BTreeSet<String> = site.read(|inbox| {
        let mut rows = inbox
            .prepare("SELECT id FROM events WHERE state = 'done'")
            .unwrap();
        let rows = rows.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<Result<_, _>>().unwrap()
    });
    // The emulator remembers ten thousand calls.
    let calls = site.upstream.everything().await;
    for number in acknowledged.iter().rev().take(4_000) {
        assert!(
            calls.contains(&format!("\"cust-k-{number}\"")),
            "nobody was asked about event {number}"
        );
    }
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|number| !done.contains(&id(**number)))
        .collect();
    assert!(lost.is_empty(), "{lost:?} of {}", acknowledged.len());
    assert!(
        acknowledged.len() >= kills / 2,
        "{} were acknowledged",
        acknowledged.len()
    );
    record(
        "events: kill -9 while they are received and worked",
        &format!("{} acknowledged, {} not, 0 lost", acknowledged.len(), open.len()),
    );
}
