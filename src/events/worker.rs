//! The worker: it looks again at the customers that events are about.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use futures_util::future::BoxFuture;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::customers::CustomerKey;
use crate::store::StoreError;

use super::envelope::touches_rights;
use super::inbox::{About, Brief, Flight, Millis, Post};
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

/// The part of the program that knows customers.
pub(crate) trait Looks: Send + Sync {
    /// The customer in one of this server's segments; `None` for one whom no page of it is for.
    fn key(&self, about: &About) -> Option<CustomerKey>;

    /// Forgets what is known of the customer, and reads the rights anew when they may have changed. Returns whether they have.
    ///
    /// # Errors
    /// The reason why they could not be read.
    fn look<'a>(&'a self, customer: &'a CustomerKey, cause: Cause) -> BoxFuture<'a, Result<bool, String>>;
}

/// The reason for a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// The id of the latest event that may have changed them, else of the latest; empty where this server looks by itself.
    pub(crate) event: String,
    /// True when it may have changed the rights.
    pub(crate) rights: bool,
}

/// Makes the post by which the host application hears of a change; `None` when it is not to hear of any.
pub(crate) type Telling = Box<dyn Fn(&CustomerKey, &[Brief], bool, Millis) -> Option<Post> + Send + Sync>;

/// The parts of a worker.
pub(crate) struct Worker {
    pub(crate) shared: Shared,
    pub(crate) looks: Arc<dyn Looks>,
    pub(crate) telling: Telling,
    pub(crate) per_second: u32,
    pub(crate) attempts: u32,
}

/// Milliseconds since 1970.
pub(crate) fn now() -> Millis {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| {
        Millis::try_from(since.as_millis()).unwrap_or(Millis::MAX)
    })
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
                    tracing::warn!(%error, "the inbox cannot be read; it is tried again");
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
        match self.shared.inbox.begin(about.clone(), now() + LEASE).await {
            Ok(Some(flight)) => self.work(flight).await,
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "events could not be begun; they are begun later"),
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
            Ok(changed) => {
                // A look that this server takes by itself, and that finds nothing new, is no news.
                let news = changed || flight.events.iter().any(|event| !event.is_ours());
                let mut post = None;
                if news {
                    self.shared.hub.tell(&customer, changed);
                    post = (self.telling)(&customer, &flight.events, changed, now());
                }
                ended(self.shared.inbox.finish(flight, post, now()).await);
                self.shared.posted.notify_one();
            }
            Err(why) => {
                tracing::warn!(attempt = flight.attempts, %why, "a customer could not be read again after an event");
                // Open pages ask for themselves, and may have more luck.
                self.shared.hub.tell(&customer, false);
                let next = now() + wait_after(flight.attempts, rand::random());
                let failed = self.shared.inbox.fail(flight, why, (next, self.attempts), now());
                ended(failed.await);
            }
        }
    }
}

/// An event whose end cannot be written is worked anew after its lease.
fn ended(result: Result<(), StoreError>) {
    if let Err(error) = result {
        tracing::warn!(%error, "the end of an event could not be written; it is worked anew");
    }
}

/// The list of a flight is cut, so a full one may hide an event that touches rights.
fn cause(flight: &Flight) -> Cause {
    let touching = flight.events.iter().find(|event| touches_rights(&event.trigger));
    let event = touching.or(flight.events.first());
    Cause {
        event: event.map_or_else(String::new, Brief::public_id),
        rights: touching.is_some() || flight.events.len() >= super::inbox::NAMED,
    }
}

impl Brief {
    /// Tells whether this server made it, and not ProAbono.
    fn is_ours(&self) -> bool {
        self.trigger.is_empty() && self.id.starts_with("reread:")
    }

    /// The id of an event of ProAbono's; empty for one of our own making.
    fn public_id(&self) -> String {
        if self.is_ours() {
            String::new()
        } else {
            self.id.clone()
        }
    }
}
