use std::fmt;
use std::time::Duration;

use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest as _, Sha256};
use url::Url;

use super::settings::OidcConfig;
use crate::clock::now;
use crate::identity::fetched::{Fetched, Held};
use crate::identity::http::Http;
use crate::identity::jwt::{Claims, Keys as _, NotVerified, Shown, verified};
use crate::web::PublicUrl;

use super::super::User;
use super::claims::Mapping;
use super::exchange::{Grant, Tokens, beside, error_answer, exchange};
use super::id_token::{self, Expected};
use super::lookup::{Discovery, Provider, lookup};
use super::{Answer, Arrived, Attempt, Begun, Callback, Stopped};

/// How old the metadata may be when a visitor is sent to the provider to sign out: a provider that is down must not
/// become a dead end.
const JUST_NOW: Duration = Duration::from_secs(3);
/// The longest sign-out address, in bytes. Many servers read a request line of 8 kB at most.
const LONGEST: usize = 8_000;

/// An OpenID provider, and this server as its client.
pub(crate) struct Oidc {
    config: OidcConfig,
    redirect: String,
    after_sign_out: String,
    mapping: Mapping,
    http: Http,
    provider: Fetched<Discovery>,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc")
            .field("issuer", &self.config.issuer)
            .finish_non_exhaustive()
    }
}

impl Oidc {
    /// Makes a client without sending anything. `None` for addresses that the configuration would have refused.
    pub(crate) fn new(config: &OidcConfig, public: &PublicUrl, extra_claims: Vec<String>) -> Option<Self> {
        let page = public.page();
        let http = Http::new(config.timeout);
        Some(Self {
            redirect: format!("{page}/callback"),
            after_sign_out: format!("{page}/logout"),
            mapping: Mapping {
                names: config.claim_names(),
                extra: extra_claims,
            },
            provider: lookup(config, http.clone())?,
            http,
            config: config.clone(),
        })
    }

    /// The issuer, exactly as it is configured.
    pub(crate) fn issuer(&self) -> &str {
        &self.config.issuer
    }

    /// Tells whether a visitor who is unknown goes to the provider at once.
    pub(crate) fn automatic(&self) -> bool {
        self.config.automatic
    }

    /// Tells whether signing out here leads to the provider's own sign-out.
    pub(crate) fn signs_out(&self) -> bool {
        self.config.sign_out
    }

    /// Reads the provider's document and keys, for an operator who asks whether they are there.
    ///
    /// # Errors
    /// A sentence: what is wrong with them.
    #[cfg(feature = "cli")]
    pub(crate) async fn try_discovery(&self) -> Result<String, String> {
        let provider = self.provider.get().await?;
        let issuer = &self.config.issuer;
        let set = &provider.value.keys;
        match set.keys().len() {
            0 => Err(format!("{issuer}: none of its keys can check a signature{set}")),
            keys => Ok(format!(
                "{issuer} answers, with {keys} keys for signatures: {set}"
            )),
        }
    }

