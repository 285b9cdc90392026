use askama::Template;

use crate::visit::{Answer, Shell, Visitor};
use crate::web::Nonce;

/// A return that ProAbono does not confirm yet: nothing is for sale.
#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage<'a> {
    shell: Shell<'a>,
    nonce: &'a str,
    /// Where the script learns that it is settled.
    standing: String,
    page: &'a str,
    /// Where the visitor says that nothing is under way.
    action: String,
    support_url: Option<&'a str>,
}

/// The page that a visitor sees in place of anything to buy.
pub(super) fn waiting(visitor: &Visitor<'_>) -> Answer {
    let paths = &visitor.site.paths;
    let nonce = Nonce::new();
    let page = WaitingPage {
        shell: visitor.shell(),
        nonce: nonce.as_str(),
        standing: paths.path("/standing.json"),
        page: paths.page(),
        action: paths.path("/return"),
        support_url: visitor.site.page.support_url.as_deref(),
    };
    Answer::page(&page, &nonce)
}
