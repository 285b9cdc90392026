use std::borrow::Cow;

use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, crypto};
use serde_json::{Map, Value};
use thiserror::Error;

use super::names::{algorithm, key_id};
use super::{Claims, Key, Shown};

/// The most keys that are tried for one token.
const TRIED: usize = 4;

/// The reasons why a token does not count as signed.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub(crate) enum Unsigned {
    #[error("no key fits its `kid` and `alg`")]
    NoKey,
    #[error("its signature is wrong")]
    Wrong,
    #[error("its claims are not a JSON object")]
    Unreadable,
}

/// A token whose signature has not been checked yet. Its header can only lead to a refusal, or choose among keys that
/// are trusted already.
pub(in crate::identity) struct Token<'a> {
    /// The header and the claims, as they were signed.
    signed: &'a str,
    claims: &'a str,
    signature: &'a str,
    header: Map<String, Value>,
    algorithm: Algorithm,
}

/// A token that cannot be checked at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::identity) enum Unusable {
    /// It does not have three parts, or its header is not a JSON object.
    NotAToken,
    /// Its `alg` is not among the accepted ones.
    Algorithm(Shown),
}

impl<'a> Token<'a> {
    /// Splits a text into the parts of a token. Only the algorithms in the list are accepted. Their names are compared
    /// letter by letter, so `none` in any spelling is refused.
    pub(in crate::identity) fn parse(text: &'a str, taken: &[Algorithm]) -> Result<Self, Unusable> {
        let (signed, signature) = text.rsplit_once('.').ok_or(Unusable::NotAToken)?;
        let (head, claims) = signed.split_once('.').ok_or(Unusable::NotAToken)?;
        let header = decoded(head)
            .filter(|_| !claims.contains('.'))
            .ok_or(Unusable::NotAToken)?;
        let name = header.get("alg").and_then(Value::as_str);
        let algorithm = name
            .and_then(algorithm)
            .filter(|algorithm| taken.contains(algorithm));
        Ok(Self {
            signed,
            claims,
            signature,
            algorithm: algorithm.ok_or_else(|| Unusable::Algorithm(Shown::value(header.get("alg"))))?,
            header,
        })
    }

    /// Tells whether the header has a member, whatever it is.
    pub(in crate::identity) fn has(&self, name: &str) -> bool {
        self.header.contains_key(name)
    }

    /// The `kid` of the header as the log repeats it.
    pub(in crate::identity) fn shown_id(&self) -> Shown {
        Shown::value(self.header("kid"))
    }

    /// A member of the header; null counts as absent.
    pub(in crate::identity) fn header(&self, name: &str) -> Option<&Value> {
        self.header.get(name).filter(|value| !value.is_null())
    }

    /// Returns the claims when one of these keys has signed them. A key with the token's `kid` is tried before one
    /// without `kid`. For a token without `kid`, every key of the right kind is tried.
    pub(in crate::identity) fn signed_by(&self, keys: &[Key]) -> Result<Claims, Unsigned> {
        let id = self.key_id();
        let fitting = || keys.iter().filter(|key| key.fits(self.algorithm));
        let named = fitting().filter(|key| key.id().is_some() && (id.is_none() || key.id() == id.as_deref()));
        let mut candidates = named
            .chain(fitting().filter(|key| key.id().is_none()))
            .take(TRIED)
            .peekable();
        if candidates.peek().is_none() {
            return Err(Unsigned::NoKey);
        }
        let signed = self.signed.as_bytes();
        let verify = |key: &Key| crypto::verify(self.signature, signed, key.decoding(), self.algorithm);
        if !candidates.any(|key| verify(key).unwrap_or(false)) {
            return Err(Unsigned::Wrong);
        }
        decoded(self.claims).map(Claims).ok_or(Unsigned::Unreadable)
    }

    fn key_id(&self) -> Option<Cow<'_, str>> {
        key_id(self.header("kid")?)
    }
}

fn decoded(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).ok()?).ok()
}
