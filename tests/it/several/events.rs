//! Events that one instance receives, and all of them know.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rand::RngExt as _;
use reqwest::Client;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::Site;
use crate::events::{SECRET, event, signed};
use crate::support::http::client;
use crate::support::served::USER;
use crate::support::stream::Listening;
use crate::support::trials::{record, trials};
use crate::support::wait::poll;

const SOON: Duration = Duration::from_secs(20);

async fn start(instances: usize) -> Site {
    let more = [
        ("webhooks.enabled", "true"),
        ("webhooks.secret", SECRET),
        ("webhooks.reconcile_every", "0s"),
        ("webhooks.reads_per_second", "1000"),
    ];
    Site::with(instances, &more).await
}

async fn deliver(client: &Client, url: &str, id: &str, customer: &str) -> bool {
    let headers = signed(SECRET).into_iter();
    let request = headers.fold(client.post(url), |request, (name, value)| {
        request.header(name, value)
    });
    let body = event(id, "SubscriptionUpdated", customer).to_string();
    let answer = request.body(body).send().await;
    answer.is_ok_and(|answer| answer.status() == 200)
}

impl Site {
    fn receiver(&self, instance: usize) -> String {
        self.instances[instance].url("/Subscriptions/webhooks")
    }

    /// A field of an event in the inbox, whose name depends on the key.
    fn kept(&self, id: &str, field: &str) -> String {
        let script = "local name = redis.call('KEYS', ARGV[1])[1] return name and redis.call('HGET', name, ARGV[2]) or ''";
        self.redis
            .tell(&format!("EVAL \"{script}\" 0 portal:inbox:*:event:{id} {field}"))
    }

    fn is_done(&self, id: &str) -> bool {
        self.kept(id, "state").contains("done")
    }
}

/// An open page at one of the instances.
async fn page(site: &Site, instance: usize, last: Option<&str>) -> Listening {
    let url = site.instances[instance].url("/Subscriptions/events");
    let mut page = Listening::open(client().get(url).header(USER, "alice"), last).await;
    page.until("event: ready", SOON).await.expect("a stream");
    page
}

#[tokio::test]
async fn an_event_at_one_instance_refreshes_the_page_that_is_open_at_another() {
    let site = start(2).await;
    let mut pages = [page(&site, 0, None).await, page(&site, 1, None).await];
    let delivered = Instant::now();
    assert!(deliver(&client(), &site.receiver(0), "trg_1", "cust-alice").await);
    for page in &mut pages {
        page.until("event: changed", SOON).await.expect("the news");
    }
    let took = delivered.elapsed();
    record(
        "an event at one instance refreshes a page at another",
        &format!("{took:?}"),
    );
    // The ids mean the same at both. Two instances may have looked at once, and then there were two pieces of news.
    let [before, other] = pages.map(|page| page.last_id());
    let start = |id: &str| id.split_once('-').map(|(start, _)| start.to_owned());
    assert_eq!(start(&before), start(&other));
    let mut moved = page(&site, 1, None).await;
    assert!(deliver(&client(), &site.receiver(1), "trg_2", "cust-alice").await);
    moved.until("event: changed", SOON).await.expect("the news");
    let mut moved = page(&site, 0, Some(&before)).await;
    moved
        .until("event: changed", SOON)
        .await
        .expect("what was missed");
    // A copy of the event is one at any instance.
    assert!(deliver(&client(), &site.receiver(0), "trg_2", "cust-alice").await);
    let copies = site.kept("trg_2", "copies");
    assert!(copies.contains('2'), "{copies}");
}

#[tokio::test]
async fn without_redis_no_event_is_acknowledged() {
    let mut site = start(2).await;
    assert!(deliver(&client(), &site.receiver(0), "trg_1", "cust-alice").await);
    site.redis.kill();
    assert!(!deliver(&client(), &site.receiver(1), "trg_2", "cust-alice").await);
    site.redis.again().await;
    let taken = poll(SOON, async || {
        deliver(&client(), &site.receiver(1), "trg_2", "cust-alice")
            .await
            .then_some(())
    });
    assert!(taken.await.is_some(), "{}", site.instances[1].output());
    // The lease of what was being worked when Redis went has to end.
    let done = poll(Duration::from_mins(2), async || {
        (site.is_done("trg_1") && site.is_done("trg_2")).then_some(())
    });
    assert!(done.await.is_some(), "{}", site.instances[0].output());
}

/// Sends events to all instances in turn until it is told to stop, and returns the numbers of those that were acknowledged.
async fn send(urls: Vec<String>, next: Arc<AtomicUsize>, stop: Arc<AtomicBool>) -> Vec<usize> {
    let (client, mut acknowledged) = (client(), Vec::new());
    while !stop.load(Ordering::Relaxed) {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let (url, id) = (&urls[number % urls.len()], format!("trg_{number}"));
        if deliver(&client, url, &id, &format!("cust-k-{number}")).await {
            acknowledged.push(number);
        }
    }
    acknowledged
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_event_is_lost_by_a_kill_of_any_instance_at_any_moment() {
    let name = "events: kill -9 of one of two instances while they are received and worked";
    let kills = trials(name, 2, 200);
    let mut site = start(2).await;
    let next = Arc::new(AtomicUsize::new(0));
    let mut acknowledged = BTreeSet::new();
    for kill in 0..kills {
        let stop = Arc::new(AtomicBool::new(false));
        let mut senders = JoinSet::new();
        for _ in 0..4 {
            let urls = vec![site.receiver(0), site.receiver(1)];
            senders.spawn(send(urls, Arc::clone(&next), Arc::clone(&stop)));
        }
        let moment = rand::rng().random_range(1..200);
        sleep(Duration::from_millis(moment)).await;
        site.instances[kill % 2].kill();
        sleep(Duration::from_millis(50)).await;
        stop.store(true, Ordering::Relaxed);
        acknowledged.extend(senders.join_all().await.into_iter().flatten());
        site.again(kill % 2).await;
    }
    assert!(
        acknowledged.len() >= kills,
        "{} were acknowledged",
        acknowledged.len()
    );
    // After the lease, another instance works the events that the killed one had begun.
    let lost = || {
        let ids = acknowledged.iter().map(|number| format!("trg_{number}"));
        ids.filter(|id| !site.is_done(id)).collect::<Vec<_>>()
    };
    let done = poll(Duration::from_mins(3), async || lost().is_empty().then_some(()));
    assert!(done.await.is_some(), "{:?} of {}", lost(), acknowledged.len());
    record(name, &format!("{} acknowledged, 0 lost", acknowledged.len()));
}
