use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::Algorithm;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::refusal::HandoffRefusal;

/// The header of a token. Nobody has checked its signature yet, so that all it does is to refuse the token, or to choose
/// among keys that are trusted already.
pub(super) struct Header(Map<String, Value>);

/// Where a token would bring its own key along, or ask for rules that this server does not know (RFC 8725).
const NEVER: [&str; 8] = ["jku", "jwk", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64"];

impl Header {
    pub(super) fn of(token: &str) -> Option<Self> {
        let mut parts = token.split('.');
        let header = parts.next()?;
        if parts.count() != 2 {
            return None;
        }
        let json = BASE64URL_NOPAD.decode(header.as_bytes()).ok()?;
        serde_json::from_slice(&json).ok().map(Self)
    }

    pub(super) fn check(&self, algorithm: Algorithm) -> Result<(), HandoffRefusal> {
        if let Some(name) = NEVER.into_iter().find(|name| self.0.contains_key(*name)) {
            return Err(HandoffRefusal::Header(name));
        }
        let said = self.0.get("alg").and_then(Value::as_str);
        // By name, and letter by letter: `none` and its spellings are no algorithm at all.
        if said.is_none_or(|said| said != format!("{algorithm:?}")) {
            return Err(HandoffRefusal::Algorithm);
        }
        match self.0.get("typ") {
            None => Ok(()),
            Some(Value::String(kind)) if kind.eq_ignore_ascii_case("jwt") => Ok(()),
            // An access token of the same issuer is no hand-off.
            Some(_) => Err(HandoffRefusal::Header("typ")),
        }
    }

    pub(super) fn key_id(&self) -> Option<&str> {
        self.0.get("kid").and_then(Value::as_str)
    }
}

/// What a token says, once its signature is right.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Claims(Map<String, Value>);

impl Claims {
    /// A text that must be there.
    pub(super) fn text(&self, name: &'static str) -> Result<&str, HandoffRefusal> {
        match self.0.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            _ => Err(HandoffRefusal::Claim(name)),
        }
    }

    /// A time that must be there, in seconds since 1970. Some languages write it with a fraction.
    pub(super) fn time(&self, name: &'static str) -> Result<u64, HandoffRefusal> {
        self.time_if_any(name)?.ok_or(HandoffRefusal::Claim(name))
    }

    pub(super) fn time_if_any(&self, name: &'static str) -> Result<Option<u64>, HandoffRefusal> {
        /// Beyond the year 9999 it is no time, and sums stay far from overflowing.
        const LAST: f64 = 253_402_300_799.0;
        let Some(value) = self.0.get(name) else {
            return Ok(None);
        };
        let seconds = value.as_f64().filter(|seconds| (0.0..=LAST).contains(seconds));
        let seconds = seconds.ok_or(HandoffRefusal::Claim(name))?;
        let whole =
            std::time::Duration::try_from_secs_f64(seconds).map_err(|_| HandoffRefusal::Claim(name))?;
        Ok(Some(whole.as_secs()))
    }

    pub(super) fn audiences(&self) -> Result<Vec<&str>, HandoffRefusal> {
        match self.0.get("aud") {
            Some(Value::String(one)) => Ok(vec![one]),
            Some(Value::Array(several)) => several
                .iter()
                .map(|one| one.as_str().ok_or(HandoffRefusal::Claim("aud")))
                .collect(),
            _ => Err(HandoffRefusal::Claim("aud")),
        }
    }

    /// A detail: a text, a number or a truth value, as text.
    pub(super) fn word(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }
}
