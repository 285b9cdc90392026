use thiserror::Error;

use crate::identity::InvalidUser;
use crate::identity::jwt::Odd;

/// The reasons why a token is refused. None of them repeats its content.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum HandoffRefusal {
    #[error("the token is not a JWT")]
    NotAToken,
    #[error("the token is signed with another algorithm than identity.handoff.algorithm")]
    Algorithm,
    #[error("the header of the token has `{0}`, which is never taken")]
    Header(&'static str),
    #[error("the token is not signed with the key of identity.handoff")]
    Signature,
    #[error("the token has no proper `{0}`")]
    Claim(&'static str),
    #[error("a claim of the token: {0}")]
    Odd(#[from] Odd),
    #[error("the `sub` of the token is nobody's: {0}")]
    Subject(InvalidUser),
    #[error("the token has another `iss` than identity.handoff.issuer")]
    Issuer,
    #[error("the token has another `aud` than this server")]
    Audience,
    #[error("the token is for signing in or for signing out, and came where the other is wanted")]
    Purpose,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid yet: are the clocks of both servers right?")]
    TooEarly,
    #[error("the token is valid for more than five minutes")]
    TooLong,
    #[error("the token was used before, or is older than the sessions' file, which would know")]
    Used,
    #[error("the application's keys at identity.handoff.jwks_url are out of reach: {0}")]
    KeysAway(String),
}
