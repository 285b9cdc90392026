//! The stand-alone server: two listeners, and one shutdown for both. The same function builds it for the command line
//! and for tests.

mod operations;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::{App, web};
use thiserror::Error;

use crate::config::{Config, OperationsConfig, ServerConfig};
use crate::listener::{self, Listener, listen};
use crate::portal::{self, BuildError, Portal};
use crate::sign_in::{SignIn, SignInError};
use crate::store::StoreError;

use operations::State;

/// The reasons why a server cannot start.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StartError {
    /// The page cannot be built.
    #[error(transparent)]
    Portal(#[from] BuildError),
    /// An address cannot be listened on.
    #[error(
        "{setting} cannot listen on {address}: {source}. Choose another address, or end what listens there"
    )]
    Listen {
        /// The variable that holds the address.
        setting: &'static str,
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        source: io::Error,
    },
    /// The sessions cannot be kept.
    #[error("PORTAL_SESSIONS__FILE: {0}. Name a file in a folder that this user can write to")]
    Sessions(#[from] StoreError),
    /// The hand-off cannot be checked.
    #[error("PORTAL_IDENTITY__HANDOFF__KEY: {0}")]
    Handoff(String),
    /// The server ended by itself.
    #[error("the server ended: {0}")]
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
    operations: Listener,
    draining: Arc<AtomicBool>,
    shutdown_timeout: Duration,
}

/// Ends a server from elsewhere.
#[derive(Clone, Debug)]
pub struct Stop {
    page: ServerHandle,
    operations: ServerHandle,
    draining: Arc<AtomicBool>,
}

impl Stop {
    /// Stops taking visitors, lets the requests under way end, then closes the operator's listener.
    pub async fn gracefully(&self) {
        self.draining.store(true, Ordering::Relaxed);
        self.page.stop(true).await;
        self.operations.stop(false).await;
    }
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
    }
}

/// The portal of a stand-alone server, with the sessions of visitors who sign in here.
///
/// # Errors
/// [`StartError`] when the page cannot be built or the sessions cannot be kept.
pub(crate) fn portal(config: &Config) -> Result<Portal, StartError> {
    let builder = Portal::builder(config);
    let builder = match SignIn::open(&config.sign_in, &portal::place(config))? {
        Some(sign_in) => builder.sign_in(sign_in),
        None => builder,
    };
    Ok(builder.build()?)
}

fn taken(setting: &'static str, address: SocketAddr, source: io::Error) -> StartError {
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
    let draining = Arc::new(AtomicBool::new(false));
    let state = State {
        portal,
        draining: Arc::clone(&draining),
    };
    Ok(Server {
        page,
        operations: operations(config, &state)?,
        draining,
        shutdown_timeout: config.server.shutdown_timeout,
    })
}

fn operations(config: &Config, state: &State) -> Result<Listener, StartError> {
    let settings = listener::Settings {
        address: config.operations.listen,
        workers: 1,
        ..listener(config)
    };
    let state = state.clone();
    let app = move || {
        App::new()
            .app_data(web::ThinData(state.clone()))
            .configure(operations::configure)
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
        Stop {
            page: self.page.server.handle(),
            operations: self.operations.server.handle(),
            draining: Arc::clone(&self.draining),
        }
    }

    /// Serves until it is stopped.
    ///
    /// # Errors
    /// [`StartError::Ended`] when a listener fails.
    pub async fn run(self) -> Result<(), StartError> {
        let (page, operations) = tokio::join!(self.page.server, self.operations.server);
        page.and(operations).map_err(StartError::Ended)
    }

    /// Serves until SIGTERM or SIGINT, then ends gracefully.
    ///
    /// # Errors
    /// [`StartError::Ended`] when a listener fails.
    pub async fn run_until_signal(self) -> Result<(), StartError> {
        let stop = self.stop_handle();
        let timeout = self.shutdown_timeout;
        actix_web::rt::spawn(async move {
            signal().await;
            tracing::info!(?timeout, "ending: no new visitors, requests under way may finish");
            stop.gracefully().await;
        });
        self.run().await
    }
}

/// Completes at the first SIGTERM or SIGINT (elsewhere than on Unix: Ctrl-C).
pub(crate) async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut term), Ok(mut int)) =
            (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
        {
            tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            }
            return;
        }
    }
    // Without a signal to wait for, only the end of the process ends the server.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
