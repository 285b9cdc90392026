//! Signed tokens (JWT) and the keys that check them, for sign-in at an OpenID provider and for the hand-off alike.

mod claims;
mod key_set;
mod keys;
mod names;
mod shown;
mod token;

use super::fetched::{Fetched, Held, Source};

pub(super) use claims::{Claims, Odd};
pub(super) use key_set::KeySet;
pub(super) use keys::{Key, RSA_BITS, usable};
pub(super) use shown::Shown;
pub(super) use token::{Token, Unsigned, Unusable};

/// How far two clocks may differ, in seconds.
pub(super) const LEEWAY: u64 = 30;

/// A document with keys in it.
pub(super) trait Keys {
    fn keys(&self) -> &[Key];
}

/// The reasons why the claims of a token are not known.
pub(super) enum NotVerified {
    /// None of the published keys made the signature.
    Unsigned(Unsigned),
    /// The keys cannot be fetched; the text says why.
    Away(String),
}

/// The claims of a token that one of the published keys has signed. When none of the known keys has, the document is
/// fetched again, since the keys may have changed.
pub(super) async fn verified<S>(
    token: &Token<'_>,
    document: &Fetched<S>,
    known: &Held<S::Value>,
) -> Result<Claims, NotVerified>
where
    S: Source<Value: Keys>,
{
    let unsigned = match token.signed_by(known.value.keys()) {
        Ok(claims) => return Ok(claims),
        Err(unsigned) => unsigned,
    };
    match document.after(known).await.map_err(NotVerified::Away)? {
        None => Err(NotVerified::Unsigned(unsigned)),
        Some(newer) => {
            tracing::info!(%unsigned, "the keys were fetched again for a token");
            token.signed_by(newer.value.keys()).map_err(NotVerified::Unsigned)
        }
    }
}
