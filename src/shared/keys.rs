use data_encoding::HEXLOWER;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

use crate::store::{Space, Ticket};

/// The length of the salt, in bytes, which gives each sealed value a key of its own.
const SALT: usize = 16;

/// The secret that all instances have, and the number of this one.
#[derive(Clone)]
pub(super) struct Keys {
    secret: SecretString,
    pub(super) instance: u64,
}

impl Keys {
    #[cfg(feature = "redis")]
    pub(super) fn new(secret: SecretString) -> Self {
        Self {
            secret,
            instance: rand::random(),
        }
    }

    /// Seals a value that all instances can open.
    pub(super) fn seal(&self, space: Space, plain: &[u8]) -> Option<Vec<u8>> {
        let salt: [u8; SALT] = rand::random();
        let sealed = self.ticket(&salt).seal(space, plain)?;
        Some([salt.as_slice(), &sealed].concat())
    }

    /// Opens a value that an instance [sealed](Self::seal); `None` when it was changed, or sealed with another key.
    pub(super) fn open(&self, space: Space, sealed: &[u8]) -> Option<Vec<u8>> {
        let (salt, sealed) = sealed.split_at_checked(SALT)?;
        self.ticket(salt).open(space, sealed)
    }

    /// A name for something that is called so, from which nobody learns how it is called.
    pub(super) fn name(&self, parts: &[&str]) -> String {
        let mut hash = Sha256::new();
        for part in [self.secret.expose_secret()].iter().chain(parts) {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        }
        HEXLOWER.encode(&hash.finalize())
    }

    fn ticket(&self, salt: &[u8]) -> Ticket {
        Ticket::derived(self.secret.expose_secret().as_bytes(), salt)
    }
}
