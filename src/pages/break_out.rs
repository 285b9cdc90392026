//! The way out of a frame. A `Lax` session does not come along into one.

use actix_web::HttpRequest;
use askama::Template;

use crate::visit::{Answer, Shell, Visit};
use crate::web::Nonce;

/// The parameter of our own script: the address is at the top now.
const AT_TOP: &str = "framed=no";

/// A page inside a frame that only leads out of it.
#[derive(Template)]
#[template(path = "break_out.html")]
struct BreakOutPage<'a> {
    shell: Shell<'a>,
    nonce: &'a str,
}

/// Whether the browser loads this into a frame. One that does not say is believed to be at the top only when our own script
/// says so.
pub(super) fn is_framed(request: &HttpRequest) -> bool {
    let headers = request.headers();
    // Only our script writes it, at the outermost page that is ours: an application may hold that in a frame of its own.
    if request.query_string().split('&').any(|pair| pair == AT_TOP) {
        return false;
    }
    if let Some(destination) = headers.get("sec-fetch-dest") {
        return matches!(
            destination.as_bytes(),
            b"iframe" | b"frame" | b"embed" | b"object"
        );
    }
    headers.contains_key("referer")
}

/// Leads out of the frame.
pub(super) fn break_out(visit: &Visit<'_>) -> Answer {
    let nonce = Nonce::new();
    let page = BreakOutPage {
        shell: visit.shell(),
        nonce: nonce.as_str(),
    };
    Answer::page(&page, &nonce).framed()
}
