//! The listener.

use std::io;
use std::net::{SocketAddr, TcpListener};

use actix_web::dev::Server;
use actix_web::{App, HttpServer, web};

use super::backoffice;
use super::options::Options;
use super::routes;
use super::seed;
use super::settings::Redirection;
use super::shared::Shared;

/// Enough for a thousand clients at once; the listener's queue holds the rest.
const MAX_CONNECTIONS: usize = 4_096;

/// A bound emulator; clients may connect already, [`run`](Self::run) answers them.
pub struct Emulator {
    addr: SocketAddr,
    shared: web::Data<Shared>,
    server: Server,
}

impl Emulator {
    /// Binds the listener and seeds the state. To be called inside a runtime of tokio or an actix system.
    ///
    /// # Errors
    ///
    /// The address is not a loopback address (`InvalidInput`), or it cannot be bound.
    pub fn bind(options: Options) -> io::Result<Self> {
        refuse_public(options.listen)?;
        let listener = TcpListener::bind(options.listen)?;
        let addr = listener.local_addr()?;
        let shared = web::Data::new(Shared::new(seed::world(options, format!("http://{addr}"))));
        let data = shared.clone();
        let server = HttpServer::new(move || App::new().app_data(data.clone()).configure(routes::configure))
            .workers(1)
            .max_connections(MAX_CONNECTIONS)
            .disable_signals()
            .shutdown_timeout(1)
            .listen(listener)?
            .run();
        Ok(Self { addr, shared, server })
    }

    /// The address it listens on.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Its own origin, e.g. `http://127.0.0.1:40213`: the base of the API, and of the hosted pages unless
    /// [`Options::hosted_origin`] says otherwise.
    pub fn origin(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The same for the operations of the Backoffice API that are on the host of a segment: another name for the same
    /// address. The other operations of the Backoffice API are at [`origin`](Self::origin), and those of the API Live at
    /// both. The name leads to 127.0.0.1 and `[::1]`, and to no other loopback address.
    pub fn segment_origin(&self) -> String {
        format!("http://{}:{}", backoffice::SEGMENT, self.addr.port())
    }

    /// Tells where the application's page is, for a caller that knows it only after binding.
    pub fn page_url(&mut self, url: String) {
        let url = Some(url);
        let mut world = self.shared.world();
        world.told(move |options| options.page_url.clone_from(&url));
    }

    /// Tells where a finished workflow sends the visitor, see [`Options::return_url`].
    pub fn return_url(&mut self, url: String) {
        let url = Some(url);
        let mut world = self.shared.world();
        world.told(move |options| options.return_url.clone_from(&url));
    }

    /// Tells where an event leads, see [`HostedPages::redirects`](super::HostedPages::redirects).
    pub fn redirect(&mut self, event: Redirection, url: &str) {
        let mut world = self.shared.world();
        world.told(|options| {
            options.hosted_pages.redirects.insert(event, url.to_owned());
        });
    }

    /// The server, to be awaited or spawned. It takes no signals: stop it through its handle.
    pub fn run(self) -> Server {
        self.server
    }
}

fn refuse_public(listen: SocketAddr) -> io::Result<()> {
    if listen.ip().is_loopback() {
        return Ok(());
    }
    let message = format!(
        "the emulator has open controls and sample keys, so it listens on a loopback address only: {listen} is not one, use e.g. 127.0.0.1:{}",
        listen.port()
    );
    Err(io::Error::new(io::ErrorKind::InvalidInput, message))
}
