use std::fmt;

use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq as _};

use crate::settings::values::is_random;

/// A key that servers show. Only its digest is kept, which is compared in constant time.
#[derive(Clone)]
pub struct ServerKey([u8; 32]);

impl ServerKey {
    /// A sample that was copied, or a word typed many times, is no key.
    pub(super) fn new(text: &str) -> Result<Self, &'static str> {
        let plain = text.chars().all(|c| c.is_ascii_graphic());
        if !is_random(text, 32) || !plain {
            return Err(
                "write at least 32 random characters without spaces: openssl rand -hex 32 makes them",
            );
        }
        Ok(Self(Sha256::digest(text).into()))
    }
}

impl fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerKey").finish_non_exhaustive()
    }
}

/// The keys that are taken.
#[derive(Clone, Debug)]
pub(crate) struct ServerKeys {
    key: ServerKey,
    previous: Option<ServerKey>,
}

impl ServerKeys {
    /// The key of now and the one before it; `None` without one.
    pub(crate) fn of(key: Option<&ServerKey>, previous: Option<&ServerKey>) -> Option<Self> {
        Some(Self {
            key: key?.clone(),
            previous: previous.cloned(),
        })
    }

    /// Tells whether a text is one of the keys. How long it takes says neither how much of it was right nor how long a key is.
    pub(crate) fn are_shown(&self, shown: &str) -> bool {
        let shown: [u8; 32] = Sha256::digest(shown).into();
        let known = std::iter::once(&self.key).chain(&self.previous);
        let same = known.fold(Choice::from(0), |same, key| same | key.0.ct_eq(&shown));
        same.into()
    }
}
