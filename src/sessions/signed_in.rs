use std::collections::BTreeMap;

use actix_session::{Session, SessionInsertError};
use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::identity::oidc::{ISSUER, OIDC};
use crate::identity::{InvalidUser, User};

/// The key in the session.
const KEY: &str = "who";

/// The signed-in user, as a session keeps them.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SignedIn {
    /// The provider that the user signed in with.
    pub(crate) provider: String,
    id: String,
    name: Option<String>,
    email: Option<String>,
    language: Option<String>,
    #[serde(default)]
    claims: BTreeMap<String, String>,
    /// The time of the sign-in, in seconds since 1970.
    pub(crate) since: u64,
    /// The token that the OpenID provider wants to see again at sign-out.
    pub(crate) id_token: Option<String>,
}

/// The part of it that every page of a visitor needs.
#[derive(Deserialize)]
struct Since {
    since: u64,
}

impl SignedIn {
    pub(crate) fn new(provider: &str, user: &User) -> Self {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Self {
            provider: provider.to_owned(),
            id: user.id().to_owned(),
            name: text(user.known_name()),
            email: text(user.known_email()),
            language: text(user.known_language()),
            claims: user
                .known_claims()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
            since: now(),
            id_token: None,
        }
    }

    /// The same without anything but the user's id, which always fits into a cookie.
    pub(crate) fn id_alone(provider: &str, user: &User) -> Self {
        Self {
            name: None,
            email: None,
            language: None,
            claims: BTreeMap::new(),
            ..Self::new(provider, user)
        }
    }

    /// The user, checked by the same rules as when they signed in.
    pub(crate) fn user(&self) -> Result<User, InvalidUser> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let user = User::new(self.id.as_str())?
            .name(text(&self.name))
            .email(text(&self.email))
            .language(text(&self.language));
        let claims = self.claims.iter();
        Ok(claims.fold(user, |user, (name, value)| user.claim(name, value)))
    }

    /// Tells whether both are the same user. The provider must be the same too, unless ids are shared by all providers.
    pub(crate) fn same_user(&self, other: &Self, shared_ids: bool) -> bool {
        self.id == other.id && (shared_ids || self.provider == other.provider)
    }

    /// Tells whether a session is still valid: its provider is on and, for OpenID Connect, its issuer is the configured
    /// one. The same id at another issuer is somebody else.
    pub(crate) fn counts(&self, providers: &[&str], issuer: Option<&str>) -> bool {
        providers.contains(&self.provider.as_str())
            && (self.provider != OIDC || self.claims.get(ISSUER).map(String::as_str) == issuer)
    }

    /// The user who is signed in by a session.
    pub(crate) fn of(session: &Session) -> Option<Self> {
        session.get(KEY).ok().flatten()
    }

    /// The time of that user's sign-in, in seconds since 1970, without a copy of everything that is known of them.
    pub(crate) fn since(session: &Session) -> Option<u64> {
        let found: Option<Since> = session.get(KEY).ok().flatten();
        found.map(|found| found.since)
    }

    /// Signs in. The session is cleared and renewed first, so that nothing of an earlier user stays, not even the key
    /// of the session.
    pub(crate) fn begin(&self, session: &Session) -> Result<(), SessionInsertError> {
        session.clear();
        session.renew();
        session.insert(KEY, self)
    }
}
