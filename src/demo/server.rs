use std::net::SocketAddr;

use actix_web::{App, web};
use data_encoding::HEXLOWER;
use thiserror::Error;

use crate::config::{Config, Report, Source, keys};
use crate::crylk::Gate;
use crate::emulator::{Emulator, Options, Redirection};
use crate::listener::listen;
use crate::observe;
use crate::portal::Portal;
use crate::server::{Server, StartError, listener, with_page};
use crate::sign_in::SignIn;
use crate::store::{Memory, Vault};

use super::EmulatorOrigin;
use super::menu;
use super::sign_in::{self, SAMPLE_SIGN_IN};

/// Known to both sides, so that the hash is checked as in production.
const PORTAL_SECRET: &str = "demo-portal-secret";

/// Where the parts of the demonstration listen; port 0 takes any free one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) page: SocketAddr,
    pub(crate) operations: SocketAddr,
    pub(crate) emulator: SocketAddr,
}

/// How the floating widget is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Floating {
    /// As on a standard page: the settings stand there before the script.
    Page,
    /// As in a single-page application: a call starts it.
    SinglePage,
    /// Not at all.
    Off,
}

/// Why the demonstration cannot start.
#[derive(Debug, Error)]
pub(crate) enum DemoError {
    #[error("the emulator cannot listen on {0}; choose another port with --emulator-port")]
    Emulator(SocketAddr, #[source] std::io::Error),
    #[error("the demonstration's own settings are wrong; please report this")]
    Settings(#[from] Report),
    #[error(transparent)]
    Start(#[from] StartError),
}

/// The page and the emulator, listening and not serving yet.
pub(crate) struct Demo {
    pub(crate) server: Server,
    pub(crate) emulator: Emulator,
    pub(crate) page_url: String,
    pub(crate) menu_url: String,
    pub(crate) emulator_url: String,
}

/// Builds both. The environment and the configuration file are not read.
pub(crate) fn build(addresses: Addresses, widget: Floating) -> Result<Demo, DemoError> {
    let options = Options {
        listen: addresses.emulator,
        portal_secret: Some(PORTAL_SECRET.to_owned()),
        ..Options::default()
    };
    let account = options.clone();
    let mut emulator =
        Emulator::bind(options).map_err(|error| DemoError::Emulator(addresses.emulator, error))?;
    let emulator_url = emulator.origin();
    let config = settings(addresses, &account, &emulator_url, widget)?;
    let sign_in = SignIn::with_store(&config, Vault::new(Memory::default())).ok_or_else(Report::internal)?;
    let portal = Portal::builder(&config)
        .sign_in(sign_in.starting_here(SAMPLE_SIGN_IN))
        .gate(Gate::for_emulator(emulator_url.clone()))
        .build()
        .map_err(StartError::from)?;
    let server = serve(&config, portal, &emulator_url)?;
    let page_url = format!("http://{}{}", server.address(), config.server.base_path);
    emulator.page_url(page_url.clone());
    emulator.return_url(format!("{page_url}/return"));
    let chosen = format!("{page_url}/return?status=UrlOffersAnonymousSelection");
    emulator.redirect(Redirection::UrlOffersAnonymousSelection, &chosen);
    Ok(Demo {
        menu_url: format!("http://{}/", server.address()),
        server,
        emulator,
        page_url,
        emulator_url,
    })
}

fn settings(
    addresses: Addresses,
    account: &Options,
    emulator: &str,
    widget: Floating,
) -> Result<Config, Report> {
    let mut source = Source::new(keys())
        .with("server.listen", addresses.page.to_string())
        .with("server.workers", "1")
        .with("server.shutdown_timeout", "1s")
        .with("operations.listen", addresses.operations.to_string())
        .with("proabono.api_base", emulator)
        .with("proabono.business_id", account.business_id.to_string())
        .with("proabono.segment_ref", account.segment_ref.as_str())
        .with("proabono.agent_key", account.agent_key.as_str())
        .with("proabono.api_key", account.api_key.as_str())
        .with("proabono.portal_secret", PORTAL_SECRET)
        .with("page.application", "Acme (demo)")
        .with("page.home_url", "/")
        .with("insite.script_url", format!("{emulator}/Get/portal.js"))
        .with("sessions.key", HEXLOWER.encode(&rand::random::<[u8; 64]>()))
        .with("page.support_url", format!("{emulator}/"))
        // Short, so that what is done in the frame shows at the next visit.
        .with("customers.links_fresh_for", "1s")
        .with("offers.fresh_for", "1s");
    if widget != Floating::Off {
        source = source
            .with("widget.script_url", format!("{emulator}/widget.js"))
            .with("widget.visible", "false");
    }
    if widget == Floating::SinglePage {
        source = source.with("widget.start_call", "ProAbono.start");
    }
    Config::from_source(source)
}

fn serve(config: &Config, portal: Portal, emulator: &str) -> Result<Server, StartError> {
    let mounted = portal.clone();
    let emulator = EmulatorOrigin(emulator.to_owned());
    let client = web::Data::new(reqwest::Client::new());
    let app = move || {
        let (portal, emulator, client) = (mounted.clone(), emulator.clone(), client.clone());
        App::new()
            .app_data(client)
            // Before the scope: here the sign-in is a list of people to choose from.
            .configure(move |config| {
                sample_login(config, &portal, &emulator);
                sample_menu(config, &portal, &emulator);
            })
            .service(mounted.scope())
            .default_service(mounted.elsewhere())
    };
    let page = listen(&listener(config), app).map_err(|source| StartError::Listen {
        setting: "--port",
        address: config.server.listen,
        source,
    })?;
    with_page(config, portal, page)
}

fn sample_login(config: &mut web::ServiceConfig, portal: &Portal, emulator: &EmulatorOrigin) {
    let login = web::scope(&portal.path("/login"))
        .app_data(web::ThinData(portal.clone()))
        .app_data(web::ThinData(emulator.clone()))
        .wrap(observe::observed(portal.clone()))
        .configure(|config| portal.visited(config, sign_in::resource()));
    config.service(login);
}

fn sample_menu(config: &mut web::ServiceConfig, portal: &Portal, emulator: &EmulatorOrigin) {
    config.service(
        menu::resource()
            .app_data(web::ThinData(portal.clone()))
            .app_data(web::ThinData(emulator.clone()))
            .wrap(observe::observed(portal.clone())),
    );
}
