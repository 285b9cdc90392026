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

/// A sign-in that is under way, kept until the visitor comes back. It holds secrets, so it has no `Debug`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Attempt {
    /// The issuer that was configured when it began.
    pub(crate) issuer: String,
    /// A random value that the provider returns unchanged.
    pub(crate) state: String,
    nonce: String,
    verifier: String,
}

/// The beginning of a sign-in: the address for the browser, and the data to keep meanwhile.
pub(crate) struct Begun {
    pub(crate) address: Url,
    pub(crate) attempt: Attempt,
}

/// A user whom the provider has signed in.
pub(crate) struct Arrived {
    pub(crate) user: User,
    /// The token that the provider wants to see again at sign-out.
    pub(crate) id_token: String,
}

/// The reasons why nobody is signed in. Their texts go to the log; nothing in them comes from a token, a code or a
/// visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The provider cannot be reached, or says that it is unavailable.
    Away(String),
    /// The visitor or the provider refused.
    Denied,
    /// The attempt has expired, or was used before.
    Failed(&'static str),
    /// The response is wrong or incomplete.
    Refused(String),
}
