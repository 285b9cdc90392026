use crate::customers::ReferenceTemplate;
use crate::identity::{HandoffConfig, OidcConfig};
use crate::sessions::SessionsConfig;
use crate::settings::settings;
use crate::settings::values::boolean;

settings! {
    /// How visitors sign in here. A page inside a host application leaves that to the host.
    pub struct SignInConfig in "identity." {
        /// Says that an id means the same user whichever provider it comes from. Asked for when several are on and
        /// customers.reference has no `{provider}`: were it not so, the user 42 of one would see the invoices of the user 42
        /// of another.
        shared_ids: bool = boolean, default("false");
    }
    parts {
        /// At an OpenID provider.
        oidc: Option<OidcConfig>,
        /// Handed over by the application.
        handoff: Option<HandoffConfig>,
        /// The sessions of those who did.
        sessions: SessionsConfig,
    }
}

impl SignInConfig {
    /// True when visitors sign in here at all.
    pub fn is_on(&self) -> bool {
        self.oidc.is_some() || self.handoff.is_some()
    }

    /// True when the same id could come from two of the providers and would become the same customer, though nothing says
    /// that it means the same user.
    pub(crate) fn confuses(&self, providers: usize, reference: &ReferenceTemplate) -> bool {
        providers > 1 && !self.shared_ids && !reference.tells_providers_apart()
    }
}
