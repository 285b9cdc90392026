use std::sync::LazyLock;

use ::redis::{FromRedisValue, Script};
use futures_util::future::{BoxFuture, ready};
use jiff::Timestamp;

use super::super::envelope::Event;
use super::steps::beside;
use super::{About, Answered, Brief, Came, Counts, Flight, Inbox, Millis, NAMED, Post, Stored};
use crate::rights::{Cause, Outcome, Read};
use crate::shared::{Redis as Connection, Shared};
use crate::store::{Space, StoreError};

/// All steps, as one script: each is atomic.
static STEPS: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("../steps.lua")));
/// The most posts or events that one step removes or lets be tried anew. Redis does nothing else meanwhile.
const AT_ONCE: usize = 500;

/// The inbox in the Redis of all instances. Bodies of events, the code of a handshake and the history of rights are not kept there,
/// since no command reads them from there.
pub(crate) struct Redis {
    pub(super) shared: Shared,
    connection: Connection,
    /// The beginning of the names of all keys. Instances with different keys of their own cannot open what the others keep, and so
    /// have different inboxes.
    base: String,
}

impl Redis {
    pub(crate) fn new(shared: &Shared) -> Self {
        let connection = shared.redis();
        let own = &shared.name(&["inbox"])[..16];
        Self {
            base: connection.key(&format!("inbox:{own}:")),
            connection,
            shared: shared.clone(),
        }
    }

    /// Lets every event and every post be tried anew that has failed for good until now, in several steps where there are many.
    /// Returns how many that were.
    #[cfg(feature = "cli")]
    pub(crate) async fn replay_dead(&self, now: Millis) -> Result<(u64, u64), StoreError> {
        let counts = self.counts().await?;
        let steps = counts.dead.max(counts.posts_failed).div_ceil(AT_ONCE as u64);
        let mut anew = (0, 0);
        for _ in 0..steps {
            let (events, posts) = self.replay_some(now).await?;
            anew = (anew.0 + events, anew.1 + posts);
        }
        Ok(anew)
    }

    #[cfg(feature = "cli")]
    async fn replay_some(&self, now: Millis) -> Result<(u64, u64), StoreError> {
        self.step("replay_dead", vec![text(&now), text(&AT_ONCE)]).await
    }

    fn step<T: FromRedisValue + Send + 'static>(
        &self,
        name: &'static str,
        arguments: Vec<Vec<u8>>,
    ) -> BoxFuture<'static, Result<T, StoreError>> {
        let base = self.base.clone();
        self.connection.ask(async move |mut redis| {
            let mut call = STEPS.key(base);
            call.arg(name);
            for argument in arguments {
                call.arg(argument);
            }
            call.invoke_async(&mut redis).await
        })
    }
}

fn text<T: ToString + ?Sized>(value: &T) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// A time that may not be there.
fn time(text: &str) -> Option<Millis> {
    text.parse().ok()
}

