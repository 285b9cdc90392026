use ::redis::aio::ConnectionLike;
use ::redis::{AsyncCommands as _, RedisResult, Script};
use data_encoding::HEXLOWER;
use futures_util::future::BoxFuture;
use std::sync::LazyLock;

use crate::clock::now;
use crate::store::{Entry, Place, Store, StoreError, When};

use super::Redis;

/// How much longer than its value a key stays, in seconds, since the clocks of the instances and of Redis differ. The end is
/// kept with the value, and counts.
const SLACK: u64 = 120;

/// The time since which Redis has forgotten nothing, as far as that can be known: a Redis that is another one than before, or
/// started anew, may have lost its latest values.
const BORN: &str = "
    local function born(key, now)
        local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
        local known = redis.call('HMGET', key, 'run', 'at')
        if known[1] ~= run then
            redis.call('HSET', key, 'run', run, 'at', now)
            return tonumber(now)
        end
        return tonumber(known[2])
    end
";

fn born_and(script: &str) -> Script {
    Script::new(&format!("{BORN}{script}"))
}

/// KEYS: the place, the birth. ARGV: the condition, now, the value, its end, the end of the key, the time of `AbsentSince`.
static PUT: LazyLock<Script> = LazyLock::new(|| {
    born_and(
        "
    local until_ = redis.call('HGET', KEYS[1], 'until')
    local present = until_ and tonumber(until_) > tonumber(ARGV[2])
    if (ARGV[1] == 'present') ~= (present or false) then return 0 end
    if ARGV[1] == 'since' and born(KEYS[2], ARGV[2]) > tonumber(ARGV[6]) then return 0 end
    redis.call('HSET', KEYS[1], 'value', ARGV[3], 'until', ARGV[4])
    redis.call('EXPIREAT', KEYS[1], ARGV[5])
    return 1
",
    )
});

/// KEYS: the place.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    local found = redis.call('HMGET', KEYS[1], 'value', 'until')
    redis.call('DEL', KEYS[1])
    return found
",
    )
});

/// KEYS: the place. ARGV: now, the end of the value, the end of the key.
static EXTEND: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    local until_ = redis.call('HGET', KEYS[1], 'until')
    if until_ and tonumber(until_) > tonumber(ARGV[1]) then
        redis.call('HSET', KEYS[1], 'until', ARGV[2])
        redis.call('EXPIREAT', KEYS[1], ARGV[3])
    end
    return 0
",
    )
});

/// KEYS: the birth, a place that nobody else uses. ARGV: now.
static CHECK: LazyLock<Script> = LazyLock::new(|| {
    born_and(
        "
    born(KEYS[1], ARGV[1])
    redis.call('SET', KEYS[2], '', 'EX', 10)
    return 0
",
    )
});

/// A value with its end, as Redis has them.
type Found = (Option<Vec<u8>>, Option<u64>);

fn alive((value, until): Found) -> Option<Entry> {
    let (value, until) = value.zip(until)?;
    (until > now()).then_some(Entry { value, until })
}

impl Redis {
    fn place(&self, place: Place) -> String {
        self.key(&format!(
            "kept:{}:{}",
            place.space.name(),
            HEXLOWER.encode(&place.digest)
        ))
    }

    fn birth(&self) -> String {
        self.key("born")
    }

    /// The names that [`note_birth`] takes.
    pub(super) fn birth_and_probe(&self) -> (String, String) {
        (self.birth(), self.key("probe"))
    }
}

/// Notes since when this Redis has forgotten nothing, and checks that it takes values. The sooner that is done after it has started,
/// the fewer tokens are refused for it.
pub(super) async fn note_birth(
    redis: &mut impl ConnectionLike,
    (birth, probe): &(String, String),
) -> RedisResult<()> {
    CHECK.key(birth).key(probe).arg(now()).invoke_async(redis).await
}

