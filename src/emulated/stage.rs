use std::io;
use std::net::SocketAddr;

use thiserror::Error;

use crate::config::Config;
use crate::crylk::Gate;
use crate::emulator::{Emulator, Options, Redirection};
use crate::portal::{Portal, PortalBuilder};
use crate::server::StartError;

/// The reasons why the page with its emulator cannot start, other than its settings.
#[derive(Debug, Error)]
pub(crate) enum Trouble {
    #[error("the emulator cannot listen on {0}; choose another port with --emulator-port")]
    Emulator(SocketAddr, #[source] io::Error),
    #[error("the HTTP client cannot be made: {0}")]
    Client(String),
    #[error(transparent)]
    Start(#[from] StartError),
}

/// Starts the emulator, which serves from now on.
pub(crate) fn start(account: &Options) -> Result<Emulator, Trouble> {
    Emulator::bind(account.clone()).map_err(|error| Trouble::Emulator(account.listen, error))
}

/// A builder of the page that frames that emulator's pages, and no others.
pub(crate) fn unreal<'a>(config: &'a Config, emulator: &Emulator) -> PortalBuilder<'a> {
    Portal::builder(config).gate(Gate::for_emulator(emulator.url()))
}

/// Tells the emulator where the page is: its mails lead there, and its workflows back.
pub(crate) fn tell(emulator: &Emulator, page_url: &str) {
    emulator.page_url(page_url.to_owned());
    emulator.return_url(format!("{page_url}/return"));
    let chosen = format!("{page_url}/return?status=UrlOffersAnonymousSelection");
    emulator.redirect(Redirection::UrlOffersAnonymousSelection, &chosen);
}
