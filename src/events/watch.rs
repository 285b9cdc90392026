//! The watch over the inbox: numbers for the operator, alarms, and the removal of what has been done for long.

use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::sync::watch;

use crate::web::InboxNumbers;

use super::WebhooksConfig;
use super::inbox::{Counts, Millis};
use super::shared::Shared;
use super::worker::now;

/// How often the numbers are read.
const ROUND: Duration = Duration::from_secs(1);
/// How often old events are removed.
const SWEEP: Millis = 10 * 60 * 1_000;
/// The time in which refusals are counted.
const WINDOW: Millis = 10 * 60 * 1_000;

/// Watches over the inbox.
pub(crate) struct Watch {
    pub(super) shared: Shared,
    pub(super) settings: WebhooksConfig,
}

/// The alarms that ring.
#[derive(Debug, Default)]
struct Alarms {
    silence: bool,
    waiting: bool,
    refusals: bool,
}

impl Watch {
    /// Watches until the sender of `end` is gone.
    pub(crate) async fn run(self, mut end: watch::Receiver<()>) {
        let started = now();
        let (mut swept, mut window, mut alarms) = (0, started, Alarms::default());
        loop {
            let at = now();
            if at - swept >= SWEEP {
                swept = at;
                self.sweep(at).await;
            }
            if at - window >= WINDOW {
                window = at;
                self.shared.refused.store(0, Ordering::Relaxed);
            }
            match self.shared.inbox.counts().await {
                Ok(counts) => self.look(&counts, &mut alarms, (started, at)),
                Err(error) => tracing::warn!(code = "inbox-away", %error, "the inbox cannot be counted"),
            }
            tokio::select! {
                _ = end.changed() => return,
                () = tokio::time::sleep(ROUND) => {}
            }
        }
    }

    async fn sweep(&self, at: Millis) {
        let kept = Millis::try_from(self.settings.keep_for.as_millis()).unwrap_or(Millis::MAX);
        loop {
            match self.shared.inbox.sweep(at - kept).await {
                // Receipts come in between.
                Ok(true) => tokio::task::yield_now().await,
                Ok(false) => return,
                Err(error) => {
                    tracing::debug!(%error, "events that are done with stay in the file for now");
                    return;
                }
            }
        }
    }

    fn look(&self, counts: &Counts, alarms: &mut Alarms, (started, at): (Millis, Millis)) {
        self.shared.waiting.store(counts.waiting(), Ordering::Relaxed);
        // A restart does not end a silence.
        let silent_since = counts.latest.unwrap_or(started);
        let silence = Duration::from_millis(u64::try_from(at - silent_since).unwrap_or_default());
        let limit = self.settings.silence_alarm;
        ring(&mut alarms.silence, !limit.is_zero() && silence >= limit, || {
            tracing::warn!(
                code = "webhook-silence",
                hours = silence.as_secs() / 3600,
                "no event has arrived for long: is the webhook still there and on?"
            );
        });
        ring(
            &mut alarms.waiting,
            counts.waiting() >= self.settings.waiting_alarm,
            || {
                tracing::warn!(
                    code = "events-waiting",
                    waiting = counts.waiting(),
                    "many events wait to be worked"
                );
            },
        );
        let refused = self.shared.refused.load(Ordering::Relaxed);
        ring(
            &mut alarms.refusals,
            refused >= self.settings.refusals_alarm,
            || {
                tracing::warn!(
                    code = "deliveries-refused",
                    refused,
                    "deliveries are refused: was the secret of the webhooks changed?"
                );
            },
        );
        let oldest = counts.oldest_waiting.map_or(0, |oldest| at - oldest);
        self.shared.metrics.inbox(&InboxNumbers {
            states: [
                ("received", counts.received),
                ("working", counts.working),
                ("failed", counts.failed),
                ("dead", counts.dead),
            ],
            posts: [("waiting", counts.posts_waiting), ("dead", counts.posts_failed)],
            oldest_waiting: Duration::from_millis(u64::try_from(oldest).unwrap_or_default()),
            silence,
            alarms: [
                ("silence", alarms.silence),
                ("waiting", alarms.waiting),
                ("refusals", alarms.refusals),
            ],
            streams: self.shared.hub.open(),
        });
    }
}

/// Says once that an alarm rings, and lets it ring again after it has ceased.
fn ring(rings: &mut bool, now: bool, say: impl FnOnce()) {
    if now && !*rings {
        say();
    }
    *rings = now;
}
