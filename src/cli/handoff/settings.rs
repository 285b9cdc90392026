use std::path::Path;

use proabono_cli::terminal::Failure;

use crate::config::{Config, HandoffConfig};

/// The hand-off as the configuration has it.
pub(super) struct Settings {
    pub(super) handoff: HandoffConfig,
    /// The `aud` of the tokens.
    pub(super) audience: String,
    /// The address of the page in the visitor's browser.
    pub(super) page: String,
    /// The origins from which a browser may post a token.
    pub(super) origins: Vec<String>,
    /// The claims that the customer is made from, beside the usual ones.
    pub(super) claims: Vec<String>,
}

impl Settings {
    pub(super) fn read(file: Option<&Path>) -> Result<Self, Failure> {
        let config = Config::load_for_server(file)?;
        let handoff = config.sign_in.handoff;
        let handoff = handoff.ok_or(
            "the hand-off is not on: set PORTAL_IDENTITY__HANDOFF__ISSUER (docs/sign-in/hand-off.md)",
        )?;
        let public = config.server.public_url;
        let public = public.ok_or("PORTAL_SERVER__PUBLIC_URL is not set")?;
        let page = format!("{}{}", public.origin, public.path.as_str());
        let claims = config.customers.claims().into_iter().map(str::to_owned).collect();
        Ok(Self {
            audience: handoff.audience.clone().unwrap_or_else(|| page.clone()),
            origins: if handoff.origins.is_empty() {
                vec![public.origin]
            } else {
                handoff.origins.clone()
            },
            handoff,
            page,
            claims,
        })
    }
}
