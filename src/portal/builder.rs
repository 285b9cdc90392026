use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use governor::{Quota, RateLimiter};
use thiserror::Error;

use crate::assets::Assets;
use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::crylk::Gate;
use crate::customers::{Customers, Mapping, Settings};
use crate::headers::{Headers, Inputs};
use crate::identity::oidc::Oidc;
use crate::identity::{Chain, Identify, SessionUser};
use crate::metrics::Metrics;
use crate::page::Unsettled;
use crate::proabono::{Error as ApiError, Live};
use crate::sign_in::SignIn;
use crate::widgets::{self, InSite, Proof, Widget};

use super::{Inner, Portal};

/// Lines in the log about violations, per minute. The metric counts them all.
const REPORTS_PER_MINUTE: NonZeroU32 = NonZeroU32::new(30).unwrap();

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
        "several providers of identity are on. First remove the one that you do not use: whoever can speak for it can be any \
         user. If you use them all, and an id means the same user whichever it comes from, set \
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

/// What a portal is built from.
#[derive(Debug)]
pub struct PortalBuilder<'a> {
    config: &'a Config,
    identity: Chain,
    gate: Gate,
    sign_in: Option<SignIn>,
}

impl<'a> PortalBuilder<'a> {
    pub(super) fn new(config: &'a Config, identity: Chain) -> Self {
        Self {
            config,
            identity,
            gate: config.frame.gate.clone(),
            sign_in: None,
        }
    }

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
        assemble(config, identity, self.gate, self.sign_in)
    }
}

fn assemble(
    config: &Config,
    identity: Chain,
    gate: Gate,
    sign_in: Option<SignIn>,
) -> Result<Portal, BuildError> {
    let metrics = Arc::new(Metrics::new());
    let public_path = config.server.public_path().as_str().to_owned();
    let headers = Headers::new(&Inputs {
        frame_sources: gate.sources(),
        extra_frame_sources: config.frame.extra_sources.clone(),
        frame_ancestors: config.headers.frame_ancestors.clone(),
        widget_sources: widgets::sources(&config.widget, &gate),
        insite_sources: InSite::sources(&config.insite, &gate),
        report_path: format!("{public_path}/csp-report"),
        hsts: config.headers.hsts,
    });
    let account = &config.account;
    Ok(Portal {
        inner: Arc::new(Inner {
            base_path: config.server.base_path.as_str().to_owned(),
            public_origin: config.server.public_url.as_ref().map(|url| url.origin.clone()),
            identity,
            mapping: Mapping::new(&config.customers, &account.segment_ref),
            customers: customers(config, &metrics)?,
            gate,
            widget: Widget::new(account, &config.widget, &config.customers.authority),
            insite: InSite::new(account, &config.insite, &config.customers),
            proof: Proof::new(account.portal_secret.as_ref()),
            generation: config.insite.generation,
            insite_seen: AtomicBool::new(false),
            page: config.page.clone(),
            offers: config.offers.clone(),
            returns: config.returns.clone(),
            unsettled: Unsettled::new(config.returns.unsettled_for),
            catalogue: Catalogue::new(&config.offers),
            closed_after_subscribe: config.frame.closed_after_subscribe,
            assets: Assets::below(&public_path),
            headers: headers.ok_or(BuildError::Header)?,
            metrics,
            reports: RateLimiter::direct(Quota::per_minute(REPORTS_PER_MINUTE)),
            public_path,
            sign_in,
        }),
    })
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