    /// Begins a sign-in. `languages` are the preferred languages of the provider's pages, the best one first.
    pub(crate) async fn begin(&self, languages: &[String]) -> Result<Begun, Stopped> {
        let provider = self.provider.get().await.map_err(away)?;
        let attempt = Attempt {
            issuer: self.config.issuer.clone(),
            state: random(),
            nonce: random(),
            verifier: random(),
        };
        let scopes = self.config.scopes.iter().map(String::as_str);
        let scopes = std::iter::once("openid").chain(scopes.filter(|scope| *scope != "openid"));
        let mut address = provider.value.metadata.authorization_endpoint.clone();
        address
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.config.client_id)
            .append_pair("redirect_uri", &self.redirect)
            .append_pair("scope", &scopes.collect::<Vec<_>>().join(" "))
            .append_pair("state", &attempt.state)
            .append_pair("nonce", &attempt.nonce)
            .append_pair("code_challenge", &challenge(&attempt.verifier))
            .append_pair("code_challenge_method", "S256");
        if !languages.is_empty() {
            let mut query = address.query_pairs_mut();
            query.append_pair("ui_locales", &languages.join(" "));
        }
        Ok(Begun { address, attempt })
    }

    /// Ends a sign-in: exchanges the code, checks the token and returns the user.
    pub(crate) async fn finish(&self, attempt: &Attempt, callback: &Callback) -> Result<Arrived, Stopped> {
        if attempt.issuer != self.config.issuer {
            return Err(Stopped::Failed(
                "it was begun at the issuer that was configured before",
            ));
        }
        // The provider answered when the sign-in began, so its known metadata is recent enough.
        let provider = self.provider.known().await.map_err(away)?;
        self.answered_by(callback, &provider.value)?;
        let grant = match &callback.answer {
            Answer::Code(code) => Grant {
                code,
                redirect: &self.redirect,
                verifier: &attempt.verifier,
            },
            Answer::Error(code) => return Err(error_answer(code)),
        };
        let metadata = &provider.value.metadata;
        let tokens = exchange(&self.http, &self.config, metadata, &grant).await?;
        let claims = self.believe(&tokens.id_token, &provider, attempt).await?;
        let beside = self.beside(&tokens, &claims, &provider.value).await?;
        let user = self
            .mapping
            .user(&self.config.issuer, &claims, &beside)
            .map_err(Stopped::Refused)?;
        Ok(Arrived {
            user,
            id_token: tokens.id_token,
        })
    }

    /// Reads the user that an ID token of this provider names, whichever client it was issued to and however old it is.
    /// It only says who is signing out (OpenID Connect RP-Initiated Logout, section 2). Since anybody can present one,
    /// no keys are fetched for it: that would use up the quota that sign-ins need.
    pub(crate) async fn hinted(&self, id_token: &str) -> Result<User, Stopped> {
        let token = id_token::parse(id_token).map_err(refused)?;
        let provider = self.provider.known().await.map_err(away)?;
        let claims = token.signed_by(provider.value.keys());
        let claims = claims.map_err(|unsigned| refused(unsigned.to_string()))?;
        id_token::judge_hint(&claims, &self.config.issuer).map_err(refused)?;
        let user = self
            .mapping
            .user(&self.config.issuer, &claims, &Claims::default());
        user.map_err(Stopped::Refused)
    }

    /// The address at which the browser signs out of the provider; `None` when the provider has none. A token that
    /// would make the address too long is left out, and the provider may then ask the visitor whom to sign out.
    pub(crate) async fn end_session(&self, id_token: &str) -> Result<Option<Url>, Stopped> {
        let provider = self.provider.within(JUST_NOW).await.map_err(away)?;
        let endpoint = provider.value.metadata.end_session_endpoint.clone();
        let address = |endpoint: &Url, hint: Option<&str>| {
            let mut address = endpoint.clone();
            address
                .query_pairs_mut()
                .extend_pairs(hint.map(|hint| ("id_token_hint", hint)))
                .append_pair("client_id", &self.config.client_id)
                .append_pair("post_logout_redirect_uri", &self.after_sign_out);
            address
        };
        Ok(endpoint.map(|endpoint| {
            let whole = address(&endpoint, Some(id_token));
            if whole.as_str().len() <= LONGEST {
                whole
            } else {
                address(&endpoint, None)
            }
        }))
    }

    /// Refuses a response of another provider (RFC 9207), so that its code is not sent to this one.
    fn answered_by(&self, callback: &Callback, provider: &Provider) -> Result<(), Stopped> {
        match &callback.issuer {
            Some(issuer) if *issuer == self.config.issuer => Ok(()),
            Some(issuer) => Err(Stopped::Refused(format!(
                "another issuer answered (iss): {} is expected, and {} came",
                Shown::text(&self.config.issuer),
                Shown::text(issuer)
            ))),
            None if provider.metadata.says_issuer => Err(Stopped::Refused(
                "the answer does not say who answers (iss)".to_owned(),
            )),
            None => Ok(()),
        }
    }

    /// The claims of a token that came from the token endpoint.
    async fn believe(
        &self,
        text: &str,
        provider: &Held<Provider>,
        attempt: &Attempt,
    ) -> Result<Claims, Stopped> {
        let token = id_token::parse(text).map_err(refused)?;
        let claims = match verified(&token, &self.provider, provider).await {
            Ok(claims) => claims,
            Err(NotVerified::Away(cause)) => return Err(away(cause)),
            Err(NotVerified::Unsigned(unsigned)) => return Err(refused(unsigned.to_string())),
        };
        let expected = Expected {
            issuer: &self.config.issuer,
            client_id: &self.config.client_id,
            nonce: &attempt.nonce,
            now: now(),
        };
        id_token::judge(&claims, &expected).map_err(refused)?;
        Ok(claims)
    }

    /// Asks the userinfo endpoint for claims that the token lacks. When that fails, the visitor is signed in all the
    /// same, as long as the token has their id.
    async fn beside(&self, tokens: &Tokens, claims: &Claims, provider: &Provider) -> Result<Claims, Stopped> {
        if !self.mapping.lacks(claims) {
            return Ok(Claims::default());
        }
        let Some(address) = &provider.metadata.userinfo_endpoint else {
            return Ok(Claims::default());
        };
        let sub = claims.id("sub").unwrap_or_default();
        match beside(&self.http, address, tokens.access_token.as_deref(), &sub).await {
            Err(stopped) if !self.mapping.knows_id(claims) => Err(stopped),
            Err(stopped) => {
                tracing::warn!(
                    code = "userinfo-failed",
                    ?stopped,
                    "a user signs in without the details that the ID token lacks"
                );
                Ok(Claims::default())
            }
            found => found,
        }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn refused(why: String) -> Stopped {
    Stopped::Refused(format!("the ID token: {why}"))
}

fn away(mut cause: String) -> Stopped {
    cause.insert_str(0, "the discovery of the OpenID provider: ");
    Stopped::Away(cause)
}

/// A random text of 256 bits.
fn random() -> String {
    BASE64URL_NOPAD.encode(&rand::random::<[u8; 32]>())
}

/// The code challenge for a code verifier (PKCE, `S256`).
fn challenge(verifier: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(verifier))
}
