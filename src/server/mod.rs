//! The stand-alone server: two listeners, and one shutdown for both. The same function builds it for the command line
//! and for tests.

mod operations;
mod signals;
mod stop;

use std::future::pending;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::{App, web};
use thiserror::Error;

use crate::config::{Config, OperationsConfig, ServerConfig};
#[cfg(feature = "cli")]
use crate::events::Events;
use crate::listener::{self, Listener, listen};
use crate::portal::{self, BuildError, Portal, PortalBuilder};
use crate::shared::Shared;
use crate::sign_in::{SignIn, SignInError};
use crate::store::StoreError;

pub use stop::Stop;

use operations::State;
use signals::Signals;
#[cfg(feature = "cli")]
pub(crate) use signals::{outlive, signal};

/// The reasons why a server cannot start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The page cannot be built.
    #[error(transparent)]
    Portal(#[from] BuildError),
    /// An address cannot be listened on.
    #[error("{setting} cannot listen on {address}. Choose another address, or end what listens there")]
    Listen {
        /// The variable or the flag that holds the address.
        setting: &'static str,
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
    /// The sessions cannot be kept.
    #[error("PORTAL_SESSIONS__FILE: the sessions cannot be kept")]
    Sessions(#[from] StoreError),
    /// The hand-off cannot be checked.
    #[error("PORTAL_IDENTITY__HANDOFF__KEY: {0}")]
    Handoff(String),
    /// The server ended by itself.
    #[error("the server ended by itself")]
    Ended(#[source] io::Error),
}

impl From<SignInError> for StartError {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Sessions(error) => Self::Sessions(error),
            SignInError::Handoff(what) => Self::Handoff(what),
        }
    }
}

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
    let portal = portal(config)?;
    let mounted = portal.clone();
    let app = move || {
        App::new()
            .service(mounted.scope())
            .default_service(mounted.elsewhere())
    };
    let page = listen(&listener(config), app)
        .map_err(|source| taken(ServerConfig::listen.env, config.server.listen, source))?;
    with_page(config, portal, page)
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
pub(crate) fn with_page(config: &Config, portal: Portal, page: Listener) -> Result<Server, StartError> {
    let state = State {
        portal: portal.clone(),
        ending: Arc::clone(&page.ending),
    };
    Ok(Server {
        page,
        portal,
        operations: operations(config, &state)?,
        shutdown_delay: config.server.shutdown_delay,
        shutdown_timeout: config.server.shutdown_timeout,
    })
}

fn operations(config: &Config, state: &State) -> Result<Listener, StartError> {
    let settings = listener::Settings {
        address: config.operations.listen,
        // The gate is asked at every request of the application.
        workers: if state.portal.serves_servers() {
            config.server.threads()
        } else {
            1
        },
        ..listener(config)
    };
    let state = state.clone();
    let app = move || {
        App::new()
            .app_data(web::ThinData(state.clone()))
            .configure(|routes| operations::configure(&state.portal, routes))
    };
    listen(&settings, app).map_err(|source| taken(OperationsConfig::listen.env, settings.address, source))
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
        page.and(operations).map_err(StartError::Ended)
    }

    /// Serves until SIGTERM or SIGINT. For `server.shutdown_delay` it then serves on while `/readyz` answers 503, takes no more
    /// visitors after that, and gives those under way `server.shutdown_timeout`. A second signal ends it at once.
    ///
    /// # Errors
    /// [`StartError::Ended`] when a listener fails.
    pub async fn run_until_signal(self) -> Result<(), StartError> {
        let mut signals = Signals::new();
        let stop = self.stop_handle();
        let (delay, timeout) = (self.shutdown_delay, self.shutdown_timeout);
        let second_signal = async {
            signals.end().await;
            tokio::select! {
                () = stop.after(delay, timeout) => pending().await,
                () = signals.end() => {}
            }
        };
        tokio::select! {
            ended = self.run() => ended,
            () = second_signal => {
                tracing::warn!("ending at once: a second signal came, and requests under way are cut off");
                Ok(())
            }
        }
    }
}
