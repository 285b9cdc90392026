use std::net::SocketAddr;
use std::sync::Arc;

use actix_web::http::Method;
use actix_web::{App, web};
use data_encoding::HEXLOWER;
use thiserror::Error;

use crate::config::{Config, Report, Source, keys};
use crate::emulated::{Controls, Trouble, account, local, played, start, tell, unreal, widget_script};
use crate::emulator::{Emulator, HostedPages, Options};
use crate::listener::listen;
use crate::pages::Pages;
use crate::portal::{Portal, place};
use crate::server::{Server, StartError, listener, portal_with, taken, with_page};
use crate::sign_in::SignIn;
use crate::store::{Memory, Vault};
use crate::telemetry::Recent;
use crate::visit::Visit;

use super::look;
use super::menu;
use super::sign_in::{self, SAMPLE_SIGN_IN};
use super::studio::{LOOK, Studio};

/// The addresses of the demonstration's parts; port 0 takes any free one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) page: SocketAddr,
    pub(crate) operations: SocketAddr,
    pub(crate) emulator: SocketAddr,
}

/// The way in which the floating widget is installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Floating {
    /// As on a standard page, with the settings before the script.
    Page,
    /// As in a single-page application, where a call starts it.
    SinglePage,
    /// Not at all.
    Off,
}

/// The reasons why the demonstration cannot start.
#[derive(Debug, Error)]
pub(crate) enum DemoError {
    #[error("the demonstration's own settings are wrong; please report this")]
    Settings(#[from] Report),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// The emulator, which already serves, and the page, which listens and does not serve yet.
pub(crate) struct Demo {
    pub(crate) server: Server,
    pub(crate) emulator: Emulator,
    pub(crate) page_url: String,
    pub(crate) menu_url: String,
    pub(crate) emulator_url: String,
}

/// Builds both. The environment and the configuration file are not read.
pub(crate) fn build(addresses: Addresses, widget: Floating) -> Result<Demo, DemoError> {
    let account = Options {
        hosted_pages: HostedPages {
            tells_height: true,
            ..HostedPages::default()
        },
        ..account(addresses.emulator)
    };
    let emulator = start(&account)?;
    let emulator_url = emulator.url();
    let config = settings(addresses, &account, &emulator_url, widget)?;
    let vault = Vault::new(Memory::default());
    let sign_in = SignIn::with_store(&config.sign_in.sessions, &place(&config), vault)
        .ok_or_else(Report::internal)?
        .starting_here(SAMPLE_SIGN_IN);
    let portal = portal_with(unreal(&config, &emulator), Some(sign_in)).map_err(Trouble::from)?;
    let server = serve(&config, portal, &emulator_url)?;
    let page_url = format!("http://{}{}", server.address(), config.server.base_path);
    tell(&emulator, &page_url);
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
    let mut source = played(Source::new(keys()), account, emulator)
        .with("server.listen", addresses.page.to_string())
        .with("server.workers", "1")
        .with("operations.listen", addresses.operations.to_string())
        .with("page.application", "Acme (demo)")
        .with("page.home_url", "/")
        .with("frame.height_member", "height")
        // A minute less than the links of the emulator last.
        .with("frame.renew_after", "4m")
        .with("sessions.key", HEXLOWER.encode(&rand::random::<[u8; 64]>()))
        .with("page.support_url", format!("{emulator}/"));
    if widget != Floating::Off {
        source = source
            .with("widget.script_url", widget_script(emulator))
            .with("widget.visible", "false");
    }
    if widget == Floating::SinglePage {
        source = source.with("widget.start_call", "ProAbono.start");
    }
    Config::from_source(source)
}

fn serve(config: &Config, portal: Portal, emulator: &str) -> Result<Server, Trouble> {
    let mounted = portal.clone();
    let emulator = Controls::of(emulator).map_err(Trouble::Client)?;
    let studio = Studio::open(&portal, config).map_err(StartError::from)?;
    let studio = Arc::new(studio);
    let login = format!("{}/login", config.server.base_path.as_str());
    let app = move || {
        let (portal, emulator, login) = (mounted.clone(), emulator.clone(), login.clone());
        let studio = Arc::clone(&studio);
        App::new()
            // These routes come before the scope, since the sign-in here is a list of people to choose from.
            .configure(move |config| {
                sample_login(config, &portal, &login, &emulator);
                sample_menu(config, &portal, &emulator);
                sample_look(config, &portal, &studio);
            })
            .service(mounted.scope())
            .default_service(mounted.elsewhere())
            .wrap(local())
    };
    let page = listen(&listener(config), None, app)
        .map_err(|source| taken("--port", config.server.listen, source))?;
    Ok(with_page(config, portal, page, Recent::default())?)
}

fn sample_login(config: &mut web::ServiceConfig, portal: &Portal, login: &str, emulator: &Controls) {
    let (to, name) = (portal.visited(), "demo_login");
    let origin = emulator.origin.clone();
    let show = async move |_: &SignIn, visit: &Visit<'_>, ()| Ok(sign_in::show(visit, &origin));
    let routes = [
        (Method::GET, to.way(name, show)),
        (Method::POST, to.way(name, sign_in::sign_in)),
    ];
    to.serve(config, name, to.resource(login, name, routes));
}

fn sample_menu(config: &mut web::ServiceConfig, portal: &Portal, emulator: &Controls) {
    let (to, name) = (portal.handlers(), "demo_menu");
    let (shown, changed) = (emulator.clone(), emulator.clone());
    let show = async move |pages: &Pages, visit: &Visit<'_>| menu::show(pages, visit, &shown).await;
    let choose =
        async move |_: &Pages, visit: &Visit<'_>, chosen| menu::choose(visit, &changed, chosen).await;
    let routes = [
        (Method::GET, to.anybody(name, show)),
        (Method::POST, to.taking(name, choose)),
    ];
    to.serve(config, name, to.resource("/", name, routes));
}

fn sample_look(config: &mut web::ServiceConfig, portal: &Portal, studio: &Arc<Studio>) {
    let (to, name) = (portal.handlers(), "demo_look");
    let [shown, changed, served] = [(); 3].map(|()| Arc::clone(studio));
    let show = async move |_: &Pages, visit: &Visit<'_>| Ok(look::show(&shown, visit));
    let change = async move |_: &Pages, visit: &Visit<'_>, sent| look::change(&changed, visit, sent);
    let routes = [
        (Method::GET, to.anybody(name, show)),
        (Method::POST, to.taking(name, change)),
    ];
    to.serve(config, name, to.resource(LOOK, name, routes));
    let file = async move |_: &Pages, visit: &Visit<'_>| look::file(&served, visit);
    let routes = [(Method::GET, to.anybody(name, file))];
    to.serve(
        config,
        name,
        to.resource(&format!("{LOOK}/{{file}}"), name, routes),
    );
}
