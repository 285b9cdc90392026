//! News that an instance tells all others.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::store::{Space, StoreError};

use super::Shared;
use super::common::Following;

/// A part of the program that hears of news.
pub(crate) type Ear = Box<dyn Fn(&Heard) + Send + Sync>;

/// A piece of news that was heard.
#[derive(Debug)]
pub(crate) struct Heard {
    /// Its place among all news.
    pub(crate) n: u64,
    /// Places of different starts cannot be compared.
    pub(crate) start: u32,
    /// When it was announced, in milliseconds since 1970.
    pub(crate) at: u64,
    /// True when this instance announced it.
    pub(crate) own: bool,
    kind: String,
    value: Value,
}

impl Heard {
    /// The news, when they are of that kind.
    pub(crate) fn of<T: DeserializeOwned>(&self, kind: &str) -> Option<T> {
        let of_it = self.kind == kind;
        of_it.then(|| T::deserialize(&self.value).ok()).flatten()
    }
}

/// The same as it travels.
#[derive(Serialize, Deserialize)]
struct Told {
    from: u64,
    kind: String,
    value: Value,
}

impl Shared {
    /// Tells all instances, this one included.
    ///
    /// # Errors
    /// [`StoreError`] when Redis is away, and nobody is told.
    pub(crate) async fn announce(&self, kind: &str, news: &impl Serialize) -> Result<(), StoreError> {
        let told = serde_json::to_value(news).and_then(|value| {
            let kind = kind.to_owned();
            serde_json::to_vec(&Told {
                from: self.keys.instance,
                kind,
                value,
            })
        });
        let sealed = told.ok().and_then(|told| self.keys.seal(Space::News, &told));
        let sealed = sealed.ok_or_else(|| StoreError::Failed("news cannot be sealed".to_owned()))?;
        self.common.announce(sealed).await
    }

    /// Lets parts of the program hear of all news until the result is dropped, from the oldest that are kept on. They must not
    /// block. Whatever they hold, this connection among it, is held until then.
    #[must_use]
    pub(crate) fn follow(&self, ears: Vec<Ear>) -> Following {
        let keys = self.keys.clone();
        self.common.follow(Box::new(move |piece| {
            let told = keys.open(Space::News, &piece.news);
            // News that were sealed with another key are for others.
            let Some(told) = told.and_then(|told| serde_json::from_slice::<Told>(&told).ok()) else {
                return;
            };
            let heard = Heard {
                n: piece.n,
                start: piece.start,
                at: piece.at,
                own: told.from == keys.instance,
                kind: told.kind,
                value: told.value,
            };
            for ear in &ears {
                ear(&heard);
            }
        }))
    }
}

#[cfg(test)]
#[cfg(feature = "redis")]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::shared::server::Server;

    type Notes = Arc<Mutex<Vec<(String, bool)>>>;

    fn listening(shared: &Shared) -> (Notes, Following) {
        let notes = Notes::default();
        let writer = Arc::clone(&notes);
        let ear = move |heard: &Heard| {
            if let Some(text) = heard.of("word") {
                writer.lock().unwrap().push((text, heard.own));
            }
        };
        let following = shared.follow(vec![Box::new(ear)]);
        (notes, following)
    }

    async fn has(notes: &Notes, expected: &[(&str, bool)]) {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let heard = notes.lock().unwrap().clone();
            let heard: Vec<_> = heard.iter().map(|(text, own)| (text.as_str(), *own)).collect();
            if heard == expected {
                return;
            }
            assert!(Instant::now() < end, "{heard:?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    #[tokio::test]
    async fn every_instance_hears_the_news_in_order_and_one_that_starts_later_too() {
        let mut server = Server::start();
        let (one, other) = (server.shared(), server.shared());
        let ((at_one, _one), (at_other, _other)) = (listening(&one), listening(&other));
        one.announce("word", &"first").await.unwrap();
        other.announce("word", &"second").await.unwrap();
        other.announce("another", &"third").await.unwrap();
        has(&at_one, &[("first", true), ("second", false)]).await;
        has(&at_other, &[("first", false), ("second", true)]).await;
        let late = server.shared();
        let (at_late, _late) = listening(&late);
        has(&at_late, &[("first", false), ("second", false)]).await;
        // After an outage everybody hears again.
        server.again();
        let end = Instant::now() + Duration::from_secs(20);
        while one.announce("word", &"after").await.is_err() {
            assert!(Instant::now() < end, "Redis does not come back");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        has(&at_other, &[("first", false), ("second", true), ("after", false)]).await;
    }

    #[tokio::test]
    async fn nothing_is_heard_or_held_once_nobody_follows_any_more() {
        let server = Server::start();
        let shared = server.shared();
        let (notes, following) = listening(&shared);
        shared.announce("word", &"first").await.unwrap();
        has(&notes, &[("first", true)]).await;
        drop(following);
        let end = Instant::now() + Duration::from_secs(20);
        while Arc::strong_count(&notes) > 1 {
            assert!(Instant::now() < end, "the ear is still held");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}
