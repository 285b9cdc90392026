use askama::Template;

use crate::visit::{Answer, Shell, Visitor};
use crate::web::Plain;

/// The page for a return that ProAbono has not confirmed yet: nothing is for sale.
#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage<'a> {
    shell: Shell<'a>,
    nonce: &'a str,
    /// The address from which the script learns that the return is settled.
    standing: String,
    page: &'a str,
    /// The address of the form by which the visitor says that nothing is under way.
    action: String,
    support_url: Option<&'a str>,
    /// The script for a page in a frame.
    embedded: Option<&'a Plain>,
}

/// The page that replaces everything for sale.
pub(super) fn waiting(visitor: &Visitor<'_>) -> Answer {
    let paths = &visitor.site.paths;
    let shell = visitor.shell();
    let nonce = shell.nonce.clone();
    let page = WaitingPage {
        shell,
        nonce: nonce.as_str(),
        standing: paths.path("/standing.json"),
        page: paths.page(),
        action: paths.path("/return"),
        support_url: visitor.site.page.support_url.as_deref(),
        embedded: visitor.embedded(),
    };
    Answer::page(&page, &nonce)
}
