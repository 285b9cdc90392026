//! A page of ProAbono's in a tab of its own: the browser is sent to a link that was fetched for it a moment before.

use actix_web::HttpRequest;

use crate::crylk;
use crate::openings::Opening;
use crate::visit::Answer;

/// The parameter that asks for it.
const AS: &str = "as";
const TAB: &str = "tab";
const PORTAL: &str = "portal";

/// The address of a page of ours that leads to ProAbono's page itself.
pub(super) fn address(page: &str) -> String {
    format!("{page}?{AS}={TAB}")
}

/// The address of a page of ours with ProAbono's page in it, where the home would be an overview.
pub(super) fn portal(page: &str) -> String {
    format!("{page}?{AS}={PORTAL}")
}

/// Tells whether the address asks for ProAbono's page in ours.
pub(super) fn asks_for_portal(request: &HttpRequest) -> bool {
    let asked = crylk::value(request.query_string(), AS).ok().flatten();
    asked.is_some_and(|asked| asked == PORTAL)
}

/// The way to ProAbono's page, where the address asks for it and there is one that stands alone.
pub(super) fn asked(request: &HttpRequest, opening: &Opening) -> Option<Answer> {
    let asked = crylk::value(request.query_string(), AS).ok().flatten()?;
    match opening {
        _ if asked != TAB => None,
        Opening::Frame(url) => Some(Answer::see_other(url.as_str())),
        Opening::InSite { .. } => None,
    }
}
