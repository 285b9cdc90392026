//! The Live API: one file per resource.

use std::sync::Arc;

use super::request::Transport;
use super::{Error, Settings};

pub(super) mod customer;

/// The Live API of one account. Cheap to clone; a clone shares the connections.
#[derive(Clone)]
pub struct Live {
    transport: Arc<Transport>,
}

impl Live {
    /// Makes a client; nothing is sent.
    ///
    /// # Errors
    /// [`Error::Settings`] when the base is not one that credentials may be sent to, when a key has a character that
    /// no header can carry, or when the machine has no certificates to check ProAbono's with.
    pub fn new(settings: Settings) -> Result<Self, Error> {
        let transport = Arc::new(Transport::new(settings)?);
        Ok(Self { transport })
    }

    /// Customers: read, create, update.
    pub fn customers(&self) -> customer::Customers<'_> {
        customer::Customers::new(&self.transport)
    }
}
