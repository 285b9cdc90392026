use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use data_encoding::HEXLOWER;

type State = HashMap<String, String>;

/// More sessions than any demonstration has; past it the oldest ends.
const MOST: usize = 1000;

/// Sessions in this process's memory: they end with it.
#[derive(Clone, Default)]
pub(super) struct MemoryStore {
    sessions: Arc<Mutex<HashMap<String, (State, Instant)>>>,
}

impl MemoryStore {
    fn with<T>(&self, work: impl FnOnce(&mut HashMap<String, (State, Instant)>) -> T) -> T {
        work(&mut self.sessions.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SessionStore for MemoryStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        Ok(self.with(|sessions| {
            let (state, until) = sessions.get(key.as_ref())?;
            (Instant::now() < *until).then(|| state.clone())
        }))
    }

    async fn save(&self, state: State, ttl: &CookieDuration) -> Result<SessionKey, SaveError> {
        let name = HEXLOWER.encode(&rand::random::<[u8; 32]>());
        let key = SessionKey::try_from(name.clone()).map_err(|error| SaveError::Other(error.into()))?;
        self.with(|sessions| {
            sessions.retain(|_, (_, until)| Instant::now() < *until);
            let oldest = sessions
                .iter()
                .min_by_key(|(_, (_, until))| *until)
                .map(|(name, _)| name.clone());
            if let Some(oldest) = oldest.filter(|_| sessions.len() >= MOST) {
                sessions.remove(&oldest);
            }
            sessions.insert(name, (state, until(ttl)));
        });
        Ok(key)
    }

    async fn update(
        &self,
        key: SessionKey,
        state: State,
        ttl: &CookieDuration,
    ) -> Result<SessionKey, UpdateError> {
        self.with(|sessions| sessions.insert(key.as_ref().to_owned(), (state, until(ttl))));
        Ok(key)
    }

    async fn update_ttl(&self, key: &SessionKey, ttl: &CookieDuration) -> anyhow::Result<()> {
        self.with(|sessions| {
            if let Some((_, end)) = sessions.get_mut(key.as_ref()) {
                *end = until(ttl);
            }
        });
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> anyhow::Result<()> {
        self.with(|sessions| sessions.remove(key.as_ref()));
        Ok(())
    }
}

fn until(ttl: &CookieDuration) -> Instant {
    Instant::now() + Duration::try_from(*ttl).unwrap_or_default()
}
