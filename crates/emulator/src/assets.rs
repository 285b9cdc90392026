//! The icon, because browsers ask for one and report when there is none, and the scripts of pages.

use actix_web::HttpResponse;
use actix_web::http::header::CacheControl;
use actix_web::http::header::CacheDirective::{MaxAge, Public};

const ICON: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#4338ca"/><path d="M9 16h14M9 10h14M9 22h8" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>"##;

pub(crate) async fn favicon() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(CacheControl(vec![Public, MaxAge(86_400)]))
        .content_type("image/svg+xml")
        .body(ICON)
}

/// The script of a page that does not know from its request whether it is framed: its header is not shown in a frame.
pub(crate) async fn framed() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body("document.documentElement.classList.toggle(\"framed\", self !== top);\n")
}

/// The script of a page that says its height to the page around it. The height is that of what it shows, which does not depend on
/// that of its frame.
pub(crate) async fn height() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body(HEIGHT)
}

const HEIGHT: &str = "\
const tell = () => parent.postMessage({ height: document.body.getBoundingClientRect().height }, \"*\");
if (parent !== self) {
  new ResizeObserver(tell).observe(document.body);
  addEventListener(\"load\", tell);
}
";

/// The script of a page whose frame is to be closed: it tells the page around the frame.
pub(crate) async fn closed() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/javascript; charset=utf-8")
        .body("parent.postMessage({ proabono: \"closed\" }, \"*\");\n")
}
