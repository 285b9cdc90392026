use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use url::Url;

use super::Paths;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Tells whether a POST comes from a page of this server. Browsers send `Origin` with every POST, and no script of another
/// site can choose it.
///
/// Without a public address the server knows neither its scheme nor, behind a proxy that writes another `Host`, its name.
/// Browsers compare the origins themselves, and say the result in a header that no script can write either.
pub(crate) fn same_origin(paths: &Paths, request: &HttpRequest) -> bool {
    let Some(origin) = only(request.headers(), &header::ORIGIN) else {
        return false;
    };
    if let Some(public) = paths.origin.as_deref() {
        return origin == public;
    }
    if let Some(site) = request.headers().get(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    // An older browser: its page and this server have one name and one port.
    let Some(host) = only(request.headers(), &header::HOST) else {
        return false;
    };
    let shown = Url::parse(origin).ok().filter(Url::has_host);
    shown.is_some_and(|shown| {
        let ours = Url::parse(&format!("{}://{host}", shown.scheme()));
        matches!(shown.scheme(), "https" | "http") && ours.is_ok_and(|ours| ours.origin() == shown.origin())
    })
}

/// The value of a header, when it came exactly once.
pub(crate) fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name);
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

/// Tells whether the browser will show the answer in a tab. A request that is made ahead of time, in a frame or by a
/// script starts no sign-in: it would end one that is under way, or start one that nobody sees.
pub(crate) fn navigates(request: &HttpRequest) -> bool {
    let header = |name| request.headers().get(name).map(HeaderValue::as_bytes);
    let document = header("sec-fetch-dest").is_none_or(|destination| destination == b"document");
    let ahead = header("sec-purpose").is_some_and(|purpose| purpose.starts_with(b"prefetch"));
    request.method() == Method::GET && document && !ahead
}
