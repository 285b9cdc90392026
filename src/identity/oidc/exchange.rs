//! Requests to the provider once the visitor is back from it, and the meaning of its errors.

use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use url::{Url, form_urlencoded};

use super::settings::{ClientAuth, OidcConfig};
use crate::identity::http::Http;
use crate::identity::jwt::Claims;

use super::Stopped;
use super::metadata::Metadata;

/// The tokens that the token endpoint answers with. Other members of its answer are ignored.
pub(super) struct Tokens {
    pub(super) id_token: String,
    /// Used for the userinfo endpoint only.
    pub(super) access_token: Option<String>,
}

/// The code of a sign-in, with the values that prove that this server began it.
pub(super) struct Grant<'a> {
    pub(super) code: &'a str,
    pub(super) redirect: &'a str,
    pub(super) verifier: &'a str,
}

/// The way in which this server authenticates itself at the token endpoint.
enum Proof<'a> {
    /// A public client has no secret.
    Nothing,
    Header(&'a SecretString),
    Body(&'a SecretString),
}

impl<'a> Proof<'a> {
    fn of(config: &'a OidcConfig, metadata: &Metadata) -> Self {
        let Some(secret) = &config.client_secret else {
            return Self::Nothing;
        };
        let header = match config.client_auth {
            ClientAuth::Basic => true,
            ClientAuth::Post => false,
            ClientAuth::Automatic => metadata.takes_header,
        };
        if header {
            Self::Header(secret)
        } else {
            Self::Body(secret)
        }
    }

    /// Advice for the operator when the provider does not accept this server as a client.
    fn advice(&self) -> &'static str {
        match self {
            Self::Nothing => {
                "invalid_client; no secret was sent: compare identity.oidc.client_id with the registration, and set \
                 identity.oidc.client_secret unless it is a public client"
            }
            Self::Header(_) => {
                "invalid_client; the secret was sent in a header: compare identity.oidc.client_id and \
                 identity.oidc.client_secret with the registration, or, if that says client_secret_post, set \
                 identity.oidc.client_auth to post"
            }
            Self::Body(_) => {
                "invalid_client; the secret was sent in the body: compare identity.oidc.client_id and \
                 identity.oidc.client_secret with the registration, or, if that says client_secret_basic, set \
                 identity.oidc.client_auth to basic"
            }
        }
    }
}

/// Exchanges a code for tokens, once.
pub(super) async fn exchange(
    http: &Http,
    config: &OidcConfig,
    metadata: &Metadata,
    grant: &Grant<'_>,
) -> Result<Tokens, Stopped> {
    let proof = Proof::of(config, metadata);
    let answer = http
        .send(&metadata.token_endpoint, |client| {
            request(client, config, metadata, grant, &proof)
        })
        .await
        .map_err(|error| Stopped::Away(format!("the token endpoint of the OpenID provider: {error}")))?;
    let members = answer.object();
    let error = members.as_ref().ok().and_then(|members| members.get("error"));
    if let Some(Value::String(error)) = error {
        return Err(refused(error, &proof));
    }
    let unreadable =
        |why: &str| Stopped::Refused(format!("the token endpoint of the OpenID provider: {why}"));
    if !answer.status.is_success() {
        return Err(unreadable(&format!(
            "it answers {}, and no `error` says why",
            answer.status.as_u16()
        )));
    }
    let mut members = members.map_err(|error| unreadable(&error.to_string()))?;
    let mut text = |name: &str| match members.remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let access_token = text("access_token");
    let id_token = text("id_token").ok_or_else(|| {
        unreadable("`id_token` in its answer must be a text; is `openid` among identity.oidc.scopes?")
    })?;
    Ok(Tokens {
        id_token,
        access_token,
    })
}

