//! Who is asking: an ordered chain of providers, each with three outcomes.

mod proxy;
mod user;

use std::fmt;
use std::sync::Arc;

use actix_web::HttpRequest;
use futures_util::future::LocalBoxFuture;

pub use proxy::{ProxySecret, TrustedProxy};
pub use user::{InvalidUser, User};

/// What a provider says of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identity {
    /// Nothing is presented that this provider knows; the next one is asked.
    Nothing,
    /// This user is asking.
    User(User),
    /// Something is presented that must not be believed. Nobody else is asked; the reason goes to the log.
    Refused(&'static str),
}

/// One way to know who is asking. A host application implements it for its own login.
pub trait Identify: Send + Sync {
    /// A word for logs and metrics, e.g. `proxy`.
    fn name(&self) -> &'static str;

    /// Who is asking?
    fn identify<'a>(&'a self, request: &'a HttpRequest) -> LocalBoxFuture<'a, Identity>;
}

/// The providers, in the order in which they are asked.
#[derive(Clone, Default)]
pub struct Chain {
    providers: Vec<Arc<dyn Identify>>,
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.providers.iter().map(|provider| provider.name()))
            .finish()
    }
}

impl Chain {
    /// Adds a provider after those that are there.
    pub fn push(&mut self, provider: Arc<dyn Identify>) {
        self.providers.push(provider);
    }

    /// Whether nobody can be known.
    pub fn is_empty(&self) -> bool {
        self.providers.is_empty()
    }

    /// Asks each provider in turn; the first that knows or refuses decides. Returns its name with its word.
    pub async fn identify(&self, request: &HttpRequest) -> (&'static str, Identity) {
        for provider in &self.providers {
            match provider.identify(request).await {
                Identity::Nothing => {}
                Identity::User(user) => {
                    return (provider.name(), Identity::User(user.known_by(provider.name())));
                }
                refused @ Identity::Refused(_) => return (provider.name(), refused),
            }
        }
        ("none", Identity::Nothing)
    }
}
