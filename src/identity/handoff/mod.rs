//! The hand-off: a short-lived token, signed by the application, that names its user.

mod algorithm;
mod given_key;
mod header;
mod keys;
mod refusal;
mod settings;

use std::fmt;

use crate::clock::now;
use crate::identity::User;
use crate::identity::claim_names::ClaimNames;
use crate::identity::jwt::{Claims, LEEWAY, Shown};

pub use algorithm::HandoffAlgorithm;
use keys::Keys;
pub(crate) use refusal::HandoffRefusal;
pub use settings::HandoffConfig;

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

/// The user of a token that is good in everything but its time.
#[derive(Clone, Debug)]
pub(crate) struct Late {
    pub(crate) user: User,
    /// The token's `exp`, in seconds since 1970.
    pub(crate) expires: u64,
}

/// A token that the application has signed for this server.
#[derive(Clone, Debug)]
pub(crate) enum Verified {
    InTime(HandedOver),
    /// It has expired, and lets nobody in.
    Late(Late),
}

/// Checks tokens.
pub(crate) struct Handoff {
    issuer: String,
    audience: String,
    algorithm: HandoffAlgorithm,
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
            audience: config.expected_audience(audience),
            algorithm: config.algorithm,
            keys: Keys::new(config)?,
            names: config.claim_names(),
            extra_claims,
        })
    }

    /// Fetches the application's published keys, for an operator who asks whether they are there; `None` when the key is in
    /// the configuration.
    ///
    /// # Errors
    /// A sentence: what is wrong with them.
    #[cfg(feature = "cli")]
    pub(crate) async fn try_keys(config: &HandoffConfig) -> Option<Result<String, String>> {
        match Keys::new(config) {
            Ok(keys) => keys.tried(config.algorithm).await,
            Err(what) => Some(Err(what)),
        }
    }

    /// Checks everything about a token except whether it was used before.
    ///
    /// # Errors
    /// [`HandoffRefusal`] names the first thing that is wrong with it.
    pub(crate) async fn verify(&self, token: &str) -> Result<Verified, HandoffRefusal> {
        self.verify_at(token, now()).await
    }

    /// The same at another time, in seconds since 1970.
    ///
    /// # Errors
    /// As for [`verify`](Self::verify).
    pub(crate) async fn verify_at(&self, token: &str, now: u64) -> Result<Verified, HandoffRefusal> {
        let claims = self.claims(token).await?;
        match self.accept(&claims, "", now) {
            // Judged at its last second, a token that is merely late has nothing wrong with it.
            Err(HandoffRefusal::Expired { expires, now }) => match self.accept(&claims, "", expires) {
                Ok(HandedOver { user, .. }) => Ok(Verified::Late(Late { user, expires })),
                Err(_) => Err(HandoffRefusal::Expired { expires, now }),
            },
            accepted => accepted.map(Verified::InTime),
        }
    }

    /// Checks a token that signs its user out. The same rules apply, but the audience ends in `/logout`: a token that
    /// somebody saw in an address can then sign nobody in. It may be used again.
    ///
    /// # Errors
    /// As for [`verify`](Self::verify).
    pub(crate) async fn verify_sign_out(&self, token: &str) -> Result<User, HandoffRefusal> {
        let claims = self.claims(token).await?;
        let accepted = self.accept(&claims, SIGN_OUT, now());
        accepted.map(|handed_over| handed_over.user)
    }

    /// The claims of a token that the application has signed.
    async fn claims(&self, token: &str) -> Result<Claims, HandoffRefusal> {
        if token.len() > LONGEST {
            return Err(HandoffRefusal::TooLarge(token.len(), LONGEST));
        }
        if token
            .get(..7)
            .is_some_and(|start| start.eq_ignore_ascii_case("bearer "))
        {
            return Err(HandoffRefusal::Bearer);
        }
        let token = header::parse(token, self.algorithm)?;
        self.keys.claims(&token, self.algorithm).await
    }

    fn accept(&self, claims: &Claims, purpose: &str, now: u64) -> Result<HandedOver, HandoffRefusal> {
        let said = claims.text("iss")?;
        if said != self.issuer {
            return Err(HandoffRefusal::Issuer {
                expected: Shown::text(&self.issuer),
                came: Shown::text(said),
            });
        }
        self.meant(claims, purpose)?;
        let issued = claims.time("iat")?;
        let expires = in_time(claims, issued, now)?;
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

    /// A token is either for signing in or for signing out. One with both audiences could be seen in an address and then used
    /// to sign in.
    fn meant(&self, claims: &Claims, purpose: &str) -> Result<(), HandoffRefusal> {
        let audiences = claims.audiences()?;
        let audience = |purpose: &str| format!("{}{purpose}", self.audience);
        let has = |purpose: &str| audiences.contains(&audience(purpose).as_str());
        let other = if purpose.is_empty() { SIGN_OUT } else { "" };
        if has(other) {
            let wanted = if purpose.is_empty() {
                "not end in /logout here"
            } else {
                "name only the address that ends in /logout"
            };
            return Err(HandoffRefusal::Purpose { wanted });
        }
        if has(purpose) {
            return Ok(());
        }
        Err(HandoffRefusal::Audience {
            expected: Shown::text(&audience(purpose)),
            came: Shown::texts(&audiences),
        })
    }

    fn user(&self, claims: &Claims) -> Result<User, HandoffRefusal> {
        let user = User::new(claims.id("sub")?).map_err(HandoffRefusal::Subject)?;
        Ok(self
            .names
            .describe("handoff", user, &self.extra_claims, &[claims]))
    }

    /// The name under which the use of a token is remembered.
    pub(crate) fn once<'a>(&'a self, id: &'a str) -> [&'a str; 3] {
        ["handoff", &self.issuer, id]
    }
}

/// When the token expires, unless it is too old, too new, or valid for too long.
fn in_time(claims: &Claims, issued: u64, now: u64) -> Result<u64, HandoffRefusal> {
    let expires = claims.time("exp")?;
    let begins = claims.time_if_any("nbf")?.unwrap_or(issued).max(issued);
    let life = expires.saturating_sub(issued);
    if expires + LEEWAY <= now {
        return Err(HandoffRefusal::Expired { expires, now });
    }
    if begins > now + LEEWAY {
        return Err(HandoffRefusal::TooEarly { begins, now });
    }
    if life > LIFE {
        return Err(HandoffRefusal::TooLong { life, most: LIFE });
    }
    Ok(expires)
}
