use actix_web::http::header::{AUTHORIZATION, HeaderMap, HeaderName};

use crate::rights::ServerKeys;
use crate::web::only;

/// The header for proxies that cannot write `Authorization`, which is often the application's own.
const KEY: HeaderName = HeaderName::from_static("x-portal-key");

/// Tells whether a request shows one of the keys, in one of the two headers. A header that comes twice shows nothing.
pub(super) fn shows(keys: &ServerKeys, headers: &HeaderMap) -> bool {
    let bearer = only(headers, &AUTHORIZATION).and_then(bearer);
    let shown = [only(headers, &KEY), bearer];
    shown.into_iter().flatten().any(|shown| keys.are_shown(shown))
}

/// The token of `Bearer TOKEN`; the scheme is written in any case.
fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
