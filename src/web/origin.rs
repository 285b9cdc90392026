use actix_web::HttpRequest;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use url::Url;

use super::Paths;

const SEC_FETCH_DEST: HeaderName = HeaderName::from_static("sec-fetch-dest");
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const SEC_PURPOSE: HeaderName = HeaderName::from_static("sec-purpose");

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
    if let Some(site) = said(request, &SEC_FETCH_SITE) {
        return site == b"same-origin";
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

/// The reader of an answer that is meant for scripts; `None` for a script, an element or a link of an origin that is
/// neither the page's own nor one of `others`.
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
    let site = said(request, &SEC_FETCH_SITE);
    let near = site.is_none_or(|site| matches!(site, b"same-origin" | b"none"));
    near.then_some(Reader::Own)
}

/// The same for a part of a page of the application. A server-side include comes with the headers of the page that it is
/// in, which a link elsewhere may have opened.
pub(crate) fn reader_of_part(paths: &Paths, request: &HttpRequest) -> Option<Reader> {
    let mode = said(request, &SEC_FETCH_MODE);
    let opened = mode.is_some_and(|mode| mode == b"navigate")
        && navigates(request)
        && !request.headers().contains_key(header::ORIGIN);
    reader(paths, &[], request).or(opened.then_some(Reader::Own))
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
    let destination = said(request, &SEC_FETCH_DEST);
    is_looked_at(request) && destination.is_none_or(|destination| destination == b"document")
}

/// Tells whether a page of this server goes on to the address in the frame that it is shown in. A page of another origin
/// cannot say so.
pub(crate) fn navigates_in_frame(request: &HttpRequest) -> bool {
    let site = said(request, &SEC_FETCH_SITE);
    is_looked_at(request)
        && is_for_frame(request) == Some(true)
        && site.is_some_and(|site| site == b"same-origin")
}

/// Tells whether the browser loads the answer into a frame; `None` when it does not say where.
pub(crate) fn is_for_frame(request: &HttpRequest) -> Option<bool> {
    let destination = said(request, &SEC_FETCH_DEST)?;
    Some(matches!(destination, b"iframe" | b"frame" | b"embed" | b"object"))
}

/// Tells whether a browser says that it will show the answer, in a tab or in a frame.
pub(crate) fn is_shown(request: &HttpRequest) -> bool {
    let destination = said(request, &SEC_FETCH_DEST);
    is_looked_at(request)
        && destination.is_some_and(|destination| matches!(destination, b"document" | b"iframe"))
}

/// Tells whether the answer is for now, and not made ahead of time.
fn is_looked_at(request: &HttpRequest) -> bool {
    let ahead = said(request, &SEC_PURPOSE).is_some_and(|purpose| purpose.starts_with(b"prefetch"));
    request.method() == Method::GET && !ahead
}

/// The value of a header that browsers write and no script can.
fn said<'a>(request: &'a HttpRequest, name: &HeaderName) -> Option<&'a [u8]> {
    request.headers().get(name).map(HeaderValue::as_bytes)
}
