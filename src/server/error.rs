use std::io;
use std::net::SocketAddr;

use thiserror::Error;

use crate::portal::BuildError;
use crate::sign_in::SignInError;
use crate::store::StoreError;

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
    /// A socket that was passed on belongs to neither listener.
    #[error(
        "a socket was passed on that listens on {address}, and no setting has this address: write it into server.listen or \
         operations.listen, or one of these into the ListenStream of the socket's unit"
    )]
    Passed {
        /// The address of the socket.
        address: SocketAddr,
    },
    /// A socket that was passed on cannot be used.
    #[error(
        "a socket that was passed on cannot be used: it must be a TCP socket that listens (ListenStream of the socket's unit)"
    )]
    Unusable(#[source] io::Error),
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
