//! Makes the parts of a portal from its configuration, and hands each what it needs.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::account::Account;
use crate::chat::{Chat, ChatConfig};
use crate::config::Config;
use crate::crylk::Gate;
use crate::customers::{Asking, Catalogue, Customers, Glances, Mapping, Unsettled};
use crate::events::{Events, EventsError, OpenInbox, Parts, Segments};
use crate::identity::Chain;
use crate::openings::{InSite, Openings, Proof, Widget};
use crate::pages::{self, Pages, Rows};
use crate::proabono::Live;
use crate::rights::Rights;
use crate::shared::{Following, Shared};
use crate::sign_in::SignIn;
use crate::telemetry::Traces;
use crate::visit::{Home, Look, Site, Theme};
use crate::web::{Assets, Headers, Inputs, Metrics, Paths};
use crate::words::Languages;

use super::build_error::BuildError;
use super::servers::Servers;
use super::{Inner, Portal};

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

pub(super) fn assemble(
    config: &Config,
    identity: Chain,
    gate: Gate,
    (sign_in, works): (Option<SignIn>, bool),
    shared: Option<&Shared>,
) -> Result<Portal, BuildError> {
    let metrics = Arc::new(Metrics::new(config.webhooks.enabled));
    let traces = traces(config, works, &metrics)?;
    let account = &config.account;
    let paths = paths(config);
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
        traces: traces.clone(),
        paths: paths.clone(),
    };
    let live = client(account, &metrics, traces)?;
    let customers = customers(config, live.clone(), gate.clone()).sharing(shared.cloned());
    let inbox = if config.webhooks.enabled && works {
        Some(OpenInbox::open(&config.webhooks, shared)?)
    } else {
        None
    };
    let rights = Rights::new(live.clone(), &config.rights, inbox.as_ref().map(OpenInbox::notes));
    let known = (customers.clone(), rights.clone());
    let servers = Servers::of(&config.rights, &metrics);
    let pages = Pages {
        events: inbox
            .map(|inbox| events(config, inbox, known.clone(), (&metrics, shared.cloned())))
            .transpose()?,
        customers,
        asking: Asking::new(),
        rights,
        unsettled: Unsettled::new(live, config.returns.unsettled_for).sharing(shared.cloned()),
        catalogue: Catalogue::new(config.offers.pricing_table.clone(), config.offers.fresh_for),
        openings: openings(config, gate, paths, metrics),
        offers: config.offers.clone(),
        returns: config.returns.clone(),
        frame: config.frame.clone(),
        rows: Rows::new(config.customers.remembered),
        reports: pages::reports(),
    };
    let following = shared.map(|shared| follow(shared, &pages, known));
    Ok(Portal {
        inner: Arc::new(Inner {
            site,
            pages,
            sign_in,
            body_timeout: config.server.body_timeout,
            servers,
            _following: following,
        }),
    })
}

fn paths(config: &Config) -> Paths {
    Paths {
        base: config.server.base_path.clone(),
        public: config.server.public_path().clone(),
        origin: config.server.public_url.as_ref().map(|url| url.origin.clone()),
    }
}

fn customers(config: &Config, live: Live, gate: Gate) -> Customers {
    let mut customers = Customers::new(live, gate, &config.customers);
    if config.page.home == Home::Overview {
        customers = customers.glancing(Glances::with_method);
    }
    if config.webhooks.enabled {
        customers = customers.glancing(Glances::with_events);
    }
    customers
}

fn events(
    config: &Config,
    inbox: OpenInbox,
    (customers, rights): (Customers, Rights),
    (metrics, shared): (&Arc<Metrics>, Option<Shared>),
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
        shared,
        // Open pages stay, and must leave connections to those who come.
        streams: config.webhooks.streams.min(config.server.connections / 2),
    };
    Events::start(inbox, parts)
}

/// The traces, and what pushes the metrics; nothing where the portal is only looked at.
fn traces(config: &Config, works: bool, metrics: &Arc<Metrics>) -> Result<Traces, BuildError> {
    let telemetry = config.telemetry.as_ref().filter(|_| works);
    let metrics = Arc::clone(metrics);
    Traces::start(telemetry, Arc::new(move || metrics.text())).map_err(BuildError::Telemetry)
}

/// Begins to hear what other instances have learnt.
fn follow(shared: &Shared, pages: &Pages, (customers, rights): (Customers, Rights)) -> Following {
    let of_events = pages.events.as_ref().map(|events| events.ear(customers, rights));
    let ears = of_events.into_iter().chain([pages.unsettled.ear()]);
    shared.follow(ears.collect())
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

fn client(account: &Account, metrics: &Arc<Metrics>, traces: Traces) -> Result<Live, BuildError> {
    let mut settings = account.client_settings();
    let observed = Arc::clone(metrics);
    settings.headers = traces.passed();
    settings.observer = Some(Arc::new(move |report| {
        observed.call(&report);
        traces.call(&report);
    }));
    Live::new(settings, account.segment_ref.clone()).map_err(BuildError::Client)
}
