use data_encoding::BASE64URL_NOPAD;
use openidconnect::core::{CoreIdToken, CoreIdTokenVerifier, CoreJwsSigningAlgorithm};
use openidconnect::{ClaimsVerificationError, ClientId, Nonce, SignatureVerificationError};
use serde_json::{Map, Value};

use super::lookup::Provider;

/// How far two clocks may differ, in seconds.
const LEEWAY: u64 = 30;
/// How old a token may be that was made for a visitor who is just coming back, in seconds.
const OLDEST: u64 = 600;

/// Signed with a private key that only the provider has: no shared secret, and not `none`.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// The claims of a token.
pub(super) type Claims = Map<String, Value>;

/// Why a token is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unbelievable {
    /// No key of ours fits: the provider may have new ones.
    Key(&'static str),
    /// Whatever the keys are.
    Token(&'static str),
}

/// Checks a token that came from the token endpoint, and reads its claims.
pub(super) fn check(
    token: &CoreIdToken,
    provider: &Provider,
    client_id: &ClientId,
    nonce: &Nonce,
    now: u64,
) -> Result<Claims, Unbelievable> {
    let metadata = &provider.metadata;
    let verifier = CoreIdTokenVerifier::new_public_client(
        client_id.clone(),
        metadata.issuer().clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    // Another audience beside ours is for `azp` to decide, below.
    .set_other_audience_verifier_fn(|_| true);
    token.claims(&verifier, nonce).map_err(|error| reason(&error))?;
    let claims = payload(&token.to_string()).ok_or(Unbelievable::Token("its claims cannot be read"))?;
    authorized_party(&claims, client_id)?;
    times(&claims, now)?;
    match text(&claims, "sub") {
        Some(_) => Ok(claims),
        None => Err(Unbelievable::Token("it names no subject")),
    }
}

/// Checks who made a token and reads its claims, whichever client it is for and however old it is: such a token says who
/// signs out (OpenID Connect RP-Initiated Logout, section 2), and signs nobody in.
pub(super) fn check_hint(
    token: &CoreIdToken,
    provider: &Provider,
    client_id: &ClientId,
) -> Result<Claims, Unbelievable> {
    let metadata = &provider.metadata;
    let verifier = CoreIdTokenVerifier::new_public_client(
        client_id.clone(),
        metadata.issuer().clone(),
        metadata.jwks().clone(),
    )
    .set_allowed_algs(ALGORITHMS)
    .require_audience_match(false)
    .set_time_fn(Default::default);
    let any_nonce = |_: Option<&Nonce>| Ok(());
    token
        .claims(&verifier, any_nonce)
        .map_err(|error| reason(&error))?;
    payload(&token.to_string()).ok_or(Unbelievable::Token("its claims cannot be read"))
}

/// The claims of a token whose signature was checked.
fn payload(token: &str) -> Option<Claims> {
    let payload = token.split('.').nth(1)?;
    serde_json::from_slice(&BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?).ok()
}

/// The library leaves `azp` to its caller. A token for several is ours only when it was issued to us.
fn authorized_party(claims: &Claims, client_id: &ClientId) -> Result<(), Unbelievable> {
    let several = claims
        .get("aud")
        .and_then(Value::as_array)
        .is_some_and(|audiences| audiences.len() > 1);
    match claims.get("azp") {
        None if several => Err(Unbelievable::Token("it is for several, and has no azp")),
        None => Ok(()),
        Some(party) if party.as_str() == Some(client_id) => Ok(()),
        Some(_) => Err(Unbelievable::Token("it was issued to another client (azp)")),
    }
}

/// The library checks `exp` without leeway, and takes any `iat`.
fn times(claims: &Claims, now: u64) -> Result<(), Unbelievable> {
    let time = |name| claims.get(name).and_then(Value::as_f64);
    let seconds = |seconds: u64| std::time::Duration::from_secs(seconds).as_secs_f64();
    let Some(issued) = time("iat") else {
        return Err(Unbelievable::Token("it does not say when it was issued"));
    };
    if issued > seconds(now + LEEWAY) {
        return Err(Unbelievable::Token(
            "it was issued in the future; compare the clocks",
        ));
    }
    if issued < seconds(now.saturating_sub(OLDEST)) {
        return Err(Unbelievable::Token(
            "it was issued more than ten minutes ago; compare the clocks",
        ));
    }
    match claims.get("nbf").map(Value::as_f64) {
        None => Ok(()),
        Some(Some(start)) if start <= seconds(now + LEEWAY) => Ok(()),
        Some(_) => Err(Unbelievable::Token(
            "it is not valid yet (nbf); compare the clocks",
        )),
    }
}

/// A claim that is a text.
pub(super) fn text<'a>(claims: &'a Claims, name: &str) -> Option<&'a str> {
    claims
        .get(name)
        .and_then(Value::as_str)
        .filter(|text| !text.is_empty())
}

/// In words of our own: the library's quote the token.
fn reason(error: &ClaimsVerificationError) -> Unbelievable {
    use SignatureVerificationError as Signature;
    match error {
        ClaimsVerificationError::SignatureVerification(error) => match error {
            Signature::NoMatchingKey => Unbelievable::Key("no key of the provider fits"),
            Signature::AmbiguousKeyId(_) => {
                Unbelievable::Key("it does not say which of several keys it was signed with")
            }
            Signature::CryptoError(_) => Unbelievable::Key("its signature is wrong"),
            Signature::InvalidKey(_) => Unbelievable::Key("the provider's key cannot be used"),
            Signature::NoSignature => Unbelievable::Token("it is not signed"),
            Signature::DisallowedAlg(_) | Signature::UnsupportedAlg(_) => {
                Unbelievable::Token("it is signed with an algorithm that is not taken")
            }
            _ => Unbelievable::Token("its signature cannot be checked"),
        },
        ClaimsVerificationError::Expired(_) => Unbelievable::Token("it has expired; compare the clocks"),
        ClaimsVerificationError::InvalidAudience(_) => Unbelievable::Token("it is for another client (aud)"),
        ClaimsVerificationError::InvalidIssuer(_) => Unbelievable::Token("it is of another issuer (iss)"),
        ClaimsVerificationError::InvalidNonce(_) => Unbelievable::Token("it is of another sign-in (nonce)"),
        ClaimsVerificationError::Unsupported(_) => {
            Unbelievable::Token("it is encrypted, nested, or of a type that is not taken")
        }
        _ => Unbelievable::Token("its claims cannot be believed"),
    }
}
