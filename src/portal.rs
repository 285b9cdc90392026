//! The page as a part of an actix-web application: its builder and THE route table.

use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;

use actix_web::dev::HttpServiceFactory;
use actix_web::{Resource, Route, web};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use thiserror::Error;

use crate::assets::{self, Assets};
use crate::config::{Config, PageConfig};
use crate::crylk::Gate;
use crate::customers::{Customers, Mapping, Settings};
use crate::headers::{Headers, Inputs};
use crate::identity::oidc::Oidc;
use crate::identity::{Chain, Identify, SessionUser, User};
use crate::metrics::Metrics;
use crate::proabono::{Error as ApiError, Live};
use crate::sessions::guarded;
use crate::sign_in::{self, SignIn};
use crate::widgets::{self, Widget};
use crate::{observe, page};

/// Why a portal cannot be built.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// Nobody could ever be known.
    #[error(
        "nobody can be recognised: no identity is configured. For a reverse proxy that signs users in, set \
         PORTAL_IDENTITY__PROXY__HEADER and PORTAL_IDENTITY__PROXY__FROM; in a host application, call \
         PortalBuilder::identify"
    )]
    NoIdentity,
    /// Users would sign in here, and only a server of its own has sessions for that.
    #[error(
        "identity.oidc and identity.handoff need the server of its own (the command `serve`): a host application signs \
         users in itself and says who they are with PortalBuilder::identify"
    )]
    SignInNeedsServer,
    /// Several providers, and nothing says whether their ids mean the same users.
    #[error(
        "several providers of identity are on. If an id means the same user whichever it comes from, set \
         PORTAL_IDENTITY__SHARED_IDS=true; if not, write {{provider}} into PORTAL_CUSTOMERS__REFERENCE, or the user 42 of one \
         would see the invoices of the user 42 of another"
    )]
    SharedIds,
    /// The client of ProAbono cannot be made.
    #[error("the client of ProAbono cannot be made")]
    Client(#[source] ApiError),
    /// A setting cannot stand in a header.
    #[error("a setting of [frame], [headers] or [widget] cannot stand in a header")]
    Header,
}

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
    gate: Gate,
    widget: Widget,
    page: PageConfig,
    assets: Assets,
    headers: Headers,
    metrics: Arc<Metrics>,
    reports: DefaultDirectRateLimiter,
    sign_in: Option<SignIn>,
}

/// Lines in the log about violations, per minute. The metric counts them all.
const REPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

impl fmt::Debug for Portal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal")
            .field("base_path", &self.inner.base_path)
            .finish_non_exhaustive()
    }
}

/// What a portal is built from.
#[derive(Debug)]
pub struct PortalBuilder<'a> {
    config: &'a Config,
    identity: Chain,
    gate: Gate,
    sign_in: Option<SignIn>,
}

impl PortalBuilder<'_> {
    /// Adds a provider of identity, asked after those of the configuration.
    #[must_use]
    pub fn identify(mut self, provider: impl Identify + 'static) -> Self {
        self.identity.push(Arc::new(provider));
        self
    }

    /// Replaces the gate. Only the command `demo` does.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    #[must_use]
    pub(crate) fn gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// Visitors sign in here. Only a server of its own has the sessions for that.
    #[must_use]
    pub(crate) fn sign_in(mut self, sign_in: SignIn) -> Self {
        let issuer = sign_in.oidc().map(Oidc::issuer);
        let user = SessionUser::new(sign_in.providers().to_vec(), issuer);
        self.identity.push(Arc::new(user));
        self.sign_in = Some(sign_in);
        self
    }

    /// Builds the portal; nothing is sent.
    ///
    /// # Errors
    /// [`BuildError`] when nobody could be known or the client cannot be made.
    pub fn build(self) -> Result<Portal, BuildError> {
        let config = self.config;
        if config.sign_in.is_on() && self.sign_in.is_none() {
            return Err(BuildError::SignInNeedsServer);
        }
        if self.identity.is_empty() {
            return Err(BuildError::NoIdentity);
        }
        let mut identity = self.identity;
        identity.ids_are_shared(config.sign_in.shared_ids);
        let within = self
            .sign_in
            .as_ref()
            .map_or(1, |sign_in| sign_in.providers().len());
        let apart = config.sign_in.shared_ids || config.customers.reference.tells_providers_apart();
        if identity.len() + within > 2 && !apart {
            return Err(BuildError::SharedIds);
        }
        let metrics = Arc::new(Metrics::new());
        let public_path = config.server.public_path().as_str().to_owned();
        let widget = Widget::new(&config.account, &config.widget, &config.customers.authority);
        let headers = Headers::new(&Inputs {
            frame_sources: self.gate.sources(),
            extra_frame_sources: config.frame.extra_sources.clone(),
            frame_ancestors: config.headers.frame_ancestors.clone(),
            widget_sources: widgets::sources(&config.widget, &self.gate),
            report_path: format!("{public_path}/csp-report"),
            hsts: config.headers.hsts,
        });
        Ok(Portal {
            inner: Arc::new(Inner {
                base_path: config.server.base_path.as_str().to_owned(),
                public_origin: config.server.public_url.as_ref().map(|url| url.origin.clone()),
                identity,
                mapping: Mapping::new(&config.customers, &config.account.segment_ref),
                customers: customers(config, &metrics)?,
                gate: self.gate,
                widget,
                page: config.page.clone(),
                assets: Assets::below(&public_path),
                headers: headers.ok_or(BuildError::Header)?,
                metrics,
                reports: RateLimiter::direct(Quota::per_minute(REPORTS_PER_MINUTE)),
                public_path,
                sign_in: self.sign_in,
            }),
        })
    }
}

