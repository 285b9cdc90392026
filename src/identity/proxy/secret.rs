use std::fmt;

use actix_web::http::header::{HeaderMap, HeaderName};
use sha2::{Digest as _, Sha256};
use subtle::{Choice, ConstantTimeEq as _};

/// A secret that the proxy shows beside the user, for where its address alone proves too little.
///
/// Several secrets are taken during a rotation. Only their digests are kept, which are compared in constant time: how
/// long a refusal takes says neither how much of a guess was right nor how long the secret is.
#[derive(Clone)]
pub struct ProxySecret {
    header: HeaderName,
    digests: Vec<[u8; 32]>,
}

impl ProxySecret {
    /// The secrets that are taken in `header`.
    pub fn new<S: AsRef<str>>(header: HeaderName, secrets: impl IntoIterator<Item = S>) -> Self {
        let digest = |secret: S| Sha256::digest(secret.as_ref()).into();
        Self {
            header,
            digests: secrets.into_iter().map(digest).collect(),
        }
    }

    /// Where the proxy shows it.
    pub fn header(&self) -> &HeaderName {
        &self.header
    }

    /// Whether the header shows one of the secrets. That it came once is known already.
    pub(super) fn is_shown(&self, headers: &HeaderMap) -> bool {
        let Some(shown) = headers.get(&self.header) else {
            return false;
        };
        let shown: [u8; 32] = Sha256::digest(shown.as_bytes()).into();
        let known = self.digests.iter();
        let same = known.fold(Choice::from(0), |same, digest| same | digest.ct_eq(&shown));
        same.into()
    }
}

impl fmt::Debug for ProxySecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProxySecret")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}
