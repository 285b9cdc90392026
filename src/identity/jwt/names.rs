use std::borrow::Cow;

use jsonwebtoken::Algorithm;
use serde_json::Value;

use super::claims::whole;

/// Reads the id of a key: a text, or a number, which becomes a text. Any other shape counts as absent.
pub(super) fn key_id(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        value => whole(value).map(Cow::Owned),
    }
}

/// Reads the name of an algorithm. RFC 9864 calls `EdDSA` with the one curve in use `Ed25519`.
pub(super) fn algorithm(name: &str) -> Option<Algorithm> {
    match name {
        "Ed25519" => Some(Algorithm::EdDSA),
        name => name.parse().ok(),
    }
}
