use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::super::inbox::{Answered, Millis, Post};
use super::super::worker::now;
use super::outbox::Outbox;
use super::schedule::{Attempted, next_attempt};
use super::sender::{Attempt, Sender};
use super::settings::HostConfig;
use crate::store::StoreError;

/// How long to wait before the outbox is asked again when nobody says that there is something new.
const IDLE: Duration = Duration::from_secs(1);
/// How long to wait after the outbox has failed.
const TROUBLE: Duration = Duration::from_secs(5);
/// How long nobody else gets a post that was taken, beyond the time that the application has for its answer.
const MARGIN: Duration = Duration::from_secs(10);

/// Makes the posts of an outbox, several at once. A post that is under way when the process ends is made again later.
pub(in crate::events) struct Posts {
    delivery: Arc<Delivery>,
    parallel: usize,
    news: Arc<Notify>,
}

/// The part that each attempt needs.
struct Delivery {
    outbox: Box<dyn Outbox>,
    sender: Sender,
    attempts: u32,
    /// How long a post that was taken is nobody else's, in milliseconds.
    lease: Millis,
}

impl fmt::Debug for Posts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Posts").finish_non_exhaustive()
    }
}

impl Posts {
    /// `news` is told when there is a new post.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(in crate::events) fn new(
        config: &HostConfig,
        outbox: impl Outbox + 'static,
        news: Arc<Notify>,
    ) -> Result<Self, String> {
        Ok(Self {
            delivery: Arc::new(Delivery {
                outbox: Box::new(outbox),
                sender: Sender::new(config)?,
                attempts: config.attempts,
                lease: millis(config.timeout + MARGIN),
            }),
            parallel: config.parallel,
            news,
        })
    }

    /// Makes posts until the sender of `end` is gone.
    pub(in crate::events) async fn run(self, mut end: watch::Receiver<()>) {
        let mut under_way = JoinSet::new();
        loop {
            let pause = match self.begin(&mut under_way).await {
                Ok(()) => IDLE,
                Err(error) => {
                    tracing::warn!(
                        code = "inbox-away",
                        %error,
                        "the posts to the application cannot be read; it is tried again"
                    );
                    TROUBLE
                }
            };
            tokio::select! {
                _ = end.changed() => return,
                Some(_) = under_way.join_next() => {}
                _ = timeout(pause, self.news.notified()) => {}
            }
        }
    }

    /// Begins as many attempts as there is room for.
    async fn begin(&self, under_way: &mut JoinSet<()>) -> Result<(), StoreError> {
        while under_way.try_join_next().is_some() {}
        let room = self.parallel.saturating_sub(under_way.len());
        if room == 0 {
            return Ok(());
        }
        let (delivery, at) = (&self.delivery, now());
        for post in delivery.outbox.take(at, at + delivery.lease, room).await? {
            let delivery = Arc::clone(delivery);
            under_way.spawn(async move { delivery.attempt(&post).await });
        }
        Ok(())
    }
}

impl Delivery {
    /// Makes one attempt, and keeps its end. A post whose end cannot be kept is made again after its lease.
    async fn attempt(&self, post: &Post) {
        let attempt = self.sender.send(&post.id, &post.body).await;
        let delivered = attempt.success().is_some();
        let next = if delivered {
            None
        } else {
            self.next(post, &attempt)
        };
        let answered = Answered {
            id: post.id.clone(),
            delivered,
            status: attempt.status,
            answer: attempt.answer,
        };
        if let Err(error) = self.outbox.ended(answered, next, now()).await {
            let id = &post.id;
            tracing::warn!(
                code = "inbox-away",
                id,
                %error,
                "the end of a post to the application could not be kept; it is made again"
            );
        }
    }

    /// The time of the next attempt after one that failed.
    fn next(&self, post: &Post, attempt: &Attempt) -> Option<Millis> {
        let number = post.attempts.saturating_add(1);
        let attempted = Attempted {
            number,
            at: now(),
            retry_after: attempt.retry_after,
            jitter: rand::random(),
        };
        let next = next_attempt(self.attempts, attempted).filter(|_| !attempt.is_the_end());
        let (id, status) = (&post.id, attempt.status);
        if next.is_some() {
            tracing::warn!(
                code = "post-not-taken",
                id,
                status,
                attempt = number,
                "the application did not take a post; it is made again"
            );
        } else {
            tracing::error!(
                code = "post-given-up",
                id,
                status,
                attempt = number,
                "the application did not take a post; it is given up"
            );
        }
        next
    }
}

fn millis(duration: Duration) -> Millis {
    Millis::try_from(duration.as_millis()).unwrap_or(Millis::MAX)
}
