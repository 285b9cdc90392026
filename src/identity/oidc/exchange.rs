//! What is asked of the provider once the visitor is back, and what its errors mean.

use openidconnect::core::{CoreErrorResponseType, CoreTokenResponse};
use openidconnect::http::header::{ACCEPT, AUTHORIZATION};
use openidconnect::http::{HeaderValue, Request, StatusCode};
use openidconnect::{HttpRequest, RequestTokenError, StandardErrorResponse};
use url::Url;

use super::Stopped;
use super::http::{Http, HttpError};
use super::token::{Claims, text};

type Failure = RequestTokenError<HttpError, StandardErrorResponse<CoreErrorResponseType>>;

/// Why there are no tokens. The library's own words quote the answer.
pub(super) fn stopped(failure: &Failure) -> Stopped {
    match failure {
        RequestTokenError::ServerResponse(refusal) => refused(refusal.error()),
        RequestTokenError::Request(error) => {
            Stopped::Away(format!("the token endpoint of the OpenID provider: {error}"))
        }
        RequestTokenError::Parse(error, _) => Stopped::Refused(format!(
            "the answer of the token endpoint cannot be read at {}",
            error.path()
        )),
        RequestTokenError::Other(_) => {
            Stopped::Refused("the token endpoint refused without saying why".to_owned())
        }
    }
}

fn refused(code: &CoreErrorResponseType) -> Stopped {
    let said = match code {
        CoreErrorResponseType::InvalidGrant => {
            return Stopped::Failed(
                "the token endpoint does not take the code (invalid_grant): it is used, or too old",
            );
        }
        CoreErrorResponseType::InvalidClient => {
            "invalid_client; compare identity.oidc.client_id and identity.oidc.client_secret with the registration"
        }
        CoreErrorResponseType::InvalidRequest => "invalid_request",
        CoreErrorResponseType::InvalidScope => "invalid_scope; compare identity.oidc.scopes",
        CoreErrorResponseType::UnauthorizedClient => "unauthorized_client",
        CoreErrorResponseType::UnsupportedGrantType => "unsupported_grant_type",
        CoreErrorResponseType::Extension(code)
            if code == "server_error" || code == "temporarily_unavailable" =>
        {
            return Stopped::Away(format!("the token endpoint of the OpenID provider says {code}"));
        }
        CoreErrorResponseType::Extension(_) => "an error that the protocol does not know",
    };
    Stopped::Refused(format!("the token endpoint refuses this server: {said}"))
}

/// What the provider says of the user beside the token; `Err` says why it says nothing.
pub(super) async fn beside(
    http: &Http,
    address: &Url,
    tokens: &CoreTokenResponse,
    sub: &str,
) -> Result<Claims, Stopped> {
    use openidconnect::OAuth2TokenResponse as _;

    let refused = |what: &str| Stopped::Refused(format!("the userinfo endpoint: {what}"));
    let mut bearer = HeaderValue::from_str(&format!("Bearer {}", tokens.access_token().secret()))
        .map_err(|_| refused("the access token cannot stand in a header"))?;
    bearer.set_sensitive(true);
    let request: HttpRequest = Request::builder()
        .uri(address.as_str())
        .header(ACCEPT, "application/json")
        .header(AUTHORIZATION, bearer)
        .body(Vec::new())
        .map_err(|_| refused("its address cannot be asked"))?;
    let answer = http
        .send(request)
        .await
        .map_err(|error| Stopped::Away(format!("the userinfo endpoint of the OpenID provider: {error}")))?;
    if answer.status() != StatusCode::OK {
        return Err(refused(&format!("it answers {}", answer.status())));
    }
    let claims: Claims =
        serde_json::from_slice(answer.body()).map_err(|_| refused("its answer is not a JSON object"))?;
    // Without this a token of somebody else's could bring their details in.
    if text(&claims, "sub") != Some(sub) {
        return Err(refused("it speaks of another subject"));
    }
    Ok(claims)
}

/// What an error at the provider means to the visitor. Only codes of the protocol are repeated.
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
