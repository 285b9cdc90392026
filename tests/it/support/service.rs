//! A service that a test starts on a free port of the loopback address.

use std::net::SocketAddr;

use actix_web::dev::{Server, ServerHandle};
use actix_web::web::ServiceConfig;
use actix_web::{App, HttpServer};

/// The running service; it stops when dropped.
pub(crate) struct Service {
    address: SocketAddr,
    handle: ServerHandle,
}

impl Drop for Service {
    fn drop(&mut self) {
        // Not awaited: the stop is ordered at the call, the runtime carries it out.
        drop(self.handle.stop(false));
    }
}

impl Service {
    /// Serves these routes.
    pub(crate) fn start(routes: impl Fn(&mut ServiceConfig) + Clone + Send + 'static) -> Self {
        let server = HttpServer::new(move || App::new().configure(&routes))
            .workers(1)
            .disable_signals()
            .bind("127.0.0.1:0")
            .expect("a free port");
        let address = server.addrs()[0];
        Self::of(server.run(), address)
    }

    /// Runs a server that is bound to that address.
    pub(crate) fn of(server: Server, address: SocketAddr) -> Self {
        let handle = server.handle();
        tokio::spawn(server);
        Self { address, handle }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// Ends it now: connections are refused from here on.
    pub(crate) async fn stop(&self) {
        self.handle.stop(false).await;
    }
}
