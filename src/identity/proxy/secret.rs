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
    digests: Vec<SecretDigest>,
}

/// The digest of one secret.
#[derive(Clone)]
pub struct SecretDigest([u8; 32]);

impl SecretDigest {
    pub(super) fn of(secret: impl AsRef<[u8]>) -> Self {
        Self(Sha256::digest(secret).into())
    }
}

impl fmt::Debug for SecretDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretDigest").finish_non_exhaustive()
    }
}

impl ProxySecret {
    /// The secrets that are taken in `header`.
    pub fn new<S: AsRef<str>>(header: HeaderName, secrets: impl IntoIterator<Item = S>) -> Self {
        let digests = secrets
            .into_iter()
            .map(|secret| SecretDigest::of(secret.as_ref()));
        Self::of_digests(header, digests.collect())
    }

    pub(super) fn of_digests(header: HeaderName, digests: Vec<SecretDigest>) -> Self {
        Self { header, digests }
    }

    /// The header in which the proxy shows it.
    pub fn header(&self) -> &HeaderName {
        &self.header
    }

    /// Tells whether the header holds one of the secrets. The caller has checked that it came only once.
    pub(super) fn is_shown(&self, headers: &HeaderMap) -> bool {
        let Some(shown) = headers.get(&self.header) else {
            return false;
        };
        let shown = SecretDigest::of(shown.as_bytes());
        let known = self.digests.iter();
        let same = known.fold(Choice::from(0), |same, digest| same | digest.0.ct_eq(&shown.0));
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
