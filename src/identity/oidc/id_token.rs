use jsonwebtoken::Algorithm;
use serde_json::Value;

use crate::identity::jwt::{Claims, LEEWAY, Odd, Shown, Token, Unusable};

/// The greatest age of a token that was issued for a sign-in, in seconds.
const OLDEST: u64 = 600;

/// The algorithms that are accepted. All of them sign with a private key that only the provider has, so neither `none`
/// nor a shared secret is among them.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The values that the claims of a token must match.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    /// Seconds since 1970.
    pub(super) now: u64,
}

/// Splits a token into its parts. The error says what is wrong with its header, and repeats no more of it than `alg` and `typ`,
/// shortened.
pub(super) fn parse(text: &str) -> Result<Token<'_>, String> {
    let token = Token::parse(text, &ALGORITHMS).map_err(|unusable| match unusable {
        Unusable::NotAToken => "it is not a signed JWT, which has three parts".to_owned(),
        Unusable::Algorithm(came) => format!(
            "its `alg` is {came}, and it must be RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or EdDSA"
        ),
    })?;
    let jwt = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        ["jwt", "application/jwt"]
            .iter()
            .any(|jwt| name.eq_ignore_ascii_case(jwt))
    };
    if token.has("crit") {
        return Err("its header has `crit`: rules that this server does not know".to_owned());
    }
    if token.has("enc") {
        return Err("it is encrypted (`enc`)".to_owned());
    }
    if token.header("cty").is_some_and(jwt) {
        return Err("it is nested (`cty`)".to_owned());
    }
    match token.header("typ") {
        Some(kind) if !jwt(kind) => {
            let came = Shown::value(Some(kind));
            Err(format!(
                "it is not an ID token: its `typ` is {came}, and it must be JWT or absent"
            ))
        }
        _ => Ok(token),
    }
}

/// Checks the claims of a token whose signature is right (OpenID Connect Core, section 3.1.3.7). The error names the
/// claim, the expected value and the actual one.
pub(super) fn judge(claims: &Claims, expected: &Expected<'_>) -> Result<(), String> {
    issued_by(claims, expected.issuer)?;
    addressed(claims, expected.client_id)?;
    times(claims, expected.now)?;
    if text(claims, "nonce")? != expected.nonce {
        return Err("`nonce` is of another sign-in than the one that this browser began".to_owned());
    }
    claims.id("sub").map(drop).map_err(said)
}

/// Checks the claims of a token that says who is signing out. It may be for another client and of any age.
pub(super) fn judge_hint(claims: &Claims, issuer: &str) -> Result<(), String> {
    issued_by(claims, issuer)?;
    claims.id("sub").map(drop).map_err(said)
}

fn issued_by(claims: &Claims, issuer: &str) -> Result<(), String> {
    let came = text(claims, "iss")?;
    if came == issuer {
        return Ok(());
    }
    let (expected, came) = (Shown::text(issuer), Shown::text(came));
    Err(format!(
        "`iss` is another issuer than identity.oidc.issuer, letter by letter: {expected} is expected, and {came} came"
    ))
}

/// Checks the authorized party: a token with several audiences must have been issued to this client.
fn addressed(claims: &Claims, client_id: &str) -> Result<(), String> {
    let audiences = claims.audiences().map_err(said)?;
    let expected = Shown::text(client_id);
    if !audiences.contains(&client_id) {
        let came = Shown::texts(&audiences);
        return Err(format!(
            "`aud` is another client than identity.oidc.client_id: {expected} is expected, and {came} came"
        ));
    }
    if claims.get("azp").is_none() {
        return match audiences.len() {
            1 => Ok(()),
            _ => Err("`aud` names several, and `azp` does not say to whom it was issued".to_owned()),
        };
    }
    let party = text(claims, "azp")?;
    if party == client_id {
        return Ok(());
    }
    let came = Shown::text(party);
    Err(format!(
        "`azp` is another client than identity.oidc.client_id: {expected} is expected, and {came} came"
    ))
}

fn times(claims: &Claims, now: u64) -> Result<(), String> {
    let (expires, issued) = (
        claims.time("exp").map_err(said)?,
        claims.time("iat").map_err(said)?,
    );
    let starts = claims.time_if_any("nbf").map_err(said)?.unwrap_or(issued);
    let clocks = |what: &str, seconds: u64| Err(format!("{what} by {seconds} seconds; compare the clocks"));
    if expires + LEEWAY <= now {
        return clocks("it has expired: `exp` is past", now - expires);
    }
    if issued > now + LEEWAY {
        return clocks("it was issued in the future: `iat` is ahead", issued - now);
    }
    if issued + OLDEST < now {
        return clocks("it was issued too long ago: `iat` is past", now - issued);
    }
    if starts > now + LEEWAY {
        return clocks("it is not valid yet: `nbf` is ahead", starts - now);
    }
    Ok(())
}

fn text<'a>(claims: &'a Claims, name: &str) -> Result<&'a str, String> {
    claims.text(name).map_err(said)
}

#[allow(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn said(odd: Odd) -> String {
    odd.to_string()
}
