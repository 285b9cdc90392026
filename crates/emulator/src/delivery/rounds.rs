//! Makes the deliveries of events, in the background: no call and no page waits for them.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use tokio::time::{Instant, sleep_until};

use crate::hooks::Posting;
use crate::shared::Shared;

use super::post::{self, Parcel};
use super::queue::Queue;
use super::under_way::UnderWay;

/// A clock that runs brings events although nobody calls, so it is looked at this often.
const TICK: Duration = Duration::from_secs(1);

/// Makes deliveries until it is aborted.
pub(crate) async fn run(shared: Arc<Shared>) {
    let Some(client) = post::client() else {
        tracing::error!("there is no client for webhooks, so that no event is delivered");
        return;
    };
    let wake = shared.world().outbox.wake();
    let (mut queue, mut under_way) = (Queue::default(), UnderWay::default());
    loop {
        let wakes = round(&shared, &client, &mut queue, &mut under_way);
        tokio::select! {
            () = wake.notified() => {}
            Some((posting, status)) = under_way.next() => finish(&shared, &mut queue, posting, status),
            () = sleep_until(wakes) => {}
        }
    }
}

/// Takes up what was put into the outbox and sends what is due. Returns the time of the next round.
fn round(shared: &Shared, client: &Client, queue: &mut Queue, under_way: &mut UnderWay) -> Instant {
    let mut world = shared.world();
    let now = Instant::now();
    for posting in world.outbox.take() {
        let hold = posting.hold;
        queue.add(posting, now + hold);
    }
    let at_once = world.options.deliveries.at_once;
    while let Some(posting) = queue.next(now, at_once) {
        // A reset or a deletion has taken its webhook away.
        let is_current = posting.era == world.outbox.era();
        if !is_current || !world.backoffice.has_webhook(posting.webhook) {
            queue.back(posting.webhook);
            if is_current {
                world.outbox.finish(false);
            }
            continue;
        }
        let parcel = Parcel {
            webhook: posting.webhook,
            url: posting.url.clone(),
            secret: world.options.webhook_secret.clone(),
            body: posting.body.to_string(),
            patience: Duration::from_millis(world.options.deliveries.timeout_ms),
        };
        let client = client.clone();
        under_way.begin(posting, async move { post::post(&client, parcel).await });
    }
    let runs = world.options.seed.is_none() && world.backoffice.has_listeners();
    let tick = now + if runs { TICK } else { Duration::from_hours(1) };
    queue.wakes(now).map_or(tick, |wakes| wakes.min(tick))
}

/// Counts an attempt, and plans the next one after a failure.
fn finish(shared: &Shared, queue: &mut Queue, mut posting: Posting, status: Option<u16>) {
    queue.back(posting.webhook);
    let mut world = shared.world();
    if posting.era != world.outbox.era() {
        return;
    }
    let (now, acknowledged) = (world.now(), status == Some(200));
    world.backoffice.sent(posting.notification, status, now);
    world.outbox.count(acknowledged);
    posting.attempts += 1;
    let manner = &world.options.deliveries;
    if acknowledged || posting.once || posting.attempts >= manner.attempts {
        return world.outbox.finish(!acknowledged);
    }
    let wait = manner.wait_after(posting.attempts);
    queue.add(posting, Instant::now() + wait);
}
