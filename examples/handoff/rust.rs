//! A hand-off token in Rust, with the crate jsonwebtoken. Prints a token for the user in the first argument.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::json;

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
    #[allow(clippy::print_stdout, reason = "the token is what this program is for")]
    {
        println!("{}", handoff_token(&person, &key, &issuer, &audience)?);
    }
    Ok(())
}
