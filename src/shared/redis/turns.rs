//! Work that instances do once for all of them: one does it, and the others wait for what comes of it.

use std::sync::LazyLock;
use std::time::Duration;

use ::redis::{AsyncCommands as _, Script};
use futures_util::future::BoxFuture;

use super::super::common::Turn;
use super::Redis;
use crate::store::StoreError;

/// How long an instance may be silent before another one takes its turn.
const LEASE: Duration = Duration::from_secs(3);

/// KEYS: the value, the turn. ARGV: the token, the lease.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    local value = redis.call('GET', KEYS[1])
    if value then return {2, value} end
    if redis.call('SET', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then return {1, ''} end
    return {0, ''}
",
    )
});

/// KEYS: the turn. ARGV: the token, the lease.
static RENEW: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
    return 0
",
    )
});

/// KEYS: the value, the turn. ARGV: the token, the value, how long it holds. A turn that was taken away leaves nothing.
static END: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "
    if redis.call('GET', KEYS[2]) ~= ARGV[1] then return 0 end
    redis.call('DEL', KEYS[2])
    redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
    return 1
",
    )
});

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

impl Redis {
    fn turn_keys(&self, name: &str) -> (String, String) {
        (
            self.key(&format!("known:{name}")),
            self.key(&format!("turn:{name}")),
        )
    }

    pub(super) fn take_turn(&self, name: &str, token: u64) -> BoxFuture<'static, Result<Turn, StoreError>> {
        let (value, turn) = self.turn_keys(name);
        let asked = self.ask(async move |mut redis| {
            TAKE.key(value)
                .key(turn)
                .arg(token)
                .arg(millis(LEASE))
                .invoke_async::<(u8, Vec<u8>)>(&mut redis)
                .await
        });
        Box::pin(async move {
            Ok(match asked.await? {
                (2, value) => Turn::Over(value),
                (1, _) => Turn::Ours,
                _ => Turn::Theirs,
            })
        })
    }

    pub(super) fn renew_turn(&self, name: &str, token: u64) -> BoxFuture<'static, Result<(), StoreError>> {
        let (_, turn) = self.turn_keys(name);
        self.ask(async move |mut redis| {
            RENEW
                .key(turn)
                .arg(token)
                .arg(millis(LEASE))
                .invoke_async(&mut redis)
                .await
        })
    }

    pub(super) fn leave_turn(
        &self,
        name: &str,
        token: u64,
        (value, holds): (Vec<u8>, Duration),
    ) -> BoxFuture<'static, Result<(), StoreError>> {
        let (key, turn) = self.turn_keys(name);
        self.ask(async move |mut redis| {
            END.key(key)
                .key(turn)
                .arg(token)
                .arg(value)
                .arg(millis(holds))
                .invoke_async(&mut redis)
                .await
        })
    }

    pub(super) fn forget_turn(&self, name: &str) -> BoxFuture<'static, Result<(), StoreError>> {
        let keys = self.turn_keys(name);
        self.ask(async move |mut redis| redis.del(keys).await)
    }
}
