use crate::customers::ReferenceTemplate;
use crate::identity::{HandoffConfig, OidcConfig};
use crate::sessions::SessionsConfig;

/// How visitors sign in here. A page inside a host application leaves that to the host.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SignInConfig {
    /// At an OpenID provider.
    pub oidc: Option<OidcConfig>,
    /// Handed over by the application.
    pub handoff: Option<HandoffConfig>,
    /// The sessions of those who did.
    pub sessions: SessionsConfig,
    /// Whether an id means the same user whichever provider it comes from.
    pub shared_ids: bool,
}

impl SignInConfig {
    /// Whether visitors sign in here at all.
    pub fn is_on(&self) -> bool {
        self.oidc.is_some() || self.handoff.is_some()
    }

    /// Whether the same id could come from two of the providers and would become the same customer, though nothing says that
    /// it means the same user.
    pub(crate) fn confuses(&self, providers: usize, reference: &ReferenceTemplate) -> bool {
        providers > 1 && !self.shared_ids && !reference.tells_providers_apart()
    }
}
