use std::str::Utf8Error;

use actix_web::http::header::{HeaderMap, HeaderName};

/// The value of a header without the spaces and tabs around it, `None` when it is absent or empty. No other space is
/// removed: an id that ends in a no-break space belongs to another user.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, Utf8Error> {
    let Some(value) = headers.get(name) else {
        return Ok(None);
    };
    let text = std::str::from_utf8(value.as_bytes())?.trim_matches([' ', '\t']);
    Ok((!text.is_empty()).then_some(text))
}
