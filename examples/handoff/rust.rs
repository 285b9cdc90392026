//! A hand-off token in Rust, with the crate jsonwebtoken: two functions for a module of yours. `show/rust.rs` calls them.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;
use url::Url;

/// Who is handed over.
pub(crate) struct Person<'a> {
    /// The stable id. Of a number: `&id.to_string()`.
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
}

pub(crate) fn handoff_token(
    person: &Person<'_>,
    secret: &str,
    issuer: &str,
    audience: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let claims = json!({
        "iss": issuer, // identity.handoff.issuer
        "aud": audience, // the address of the page: server.public_url
        "sub": person.id, // the stable id, never an e-mail address
        "name": person.name,
        "email": person.email,
        "iat": now,
        "exp": now + 60, // five minutes at most
        "jti": format!("{:032x}", rand::random::<u128>()), // each token counts once
    });
    let key = EncodingKey::from_secret(secret.as_bytes());
    Ok(encode(&Header::new(Algorithm::HS256), &claims, &key)?)
}

/// Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
pub(crate) fn sign_out_address(
    person: &Person<'_>,
    secret: &str,
    issuer: &str,
    page: &str,
    next: &str,
) -> Result<Url, Box<dyn std::error::Error>> {
    let token = handoff_token(person, secret, issuer, &format!("{page}/logout"))?;
    let query = [("token", token.as_str()), ("next", next)];
    Ok(Url::parse_with_params(&format!("{page}/logout"), query)?)
}
