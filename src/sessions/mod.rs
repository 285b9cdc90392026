//! The sessions of visitors who sign in here: actix-session in front of the store, around the few routes that need it.

mod cookie_header;
mod cookies;
mod guard;
mod room;
mod sealed;
mod settings;
mod signed_in;
mod state;
mod user;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use actix_session::SessionMiddleware;
use actix_session::config::{BrowserSession, CookieContentSecurity};
use actix_web::cookie::{Key, SameSite};

use crate::store::Vault;

use room::Room;

#[cfg(any(test, fuzzing))]
pub(crate) use cookie_header::keep_ours;
pub(crate) use cookies::{Cookies, LOGIN};
#[cfg(any(test, fuzzing))]
pub(crate) use sealed::opens;
pub(crate) use sealed::proof;
pub use settings::{SealingKey, SessionsConfig};
pub(crate) use signed_in::SignedIn;
pub(crate) use state::SessionStates;
pub(crate) use user::SessionUser;

/// The name of the session cookie, after the prefix.
const COOKIE: &str = "session";

/// The sessions: their store, their cookie and their limits. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Sessions {
    inner: Arc<Inner>,
}

struct Inner {
    vault: Vault,
    cookies: Cookies,
    key: Key,
    previous_key: Option<Key>,
    room: Room,
    idle: Duration,
    absolute: Duration,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sessions").finish_non_exhaustive()
    }
}

impl Sessions {
    /// Makes sessions in a store; `None` without a key.
    pub(crate) fn new(config: &SessionsConfig, vault: Vault, cookies: Cookies) -> Option<Self> {
        Some(Self {
            inner: Arc::new(Inner {
                vault,
                cookies,
                key: config.key.as_ref().map(SealingKey::key)?.clone(),
                previous_key: config.previous_key.as_ref().map(SealingKey::key).cloned(),
                room: Room::new(),
                idle: config.idle,
                absolute: config.absolute,
            }),
        })
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.inner.vault
    }

    pub(crate) fn cookies(&self) -> &Cookies {
        &self.inner.cookies
    }

    /// How long a session lasts after a visit.
    pub(crate) fn idle(&self) -> Duration {
        self.inner.idle
    }

    /// How long a session lasts at most.
    pub(crate) fn absolute(&self) -> Duration {
        self.inner.absolute
    }

    /// The layer of actix-session. The cookie ends with the browser, and the store enforces the limits.
    pub(crate) fn middleware(&self) -> SessionMiddleware<SessionStates> {
        let inner = &self.inner;
        let states = SessionStates::new(inner.vault.clone(), inner.idle, inner.absolute);
        SessionMiddleware::builder(states, inner.key.clone())
            .cookie_name(inner.cookies.name(COOKIE))
            .cookie_secure(inner.cookies.secure())
            .cookie_http_only(true)
            .cookie_same_site(if inner.cookies.in_frames() {
                SameSite::None
            } else {
                SameSite::Lax
            })
            .cookie_content_security(CookieContentSecurity::Private)
            .session_lifecycle(BrowserSession::default())
            .build()
    }
}
