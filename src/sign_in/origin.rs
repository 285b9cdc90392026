use actix_web::HttpRequest;
use actix_web::http::header::{self, HeaderMap, HeaderName};

use crate::portal::Portal;

/// Whether a POST comes from a page of this server. Browsers send `Origin` with every POST, and no script of another
/// site can choose it.
pub(crate) fn same_origin(portal: &Portal, request: &HttpRequest) -> bool {
    let Some(origin) = only(request.headers(), &header::ORIGIN) else {
        return false;
    };
    if let Some(public) = portal.public_origin() {
        return origin == public;
    }
    // Without a public address there is no https either: development on a loopback address.
    let host = only(request.headers(), &header::HOST);
    origin
        .strip_prefix("http://")
        .is_some_and(|rest| Some(rest) == host)
}

/// The value of a header that came once.
pub(crate) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name);
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}
