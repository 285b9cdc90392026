use std::fmt;
use std::time::Duration;

use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdToken, CoreTokenResponse,
};
use openidconnect::{
    AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet, EndpointSet, HttpRequest,
    IssuerUrl, LanguageTag, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
    TokenResponse as _,
};
use secrecy::ExposeSecret as _;
use url::Url;

use crate::clock::now;
use crate::identity::OidcConfig;
use crate::web::PublicUrl;

use super::super::User;
use super::claims::Mapping;
use super::exchange::{beside, error_answer, stopped};
use super::http::Http;
use super::lookup::{Lookup, Provider};
use super::token::{Claims, Unbelievable, check, check_hint, text};
use super::{Answer, Arrived, Attempt, Begun, Callback, Stopped};

/// How old the news of the provider may be that a visitor is sent away on who signs out.
const JUST_NOW: Duration = Duration::from_secs(3);
/// Random bytes of a `state` and a `nonce`.
const RANDOM: u32 = 32;

type Client = CoreClient<EndpointSet, EndpointNotSet, EndpointNotSet, EndpointNotSet, EndpointSet>;

/// An OpenID provider, and this server as its client.
pub(crate) struct Oidc {
    config: OidcConfig,
    client_id: ClientId,
    redirect: RedirectUrl,
    after_sign_out: String,
    mapping: Mapping,
    http: Http,
    lookup: Lookup,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc")
            .field("issuer", &self.config.issuer)
            .finish_non_exhaustive()
    }
}

impl Oidc {
    /// A provider that is not asked anything yet. `None` for addresses that the configuration does not take.
    pub(crate) fn new(config: &OidcConfig, public: &PublicUrl, extra_claims: Vec<String>) -> Option<Self> {
        let page = format!("{}{}", public.origin, public.path.as_str());
        let http = Http::new(config.timeout);
        let issuer = IssuerUrl::new(config.issuer.clone()).ok()?;
        Some(Self {
            client_id: ClientId::new(config.client_id.clone()),
            redirect: RedirectUrl::new(format!("{page}/callback")).ok()?,
            after_sign_out: format!("{page}/logout"),
            mapping: Mapping {
                names: config.claims.clone(),
                extra: extra_claims,
            },
            lookup: Lookup::new(issuer, http.clone(), config.timeout),
            http,
            config: config.clone(),
        })
    }

    /// The issuer, exactly as it is configured.
    pub(crate) fn issuer(&self) -> &str {
        &self.config.issuer
    }

    /// Whether a visitor who is unknown goes to the provider at once.
    pub(crate) fn automatic(&self) -> bool {
        self.config.automatic
    }

    /// Whether signing out here leads to the provider's own sign-out.
    pub(crate) fn signs_out(&self) -> bool {
        self.config.sign_out
    }

