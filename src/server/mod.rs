//! The stand-alone server: two listeners, and one shutdown for both. The same function builds it for the command line
//! and for tests.

mod error;
mod operations;
mod passed;
mod signals;
mod stop;
mod supervisor;

use std::future::pending;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::{App, web};

use crate::config::{Config, OperationsConfig, ServerConfig};
#[cfg(feature = "cli")]
use crate::events::Events;
use crate::listener::{self, Listener, listen};
use crate::portal::{self, BuildError, Portal, PortalBuilder};
use crate::shared::Shared;
use crate::sign_in::SignIn;
use crate::telemetry::Recent;

pub use error::StartError;
pub use stop::Stop;

use operations::State;
use passed::Passed;
use signals::Signals;
#[cfg(feature = "cli")]
pub(crate) use signals::{outlive, signal};

/// A server that listens and does not serve yet.
#[derive(Debug)]
pub struct Server {
    page: Listener,
    portal: Portal,
    operations: Listener,
    shutdown_delay: Duration,
    shutdown_timeout: Duration,
}

/// Builds the server of a configuration: binds both listeners, sends nothing to ProAbono.
///
/// # Errors
/// [`StartError`] when the page cannot be built or an address is taken.
pub fn build(config: &Config) -> Result<Server, StartError> {
    build_on(config, Vec::new())
}

/// Builds the same server on sockets that listen already, such as those that systemd keeps open over a restart: each serves where
/// a setting has its address, and an address without one is bound.
///
/// # Errors
/// As for [`build`], and [`StartError::Passed`] for a socket that no setting has the address of.
pub fn build_on(config: &Config, sockets: Vec<TcpListener>) -> Result<Server, StartError> {
    build_telling(config, sockets, Recent::default())
}

/// The same with a listener for the operator that tells the last warnings of the log.
///
/// # Errors
/// As for [`build_on`].
pub fn build_telling(
    config: &Config,
    sockets: Vec<TcpListener>,
    warnings: Recent,
) -> Result<Server, StartError> {
    let mut sockets = Passed::of(sockets).map_err(StartError::Unusable)?;
    let passed = sockets.take(config.server.listen);
    let passed_to_operations = sockets.take(config.operations.listen);
    if let Some(address) = sockets.left() {
        return Err(StartError::Passed { address });
    }
    let portal = portal(config)?;
    let mounted = portal.clone();
    let app = move || {
        App::new()
            .service(mounted.scope())
            .default_service(mounted.elsewhere())
    };
    let page = listen(&listener(config), passed, app)
        .map_err(|source| taken(ServerConfig::listen.env, config.server.listen, source))?;
    with_listeners(config, portal, page, (passed_to_operations, warnings))
}

/// The settings of the page's listener.
pub(crate) fn listener(config: &Config) -> listener::Settings {
    let server = &config.server;
    listener::Settings {
        address: server.listen,
        workers: server.threads(),
        shutdown_timeout: server.shutdown_timeout,
        head_timeout: server.head_timeout,
        keep_alive: server.keep_alive,
        answer_timeout: server.answer_timeout,
        head_size: server.head_size,
        connections: listener::room_for(server.connections),
        connections_per_address: server.connections_per_address,
        drains: true,
    }
}

/// The portal of a stand-alone server, with the sessions of visitors who sign in here.
///
/// # Errors
/// [`StartError`] when the page cannot be built or the sessions cannot be kept.
fn portal(config: &Config) -> Result<Portal, StartError> {
    let shared = config.redis.as_ref().map(Shared::open).transpose();
    let shared = shared.map_err(BuildError::from)?;
    let sign_in = SignIn::open(&config.sign_in, &portal::place(config), shared.as_ref())?;
    portal_with(Portal::builder(config).sharing(shared), sign_in)
}

/// Builds the same page, so that nothing is found only when it is served. Nothing is bound, sent, made or changed.
///
/// # Errors
/// [`StartError`] when the page cannot be built or the sessions could not be kept.
#[cfg(feature = "cli")]
pub(crate) fn examine(config: &Config) -> Result<(), StartError> {
    let files = config.redis.is_none();
    let sign_in = SignIn::examine(&config.sign_in, &portal::place(config), files)?;
    if config.webhooks.enabled && files {
        Events::examine(&config.webhooks.file).map_err(BuildError::from)?;
    }
    portal_with(Portal::builder(config).at_rest(), sign_in).map(|_| ())
}

