//! Sign-in at an OpenID provider: the protocol, without pages and cookies.

mod callback;
mod claims;
mod client;
mod exchange;
mod id_token;
mod lookup;
mod metadata;
mod settings;

use serde::{Deserialize, Serialize};
use url::Url;

use super::User;

use callback::Answer;
pub(crate) use callback::Callback;
pub(crate) use client::Oidc;
pub use settings::{ClientAuth, OidcConfig};

/// The provider's name in sessions, logs and metrics.
pub(crate) const OIDC: &str = "oidc";

/// The claim under which a session remembers the issuer.
pub(crate) const ISSUER: &str = "iss";

/// A sign-in that is under way, kept here until the visitor comes back. It holds secrets, and so does not print.
#[derive(Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// The issuer that was configured when it began.
    pub(crate) issuer: String,
    /// What the provider brings back as it was.
    pub(crate) state: String,
    nonce: String,
    verifier: String,
}

/// The beginning of a sign-in: where the browser goes, and what is kept meanwhile.
pub(crate) struct Begun {
    pub(crate) address: Url,
    pub(crate) attempt: Attempt,
}

/// Somebody whom the provider has signed in.
pub(crate) struct Arrived {
    pub(crate) user: User,
    /// As the provider wants to see it at sign-out.
    pub(crate) id_token: String,
}

/// Why somebody is not signed in. The texts go to the log; nothing in them comes from a token, a code or a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The provider is out of reach, or says that it cannot just now.
    Away(String),
    /// The visitor, or the provider, said no.
    Denied,
    /// Too late, or used before.
    Failed(&'static str),
    /// What came cannot be believed, or lacks something.
    Refused(String),
}
