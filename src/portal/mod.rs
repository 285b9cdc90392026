//! The page as a part of an actix-web application: its builder, the route table of visitors, and how each request is answered.

mod assemble;
mod build_error;
mod builder;
mod delivered;
mod guard;
mod handlers;
mod routes;
mod servers;
mod shared;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::config::Config;
use crate::identity::{Chain, TrustedProxy};
use crate::pages::Pages;
use crate::shared::Following;
use crate::sign_in::SignIn;
use crate::store::StoreError;
use crate::visit::Site;

pub use build_error::BuildError;
pub use builder::PortalBuilder;
pub(crate) use builder::place;
pub(crate) use handlers::Handlers;
pub(crate) use servers::Servers;

/// The subscription page, ready to be mounted. Cheap to clone; clones share the customers' cache and the metrics.
#[derive(Clone)]
pub struct Portal {
    inner: Arc<Inner>,
}

struct Inner {
    site: Site,
    pages: Pages,
    /// The ways in which visitors sign in here, when there are any.
    sign_in: Option<SignIn>,
    /// How long the body of a request may take to arrive.
    body_timeout: Duration,
    /// The way in for servers, where it is on.
    servers: Option<Servers>,
    /// Hears the news of other instances for as long as the portal is there.
    _following: Option<Following>,
}

impl fmt::Debug for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal")
            .field("base_path", &self.inner.site.paths.base)
            .finish_non_exhaustive()
    }
}

impl Portal {
    /// The portal of a configuration.
    ///
    /// # Errors
    /// [`BuildError`] when nobody could be known or the client cannot be made.
    pub fn new(config: &Config) -> Result<Self, BuildError> {
        Self::builder(config).build()
    }

    /// A builder that starts from a configuration and its providers of identity.
    pub fn builder(config: &Config) -> PortalBuilder<'_> {
        let mut identity = Chain::default();
        if let Some(proxy) = &config.identity.proxy {
            identity.push(Arc::new(TrustedProxy::configured(proxy.clone())));
        }
        PortalBuilder::new(config, identity)
    }

    /// Checks that the sessions can be read and written, when there are any.
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        match &self.inner.sign_in {
            Some(sign_in) => sign_in.sessions().vault().check().await,
            None => Ok(()),
        }
    }

    /// Ends the streams of open pages, which would hold up the end of the server. A host application calls it when its own server
    /// begins to end.
    pub fn end_streams(&self) {
        if let Some(events) = &self.inner.pages.events {
            events.hub.close();
        }
    }

    /// Sends the traces that are not sent yet. A host application calls it when its own server has ended.
    pub async fn end_traces(&self) {
        self.inner.site.traces.end().await;
    }

    /// The text of the metrics, for the operator's listener.
    pub fn metrics_text(&self) -> String {
        self.inner.site.metrics.text()
    }
}
