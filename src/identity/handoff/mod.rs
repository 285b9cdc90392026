//! The hand-off: a short-lived token, signed by the application, that names its user.

mod header;
mod keys;
mod refusal;
mod settings;

use std::fmt;

use jsonwebtoken::Algorithm;

use crate::clock::now;
use crate::identity::claim_names::ClaimNames;
use crate::identity::jwt::{Claims, LEEWAY};
use crate::identity::{User, placeholder};

use keys::Keys;
pub(crate) use refusal::HandoffRefusal;
pub use settings::{HandoffAlgorithm, HandoffConfig};

/// The longest token that is read, in bytes.
const LONGEST: usize = 8 << 10;

/// A user whom the application has handed over.
#[derive(Clone, Debug)]
pub(crate) struct HandedOver {
    pub(crate) user: User,
    /// The token's id, which counts once.
    pub(crate) id: String,
    /// When the token was made, in seconds since 1970.
    pub(crate) issued: u64,
    /// When the token expires, leeway included, in seconds since 1970.
    pub(crate) until: u64,
}

/// Checks tokens.
pub(crate) struct Handoff {
    issuer: String,
    audience: String,
    algorithm: Algorithm,
    keys: Keys,
    names: ClaimNames,
    extra_claims: Vec<String>,
}

impl fmt::Debug for Handoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handoff")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

/// The end of the audience of a token that signs out.
const SIGN_OUT: &str = "/logout";
/// The longest life of a token, in seconds.
const LIFE: u64 = 300;

impl Handoff {
    /// `audience` is the expected audience when the configuration has none. `extra_claims` are the claims from which
    /// references are made, beside the id.
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
            names: config.claim_names(),
            extra_claims,
        })
    }

    /// Checks everything about a token except whether it was used before.
    ///
    /// # Errors
    /// [`HandoffRefusal`] names the first thing that is wrong with it.
    pub(crate) async fn verify(&self, token: &str) -> Result<HandedOver, HandoffRefusal> {
        self.read(token, "").await
    }

    /// Checks a token that signs its user out. The same rules apply, but the audience ends in `/logout`: a token that
    /// somebody saw in an address can then sign nobody in. It may be used again.
    ///
    /// # Errors
    /// As for [`verify`](Self::verify).
    pub(crate) async fn verify_sign_out(&self, token: &str) -> Result<User, HandoffRefusal> {
        self.read(token, SIGN_OUT)
            .await
            .map(|handed_over| handed_over.user)
    }

    async fn read(&self, token: &str, purpose: &str) -> Result<HandedOver, HandoffRefusal> {
        if token.len() > LONGEST {
            return Err(HandoffRefusal::NotAToken);
        }
        let token = header::parse(token, self.algorithm)?;
        self.accept(&self.keys.claims(&token).await?, purpose, now())
    }

    fn accept(&self, claims: &Claims, purpose: &str, now: u64) -> Result<HandedOver, HandoffRefusal> {
        if claims.text("iss")? != self.issuer {
            return Err(HandoffRefusal::Issuer);
        }
        let meant = |purpose: &str| {
            let audience = format!("{}{purpose}", self.audience);
            claims.audiences().map(|all| all.contains(&audience.as_str()))
        };
        let other = if purpose.is_empty() { SIGN_OUT } else { "" };
        if !meant(purpose)? {
            return Err(if meant(other)? {
                HandoffRefusal::Purpose
            } else {
                HandoffRefusal::Audience
            });
        }
        // A token with both audiences could be seen in an address and then used to sign in.
        if meant(other)? {
            return Err(HandoffRefusal::Purpose);
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
            issued,
            until: expires + LEEWAY + 1,
        })
    }

    fn user(&self, claims: &Claims) -> Result<User, HandoffRefusal> {
        let user = User::new(claims.id("sub")?).map_err(HandoffRefusal::Subject)?;
        let detail = |name: &str| claims.detail(name).unwrap_or_default();
        let names = [&self.names.name, &self.names.email, &self.names.language];
        let said: Vec<_> = names
            .into_iter()
            .chain(&self.extra_claims)
            .map(|name| (name, detail(name)))
            .collect();
        placeholder::warn(
            "handoff",
            said.iter().map(|(name, text)| (name.as_str(), text.as_str())),
        );
        let user = user
            .name(detail(&self.names.name))
            .email(detail(&self.names.email))
            .language(detail(&self.names.language));
        Ok(self
            .extra_claims
            .iter()
            .fold(user, |user, name| user.claim(name, detail(name))))
    }

    /// The name under which the use of a token is remembered.
    pub(crate) fn once<'a>(&'a self, id: &'a str) -> [&'a str; 3] {
        ["handoff", &self.issuer, id]
    }
}