    /// Begins a sign-in. The languages are what the provider's pages may be in, the best one first.
    pub(crate) async fn begin(&self, languages: &[String]) -> Result<Begun, Stopped> {
        let provider = self.lookup.provider().await?;
        let client = self.client(&provider)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let scopes = self.config.scopes.iter().filter(|scope| *scope != "openid");
        let request = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(RANDOM),
                || Nonce::new_random_len(RANDOM),
            )
            .add_scopes(scopes.cloned().map(Scope::new))
            .set_pkce_challenge(challenge);
        let (address, state, nonce) = languages
            .iter()
            .fold(request, |request, tag| {
                request.add_ui_locale(LanguageTag::new(tag.clone()))
            })
            .url();
        Ok(Begun {
            address,
            attempt: Attempt {
                issuer: self.config.issuer.clone(),
                state: state.into_secret(),
                nonce: nonce.secret().clone(),
                verifier: verifier.into_secret(),
            },
        })
    }

    /// Ends a sign-in: who it is that came back.
    pub(crate) async fn finish(&self, attempt: &Attempt, callback: &Callback) -> Result<Arrived, Stopped> {
        if attempt.issuer != self.config.issuer {
            return Err(Stopped::Failed(
                "it was begun at the issuer that was configured before",
            ));
        }
        let provider = self.lookup.known().await?;
        self.answered_by(callback, &provider)?;
        let code = match &callback.answer {
            Answer::Code(code) => AuthorizationCode::new(code.clone()),
            Answer::Error(code) => return Err(error_answer(code)),
        };
        let tokens = self.exchange(&provider, code, attempt).await?;
        let id_token = tokens
            .id_token()
            .ok_or_else(|| Stopped::Refused("the token endpoint gives no ID token".to_owned()))?;
        let claims = self.believe(id_token, provider, attempt).await?;
        let beside = self.beside(&tokens, &claims).await?;
        let user = self
            .mapping
            .user(&self.config.issuer, &claims, &beside)
            .map_err(Stopped::Refused)?;
        Ok(Arrived {
            user,
            id_token: id_token.to_string(),
        })
    }

    /// Whom an ID token of this provider names, for whichever client and however old it is.
    pub(crate) async fn hinted(&self, id_token: &str) -> Result<User, Stopped> {
        let refused = |why: &str| Stopped::Refused(format!("the ID token: {why}"));
        let token: CoreIdToken = id_token.parse().map_err(|_| refused("it is none"))?;
        let provider = self.lookup.known().await?;
        let claims = check_hint(&token, &provider, &self.client_id).map_err(|error| match error {
            Unbelievable::Key(why) | Unbelievable::Token(why) => refused(why),
        })?;
        let user = self.mapping.user(&self.config.issuer, &claims, &Claims::new());
        user.map_err(Stopped::Refused)
    }

    /// Where the browser goes to sign out at the provider; `None` when it has no such place.
    pub(crate) async fn end_session(&self, id_token: &str) -> Result<Option<Url>, Stopped> {
        let provider = self.lookup.within(JUST_NOW).await?;
        let endpoint = &provider.metadata.additional_metadata().end_session_endpoint;
        Ok(endpoint.clone().map(|mut address| {
            address
                .query_pairs_mut()
                .append_pair("id_token_hint", id_token)
                .append_pair("client_id", &self.config.client_id)
                .append_pair("post_logout_redirect_uri", &self.after_sign_out);
            address
        }))
    }

    fn client(&self, provider: &Provider) -> Result<Client, Stopped> {
        let metadata = &provider.metadata;
        let token = metadata
            .token_endpoint()
            .ok_or_else(|| Stopped::Away("the OpenID provider has no token endpoint".to_owned()))?;
        let client = CoreClient::new(
            self.client_id.clone(),
            metadata.issuer().clone(),
            metadata.jwks().clone(),
        )
        .set_auth_uri(metadata.authorization_endpoint().clone())
        .set_token_uri(token.clone())
        .set_redirect_uri(self.redirect.clone());
        let Some(secret) = &self.config.client_secret else {
            return Ok(client);
        };
        // Without a word about it a provider takes the header (OpenID Connect Discovery, section 3).
        let methods = metadata.token_endpoint_auth_methods_supported();
        let header = methods.is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
        let auth_type = if header {
            AuthType::BasicAuth
        } else {
            AuthType::RequestBody
        };
        Ok(client
            .set_client_secret(ClientSecret::new(secret.expose_secret().to_owned()))
            .set_auth_type(auth_type))
    }

    /// RFC 9207: an answer that another provider sends is not taken to this one.
    fn answered_by(&self, callback: &Callback, provider: &Provider) -> Result<(), Stopped> {
        let says = provider
            .metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        match &callback.issuer {
            Some(issuer) if *issuer == self.config.issuer => Ok(()),
            Some(_) => Err(Stopped::Refused("another issuer answered (iss)".to_owned())),
            None if says => Err(Stopped::Refused(
                "the answer does not say who answers (iss)".to_owned(),
            )),
            None => Ok(()),
        }
    }

    async fn exchange(
        &self,
        provider: &Provider,
        code: AuthorizationCode,
        attempt: &Attempt,
    ) -> Result<CoreTokenResponse, Stopped> {
        let send = |request: HttpRequest| self.http.send(request);
        self.client(provider)?
            .exchange_code(code)
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
            .request_async(&send)
            .await
            .map_err(|failure| stopped(&failure))
    }

    /// The claims of a token. One that no key fits is checked again with the keys that the provider has now.
    async fn believe(
        &self,
        token: &CoreIdToken,
        provider: std::sync::Arc<Provider>,
        attempt: &Attempt,
    ) -> Result<Claims, Stopped> {
        let nonce = Nonce::new(attempt.nonce.clone());
        let check = |provider: &Provider| check(token, provider, &self.client_id, &nonce, now());
        let refused = |why: &str| Stopped::Refused(format!("the ID token: {why}"));
        match check(&provider) {
            Ok(claims) => Ok(claims),
            Err(Unbelievable::Token(why)) => Err(refused(why)),
            Err(Unbelievable::Key(why)) => match self.lookup.after(&provider).await? {
                None => Err(refused(why)),
                Some(newer) => {
                    tracing::info!(why, "asked the OpenID provider for its keys again");
                    check(&newer).map_err(|error| match error {
                        Unbelievable::Key(why) | Unbelievable::Token(why) => refused(why),
                    })
                }
            },
        }
    }

    /// What the token lacks, when the provider says it elsewhere. Without it a visitor is signed in all the same, as
    /// long as the token says who they are.
    async fn beside(&self, tokens: &CoreTokenResponse, claims: &Claims) -> Result<Claims, Stopped> {
        if !self.mapping.lacks(claims) {
            return Ok(Claims::new());
        }
        let provider = self.lookup.known().await?;
        let Some(address) = provider.metadata.userinfo_endpoint() else {
            return Ok(Claims::new());
        };
        let sub = text(claims, "sub").unwrap_or_default();
        match beside(&self.http, address.url(), tokens, sub).await {
            Err(stopped) if !self.mapping.knows_id(claims) => Err(stopped),
            Err(stopped) => {
                tracing::warn!(
                    ?stopped,
                    "a user signs in without the details that the ID token lacks"
                );
                Ok(Claims::new())
            }
            found => found,
        }
    }
}
