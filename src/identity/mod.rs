//! Identity: a chain of providers that each look at a request, and one rule that combines their answers.

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
pub(crate) use handoff::{HandedOver, Handoff, HandoffRefusal, Late, Verified};
pub use handoff::{HandoffAlgorithm, HandoffConfig};
pub use oidc::{ClientAuth, OidcConfig};
pub use proxy::{IdentityConfig, ProxyConfig, ProxySecret, SecretDigest, TrustedProxy};
pub(crate) use user::claim_name;
pub use user::{InvalidUser, User};

/// The answer of a provider about a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// The request has nothing for this provider.
    Nothing,
    /// The request comes from this user.
    User(User),
    /// The request has credentials that must not be believed, whatever the other providers say. The reason goes to the
    /// log.
    Refused(&'static str),
}

/// A way to learn which user a request comes from. A host application implements it for its own login.
pub trait Identify: Send + Sync {
    /// A word for logs and metrics, e.g. `proxy`.
    fn name(&self) -> &'static str;

    /// Finds the user that the request comes from.
    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity>;
}