/// Builds a portal with the ways to sign in here, when there are any.
///
/// # Errors
/// [`StartError::Portal`] when the page cannot be built.
pub(crate) fn portal_with(builder: PortalBuilder<'_>, sign_in: Option<SignIn>) -> Result<Portal, StartError> {
    let builder = match sign_in {
        Some(sign_in) => builder.sign_in(sign_in),
        None => builder,
    };
    Ok(builder.build()?)
}

/// The reason that an address cannot be listened on; `setting` is the variable or the flag that holds it.
pub(crate) fn taken(setting: &'static str, address: SocketAddr, source: io::Error) -> StartError {
    StartError::Listen {
        setting,
        address,
        source,
    }
}

/// A server around a page whose listener is bound already.
///
/// # Errors
/// [`StartError`] when the operator's address is taken.
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) fn with_page(config: &Config, portal: Portal, page: Listener) -> Result<Server, StartError> {
    with_listeners(config, portal, page, (None, Recent::default()))
}

fn with_listeners(
    config: &Config,
    portal: Portal,
    page: Listener,
    (passed, warnings): (Option<TcpListener>, Recent),
) -> Result<Server, StartError> {
    let state = State {
        portal: portal.clone(),
        warnings,
        ending: Arc::clone(&page.ending),
    };
    Ok(Server {
        page,
        portal,
        operations: operations(config, &state, passed)?,
        shutdown_delay: config.server.shutdown_delay,
        shutdown_timeout: config.server.shutdown_timeout,
    })
}

fn operations(config: &Config, state: &State, passed: Option<TcpListener>) -> Result<Listener, StartError> {
    let page = listener(config);
    if page.connections < config.server.connections {
        tracing::warn!(
            code = "open-files-short",
            connections = page.connections,
            "the limit of open files leaves no room for as many connections as {} says: raise the limit (LimitNOFILE of \
             systemd, ulimit -n of a shell)",
            ServerConfig::connections.env,
        );
    }
    let settings = listener::Settings {
        address: config.operations.listen,
        connections: listener::for_operators(page.connections),
        // Servers and proxies are few and ask often.
        connections_per_address: None,
        // The gate is asked at every request of the application.
        workers: if state.portal.serves_servers() {
            config.server.threads()
        } else {
            1
        },
        ..page
    };
    let state = state.clone();
    let app = move || {
        App::new()
            .app_data(web::ThinData(state.clone()))
            .configure(|routes| operations::configure(&state.portal, routes))
    };
    listen(&settings, passed, app)
        .map_err(|source| taken(OperationsConfig::listen.env, settings.address, source))
}

impl Server {
    /// The address of the page, with the port that was given when the configuration said 0.
    pub fn address(&self) -> SocketAddr {
        self.page.address
    }

    /// The address of the operator's listener.
    pub fn operations_address(&self) -> SocketAddr {
        self.operations.address
    }

    /// A handle that ends the server.
    pub fn stop_handle(&self) -> Stop {
        Stop::new(&self.page, &self.operations, self.portal.clone())
    }

    /// Serves until it is stopped.
    ///
    /// # Errors
    /// [`StartError::Ended`] when a listener fails.
    pub async fn run(self) -> Result<(), StartError> {
        let (page, operations) = tokio::join!(self.page.server, self.operations.server);
        self.portal.end_traces().await;
        page.and(operations).map_err(StartError::Ended)
    }

    /// Serves until SIGTERM or SIGINT. For `server.shutdown_delay` it then serves on while `/readyz` answers 503, takes no more
    /// visitors after that, and gives those under way `server.shutdown_timeout`. A second signal ends it at once. A service manager
    /// that asks for it, as systemd does, is told when visitors are taken and when the end begins.
    ///
    /// # Errors
    /// [`StartError::Ended`] when a listener fails.
    pub async fn run_until_signal(self) -> Result<(), StartError> {
        let mut signals = Signals::new();
        let stop = self.stop_handle();
        let (delay, timeout) = (self.shutdown_delay, self.shutdown_timeout);
        let second_signal = async {
            signals.end().await;
            supervisor::stopping(delay + 2 * timeout);
            tokio::select! {
                () = stop.after(delay, timeout) => pending().await,
                () = signals.end() => {}
            }
        };
        let announced = async {
            supervisor::ready();
            pending::<()>().await;
        };
        tokio::select! {
            // In this order: once the servers have been asked for the first time, their threads run.
            biased;
            ended = self.run() => ended,
            () = announced => Ok(()),
            () = second_signal => {
                tracing::warn!(
                    code = "ended-at-once",
                    "ending at once: a second signal came, and requests under way are cut off"
                );
                Ok(())
            }
        }
    }
}
