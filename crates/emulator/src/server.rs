//! The listener.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use tokio::runtime::Handle;
use tokio::task::AbortHandle;
use url::Url;

use crate::backoffice;
use crate::delivery;
use crate::guard::{self, Names};
use crate::options::Options;
use crate::routes;
use crate::seed;
use crate::settings::Redirection;
use crate::shared::Shared;
use crate::tls;

/// Enough for a thousand clients at once; the listener's queue holds the rest.
const MAX_CONNECTIONS: usize = 4_096;

/// A client on a busy machine may take long to send its request.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long a connection without a request is kept. A client that reuses one at the moment at which it closes has a
/// failure that no ProAbono sent, so that this is longer than a test waits.
const KEPT: Duration = Duration::from_secs(75);

/// A running emulator. It stops when it is dropped.
pub struct Emulator {
    addr: SocketAddr,
    /// The certificate of the authority behind https, as PEM.
    authority: Option<String>,
    shared: web::Data<Shared>,
    server: ServerHandle,
    /// The deliveries to webhooks.
    deliveries: AbortHandle,
}

impl Emulator {
    /// Starts the sample account on a free port of a loopback address.
    ///
    /// # Errors
    ///
    /// No port can be bound.
    pub async fn start() -> io::Result<Self> {
        Self::start_with(Options::default()).await
    }

    /// Starts what the options say.
    ///
    /// # Errors
    ///
    /// The address is not a loopback address (`InvalidInput`), or it cannot be bound.
    pub async fn start_with(options: Options) -> io::Result<Self> {
        refuse_public(options.listen)?;
        let listener = tokio::net::TcpListener::bind(options.listen).await?;
        Self::serve(listener.into_std()?, options)
    }

    /// The same from a function that is not `async`, which must run inside a runtime of tokio or actix.
    ///
    /// # Errors
    ///
    /// As those of [`start_with`](Self::start_with); and there is no runtime.
    pub fn bind(options: Options) -> io::Result<Self> {
        refuse_public(options.listen)?;
        Self::serve(TcpListener::bind(options.listen)?, options)
    }

    fn serve(listener: TcpListener, options: Options) -> io::Result<Self> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        options.deliveries.check().map_err(invalid)?;
        options.webhook_url.as_deref().map_or(Ok(()), refuse_elsewhere)?;
        let addr = listener.local_addr()?;
        let tls = options.https.then(tls::identity).transpose()?;
        let origin = format!("{}://{addr}", scheme(tls.is_some()));
        let names = Arc::new(Names::of(&options));
        let shared = web::Data::new(Shared::new(seed::world(options, origin)));
        let data = shared.clone();
        let app = move || {
            let names = Arc::clone(&names);
            App::new()
                .app_data(data.clone())
                .configure(routes::configure)
                .wrap(from_fn(move |request, next| {
                    guard::named(Arc::clone(&names), request, next)
                }))
        };
        let server = HttpServer::new(app)
            .workers(1)
            .max_connections(MAX_CONNECTIONS)
            .client_request_timeout(PATIENCE)
            .keep_alive(KEPT)
            .disable_signals()
            .shutdown_timeout(1);
        let (server, authority) = match tls {
            Some((config, authority)) => (server.listen_rustls_0_23(listener, config)?, Some(authority)),
            None => (server.listen(listener)?, None),
        };
        let server = server.run();
        let deliveries = delivery::run(shared.clone().into_inner());
        let emulator = Self {
            addr,
            authority,
            shared,
            server: server.handle(),
            deliveries: runtime.spawn(deliveries).abort_handle(),
        };
        runtime.spawn(server);
        Ok(emulator)
    }

    /// Stops it now: connections are refused from here on, and nothing is delivered any more.
    pub async fn stop(&self) {
        self.deliveries.abort();
        self.server.stop(false).await;
    }

    /// The address it listens on.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// Its own origin, e.g. `http://127.0.0.1:40213`: the base of both APIs, and of the hosted pages unless
    /// [`Options::hosted_origin`] says otherwise.
    pub fn url(&self) -> String {
        format!("{}://{}", scheme(self.authority.is_some()), self.addr)
    }

    /// The certificate that a client must trust, as PEM, where the emulator speaks https: that of an authority that was made
    /// for this emulator alone.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
    }

    /// The base of those operations of the Backoffice API that are on the host of a segment: another name for the same
    /// address. Its other operations are at [`url`](Self::url), and those of the Live API at both. The name leads to
    /// 127.0.0.1 and `[::1]`, and to no other loopback address.
    pub fn segment_url(&self) -> String {
        let scheme = scheme(self.authority.is_some());
        format!("{scheme}://{}:{}", backoffice::SEGMENT, self.addr.port())
    }

    /// How many calls both APIs have had, which is the number of the latest one in the record.
    pub fn calls(&self) -> u64 {
        self.shared.calls().last()
    }

    /// Tells where the application's page is, for a caller that knows it only after binding.
    pub fn page_url(&self, url: String) {
        let url = Some(url);
        let mut world = self.shared.world();
        world.told(move |options| options.page_url.clone_from(&url));
    }

    /// Tells where a finished workflow sends the visitor, see [`Options::return_url`].
    pub fn return_url(&self, url: String) {
        let url = Some(url);
        let mut world = self.shared.world();
        world.told(move |options| options.return_url.clone_from(&url));
    }

    /// Tells where the webhook is that is there from the start, see [`Options::webhook_url`]. It takes the place of the one that
    /// was told before; only what happens from here on is delivered to it.
    ///
    /// # Errors
    ///
    /// It is not an http address of this machine (`InvalidInput`).
    pub fn webhook_url(&self, url: &str) -> io::Result<()> {
        refuse_elsewhere(url)?;
        let mut world = self.shared.world();
        world.told(|options| options.webhook_url = Some(url.to_owned()));
        backoffice::own_webhook(&mut world);
        Ok(())
    }

    /// Tells where an event leads, see [`HostedPages::redirects`](crate::HostedPages::redirects).
    pub fn redirect(&self, event: Redirection, url: &str) {
        let mut world = self.shared.world();
        world.told(|options| {
            options.hosted_pages.redirects.insert(event, url.to_owned());
        });
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.deliveries.abort();
        // The stop is ordered at the call, and the runtime carries it out.
        drop(self.server.stop(false));
    }
}

fn scheme(https: bool) -> &'static str {
    if https { "https" } else { "http" }
}

fn refuse_public(listen: SocketAddr) -> io::Result<()> {
    if listen.ip().is_loopback() {
        return Ok(());
    }
    Err(invalid(format!(
        "the emulator has open controls and sample keys, so it listens on a loopback address only: {listen} is not one, use e.g. 127.0.0.1:{}",
        listen.port()
    )))
}

fn refuse_elsewhere(webhook: &str) -> io::Result<()> {
    if Url::parse(webhook).is_ok_and(|url| delivery::is_here(&url)) {
        return Ok(());
    }
    Err(invalid(format!(
        "events are delivered to this machine only: {webhook} is not an http address of it, use e.g. http://127.0.0.1:8080/webhooks"
    )))
}

fn invalid(message: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}
