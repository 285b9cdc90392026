//! Bursts of deliveries.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::task::JoinSet;

use super::{SECRET, Site, event, signed};
use crate::support::http::client;
use crate::support::trials::{record, trials};

/// The memory of a process in kilobytes. Source of the format: proc(5), /proc/pid/status.
fn resident(id: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("the process");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.expect("its memory")
}

/// Sends `many` deliveries, 16 at a time, and returns how often each status came.
async fn burst(site: &Site, many: usize, body: fn(usize) -> String, secret: &'static str) -> [usize; 3] {
    let next = Arc::new(AtomicUsize::new(0));
    let url = site.portal.url("/Subscriptions/webhooks");
    let mut senders = JoinSet::new();
    for _ in 0..16 {
        let (next, url, client) = (Arc::clone(&next), url.clone(), client());
        senders.spawn(async move {
            let mut statuses = [0; 3];
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= many {
                    return statuses;
                }
                let mut request = client.post(&url);
                for (name, value) in signed(secret) {
                    request = request.header(name, value);
                }
                let status = request
                    .body(body(number))
                    .send()
                    .await
                    .map(|answer| answer.status().as_u16());
                let place = match status {
                    Ok(200) => 0,
                    Ok(403) => 1,
                    Ok(503) => 2,
                    other => panic!("{other:?}"),
                };
                statuses[place] += 1;
            }
        });
    }
    let mut sum = [0; 3];
    for statuses in senders.join_all().await {
        for (all, some) in sum.iter_mut().zip(statuses) {
            *all += some;
        }
    }
    sum
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_is_absorbed_with_flat_memory_and_few_looks() {
    const NAME: &str = "events: a burst of deliveries";
    let many = trials(NAME, 3_000, 1_000_000);
    let site = Site::start(&[]).await;
    let one = |number| event(&format!("trg_{number}"), "SubscriptionUpdated", "cust-alice").to_string();
    burst(&site, 1_000, one, SECRET).await;
    let before = resident(site.portal.id());
    let forged = burst(&site, many / 3, |_| "{}".to_owned(), "another-secret").await;
    assert_eq!(forged, [0, many / 3, 0]);
    let same = |_| event("trg_1", "SubscriptionUpdated", "cust-alice").to_string();
    let copied = burst(&site, many / 3, same, SECRET).await;
    assert_eq!(copied, [many / 3, 0, 0]);
    let another = |number| event(&format!("trg_n{number}"), "SubscriptionUpdated", "cust-alice").to_string();
    let taken = burst(&site, many / 3, another, SECRET).await;
    assert_eq!(taken[0] + taken[2], many / 3, "{taken:?}");
    let after = resident(site.portal.id());
    site.done(1_000 + taken[0] as u64).await;
    let looks = site.metric("portal_webhook_looks_total{outcome=\"done\"}").await;
    record(
        NAME,
        &format!("memory {before} kB before and {after} kB after, {taken:?} new ones, {looks} looks"),
    );
    assert!(after < before + 40_000, "{before} kB before, {after} kB after");
    // One customer is looked at a few times per second, however many events there are.
    assert!(looks < many as u64 / 10, "{looks} looks");
}
