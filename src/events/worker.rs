//! The worker: it looks again at the customers that events are about.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock;
use crate::customers::CustomerKey;
use crate::store::StoreError;

use super::envelope::touches_rights;
use super::inbox::{About, Brief, Came, Flight, Millis, Post};
use super::looks::{Cause, Known, Looked};
use super::schedule::{Admission, Schedule, wait_after};
use super::shared::Shared;

/// How many customers are looked at at once.
const AT_ONCE: usize = 8;
/// How many customers are taken from the inbox at a time, beside those that are of no use now.
const TAKEN: usize = 64;
/// After this time events that are being worked are worked anew: whoever did has gone without a word.
const LEASE: Millis = 60_000;
/// How long one look may take.
const PATIENCE: Duration = Duration::from_secs(45);
/// How often the inbox is asked without a reason: a command may have put events back, and other servers share it.
const ROUND: Millis = 1_000;
/// How long to wait after the inbox failed.
const AFTER_FAILURE: Millis = 1_000;

/// Makes the post by which the host application hears of a look.
pub(crate) type Telling = Box<dyn Fn(&CustomerKey, &[Brief], bool, Millis) -> Post + Send + Sync>;

/// The parts of a worker.
pub(crate) struct Worker {
    pub(crate) shared: Shared,
    pub(super) looks: Known,
    /// `None` when the host application is not to hear of anything.
    pub(crate) telling: Option<Telling>,
    pub(crate) per_second: u32,
    pub(crate) attempts: u32,
}

/// Milliseconds since 1970, as the inbox counts them.
pub(crate) fn now() -> Millis {
    Millis::try_from(clock::millis()).unwrap_or(Millis::MAX)
}

impl Worker {
    /// Works until the sender of `end` is gone.
    pub(crate) async fn run(self: Arc<Self>, mut end: watch::Receiver<()>) {
        let mut schedule = Schedule::new(AT_ONCE, self.per_second, now());
        let mut flights: JoinSet<About> = JoinSet::new();
        loop {
            let next = match self.round(&mut schedule, &mut flights).await {
                Ok(next) => next,
                Err(error) => {
                    tracing::warn!(code = "inbox-away", %error, "the inbox cannot be read; it is tried again");
                    now() + AFTER_FAILURE
                }
            };
            let wait = Duration::from_millis(u64::try_from(next - now()).unwrap_or_default());
            tokio::select! {
                _ = end.changed() => return,
                () = self.shared.wake.notified() => {}
                () = tokio::time::sleep(wait) => {}
                Some(landed) = flights.join_next(), if !flights.is_empty() => {
                    match landed {
                        Ok(about) => schedule.landed(&about, now()),
                        // The customer is not known any more, and must not count as looked at for ever.
                        Err(_) => schedule.forget(),
                    }
                }
            }
        }
    }

    /// Begins every look that may be begun now. Returns when the next one may be.
    async fn round(
        self: &Arc<Self>,
        schedule: &mut Schedule,
        flights: &mut JoinSet<About>,
    ) -> Result<Millis, StoreError> {
        let mut next = now() + ROUND;
        let due = self.shared.inbox.due(now(), TAKEN + schedule.busy()).await?;
        for about in due {
            match schedule.admit(&about, now()) {
                Admission::Now => {
                    let worker = Arc::clone(self);
                    flights.spawn(async move {
                        worker.fly(&about).await;
                        about
                    });
                }
                Admission::At(then) => next = next.min(then),
                Admission::Later => {}
            }
        }
        // An event that is due already waits for something else, which rings by itself.
        let later = self.shared.inbox.next_due().await?.filter(|then| *then > now());
        if let Some(then) = later {
            next = next.min(then);
        }
        Ok(next)
    }

    async fn fly(&self, about: &About) {
        match self.shared.inbox.begin(about.clone(), now(), now() + LEASE).await {
            Ok(Some(flight)) => self.work(flight).await,
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(code = "inbox-away", %error, "events could not be begun; they are begun later");
            }
        }
    }

    async fn work(&self, flight: Flight) {
        let Some(customer) = self.looks.key(&flight.about) else {
            return ended(self.shared.inbox.finish(flight, None, now()).await);
        };
        let cause = cause(&flight);
        let look = tokio::time::timeout(PATIENCE, self.looks.look(&customer, cause)).await;
        let looked = look.unwrap_or_else(|_| Err("it took too long".to_owned()));
        self.shared.metrics.look(looked.is_ok());
        match looked {
            Ok(looked) => self.looked(&customer, flight, looked).await,
            Err(why) => {
                tracing::warn!(
                    code = "customer-not-reread",
                    attempt = flight.attempts,
                    %why,
                    "a customer could not be read again after an event"
                );
                // Open pages ask for themselves, and may have more luck.
                self.shared.hub.tell(&customer, false);
                let next = now() + wait_after(flight.attempts, rand::random());
                let failed = self.shared.inbox.fail(flight, why, (next, self.attempts), now());
                ended(failed.await);
            }
        }
    }

    /// Tells of a look, and ends the events that it was for. A look that this server takes by itself, and that finds nothing new, is no
    /// news.
    async fn looked(&self, customer: &CustomerKey, flight: Flight, looked: Looked) {
        let changed = looked.changed;
        let mut post = None;
        if changed || flight.events.iter().any(|event| event.came != Came::Reread) {
            self.shared.hub.tell(customer, changed);
            let telling = self.telling.as_ref();
            post = telling.map(|telling| telling(customer, &flight.events, changed, now()));
        }
        let finished = self.shared.inbox.finish(flight, post, now()).await;
        if finished.is_ok() {
            self.looks.note(customer, looked);
            self.shared.posted.notify_one();
        }
        ended(finished);
    }
}

/// An event whose end cannot be written is worked anew after its lease.
fn ended(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::warn!(code = "inbox-away", %error, "the end of an event could not be written; it is worked anew");
    }
}

/// The list of a flight is cut, so a full one may hide an event that touches rights.
fn cause(flight: &Flight) -> Cause {
    let touching = flight.events.iter().find(|event| touches_rights(&event.trigger));
    let event = touching.or(flight.events.first());
    let event = event.filter(|event| event.came != Came::Reread);
    Cause {
        event: event.map(|event| event.id.clone()),
        rights: touching.is_some() || flight.events.len() >= super::inbox::NAMED,
    }
}
