use std::future::Future;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use ::redis::aio::{ConnectionManager, ConnectionManagerConfig};
use ::redis::{Client, ErrorKind, RedisError, RedisResult, ServerErrorKind};
use futures_util::future::BoxFuture;
use tokio::runtime::{Builder, Handle};
use tokio::sync::watch;

use crate::clock;
use crate::store::StoreError;

use super::super::{RedisConfig, SharedError};

/// How long a request waits before it fails because Redis does not answer. The work may still be done afterwards.
const PATIENCE: Duration = Duration::from_secs(1);
/// After a failure nobody waits for Redis during this time: an outage must not make every page wait.
const PAUSE: u64 = 250;

/// A Redis. Requests share one connection, which a thread of its own keeps: it must outlive the thread of any request. After a
/// failure it is made anew for the next request. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Redis {
    inner: Arc<Inner>,
}

struct Inner {
    client: Client,
    prefix: String,
    manager: Mutex<ConnectionManager>,
    /// Until then, in milliseconds since 1970, Redis counts as away.
    away_until: AtomicU64,
    runtime: Handle,
    _end: watch::Sender<()>,
}

impl Redis {
    /// Prepares a connection, which is made when something is asked.
    ///
    /// # Errors
    /// [`SharedError`].
    pub(in super::super) fn open(config: &RedisConfig) -> Result<Self, SharedError> {
        let client = Client::open(config.url.text()).map_err(|error| SharedError::Address(shown(&error)))?;
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(SharedError::Thread)?;
        let handle = runtime.handle().clone();
        let (sender, mut end) = watch::channel(());
        let manager = {
            let _within = handle.enter();
            manager(&client).map_err(|error| SharedError::Address(shown(&error)))?
        };
        thread::Builder::new()
            .name("portal-redis".to_owned())
            // It ends with the last handle, whose sender is then gone.
            .spawn(move || runtime.block_on(end.changed()).is_ok())
            .map_err(SharedError::Thread)?;
        Ok(Self {
            inner: Arc::new(Inner {
                client,
                prefix: config.prefix.clone(),
                manager: Mutex::new(manager),
                away_until: AtomicU64::new(0),
                runtime: handle,
                _end: sender,
            }),
        })
    }

    /// The name of a key of this page.
    pub(crate) fn key(&self, name: &str) -> String {
        format!("{}:{name}", self.inner.prefix)
    }

    /// Asks Redis for something, in its thread. Whoever leaves does not end what was begun.
    pub(crate) fn ask<T, F>(
        &self,
        work: impl FnOnce(ConnectionManager) -> F + Send + 'static,
    ) -> BoxFuture<'static, Result<T, StoreError>>
    where
        T: Send + 'static,
        F: Future<Output = RedisResult<T>> + Send + 'static,
    {
        let redis = self.clone();
        Box::pin(async move {
            if clock::millis() < redis.inner.away_until.load(Ordering::Relaxed) {
                return Err(StoreError::Silent);
            }
            let manager = redis.manager();
            let asked = async move { tokio::time::timeout(PATIENCE, work(manager)).await };
            match redis.inner.runtime.spawn(asked).await {
                Ok(Ok(Ok(value))) => Ok(value),
                Ok(Ok(Err(error))) if is_away(&error) => Err(redis.away(&shown(&error))),
                Ok(Ok(Err(error))) => Err(StoreError::Failed(shown(&error))),
                Ok(Err(_)) => Err(redis.away("it does not answer in time")),
                Err(_) => Err(StoreError::Silent),
            }
        })
    }

    pub(super) fn client(&self) -> Client {
        self.inner.client.clone()
    }

    /// The runtime of the thread, which ends with the last handle.
    pub(super) fn runtime(&self) -> &Handle {
        &self.inner.runtime
    }

    fn manager(&self) -> ConnectionManager {
        let manager = self.inner.manager.lock();
        manager.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes note that Redis is away, and prepares another connection: this one may lead to a machine that is gone, or to one
    /// that only reads since another one has taken over.
    fn away(&self, why: &str) -> StoreError {
        let inner = &self.inner;
        let now = clock::millis();
        if inner.away_until.swap(now + PAUSE, Ordering::Relaxed) <= now {
            let _within = inner.runtime.enter();
            if let Ok(fresh) = manager(&inner.client) {
                *inner.manager.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
            }
            tracing::warn!(code = "redis-away", why, "Redis is away");
        }
        StoreError::Silent
    }
}

fn manager(client: &Client) -> RedisResult<ConnectionManager> {
    let config = ConnectionManagerConfig::new()
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE))
        // The next request tries again.
        .set_number_of_retries(0);
    ConnectionManager::new_lazy_with_config(client.clone(), config)
}

/// Tells whether an error says that Redis, or the part of it that takes writes, is not there now.
fn is_away(error: &RedisError) -> bool {
    use ServerErrorKind::{BusyLoading, ClusterDown, MasterDown, ReadOnly, TryAgain};
    matches!(
        error.kind(),
        ErrorKind::Io | ErrorKind::Server(BusyLoading | ClusterDown | MasterDown | ReadOnly | TryAgain)
    )
}

/// An error for the log. A command that Redis does not know is repeated by it, with values.
pub(super) fn shown(error: &RedisError) -> String {
    let detail = error.detail().filter(|detail| !detail.contains("with args"));
    let words = [error.code().unwrap_or_default(), detail.unwrap_or_default()];
    let said = words.join(" ");
    let said = if said.trim().is_empty() {
        error.category().to_owned()
    } else {
        said
    };
    said.trim().chars().take(200).collect()
}