impl Inbox for Redis {
    fn receive(&self, event: Event, came: Came, now: Millis) -> BoxFuture<'_, Result<Stored, StoreError>> {
        let about = About::of(&event);
        let happened = event.happened.map(Timestamp::as_millisecond);
        let arguments = vec![
            text(&event.id),
            text(&beside(&event)),
            text(&event.trigger),
            self.name(&about),
            self.sealed(&about),
            text(&u8::from(about.customer.is_some())),
            text(&happened.map(|at| at.to_string()).unwrap_or_default()),
            text(&now),
            text(came.name()),
        ];
        let received = self.step::<String>("receive", arguments);
        Box::pin(async move {
            Ok(match received.await?.as_str() {
                "new" => Stored::New,
                "revived" => Stored::Revived,
                _ => Stored::Again,
            })
        })
    }

    fn due(&self, now: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>> {
        let due = self.step("due", vec![text(&now), text(&most)]);
        Box::pin(async move { self.opened(due.await) })
    }

    fn begin(
        &self,
        about: About,
        now: Millis,
        lease: Millis,
    ) -> BoxFuture<'_, Result<Option<Flight>, StoreError>> {
        let arguments = vec![self.name(&about), text(&now), text(&lease), text(&NAMED)];
        let begun = self.step::<Vec<String>>("begin", arguments);
        Box::pin(async move {
            let begun = begun.await?;
            let [up_to, attempts, events @ ..] = begun.as_slice() else {
                return Ok(None);
            };
            let events = events
                .as_chunks()
                .0
                .iter()
                .map(|[id, trigger, happened, came]| Brief {
                    id: id.clone(),
                    trigger: trigger.clone(),
                    happened: time(happened),
                    came: Came::of(came),
                });
            Ok(Some(Flight {
                about,
                up_to: up_to.parse().unwrap_or_default(),
                attempts: attempts.parse().unwrap_or_default(),
                events: events.collect(),
            }))
        })
    }

    fn finish(
        &self,
        flight: Flight,
        post: Option<Post>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        let mut arguments = vec![self.name(&flight.about), text(&flight.up_to), text(&now)];
        if let Some(post) = post {
            arguments.extend([text(&post.id), self.seal(post.body.as_bytes())]);
        }
        self.step("finish", arguments)
    }

    fn fail(
        &self,
        flight: Flight,
        _: String,
        (next, most): (Millis, u32),
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        let about = self.name(&flight.about);
        let arguments = vec![about, text(&flight.up_to), text(&next), text(&most), text(&now)];
        self.step("fail", arguments)
    }

    /// Nothing is worked anew at once: another instance may well be at it. When that one is gone, its lease ends.
    fn recover(&self, _: Millis) -> BoxFuture<'_, Result<u64, StoreError>> {
        Box::pin(ready(Ok(0)))
    }

    fn next_due(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>> {
        let next = self.step::<String>("next_due", Vec::new());
        Box::pin(async move { Ok(time(&next.await?)) })
    }

    fn counts(&self) -> BoxFuture<'_, Result<Counts, StoreError>> {
        let counts = self.step::<[i64; 8]>("counts", Vec::new());
        Box::pin(async move {
            let counts = counts.await?;
            let [received, working, failed, dead, posts_waiting, posts_failed, ..] =
                counts.map(|number| u64::try_from(number).unwrap_or_default());
            let [.., oldest, latest] = counts.map(|at| (at >= 0).then_some(at));
            Ok(Counts {
                received,
                working,
                failed,
                dead,
                posts_waiting,
                posts_failed,
                oldest_waiting: oldest,
                latest,
            })
        })
    }

    fn last_pass(&self) -> BoxFuture<'_, Result<Option<Millis>, StoreError>> {
        let pass = self.step::<String>("last_pass", Vec::new());
        Box::pin(async move { Ok(time(&pass.await?)) })
    }

    fn passed(&self, began: Millis) -> BoxFuture<'_, Result<(), StoreError>> {
        self.step("passed", vec![text(&began)])
    }

    fn missing(&self, events: Vec<Event>) -> BoxFuture<'_, Result<Vec<Event>, StoreError>> {
        let told = |event: &Event| {
            [
                text(&event.id),
                text(&beside(event)),
                text(&event.trigger),
                self.name(&About::of(event)),
            ]
        };
        let missing = self.step::<String>("missing", events.iter().flat_map(told).collect());
        Box::pin(async move {
            let missing = missing.await?;
            let events = events.into_iter().zip(missing.bytes());
            Ok(events
                .filter_map(|(event, mark)| (mark == b'm').then_some(event))
                .collect())
        })
    }

    fn recent(&self, since: Millis, most: usize) -> BoxFuture<'_, Result<Vec<About>, StoreError>> {
        let recent = self.step("recent", vec![text(&since), text(&most)]);
        Box::pin(async move { self.opened(recent.await) })
    }

    fn sweep(&self, before: Millis) -> BoxFuture<'_, Result<bool, StoreError>> {
        let swept = self.step::<String>("sweep", vec![text(&before), text(&AT_ONCE)]);
        Box::pin(async move { Ok(swept.await? == "more") })
    }

    /// Of a read only this is kept, that something was heard of the customer.
    fn keep_read(&self, about: About, read: Read) -> BoxFuture<'_, Result<(), StoreError>> {
        let found = matches!(read.outcome, Outcome::Rights { .. }) && read.cause != Cause::Reconcile;
        if !found || about.customer.is_none() {
            return Box::pin(ready(Ok(())));
        }
        self.step(
            "heard",
            vec![self.name(&about), self.sealed(&about), text(&read.at)],
        )
    }

    /// The log has it.
    fn keep_code(&self, _: String, _: Millis) -> BoxFuture<'_, Result<(), StoreError>> {
        Box::pin(ready(Ok(())))
    }

    fn take_posts(
        &self,
        now: Millis,
        lease: Millis,
        most: usize,
    ) -> BoxFuture<'_, Result<Vec<Post>, StoreError>> {
        let taken = self.step::<Vec<Vec<u8>>>("take_posts", vec![text(&now), text(&lease), text(&most)]);
        Box::pin(async move {
            let taken = taken.await?;
            let posts = taken.as_chunks().0.iter().filter_map(|[id, body, attempts]| {
                let body = self.shared.open_sealed(Space::Event, body)?;
                Some(Post {
                    id: String::from_utf8_lossy(id).into_owned(),
                    body: String::from_utf8(body).ok()?,
                    attempts: String::from_utf8_lossy(attempts).parse().ok()?,
                })
            });
            Ok(posts.collect())
        })
    }

    fn posted(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        let next = next.map(|next| next.to_string()).unwrap_or_default();
        let delivered = u8::from(answered.delivered);
        self.step(
            "posted",
            vec![text(&answered.id), text(&delivered), text(&next), text(&now)],
        )
    }
}

#[cfg(test)]
#[cfg(feature = "cli")]
mod tests;
