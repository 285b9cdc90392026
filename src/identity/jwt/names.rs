use std::borrow::Cow;

use jsonwebtoken::Algorithm;
use serde_json::Value;

use super::claims::whole;

/// The name of a key: a text, or a number as its text. Another shape names nothing.
pub(super) fn key_id(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        value => whole(value).map(Cow::Owned),
    }
}

/// `Ed25519` is what RFC 9864 calls the one curve of `EdDSA` that is used.
pub(super) fn algorithm(name: &str) -> Option<Algorithm> {
    match name {
        "Ed25519" => Some(Algorithm::EdDSA),
        name => name.parse().ok(),
    }
}
