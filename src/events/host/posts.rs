use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use super::outbox::{Outbox, Post};
use super::schedule::{Attempted, next_attempt};
use super::sender::{Attempt, Sender};
use super::settings::HostConfig;
use crate::clock::now_ms;
use crate::store::StoreError;

/// How long to wait before the outbox is asked again when nobody says that there is something new.
const IDLE: Duration = Duration::from_secs(1);
/// How long to wait after the store has failed.
const TROUBLE: Duration = Duration::from_secs(5);

/// Makes the posts of an outbox, several at once, for as long as it runs. A post that is under way when it is dropped is made
/// again later.
pub(crate) struct Posts {
    delivery: Arc<Delivery>,
    parallel: usize,
    news: Arc<Notify>,
}

/// The part that each attempt needs.
struct Delivery {
    outbox: Arc<dyn Outbox>,
    sender: Sender,
    attempts: u32,
}

impl fmt::Debug for Posts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Posts").finish_non_exhaustive()
    }
}

/// The tasks that make posts, and the ids of the posts that are under way.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<Result<(), StoreError>>,
    posts: HashMap<Id, String>,
}

impl Posts {
    /// `news` is told when there is a new post.
    ///
    /// # Errors
    /// A sentence for the operator.
    pub(crate) fn new(
        config: &HostConfig,
        outbox: Arc<dyn Outbox>,
        news: Arc<Notify>,
    ) -> Result<Self, String> {
        Ok(Self {
            delivery: Arc::new(Delivery {
                outbox,
                sender: Sender::new(config)?,
                attempts: config.attempts,
            }),
            parallel: config.parallel,
            news,
        })
    }

    /// Runs without end.
    pub(crate) async fn run(self) {
        let mut under_way = UnderWay::default();
        loop {
            if let Err(error) = self.begin(&mut under_way).await {
                tracing::error!(%error, "the posts to the application cannot be read");
                sleep(TROUBLE).await;
            }
            tokio::select! {
                Some(ended) = under_way.tasks.join_next_with_id() => under_way.end(ended).await,
                _ = timeout(IDLE, self.news.notified()) => {}
            }
        }
    }

    /// Begins as many attempts as there is room for.
    async fn begin(&self, under_way: &mut UnderWay) -> Result<(), StoreError> {
        let room = self.parallel.saturating_sub(under_way.posts.len());
        if room == 0 {
            return Ok(());
        }
        // Those under way are still due.
        let due = self.delivery.outbox.due(now_ms(), self.parallel).await?;
        let new = due.into_iter().filter(|post| !under_way.has(&post.id));
        for post in new.take(room).collect::<Vec<_>>() {
            under_way.begin(post, Arc::clone(&self.delivery));
        }
        Ok(())
    }
}

impl UnderWay {
    fn has(&self, id: &str) -> bool {
        self.posts.values().any(|post| post == id)
    }

    fn begin(&mut self, post: Post, delivery: Arc<Delivery>) {
        let id = post.id.clone();
        let task = self.tasks.spawn(async move { delivery.attempt(&post).await });
        self.posts.insert(task.id(), id);
    }

    /// Until the end is kept, the post stays due.
    async fn end(&mut self, ended: Result<(Id, Result<(), StoreError>), JoinError>) {
        let (task, kept) = match ended {
            Ok((task, kept)) => (task, kept.map_err(|error| error.to_string())),
            Err(error) => (error.id(), Err(error.to_string())),
        };
        if let Err(error) = kept {
            let id = self.posts.get(&task);
            tracing::error!(
                id,
                error,
                "the end of a post to the application cannot be kept; it is made again"
            );
            sleep(TROUBLE).await;
        }
        self.posts.remove(&task);
    }
}

impl Delivery {
    /// Makes one attempt, and keeps its end.
    async fn attempt(&self, post: &Post) -> Result<(), StoreError> {
        let attempt = self.sender.send(&post.id, &post.body).await;
        let Attempt { status, answer, .. } = &attempt;
        if let Some(status) = attempt.success() {
            return self.outbox.done(&post.id, status, answer).await;
        }
        let next = self.next(post, &attempt);
        self.outbox.failed(&post.id, *status, answer, next).await
    }

    /// The time of the next attempt after one that failed.
    fn next(&self, post: &Post, attempt: &Attempt) -> Option<u64> {
        let number = post.attempts.saturating_add(1);
        let attempted = Attempted {
            number,
            at: now_ms(),
            retry_after: attempt.retry_after,
            jitter: rand::random(),
        };
        let next = next_attempt(self.attempts, attempted).filter(|_| !attempt.is_the_end());
        let (id, status) = (&post.id, attempt.status);
        if next.is_some() {
            tracing::warn!(
                id,
                status,
                attempt = number,
                "the application did not take a post; it is made again"
            );
        } else {
            tracing::error!(
                id,
                status,
                attempt = number,
                "the application did not take a post; it is given up"
            );
        }
        next
    }
}