impl Store for Redis {
    fn put(&self, place: Place, entry: Entry, when: When) -> BoxFuture<'_, Result<bool, StoreError>> {
        let (condition, since) = match when {
            When::Absent => ("absent", 0),
            When::AbsentSince(since) => ("since", since),
            When::Present => ("present", 0),
        };
        let (place, birth) = (self.place(place), self.birth());
        self.ask(async move |mut redis| {
            PUT.key(place)
                .key(birth)
                .arg(condition)
                .arg(now())
                .arg(entry.value)
                .arg(entry.until)
                .arg(entry.until + SLACK)
                .arg(since)
                .invoke_async(&mut redis)
                .await
        })
    }

    fn get(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        let place = self.place(place);
        let found = self.ask(async move |mut redis| redis.hmget(place, &["value", "until"]).await);
        Box::pin(async move { Ok(alive(found.await?)) })
    }

    fn take(&self, place: Place) -> BoxFuture<'_, Result<Option<Entry>, StoreError>> {
        let place = self.place(place);
        let found = self.ask(async move |mut redis| TAKE.key(place).invoke_async(&mut redis).await);
        Box::pin(async move { Ok(alive(found.await?)) })
    }

    fn extend(&self, place: Place, until: u64) -> BoxFuture<'_, Result<(), StoreError>> {
        let place = self.place(place);
        self.ask(async move |mut redis| {
            EXTEND
                .key(place)
                .arg(now())
                .arg(until)
                .arg(until + SLACK)
                .invoke_async(&mut redis)
                .await
        })
    }

    fn remove(&self, place: Place) -> BoxFuture<'_, Result<(), StoreError>> {
        let place = self.place(place);
        self.ask(async move |mut redis| redis.del(place).await)
    }

    fn check(&self) -> BoxFuture<'_, Result<(), StoreError>> {
        let names = self.birth_and_probe();
        self.ask(async move |mut redis| note_birth(&mut redis, &names).await)
    }
}

#[cfg(test)]
mod tests {
    use super::super::server::Server;
    use super::*;
    use crate::store::{Space, suite};

    #[tokio::test]
    async fn redis_passes_the_suite() {
        let server = Server::start();
        suite::passes(&server.shared().redis()).await;
    }

    #[tokio::test]
    async fn two_instances_share_one_store() {
        let server = Server::start();
        let (one, other) = (server.shared().vault(), server.shared().vault());
        let time = std::time::Duration::from_mins(1);
        let ticket = one.keep(Space::Session, &"a value", time).await.unwrap();
        let found = other.read::<String>(Space::Session, &ticket).await.unwrap();
        assert_eq!(found.map(|(value, _)| value).as_deref(), Some("a value"));
        let (issued, until) = (now() + 1, now() + 60);
        assert!(one.use_once(&["a token"], (issued, until)).await.unwrap());
        assert!(!other.use_once(&["a token"], (issued, until)).await.unwrap());
        assert!(other.was_used(&["a token"]).await.unwrap());
    }

    #[tokio::test]
    async fn a_redis_that_was_away_is_used_again_and_takes_no_name_of_before() {
        let mut server = Server::start();
        let store = server.shared().redis();
        let place = Place {
            space: Space::Used,
            digest: [7; 32],
        };
        let entry = Entry {
            value: Vec::new(),
            until: now() + 60,
        };
        store.check().await.unwrap();
        let issued = When::AbsentSince(now());
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
        server.again();
        let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while let Err(error) = store.check().await {
            assert!(std::time::Instant::now() < end, "{error}");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert!(!store.put(place, entry.clone(), issued).await.unwrap());
        let later = When::AbsentSince(now() + 1);
        assert!(store.put(place, entry, later).await.unwrap());
    }

    #[tokio::test]
    async fn a_silent_redis_fails_within_the_time_limit_and_then_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("redis.sock");
        let _silent = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let store = Server::at(&socket).redis();
        let begun = std::time::Instant::now();
        assert!(matches!(store.check().await, Err(StoreError::Silent)));
        assert!(begun.elapsed() < std::time::Duration::from_secs(20));
        for _ in 0..100 {
            assert!(matches!(store.check().await, Err(StoreError::Silent)));
        }
    }
}
