//! A hand-off token in Rust, with the crate jsonwebtoken. Prints a token for the user in the first argument; with a second
//! one, the address that this user's sign-out leads to.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;
use url::Url;

/// Who is handed over.
pub(crate) struct Person<'a> {
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

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let id = env::args().nth(1).ok_or("say for whom")?;
    let person = Person {
        id: &id,
        name: "Zoë Weiß",
        email: "zoe@acme.example",
    };
    let (key, issuer, audience) = (
        env::var("HANDOFF_KEY")?,
        env::var("HANDOFF_ISSUER")?,
        env::var("HANDOFF_AUDIENCE")?,
    );
    let text = match env::args().nth(2) {
        Some(next) => sign_out_address(&person, &key, &issuer, &audience, &next)?.to_string(),
        None => handoff_token(&person, &key, &issuer, &audience)?,
    };
    #[allow(clippy::print_stdout, reason = "the text is what this program is for")]
    {
        println!("{text}");
    }
    Ok(())
}
