use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use thiserror::Error;

use crate::account::Account;
use crate::chat::{Chat, ChatConfig};
use crate::config::Config;
use crate::crylk::Gate;
use crate::customers::{Asking, Catalogue, Customers, Mapping, Unsettled};
use crate::events::{Events, EventsError, OpenInbox, Parts, Segments};
use crate::identity::{Chain, Identify};
use crate::openings::{InSite, Openings, Proof, Widget};
use crate::pages::{self, Pages};
use crate::proabono::{Error as ApiError, Live};
use crate::rights::Rights;
use crate::sign_in::{Place, SignIn};
use crate::visit::{Home, Look, Site, Theme, ThemeError};
use crate::web::{Assets, Headers, Inputs, Metrics, Paths};
use crate::words::{Languages, TextsError};

use super::servers::Servers;
use super::{Inner, Portal};

/// The reasons why a portal cannot be built.
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
    /// ProAbono's events cannot be received.
    #[error(transparent)]
    Events(#[from] EventsError),
    /// The sentences of the operator's cannot be taken.
    #[error(transparent)]
    Texts(#[from] TextsError),
    /// The look cannot be taken.
    #[error(transparent)]
    Theme(#[from] ThemeError),
    /// A setting cannot stand in a header.
    #[error("a setting of [frame], [headers], [widget] or [chat] cannot stand in a header")]
    Header,
}

/// The parts that a portal is built from.
#[derive(Debug)]
pub struct PortalBuilder<'a> {
    config: &'a Config,
    identity: Chain,
    gate: Gate,
    sign_in: Option<SignIn>,
    /// False where the portal is only looked at, and must leave everything as it is.
    works: bool,
}

impl<'a> PortalBuilder<'a> {
    pub(super) fn new(config: &'a Config, identity: Chain) -> Self {
        Self {
            config,
            identity,
            gate: config.frame.hosts.clone(),
            sign_in: None,
            works: true,
        }
    }

    /// Only looks whether it could be built: no file is made, and no event is worked.
    #[cfg(feature = "cli")]
    #[must_use]
    pub(crate) fn at_rest(mut self) -> Self {
        self.works = false;
        self
    }

    /// Adds a provider of identity, asked after those of the configuration.
    #[must_use]
    pub fn identify(mut self, provider: impl Identify + 'static) -> Self {
        self.identity.push(Arc::new(provider));
        self
    }

    /// Replaces the gate. Only the commands `demo` and `dev` do.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    #[must_use]
    pub(crate) fn gate(mut self, gate: Gate) -> Self {
        self.gate = gate;
        self
    }

    /// Lets visitors sign in here. Only a server of its own has the sessions for that.
    #[must_use]
    pub(crate) fn sign_in(mut self, sign_in: SignIn) -> Self {
        self.identity.push(Arc::new(sign_in.user()));
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
        // All ways to sign in share one provider in the chain, that of the sessions.
        let sessions = self.sign_in.as_ref().map_or(1, SignIn::providers);
        let providers = identity.len() - 1 + sessions;
        if config.sign_in.confuses(providers, &config.customers.reference) {
            return Err(BuildError::SharedIds);
        }
        assemble(config, identity, self.gate, (self.sign_in, self.works))
    }
}

#[cfg(all(feature = "cli", feature = "emulator"))]
impl Portal {
    /// Takes the look of another configuration, which pages have from now on. Only the command `demo` does.
    ///
    /// # Errors
    /// [`BuildError`] as when the portal is built; the look stays as it is.
    pub(crate) fn restyle(&self, config: &Config) -> Result<(), BuildError> {
        let Inner { site, pages, .. } = &*self.inner;
        site.look
            .replace(look(config, &pages.openings.gate, &site.paths)?);
        Ok(())
    }
}

fn assemble(
    config: &Config,
    identity: Chain,
    gate: Gate,
    (sign_in, works): (Option<SignIn>, bool),
) -> Result<Portal, BuildError> {
    let metrics = Arc::new(Metrics::new(config.webhooks.enabled));
    let account = &config.account;
    let paths = Paths {
        base: config.server.base_path.clone(),
        public: config.server.public_path().clone(),
        origin: config.server.public_url.as_ref().map(|url| url.origin.clone()),
    };
    let assets = Assets::below(paths.public.as_str());
    let site = Site {
        page: config.page.clone(),
        languages: Languages::read(&config.page.language, config.page.texts.as_deref())?,
        chat: chat(config, &assets),
        assets,
        look: look(config, &gate, &paths)?,
        metrics: Arc::clone(&metrics),
        identity,
        mapping: Mapping::new(&config.customers, &account.segment_ref),
        context_origins: config.headers.context_origins.clone(),
        frame_ancestors: config.headers.frame_ancestors.clone(),
        signs_in: sign_in.as_ref().map(SignIn::known_to_pages),
        nothing_is_real: gate.is_unreal(),
        paths: paths.clone(),
    };
    let live = client(account, &metrics)?;
    let customers = customers(config, live.clone(), gate.clone());
    let inbox = if config.webhooks.enabled && works {
        Some(OpenInbox::open(&config.webhooks)?)
    } else {
        None
    };
    let rights = Rights::new(live.clone(), &config.rights, inbox.as_ref().map(OpenInbox::notes));
    let known = (customers.clone(), rights.clone());
    let servers = Servers::of(&config.rights, &metrics);
    let pages = Pages {
        events: inbox
            .map(|inbox| events(config, inbox, known, &metrics))
            .transpose()?,
        customers,
        asking: Asking::new(),
        rights,
        unsettled: Unsettled::new(live, config.returns.unsettled_for),
        catalogue: Catalogue::new(config.offers.pricing_table.clone(), config.offers.fresh_for),
        openings: openings(config, gate, paths, metrics),
        offers: config.offers.clone(),
        returns: config.returns.clone(),
        frame: config.frame.clone(),
        reports: pages::reports(),
    };
    Ok(Portal {
        inner: Arc::new(Inner {
            site,
            pages,
            sign_in,
            body_timeout: config.server.body_timeout,
            servers,
        }),
    })
}

fn customers(config: &Config, live: Live, gate: Gate) -> Customers {
    let customers = Customers::new(live, gate, &config.customers);
    match config.page.home {
        Home::Overview => customers.with_method(),
        Home::Portal => customers,
    }
}

fn events(
    config: &Config,
    inbox: OpenInbox,
    (customers, rights): (Customers, Rights),
    metrics: &Arc<Metrics>,
) -> Result<Events, EventsError> {
    let parts = Parts {
        account: &config.account,
        settings: &config.webhooks,
        customers,
        rights,
        segments: Segments {
            usual: config.account.segment_ref.clone(),
            further: config.customers.segments.clone(),
        },
        metrics: Arc::clone(metrics),
    };
    Events::start(inbox, parts)
}

/// The facts about the page that the ways to sign in depend on.
pub(crate) fn place(config: &Config) -> Place {
    let claims = config.customers.kept_claims();
    Place {
        public: config.server.public_url.clone(),
        path: config.server.public_path().clone(),
        in_frames: !config.headers.frame_ancestors.is_empty(),
        claims: claims.into_iter().map(str::to_owned).collect(),
    }
}

fn look(config: &Config, gate: &Gate, paths: &Paths) -> Result<Look, BuildError> {
    let theme = Theme::read(&config.page.theme, paths.public.as_str())?;
    let headers = Headers::new(&Inputs {
        frame_sources: gate.sources(),
        extra_frame_sources: config.frame.extra_sources.clone(),
        frame_ancestors: config.headers.frame_ancestors.clone(),
        widget_sources: config.widget.loaded_from(gate),
        insite_sources: config.insite.loaded_from(gate),
        chat: config.chat.as_ref().map(ChatConfig::loaded_from),
        picture_origins: theme.picture_origins.clone(),
        font_origins: theme.font_origins.clone(),
        report_path: paths.path("/csp-report"),
        hsts: config.headers.hsts,
    });
    Ok(Look::new(theme, headers.ok_or(BuildError::Header)?))
}

fn chat(config: &Config, assets: &Assets) -> Option<Chat> {
    let chat = config.chat.clone()?;
    let phones = assets.phone_rules.as_str().to_owned();
    Some(Chat::new(chat, phones, config.headers.frame_ancestors.clone()))
}

fn openings(config: &Config, gate: Gate, paths: Paths, metrics: Arc<Metrics>) -> Openings {
    let account = &config.account;
    let (business, segment) = (account.business_id, account.segment_ref.clone());
    Openings {
        gate,
        generation: config.insite.generation,
        insite: InSite::new(business, segment, &config.insite, &config.customers),
        widget: Widget::new(business, &config.widget, &config.customers.authority)
            .beside_chat(config.chat.is_some()),
        proof: Proof::new(account.portal_secret.as_ref()),
        paths,
        metrics,
        insite_seen: AtomicBool::new(false),
    }
}

fn client(account: &Account, metrics: &Arc<Metrics>) -> Result<Live, BuildError> {
    let mut settings = account.client_settings();
    let observed = Arc::clone(metrics);
    settings.observer = Some(Arc::new(move |report| observed.call(&report)));
    Live::new(settings, account.segment_ref.clone()).map_err(BuildError::Client)
}
