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

/// The origin whose script reads an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// The page's own, or no script: a visitor, or a server in front.
    Own,
    /// Another one, which is configured.
    Other(HeaderValue),
}

/// The reader of an answer that is meant for scripts; `None` for a script or an element of an origin that is neither the
/// page's own nor one of `others`.
///
/// A browser would not let such a script read the answer either. It gets none in the first place, so that nothing depends
/// on the browser, and nobody makes ProAbono be asked in a visitor's name.
pub(crate) fn reader(paths: &Paths, others: &[String], request: &HttpRequest) -> Option<Reader> {
    let headers = request.headers();
    if headers.contains_key(header::ORIGIN) {
        if same_origin(paths, request) {
            return Some(Reader::Own);
        }
        let origin = only(headers, &header::ORIGIN)?;
        let known = others.iter().any(|other| other == origin);
        return HeaderValue::from_str(origin)
            .ok()
            .filter(|_| known)
            .map(Reader::Other);
    }
    let said = |name| headers.get(name).map(HeaderValue::as_bytes);
    // A server-side include comes with the headers of the page that it is in, which a link elsewhere may have opened.
    let navigates = said("sec-fetch-mode").is_some_and(|mode| mode == b"navigate");
    let near = said("sec-fetch-site").is_none_or(|site| matches!(site, b"same-origin" | b"none"));
    (navigates || near).then_some(Reader::Own)
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
