//! Who is asking: a chain of providers, each with three outcomes, and one rule for what they say together.

mod chain;
mod claim_names;
mod fetched;
mod handoff;
mod http;
mod jwt;
pub(crate) mod oidc;
mod placeholder;
mod proxy;
mod shown;
mod user;

use actix_web::HttpRequest;
use futures_util::future::LocalBoxFuture;

pub use chain::Chain;
pub(crate) use handoff::{HandedOver, Handoff, HandoffRefusal};
pub use handoff::{HandoffAlgorithm, HandoffConfig};
pub use oidc::{ClientAuth, OidcConfig};
pub use proxy::{IdentityConfig, ProxyConfig, ProxySecret, SecretDigest, TrustedProxy};
pub(crate) use user::claim_name;
pub use user::{InvalidUser, User};

/// What a provider says of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// Nothing is presented that this provider knows.
    Nothing,
    /// This user is asking.
    User(User),
    /// Something is presented that must not be believed, whatever the others say. The reason goes to the log.
    Refused(&'static str),
}

/// One way to know who is asking. A host application implements it for its own login.
pub trait Identify: Send + Sync {
    /// A word for logs and metrics, e.g. `proxy`.
    fn name(&self) -> &'static str;

    /// Who is asking?
    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity>;
}
