use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::Refusal;
use super::frame_url::digest;

/// The name of the query parameter.
pub const CRYLK: &str = "crylk";

/// The value of the parameter, decoded exactly once. It is a bearer secret, so `Debug` shows a digest only.
#[derive(Clone, PartialEq, Eq)]
pub struct Crylk(String);

impl Crylk {
    /// The link, for the gate.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Crylk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Crylk({})", digest(&self.0))
    }
}

/// Reads `crylk` from a raw query string, `None` when it is not there.
///
/// # Errors
/// [`Refusal::Repeated`] when the parameter comes twice, [`Refusal::Encoding`] when it does not decode.
pub fn from_query(query: &str) -> Result<Option<Crylk>, Refusal> {
    value(query, CRYLK).map(|value| value.map(Crylk))
}

/// Reads one parameter from a raw query string, decoded once.
///
/// The pairs are read here and not by the framework, which answers a repeated parameter with an error page.
pub(crate) fn value(query: &str, wanted: &str) -> Result<Option<String>, Refusal> {
    if query.is_empty() {
        return Ok(None);
    }
    let mut found = None;
    for pair in query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if decode(name).as_deref() != Some(wanted) {
            continue;
        }
        if found.replace(value).is_some() {
            return Err(Refusal::Repeated);
        }
    }
    match found.map(decode) {
        None => Ok(None),
        Some(Some(value)) => Ok(Some(value.into_owned())),
        Some(None) => Err(Refusal::Encoding),
    }
}

/// One pass of form decoding; `None` when an escape is broken or the bytes are not UTF-8.
fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !escapes_are_whole(text.as_bytes()) {
        return None;
    }
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        let decoded = percent_decode_str(&spaced).decode_utf8().ok()?;
        return Some(Cow::Owned(decoded.into_owned()));
    }
    percent_decode_str(text).decode_utf8().ok()
}

/// Every `%` is followed by two hexadecimal digits.
fn escapes_are_whole(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().all(|(at, &byte)| {
        byte != b'%'
            || bytes
                .get(at + 1..at + 3)
                .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}