fn customers(config: &Config, metrics: &Arc<Metrics>) -> Result<Customers, BuildError> {
    let mut settings = config.account.client_settings();
    let observed = Arc::clone(metrics);
    settings.observer = Some(Arc::new(move |report| observed.call(&report)));
    let live = Live::new(settings, config.account.segment_ref.clone()).map_err(BuildError::Client)?;
    Ok(Customers::new(
        live,
        Settings {
            authority: config.customers.authority.clone(),
            create_when_unsure: config.customers.create_when_unsure,
            links_fresh_for: config.customers.links_fresh_for,
            links_stale_for: config.customers.links_stale_for,
            capacity: config.customers.remembered,
        },
    ))
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
        PortalBuilder {
            config,
            identity,
            gate: config.frame.gate.clone(),
            sign_in: None,
        }
    }

    /// Everything below the base path, with its headers: mount it in an `App`.
    pub fn scope(&self) -> impl HttpServiceFactory + use<> {
        web::scope(&self.inner.base_path)
            .app_data(web::ThinData(self.clone()))
            .wrap(observe::observed(self.clone()))
            .configure(|config| self.routes(config))
            .default_service(web::to(page::not_found))
    }

    /// What answers outside the base path, with the headers of a page: the default service of a server of its own.
    pub(crate) fn elsewhere(&self) -> impl HttpServiceFactory + use<> {
        web::scope("")
            .app_data(web::ThinData(self.clone()))
            .wrap(observe::observed(self.clone()))
            .default_service(web::to(page::not_found))
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

    pub(crate) fn gate(&self) -> &Gate {
        &self.inner.gate
    }

    pub(crate) fn widget(&self) -> &Widget {
        &self.inner.widget
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

    /// THE route table. One literal pattern per route: several in one would be matched by a set of regular expressions.
    fn routes(&self, config: &mut web::ServiceConfig) {
        for path in ["", "/"] {
            self.visited(config, page_resource(path));
        }
        for resource in self.sign_in().map(sign_in::resources).into_iter().flatten() {
            self.visited(config, resource);
        }
        config.service(
            web::resource("/csp-report")
                .route(web::post().to(page::csp_report))
                .default_service(method_not_allowed("POST")),
        );
        assets::configure(config, || method_not_allowed("GET, HEAD"));
    }

    /// A route that has to know who is asking: the session layer goes around it where there is one, and around nothing
    /// else, so that assets and reports do without the store.
    pub(crate) fn visited(&self, config: &mut web::ServiceConfig, resource: Resource) {
        match self.sign_in() {
            None => config.service(resource),
            Some(sign_in) => config.service(
                resource
                    .wrap(sign_in.sessions().middleware())
                    .wrap(guarded(self.clone(), sign_in.sessions().clone())),
            ),
        };
    }
}

fn page_resource(path: &str) -> Resource {
    web::resource(path)
        .route(web::get().to(page::show))
        .route(web::head().to(page::show))
        .default_service(method_not_allowed("GET, HEAD"))
}

pub(crate) fn method_not_allowed(allow: &'static str) -> Route {
    web::to(move |portal, request| page::method_not_allowed(portal, request, allow))
}
