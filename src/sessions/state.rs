use std::collections::HashMap;
use std::time::Duration;

use actix_session::storage::{LoadError, SaveError, SessionKey, SessionStore, UpdateError};
use actix_web::cookie::time::Duration as CookieDuration;
use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::store::{Space, StoreError, Ticket, Vault, When};

type State = HashMap<String, String>;

/// A session as the store keeps it.
#[derive(Serialize, Deserialize)]
struct Record {
    /// Seconds since 1970.
    born: u64,
    state: State,
}

/// The states of sessions in a vault, with the two limits.
#[derive(Clone, Debug)]
pub(crate) struct SessionStates {
    vault: Vault,
    idle: Duration,
    absolute: Duration,
}

impl SessionStates {
    pub(super) fn new(vault: Vault, idle: Duration, absolute: Duration) -> Self {
        Self {
            vault,
            idle,
            absolute,
        }
    }

    /// The end of a session that is used now.
    fn end(&self, born: u64) -> u64 {
        (now() + self.idle.as_secs()).min(born + self.absolute.as_secs())
    }

    /// Postpones the end of a session after a visit. It is written only when the end moves by a tenth of the idle time,
    /// so that not every click costs a write. Nobody waits for the write, since the session has been read and is valid.
    fn visited(&self, ticket: Ticket, born: u64, until: u64) {
        let end = self.end(born);
        if end.saturating_sub(until) <= self.idle.as_secs() / 10 {
            return;
        }
        let vault = self.vault.clone();
        drop(tokio::spawn(async move {
            if let Err(error) = vault.extend(Space::Session, &ticket, end).await {
                tracing::warn!(
                    code = "sessions-away",
                    %error,
                    "a session could not be extended, and ends sooner than it should"
                );
            }
        }));
    }
}

impl SessionStore for SessionStates {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        let Some(ticket) = Ticket::parse(key.as_ref()) else {
            return Ok(None);
        };
        let found = self.vault.read::<Record>(Space::Session, &ticket).await;
        let Some((record, until)) = found.map_err(|error| LoadError::Other(error.into()))? else {
            return Ok(None);
        };
        // The limits may have been shortened since.
        if now() >= record.born + self.absolute.as_secs() {
            return Ok(None);
        }
        self.visited(ticket, record.born, until);
        Ok(Some(record.state))
    }

    async fn save(&self, state: State, _: &CookieDuration) -> Result<SessionKey, SaveError> {
        let ticket = Ticket::random();
        let record = Record { born: now(), state };
        let until = self.end(record.born);
        let written = self
            .vault
            .write(Space::Session, &ticket, &record, until, When::Absent)
            .await;
        written.map_err(|error| SaveError::Other(error.into()))?;
        SessionKey::try_from(ticket.text()).map_err(|error| SaveError::Other(error.into()))
    }

    /// Updates only a session that is still there: a request that was under way at sign-out must not bring it back.
    async fn update(
        &self,
        key: SessionKey,
        state: State,
        _: &CookieDuration,
    ) -> Result<SessionKey, UpdateError> {
        let other = |error: StoreError| UpdateError::Other(error.into());
        if let Some(ticket) = Ticket::parse(key.as_ref())
            && let Some((Record { born, .. }, _)) =
                self.vault.read(Space::Session, &ticket).await.map_err(other)?
        {
            let (record, until) = (Record { born, state }, self.end(born));
            let written = self
                .vault
                .write(Space::Session, &ticket, &record, until, When::Present);
            written.await.map_err(other)?;
        }
        Ok(key)
    }

    /// Reading a session has already postponed its end.
    async fn update_ttl(&self, _: &SessionKey, _: &CookieDuration) -> anyhow::Result<()> {
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> anyhow::Result<()> {
        if let Some(ticket) = Ticket::parse(key.as_ref()) {
            self.vault.remove(Space::Session, &ticket).await?;
        }
        Ok(())
    }
}
