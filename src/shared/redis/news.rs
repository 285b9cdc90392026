//! News from one instance to all: a stream that each of them follows from the beginning, so that one that was away, or has just
//! started, hears of what it missed.

use std::convert::Infallible;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

use ::redis::streams::{StreamId, StreamReadOptions, StreamReadReply};
use ::redis::{AsyncCommands as _, AsyncConnectionConfig, Client, RedisResult, Script};
use futures_util::future::BoxFuture;
use governor::{Quota, RateLimiter};

use super::super::common::{Following, Piece};
use super::Redis;
use super::connection::shown;
use super::store::note_birth;
use crate::store::StoreError;

/// About how many pieces of news are kept.
const KEPT: usize = 10_000;
/// How many are read at once.
const AT_ONCE: usize = 500;
/// How long one request waits for news.
const WAIT: Duration = Duration::from_secs(5);
/// How long a connection may take, and an answer longer than the wait.
const PATIENCE: Duration = Duration::from_secs(2);
/// The pause after a failure.
const PAUSE: Duration = Duration::from_millis(250);

/// KEYS: the stream, the count. ARGV: the news, how many are kept. News are counted anew by a Redis that is another one, or has
/// started anew, since it may have lost some.
static ANNOUNCE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
    if redis.call('HGET', KEYS[2], 'run') ~= run then
        redis.call('DEL', KEYS[2])
        redis.call('HSET', KEYS[2], 'run', run)
    end
    local n = redis.call('HINCRBY', KEYS[2], 'n', 1)
    redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], '*', 'n', n, 'run', string.sub(run, 1, 8), 'news', ARGV[1])
    return n
",
    )
});

impl Redis {
    pub(super) fn add_news(&self, news: Vec<u8>) -> BoxFuture<'static, Result<(), StoreError>> {
        let (stream, count) = (self.key("news"), self.key("news:count"));
        self.ask(async move |mut redis| {
            ANNOUNCE
                .key(stream)
                .key(count)
                .arg(news)
                .arg(KEPT)
                .invoke_async(&mut redis)
                .await
        })
    }

    pub(super) fn follow_news(&self, hear: Box<dyn Fn(Piece) + Send + Sync>) -> Following {
        let (client, stream, birth) = (self.client(), self.key("news"), self.birth_and_probe());
        let warnings = RateLimiter::direct(Quota::per_minute(NonZeroU32::MIN));
        let task = self.runtime().spawn(async move {
            let mut last = "0".to_owned();
            loop {
                let Err(error) = listen(&client, (&stream, &birth), &mut last, &*hear).await;
                if warnings.check().is_ok() {
                    let error = shown(&error);
                    tracing::warn!(
                        code = "news-unread",
                        error,
                        "the news of other instances cannot be read now"
                    );
                }
                tokio::time::sleep(PAUSE).await;
            }
        });
        Following(task.abort_handle())
    }
}

/// Reads by a connection of its own, since a request that waits holds up all others.
async fn listen(
    client: &Client,
    (stream, birth): (&str, &(String, String)),
    last: &mut String,
    hear: &(dyn Fn(Piece) + Send + Sync),
) -> RedisResult<Infallible> {
    let config = AsyncConnectionConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(WAIT + PATIENCE));
    let mut redis = client
        .get_multiplexed_async_connection_with_config(&config)
        .await?;
    // A Redis that takes no values still has news.
    let _ = note_birth(&mut redis, birth).await;
    let milliseconds = usize::try_from(WAIT.as_millis()).unwrap_or(usize::MAX);
    let options = StreamReadOptions::default().block(milliseconds).count(AT_ONCE);
    loop {
        let read: Option<StreamReadReply> = redis.xread_options(&[stream], &[&**last], &options).await?;
        for entry in read
            .into_iter()
            .flat_map(|read| read.keys)
            .flat_map(|key| key.ids)
        {
            if let Some(piece) = piece(&entry) {
                hear(piece);
            }
            *last = entry.id;
        }
    }
}

fn piece(entry: &StreamId) -> Option<Piece> {
    let (at, _) = entry.id.split_once('-')?;
    let run: String = entry.get("run")?;
    Some(Piece {
        n: entry.get("n")?,
        start: u32::from_str_radix(&run, 16).ok()?,
        at: at.parse().ok()?,
        news: entry.get("news")?,
    })
}
