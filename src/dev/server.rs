use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use actix_web::App;
use thiserror::Error;

use crate::config::{Config, Report, ServerConfig};
use crate::emulated::{Controls, Trouble, local, start, tell, unreal};
use crate::emulator::{Catalogue, Emulator};
use crate::listener::{self, Listener, listen};
use crate::portal::{Portal, place};
use crate::server::{Server, StartError, listener, portal_with, taken, with_page};
use crate::sign_in::SignIn;
use crate::telemetry::Recent;
use crate::web::PublicUrl;

use super::panel::{self, Panel};
use super::settings::{configuration, emulated, of_panel};
use super::visits::{Visits, watched};

/// The addresses of the parts that the configuration does not know; port 0 takes any free one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Addresses {
    pub(crate) emulator: SocketAddr,
    pub(crate) panel: SocketAddr,
}

/// The reasons why it cannot start.
#[derive(Debug, Error)]
pub(crate) enum DevError {
    #[error(transparent)]
    Settings(#[from] Report),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// The emulator, which already serves, and the page and the panel, which listen and do not serve yet.
pub(crate) struct Dev {
    pub(crate) config: Config,
    pub(crate) page_url: String,
    pub(crate) panel_url: String,
    pub(crate) emulator: Arc<Emulator>,
    server: Server,
    panel: Listener,
}

/// Builds them from the configuration of `serve`, in which nothing of ProAbono's has to be.
pub(crate) fn build(
    file: Option<&Path>,
    addresses: Addresses,
    catalogue: Option<Catalogue>,
) -> Result<Dev, DevError> {
    let account = emulated(file, addresses.emulator, catalogue)?;
    let emulator = Arc::new(start(&account)?);
    let config = configuration(file, &account, &emulator.url())?;
    let portal = portal(&config, &emulator)?;
    let visits = Arc::new(Visits::of(Arc::clone(&emulator)));
    let server = page(&config, portal, &visits)?;
    let panel = Panel {
        controls: Controls::of(&emulator.url()).map_err(Trouble::Client)?,
        visits,
        page: page_url(&config, &server),
    };
    let page_url = panel.page.clone();
    tell(&emulator, &page_url);
    let panel = beside(&config, addresses.panel, &emulator, panel)?;
    Ok(Dev {
        config,
        page_url,
        panel_url: format!("http://{}/", panel.address),
        emulator,
        server,
        panel,
    })
}

/// The address of the page in the integrator's browser.
fn page_url(config: &Config, server: &Server) -> String {
    let here = || format!("http://{}{}", server.address(), config.server.base_path.as_str());
    config
        .server
        .public_url
        .as_ref()
        .map_or_else(here, PublicUrl::page)
}

fn portal(config: &Config, emulator: &Emulator) -> Result<Portal, Trouble> {
    let sign_in = SignIn::for_a_while(&config.sign_in, &place(config)).map_err(StartError::from)?;
    Ok(portal_with(unreal(config, emulator), sign_in)?)
}

fn page(config: &Config, portal: Portal, visits: &Arc<Visits>) -> Result<Server, Trouble> {
    let (mounted, visits) = (portal.clone(), Arc::clone(visits));
    let app = move || {
        App::new()
            .service(mounted.scope())
            .default_service(mounted.elsewhere())
            .wrap(watched(&visits))
            .wrap(local())
    };
    let page = listen(&listener(config), None, app)
        .map_err(|source| taken(ServerConfig::listen.env, config.server.listen, source))?;
    Ok(with_page(config, portal, page, Recent::default())?)
}

/// The listener of the panel. The operator's answers probes, and the page's may be reached through a proxy.
fn beside(
    config: &Config,
    address: SocketAddr,
    emulator: &Emulator,
    panel: Panel,
) -> Result<Listener, Trouble> {
    let settings = listener::Settings {
        address,
        workers: 1,
        drains: false,
        ..listener(config)
    };
    let (portal, panel) = (portal(&of_panel(config), emulator)?, Arc::new(panel));
    let app = move || {
        let (mounted, panel) = (portal.clone(), Arc::clone(&panel));
        App::new()
            .configure(move |config| panel::routes(config, &mounted, &panel))
            .service(portal.files())
            .default_service(portal.elsewhere())
            .wrap(local())
    };
    Ok(listen(&settings, None, app).map_err(|source| taken("--panel-port", address, source))?)
}

impl Dev {
    /// The address of the probes and metrics.
    pub(crate) fn operations_address(&self) -> SocketAddr {
        self.server.operations_address()
    }

    /// Serves until SIGTERM or SIGINT, and ends the emulator after that.
    pub(crate) async fn run_until_signal(self) -> Result<(), StartError> {
        let panel = self.panel.server;
        let handle = panel.handle();
        let (ended, _) = tokio::join!(
            async {
                let ended = self.server.run_until_signal().await;
                handle.stop(false).await;
                ended
            },
            panel
        );
        self.emulator.stop().await;
        ended
    }
}
