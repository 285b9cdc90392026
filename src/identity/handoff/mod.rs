//! Users whom the application hands over: a short-lived token, signed by it, that says who is coming.

mod header;
mod keys;

use std::fmt;

use jsonwebtoken::Algorithm;
use thiserror::Error;

use crate::config::{HandoffAlgorithm, HandoffConfig};
use crate::identity::User;
use crate::identity::jwt::{Claims, LEEWAY, Odd};
use crate::store::now;

use keys::Keys;

/// The longest token that is read, in bytes.
const LONGEST: usize = 8 << 10;

/// Why a token is not taken. None of these says what is in it.
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
    #[error("the token has another `iss` than identity.handoff.issuer")]
    Issuer,
    #[error("the token has another `aud` than this server")]
    Audience,
    #[error("the token has expired")]
    Expired,
    #[error("the token is not valid yet: are the clocks of both servers right?")]
    TooEarly,
    #[error("the token is valid for more than five minutes")]
    TooLong,
    #[error("the token was used before")]
    Used,
    #[error("the application's keys at identity.handoff.jwks_url are out of reach: {0}")]
    KeysAway(String),
}

/// Somebody whom the application vouches for.
#[derive(Clone, Debug)]
pub(crate) struct HandedOver {
    pub(crate) user: User,
    /// The token's own name; it counts once.
    pub(crate) id: String,
    /// When the token could not be used again anyhow, in seconds since 1970.
    pub(crate) until: u64,
}

/// Checks tokens.
pub(crate) struct Handoff {
    issuer: String,
    audience: String,
    algorithm: Algorithm,
    keys: Keys,
    names: crate::config::ClaimNames,
    extra_claims: Vec<String>,
}

impl fmt::Debug for Handoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handoff")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// The longest life of a token, in seconds.
const LIFE: u64 = 300;

impl Handoff {
    /// `audience`: what a token is meant for when the configuration does not say. `extra_claims`: what references are
    /// made from beside the id.
    ///
    /// # Errors
    /// A sentence for the operator when a key cannot be read.
    pub(crate) fn new(
        config: &HandoffConfig,
        audience: &str,
        extra_claims: Vec<String>,
    ) -> Result<Self, String> {
        Ok(Self {
            issuer: config.issuer.clone(),
            audience: config.audience.clone().unwrap_or_else(|| audience.to_owned()),
            algorithm: match config.algorithm {
                HandoffAlgorithm::Hs256 => Algorithm::HS256,
                HandoffAlgorithm::Rs256 => Algorithm::RS256,
                HandoffAlgorithm::Es256 => Algorithm::ES256,
                HandoffAlgorithm::EdDsa => Algorithm::EdDSA,
            },
            keys: Keys::new(config)?,
            names: config.claims.clone(),
            extra_claims,
        })
    }

    /// Checks everything about a token but whether it was used before.
    ///
    /// # Errors
    /// [`HandoffRefusal`] names the first thing that is wrong with it.
    pub(crate) async fn verify(&self, token: &str) -> Result<HandedOver, HandoffRefusal> {
        if token.len() > LONGEST {
            return Err(HandoffRefusal::NotAToken);
        }
        let token = header::parse(token, self.algorithm)?;
        self.accept(&self.keys.claims(&token).await?, now())
    }

    fn accept(&self, claims: &Claims, now: u64) -> Result<HandedOver, HandoffRefusal> {
        if claims.text("iss")? != self.issuer {
            return Err(HandoffRefusal::Issuer);
        }
        if !claims.audiences()?.contains(&self.audience.as_str()) {
            return Err(HandoffRefusal::Audience);
        }
        let (issued, expires) = (claims.time("iat")?, claims.time("exp")?);
        let begins = claims.time_if_any("nbf")?.unwrap_or(issued);
        if expires + LEEWAY <= now {
            return Err(HandoffRefusal::Expired);
        }
        if issued.max(begins) > now + LEEWAY {
            return Err(HandoffRefusal::TooEarly);
        }
        if expires.saturating_sub(issued) > LIFE {
            return Err(HandoffRefusal::TooLong);
        }
        let id = claims.text("jti")?;
        if id.len() > 255 {
            return Err(HandoffRefusal::Claim("jti"));
        }
        Ok(HandedOver {
            user: self.user(claims)?,
            id: id.to_owned(),
            until: expires + LEEWAY + 1,
        })
    }

    fn user(&self, claims: &Claims) -> Result<User, HandoffRefusal> {
        let user = User::new(claims.id("sub")?).map_err(|_| HandoffRefusal::Claim("sub"))?;
        let detail = |name: &str| claims.detail(name).unwrap_or_default();
        let user = user
            .name(detail(&self.names.name))
            .email(detail(&self.names.email))
            .language(detail(&self.names.language));
        Ok(self
            .extra_claims
            .iter()
            .fold(user, |user, name| user.claim(name, detail(name))))
    }

    /// The name under which a token's use is remembered.
    pub(crate) fn once<'a>(&'a self, id: &'a str) -> [&'a str; 3] {
        ["handoff", &self.issuer, id]
    }
}
