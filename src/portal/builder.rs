use std::sync::Arc;

use crate::config::Config;
use crate::crylk::Gate;
use crate::identity::{Chain, Identify};
use crate::shared::Shared;
use crate::sign_in::{Place, SignIn};

use super::Portal;
use super::assemble::assemble;
use super::build_error::BuildError;

/// The parts that a portal is built from.
#[derive(Debug)]
pub struct PortalBuilder<'a> {
    config: &'a Config,
    identity: Chain,
    gate: Gate,
    sign_in: Option<SignIn>,
    shared: Option<Shared>,
    /// False where the portal is only looked at, and must leave everything as it is.
    works: bool,
}

impl<'a> PortalBuilder<'a> {
    pub(super) fn new(config: &'a Config, identity: Chain) -> Self {
        Self {
            config,
            identity,
            gate: config.frame.hosts.clone(),
            sign_in: None,
            shared: None,
            works: true,
        }
    }

    /// Only looks whether it could be built: no file is made, and no event is worked.
    #[cfg(feature = "cli")]
    #[must_use]
    pub(crate) fn at_rest(mut self) -> Self {
        self.works = false;
        self
    }

    /// Adds a provider of identity, asked after those of the configuration.
    #[must_use]
    pub fn identify(mut self, provider: impl Identify + 'static) -> Self {
        self.identity.push(Arc::new(provider));
        self
    }

    /// Replaces the gate. Only the commands `demo` and `dev` do.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    #[must_use]
    pub(crate) fn gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// Lets visitors sign in here. Only a server of its own has the sessions for that.
    #[must_use]
    pub(crate) fn sign_in(mut self, sign_in: SignIn) -> Self {
        self.identity.push(Arc::new(sign_in.user()));
        self.sign_in = Some(sign_in);
        self
    }

    /// Uses a connection to the Redis of all instances that is there already.
    #[must_use]
    pub(crate) fn sharing(mut self, shared: Option<Shared>) -> Self {
        self.shared = shared;
        self
    }

    /// Builds the portal; nothing is sent.
    ///
    /// # Errors
    /// [`BuildError`] when nobody could be known or the client cannot be made.
    pub fn build(self) -> Result<Portal, BuildError> {
        let config = self.config;
        if config.sign_in.is_on() && self.sign_in.is_none() {
            return Err(BuildError::SignInNeedsServer);
        }
        if self.identity.is_empty() {
            return Err(BuildError::NoIdentity);
        }
        let mut identity = self.identity;
        identity.ids_are_shared(config.sign_in.shared_ids);
        // All ways to sign in share one provider in the chain, that of the sessions.
        let sessions = self.sign_in.as_ref().map_or(1, SignIn::providers);
        let providers = identity.len() - 1 + sessions;
        if config.sign_in.confuses(providers, &config.customers.reference) {
            return Err(BuildError::SharedIds);
        }
        let shared = match (self.shared, &config.redis) {
            (None, Some(redis)) if self.works => Some(Shared::open(redis)?),
            (shared, _) => shared,
        };
        assemble(
            config,
            identity,
            self.gate,
            (self.sign_in, self.works),
            shared.as_ref(),
        )
    }
}

/// The facts about the page that the ways to sign in depend on.
pub(crate) fn place(config: &Config) -> Place {
    let claims = config.customers.kept_claims();
    Place {
        public: config.server.public_url.clone(),
        path: config.server.public_path().clone(),
        in_frames: !config.headers.frame_ancestors.is_empty(),
        claims: claims.into_iter().map(str::to_owned).collect(),
    }
}
