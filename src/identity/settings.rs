//! What is set of the providers that sign visitors in here.

use std::fmt;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

/// Sign-in at an OpenID provider.
#[derive(Clone)]
#[non_exhaustive]
pub struct OidcConfig {
    /// The issuer, exactly as the provider writes it.
    pub issuer: String,
    /// Where its discovery document is, when that is not below the issuer.
    pub discovery_url: Option<Url>,
    /// Who this server is at the provider.
    pub client_id: String,
    /// What it proves that with; none for a public client.
    pub client_secret: Option<SecretString>,
    /// How it shows that at the token endpoint.
    pub client_auth: ClientAuth,
    /// What is asked for; `openid` is always among them.
    pub scopes: Vec<String>,
    /// The claims that become the user.
    pub claims: ClaimNames,
    /// Whether a visitor who is not signed in goes to the provider at once.
    pub automatic: bool,
    /// Whether signing out here signs out at the provider, too.
    pub sign_out: bool,
    /// How long one call to the provider may take.
    pub timeout: Duration,
}

impl fmt::Debug for OidcConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OidcConfig")
            .field("issuer", &self.issuer)
            .field("client_id", &self.client_id)
            .finish_non_exhaustive()
    }
}

/// How this server shows its secret at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// In a header where the provider's document takes that, else in the body.
    Automatic,
    /// In a header: `client_secret_basic`.
    Basic,
    /// In the body: `client_secret_post`.
    Post,
}

/// The names of the claims that become a user.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimNames {
    /// The stable id.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The language.
    pub language: String,
}

#[cfg(test)]
impl ClaimNames {
    pub(crate) fn new(id: String, name: String, email: String, language: String) -> Self {
        Self {
            id,
            name,
            email,
            language,
        }
    }
}

/// Users whom the application hands over with a signed token.
#[derive(Clone)]
#[non_exhaustive]
pub struct HandoffConfig {
    /// The `iss` that a token must have.
    pub issuer: String,
    /// The `aud` that a token must have; left out, the address of the page.
    pub audience: Option<String>,
    /// The one algorithm that a token may be signed with.
    pub algorithm: HandoffAlgorithm,
    /// What signatures are checked with.
    pub keys: HandoffKeys,
    /// The origins of the application's pages that may post a token.
    pub origins: Vec<String>,
    /// Whether a token may also come in a link.
    pub links: bool,
    /// The claims that become the user.
    pub claims: ClaimNames,
}

impl fmt::Debug for HandoffConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HandoffConfig")
            .field("issuer", &self.issuer)
            .field("audience", &self.audience)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// How tokens may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoffAlgorithm {
    /// HMAC with SHA-256: one secret, known to both sides.
    Hs256,
    /// RSA with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

/// What signatures are checked with.
#[derive(Clone)]
#[non_exhaustive]
pub enum HandoffKeys {
    /// The secret of HS256 or the public keys in PEM: today's and, during a rotation, the one before.
    Given(Vec<SecretString>),
    /// The address of a JWK set.
    Jwks(Url),
}
