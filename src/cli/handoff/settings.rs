use std::path::Path;

use proabono_cli::terminal::Failure;

use crate::config::{Config, HandoffConfig};
use crate::customers::CustomersConfig;
use crate::proabono::SegmentReference;
use crate::web::PublicUrl;

/// The hand-off as the configuration has it.
pub(super) struct Settings {
    pub(super) handoff: HandoffConfig,
    /// The `aud` of the tokens.
    pub(super) audience: String,
    /// The address of the page in the visitor's browser.
    pub(super) public: PublicUrl,
    /// The origins from which a browser may post a token.
    pub(super) origins: Vec<String>,
    /// The claims that are read beside the usual ones.
    pub(super) claims: Vec<String>,
    /// How users become customers, in this segment unless something says otherwise.
    pub(super) customers: CustomersConfig,
    pub(super) segment: SegmentReference,
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
        let claims = config.customers.kept_claims().into_iter();
        Ok(Self {
            audience: handoff.expected_audience(&public.page()),
            origins: handoff.posting_origins(Some(&public)),
            claims: claims.map(str::to_owned).collect(),
            customers: config.customers,
            segment: config.account.segment_ref,
            handoff,
            public,
        })
    }
}
