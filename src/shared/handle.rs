use std::fmt;
use std::sync::Arc;

#[cfg(feature = "redis")]
use crate::store::Space;
use crate::store::Vault;

use super::common::Common;
use super::keys::Keys;
#[cfg(feature = "redis")]
use super::redis::Redis;
use super::{RedisConfig, SharedError};

/// The Redis of all instances. Cheap to clone; clones share the connection.
#[derive(Clone)]
pub(crate) struct Shared {
    pub(super) common: Arc<dyn Common>,
    pub(super) keys: Keys,
    #[cfg(feature = "redis")]
    redis: Redis,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    /// Prepares the connection. Redis is not asked yet, and need not be there.
    ///
    /// # Errors
    /// [`SharedError`].
    #[cfg(feature = "redis")]
    pub(crate) fn open(config: &RedisConfig) -> Result<Self, SharedError> {
        let redis = Redis::open(config)?;
        Ok(Self {
            common: Arc::new(redis.clone()),
            keys: Keys::new(config.key.clone()),
            redis,
        })
    }

    /// # Errors
    /// [`SharedError::NoFeature`], always.
    #[cfg(not(feature = "redis"))]
    pub(crate) fn open(_: &RedisConfig) -> Result<Self, SharedError> {
        Err(SharedError::NoFeature)
    }

    /// The connection, for the parts that keep tables of their own there.
    #[cfg(feature = "redis")]
    pub(crate) fn redis(&self) -> Redis {
        self.redis.clone()
    }

    /// The store of sessions and of what may be used once.
    pub(crate) fn vault(&self) -> Vault {
        Vault::of(Arc::clone(&self.common) as _)
    }

    /// Seals a value that all instances can open.
    #[cfg(feature = "redis")]
    pub(crate) fn seal(&self, space: Space, plain: &[u8]) -> Option<Vec<u8>> {
        self.keys.seal(space, plain)
    }

    /// Opens a value that an instance [sealed](Self::seal); `None` when it was changed, or sealed with another key.
    #[cfg(feature = "redis")]
    pub(crate) fn open_sealed(&self, space: Space, sealed: &[u8]) -> Option<Vec<u8>> {
        self.keys.open(space, sealed)
    }

    /// A name in Redis for something that is called so, from which nobody learns how it is called.
    pub(crate) fn name(&self, parts: &[&str]) -> String {
        self.keys.name(parts)
    }
}
