//! The way out of a frame, into which browsers do not send a `Lax` session cookie.

use actix_web::HttpRequest;
use askama::Template;

use crate::visit::{Answer, Shell, Visit};
use crate::web::is_for_frame;

/// The parameter that this server's script adds once the address is at the top.
const AT_TOP: &str = "framed=no";

/// A page whose only purpose is to leave the frame that it is in.
#[derive(Template)]
#[template(path = "break_out.html")]
struct BreakOutPage<'a> {
    shell: Shell<'a>,
}

/// Tells whether the browser loads the request into a frame. A browser that does not say so counts as framed, unless
/// this server's script says that it is at the top.
pub(super) fn is_framed(request: &HttpRequest) -> bool {
    // Only this server's script adds the parameter, in the outermost page of this server, which an application may
    // itself show in a frame.
    if request.query_string().split('&').any(|pair| pair == AT_TOP) {
        return false;
    }
    is_for_frame(request).unwrap_or_else(|| request.headers().contains_key("referer"))
}

/// Leads out of the frame.
pub(super) fn break_out(visit: &Visit<'_>) -> Answer {
    let page = BreakOutPage {
        shell: Shell::new(visit.site, visit.words, None),
    };
    Answer::page(&page, &page.shell.nonce).framed()
}
