//! Values in the path of an operation.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// A value as it stands in a path or a query.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The path with a value for each name in braces. Whatever the value is, it stays one part of the path.
pub(crate) fn filled<E>(path: &str, mut value: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    let (mut filled, mut rest) = (String::new(), path);
    while let Some((before, (name, behind))) = next(rest) {
        filled.push_str(before);
        filled.extend(utf8_percent_encode(&value(name)?, NON_ALPHANUMERIC));
        rest = behind;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The text before the next braces, the name within them, and the rest.
fn next(path: &str) -> Option<(&str, (&str, &str))> {
    let (before, rest) = path.split_once('{')?;
    Some((before, rest.split_once('}')?))
}
