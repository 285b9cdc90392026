//! The page as a part of an actix-web application: its builder and THE route table.

mod builder;
mod routes;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_service::{ServiceFactory, ServiceFactoryExt as _, apply};
use actix_web::dev::{HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::web;
use governor::DefaultDirectRateLimiter;

use crate::assets::Assets;
use crate::catalogue::Catalogue;
use crate::config::{Config, Generation, OffersConfig, PageConfig, ReturnsConfig};
use crate::crylk::Gate;
use crate::customers::{Asking, Customers, Mapping};
use crate::headers::Headers;
use crate::identity::{Chain, User};
use crate::metrics::Metrics;
use crate::page::Unsettled;
use crate::sign_in::SignIn;
use crate::widgets::{InSite, Proof, Widget};
use crate::{observe, page};

pub use builder::{BuildError, PortalBuilder};
pub(crate) use routes::method_not_allowed;

/// The subscription page, ready to be mounted. Cheap to clone; clones share the customers' cache and the metrics.
#[derive(Clone)]
pub struct Portal {
    inner: Arc<Inner>,
}

struct Inner {
    base_path: String,
    public_path: String,
    public_origin: Option<String>,
    identity: Chain,
    mapping: Mapping,
    customers: Customers,
    asking: Asking,
    gate: Gate,
    widget: Widget,
    insite: InSite,
    proof: Proof,
    generation: Generation,
    /// The account has answered with links of the in-site generation.
    insite_seen: AtomicBool,
    page: PageConfig,
    offers: OffersConfig,
    returns: ReturnsConfig,
    unsettled: Unsettled,
    catalogue: Catalogue,
    closed_after_subscribe: bool,
    assets: Assets,
    headers: Headers,
    metrics: Arc<Metrics>,
    reports: DefaultDirectRateLimiter,
    body_timeout: Duration,
    sign_in: Option<SignIn>,
}

impl fmt::Debug for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal")
            .field("base_path", &self.inner.base_path)
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
            identity.push(Arc::new(proxy.clone()));
        }
        PortalBuilder::new(config, identity)
    }

    /// Everything below the base path, with its headers: mount it in an `App`.
    pub fn scope(&self) -> impl HttpServiceFactory + use<> {
        web::scope(&self.inner.base_path)
            .app_data(web::ThinData(self.clone()))
            .wrap(observe::observed(self.clone()))
            .configure(|config| self.routes(config))
            .default_service(web::to(page::not_found))
    }

    /// What answers outside the base path, with the headers of a page: the default service of a server of its own. A scope
    /// would miss targets that are no paths, such as that of `OPTIONS *`.
    pub(crate) fn elsewhere(
        &self,
    ) -> impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse,
        Error = actix_web::Error,
        InitError = (),
    > + use<> {
        let portal = web::ThinData(self.clone());
        let not_found = web::to(move |request| page::not_found(portal.clone(), request));
        apply(observe::observed(self.clone()), not_found).map(ServiceResponse::map_into_boxed_body)
    }

    /// The text of the metrics, for the operator's listener.
    pub fn metrics_text(&self) -> String {
        self.inner.metrics.text()
    }

    /// The path of the page in the visitor's browser; `/` for the root.
    pub(crate) fn page_path(&self) -> &str {
        if self.inner.public_path.is_empty() {
            "/"
        } else {
            &self.inner.public_path
        }
    }

    pub(crate) fn path(&self, below: &str) -> String {
        format!("{}{below}", self.inner.public_path)
    }

    /// The path of the page as it arrives here; empty for the root.
    pub(crate) fn base_path(&self) -> &str {
        &self.inner.base_path
    }

    pub(crate) fn public_origin(&self) -> Option<&str> {
        self.inner.public_origin.as_deref()
    }

    pub(crate) fn identity(&self) -> &Chain {
        &self.inner.identity
    }

    pub(crate) fn mapping(&self) -> &Mapping {
        &self.inner.mapping
    }

    pub(crate) fn customers(&self) -> &Customers {
        &self.inner.customers
    }

    /// Whether ProAbono may be asked once more on behalf of the user.
    pub(crate) fn may_ask(&self, user: &User) -> bool {
        self.inner.asking.allows(user)
    }

    pub(crate) fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    pub(crate) fn widget(&self) -> &Widget {
        &self.inner.widget
    }

    pub(crate) fn insite(&self) -> &InSite {
        &self.inner.insite
    }

    pub(crate) fn proof(&self) -> &Proof {
        &self.inner.proof
    }

    /// Which generation of ProAbono's pages is preferred.
    pub(crate) fn generation(&self) -> Generation {
        self.inner.generation
    }

    /// Remembers what an answer said of the account's generation, for when there is no answer.
    pub(crate) fn saw_insite(&self, insite: bool) {
        if self.inner.insite_seen.load(Ordering::Relaxed) != insite {
            self.inner.insite_seen.store(insite, Ordering::Relaxed);
        }
    }

    /// Whether the account is known to be of the in-site generation.
    pub(crate) fn insite_seen(&self) -> bool {
        self.inner.insite_seen.load(Ordering::Relaxed)
    }

    pub(crate) fn offers(&self) -> &OffersConfig {
        &self.inner.offers
    }

    pub(crate) fn returns(&self) -> &ReturnsConfig {
        &self.inner.returns
    }

    /// The returns that ProAbono does not confirm yet.
    pub(crate) fn unsettled(&self) -> &Unsettled {
        &self.inner.unsettled
    }

    /// The offers that anybody may see.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.inner.catalogue
    }

    /// Whether ProAbono closes the frame once the subscription has changed.
    pub(crate) fn closed_after_subscribe(&self) -> bool {
        self.inner.closed_after_subscribe
    }

    pub(crate) fn page(&self) -> &PageConfig {
        &self.inner.page
    }

    pub(crate) fn assets(&self) -> &Assets {
        &self.inner.assets
    }

    pub(crate) fn headers(&self) -> &Headers {
        &self.inner.headers
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.inner.metrics
    }

    /// How long the body of a request may take to arrive.
    pub(crate) fn body_timeout(&self) -> Duration {
        self.inner.body_timeout
    }

    /// Whether one more violation may be logged now.
    pub(crate) fn may_log_report(&self) -> bool {
        self.inner.reports.check().is_ok()
    }

    /// How visitors sign in here, where they do.
    pub(crate) fn sign_in(&self) -> Option<&SignIn> {
        self.inner.sign_in.as_ref()
    }

    /// Whether this user is signed in by a session of ours, and can sign out here.
    pub(crate) fn signed_in_here(&self, user: &User) -> bool {
        self.sign_in()
            .zip(user.known_provider())
            .is_some_and(|(sign_in, provider)| sign_in.providers().contains(&provider))
    }

    /// Where a visitor starts to sign in here.
    pub(crate) fn login_path(&self) -> Option<String> {
        let starts = self.sign_in()?.starts_here();
        starts.then(|| self.path("/login"))
    }
}
