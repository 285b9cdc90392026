//! What one site is told, and what the binary is told of it.

use super::super::wait::loopback;
use super::visitors::{ALICE, BRUNO, CHLOE, DMITRI, Visitor};

/// How the site is set up.
#[derive(Clone, Debug)]
pub(crate) struct SiteOptions {
    /// The path of the page in the browser, without a slash at its end; empty for the root.
    pub(crate) path: &'static str,
    /// The proxy takes the path away, and the page is at the root of its own server.
    pub(crate) rewritten: bool,
    /// Who can be signed in, see [`Site::sign_in`]; the first one is, from the start.
    pub(crate) visitors: Vec<Visitor>,
    /// More variables for the binary.
    pub(crate) settings: Vec<(&'static str, String)>,
    /// More locations of nginx, such as pages of the application.
    pub(crate) locations: String,
    /// More directives for nginx.
    pub(crate) directives: &'static str,
    /// The portal secret on both sides; without one the emulator is a sandbox, which looks at no hash.
    pub(crate) secret: Option<&'static str>,
    /// ProAbono tells the binary of events.
    pub(crate) webhooks: bool,
}

impl Default for SiteOptions {
    fn default() -> Self {
        Self {
            path: "/Subscriptions",
            rewritten: false,
            visitors: vec![ALICE, BRUNO, CHLOE, DMITRI],
            settings: Vec::new(),
            locations: String::new(),
            directives: "",
            secret: None,
            webhooks: false,
        }
    }
}

impl SiteOptions {
    /// The same site with one more variable for the binary.
    pub(crate) fn with(mut self, variable: &'static str, value: impl Into<String>) -> Self {
        self.settings.push((variable, value.into()));
        self
    }
}

/// The account and the identity, as an operator writes them.
pub(super) fn account(api: u16) -> Vec<(&'static str, String)> {
    [
        ("PROABONO_API_BASE", format!("http://{}", loopback(api)).as_str()),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
        ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
        ("PORTAL_IDENTITY__PROXY__NAME_HEADER", "X-Remote-Name"),
        ("PORTAL_IDENTITY__PROXY__EMAIL_HEADER", "X-Remote-Email"),
        ("PORTAL_IDENTITY__PROXY__LANGUAGE_HEADER", "X-Remote-Language"),
        ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .to_vec()
}