fn request(
    client: &reqwest::Client,
    config: &OidcConfig,
    metadata: &Metadata,
    grant: &Grant<'_>,
    proof: &Proof<'_>,
) -> RequestBuilder {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs([
        ("grant_type", "authorization_code"),
        ("code", grant.code),
        ("redirect_uri", grant.redirect),
        ("code_verifier", grant.verifier),
    ]);
    let mut request = client.post(metadata.token_endpoint.clone());
    match proof {
        Proof::Header(secret) => {
            // Each part is encoded by itself before the two are joined (RFC 6749, section 2.3.1).
            let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
            request = request.basic_auth(encoded(&config.client_id), Some(encoded(secret.expose_secret())));
        }
        Proof::Nothing => {
            form.append_pair("client_id", &config.client_id);
        }
        Proof::Body(secret) => {
            form.append_pair("client_id", &config.client_id);
            form.append_pair("client_secret", secret.expose_secret());
        }
    }
    request
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form.finish())
}

/// Turns an error of the token endpoint into a reason to stop. Only error codes of the protocol are repeated.
fn refused(code: &str, proof: &Proof<'_>) -> Stopped {
    let said = match code {
        "invalid_grant" => {
            return Stopped::Failed(
                "the token endpoint does not take the code (invalid_grant): it is used, or too old",
            );
        }
        "server_error" | "temporarily_unavailable" => {
            return Stopped::Away(format!("the token endpoint of the OpenID provider says {code}"));
        }
        "invalid_client" => proof.advice(),
        "unauthorized_client" => {
            "unauthorized_client; allow the authorization code flow in the registration of identity.oidc.client_id"
        }
        "invalid_scope" => "invalid_scope; compare identity.oidc.scopes",
        "invalid_request" => "invalid_request",
        "unsupported_grant_type" => "unsupported_grant_type",
        _ => "an error that the protocol does not know",
    };
    Stopped::Refused(format!("the token endpoint refuses this server: {said}"))
}

/// Asks the userinfo endpoint for claims that the token lacks. The error says why there are none.
pub(super) async fn beside(
    http: &Http,
    address: &Url,
    access_token: Option<&str>,
    sub: &str,
) -> Result<Claims, Stopped> {
    let refused = |what: &str| Stopped::Refused(format!("the userinfo endpoint: {what}"));
    let token = access_token.ok_or_else(|| refused("the token endpoint gives no `access_token` for it"))?;
    let answer = http
        .send(address, |client| client.get(address.clone()).bearer_auth(token))
        .await
        .map_err(|error| Stopped::Away(format!("the userinfo endpoint of the OpenID provider: {error}")))?;
    if !answer.status.is_success() {
        return Err(refused(&format!("it answers {}", answer.status.as_u16())));
    }
    let claims = answer.object().map(Claims);
    let claims = claims.map_err(|error| refused(&error.to_string()))?;
    // Without this check, another user's access token could bring in that user's details.
    match claims.id("sub") {
        Ok(about) if about == sub => Ok(claims),
        Ok(_) => Err(refused("it speaks of another subject (`sub`)")),
        Err(odd) => Err(refused(&odd.to_string())),
    }
}

/// Turns an error that the provider sent the visitor back with into a reason to stop. Only error codes of the protocol
/// are repeated.
pub(super) fn error_answer(code: &str) -> Stopped {
    const OPERATOR: [&str; 9] = [
        "invalid_request",
        "unauthorized_client",
        "unsupported_response_type",
        "invalid_scope",
        "invalid_request_uri",
        "invalid_request_object",
        "request_not_supported",
        "request_uri_not_supported",
        "registration_not_supported",
    ];
    match code {
        "access_denied" => Stopped::Denied,
        "temporarily_unavailable" | "server_error" => {
            Stopped::Away(format!("the OpenID provider says {code}"))
        }
        "login_required" | "interaction_required" | "consent_required" | "account_selection_required" => {
            Stopped::Failed("the OpenID provider wants the visitor to begin again")
        }
        _ => {
            let known = OPERATOR.into_iter().find(|known| *known == code);
            let code = known.unwrap_or("an error that the protocol does not know");
            Stopped::Refused(format!("the OpenID provider refuses this server: {code}"))
        }
    }
}
