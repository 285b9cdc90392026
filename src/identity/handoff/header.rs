use serde_json::Value;

use crate::identity::jwt::{Shown, Token, Unusable};

use super::{HandoffAlgorithm, HandoffRefusal};

/// The header members with which a token would bring its own key, or ask for rules that this server does not know (RFC
/// 8725).
const NEVER: [&str; 8] = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64"];

/// Splits a token into its parts and checks its header.
pub(super) fn parse(text: &str, algorithm: HandoffAlgorithm) -> Result<Token<'_>, HandoffRefusal> {
    let token = Token::parse(text, &[algorithm.signature()]).map_err(|unusable| match unusable {
        Unusable::NotAToken => HandoffRefusal::NotAToken,
        Unusable::Algorithm(came) => HandoffRefusal::Algorithm {
            expected: algorithm.name(),
            came,
        },
    })?;
    if let Some(name) = NEVER.into_iter().find(|name| token.has(name)) {
        return Err(HandoffRefusal::Header(name));
    }
    match token.header("typ") {
        None => Ok(token),
        Some(Value::String(kind)) if kind.eq_ignore_ascii_case("jwt") => Ok(token),
        // An access token of the same issuer must not count as a hand-off.
        kind => Err(HandoffRefusal::Kind(Shown::value(kind))),
    }
}
