//! The ways to sign in that are on.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use thiserror::Error;

use crate::identity::oidc::{OIDC, Oidc};
use crate::identity::{Handoff, HandoffConfig};
use crate::sessions::{Cookies, SessionUser, Sessions, SessionsConfig, SignedIn};
use crate::shared::Shared;
#[cfg(feature = "cli")]
use crate::store::Memory;
use crate::store::{Sqlite, StoreError, Vault};
use crate::visit::SignsIn;
use crate::web::{BasePath, PublicUrl};

use super::settings::SignInConfig;

/// The provider name of the hand-off.
pub(crate) const HANDOFF: &str = "handoff";

/// The ways to sign in that are on. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SignIn {
    sessions: Sessions,
    providers: Vec<&'static str>,
    starts_here: bool,
    oidc: Option<Arc<Oidc>>,
    handoff: Option<Arc<HandoffWay>>,
}

/// The way in which the application hands users over.
#[derive(Debug)]
pub(crate) struct HandoffWay {
    pub(super) handoff: Handoff,
    pub(super) origins: Vec<String>,
    pub(super) links: bool,
}

/// The facts about the page that the ways depend on.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The address of the page in the visitor's browser.
    pub(crate) public: Option<PublicUrl>,
    /// The path of the page in the visitor's browser.
    pub(crate) path: BasePath,
    /// True when pages of other sites may frame the page.
    pub(crate) in_frames: bool,
    /// The claims that references, segments and metadata are made from, beside the usual details.
    pub(crate) claims: Vec<String>,
}

/// The reasons why the ways cannot be opened.
#[derive(Debug, Error)]
pub(crate) enum SignInError {
    #[error(transparent)]
    Sessions(#[from] StoreError),
    #[error("the keys of the hand-off cannot be used: {0}")]
    Handoff(String),
}

impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

impl SignIn {
    /// Opens the configured ways and the sessions, in their file or where all instances share them; `None` when no way is
    /// configured.
    ///
    /// # Errors
    /// [`SignInError`] when the sessions cannot be kept, or a key cannot be used.
    pub(crate) fn open(
        settings: &SignInConfig,
        place: &Place,
        shared: Option<&Shared>,
    ) -> Result<Option<Self>, SignInError> {
        Self::opened(settings, place, |file| match shared {
            Some(shared) => Ok(shared.vault()),
            None => Sqlite::open(file).map(Vault::new),
        })
    }

    /// Builds the same without making or changing the file of the sessions, which is only looked at where there is one.
    ///
    /// # Errors
    /// As those of [`open`](Self::open).
    #[cfg(feature = "cli")]
    pub(crate) fn examine(
        settings: &SignInConfig,
        place: &Place,
        in_file: bool,
    ) -> Result<Option<Self>, SignInError> {
        Self::opened(settings, place, |file| {
            let examined = if in_file { Sqlite::examine(file) } else { Ok(()) };
            examined.map(|()| Vault::new(Memory::default()))
        })
    }

    /// Opens the configured ways with sessions that end with the process; the file is left alone.
    ///
    /// # Errors
    /// As those of [`open`](Self::open).
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn for_a_while(settings: &SignInConfig, place: &Place) -> Result<Option<Self>, SignInError> {
        Self::opened(settings, place, |_| Ok(Vault::new(Memory::default())))
    }

    fn opened(
        settings: &SignInConfig,
        place: &Place,
        store: impl FnOnce(&Path) -> Result<Vault, StoreError>,
    ) -> Result<Option<Self>, SignInError> {
        if !settings.is_on() {
            return Ok(None);
        }
        let vault = store(&settings.sessions.file)?;
        let Some(mut sign_in) = Self::with_store(&settings.sessions, place, vault) else {
            return Ok(None);
        };
        if let (Some(oidc), Some(public)) = (&settings.oidc, &place.public) {
            sign_in.oidc = Oidc::new(oidc, public, place.claims.clone()).map(Arc::new);
            sign_in = sign_in.starting_here(OIDC);
        }
        if let Some(handoff) = &settings.handoff {
            sign_in.handoff = Some(Arc::new(HandoffWay::new(handoff, place)?));
            sign_in.providers.push(HANDOFF);
        }
        Ok(Some(sign_in))
    }

    /// Makes sessions in the caller's store, without a way to sign in yet; `None` without a key for the sessions.
    pub(crate) fn with_store(settings: &SessionsConfig, place: &Place, vault: Vault) -> Option<Self> {
        let https = place.public.as_ref().is_some_and(PublicUrl::is_https);
        let start = settings.cookie.clone();
        let start = start.unwrap_or_else(|| Cookies::start_for(place.path.as_str()));
        let sessions = Sessions::new(settings, vault, Cookies::new(&start, https, place.in_frames))?;
        Some(Self {
            sessions,
            providers: Vec::new(),
            starts_here: false,
            oidc: None,
            handoff: None,
        })
    }

    /// Adds a way whose sign-in starts at `{base}/login` here.
    #[must_use]
    pub(crate) fn starting_here(mut self, provider: &'static str) -> Self {
        self.providers.push(provider);
        self.starts_here = true;
        self
    }

    pub(crate) fn sessions(&self) -> &Sessions {
        &self.sessions
    }

    /// The OpenID provider, when users sign in at one.
    pub(crate) fn oidc(&self) -> Option<&Oidc> {
        self.oidc.as_deref()
    }

    /// Tells whether a session is still valid.
    pub(crate) fn counts(&self, signed_in: &SignedIn) -> bool {
        signed_in.counts(&self.providers, self.oidc().map(Oidc::issuer))
    }

    pub(crate) fn handoff(&self) -> Option<&HandoffWay> {
        self.handoff.as_deref()
    }

    /// The provider of identity for those who signed in by these ways.
    pub(crate) fn user(&self) -> SessionUser {
        SessionUser::new(self.providers.clone(), self.oidc().map(Oidc::issuer))
    }

    /// How many providers there are among the ways.
    pub(crate) fn providers(&self) -> usize {
        self.providers.len()
    }

    /// The facts that the pages need.
    pub(crate) fn known_to_pages(&self) -> SignsIn {
        SignsIn {
            providers: self.providers.clone(),
            starts_here: self.starts_here,
            idle: self.sessions.idle(),
            absolute: self.sessions.absolute(),
        }
    }
}

impl HandoffWay {
    fn new(handoff: &HandoffConfig, place: &Place) -> Result<Self, SignInError> {
        let public = place.public.as_ref();
        let address = public.map(PublicUrl::page);
        let origins = handoff.posting_origins(public);
        let verifier = Handoff::new(handoff, &address.unwrap_or_default(), place.claims.clone());
        Ok(Self {
            handoff: verifier.map_err(SignInError::Handoff)?,
            origins,
            links: handoff.links,
        })
    }
}
