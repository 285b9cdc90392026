//! A page that comes while ProAbono has not answered yet, so that nobody looks at a white window. It asks for the same address
//! again at once, and stays in sight until the answer is there.

use std::time::Duration;

use actix_web::HttpRequest;
use askama::Template;

use crate::visit::{Answer, Outcome, Shell, Site, WAITED};
use crate::web::is_shown;

use super::row::{Place, Row};

/// How long a browser waits without anything to show. Most answers are there before that.
const SOON: Duration = Duration::from_secs(1);

#[derive(Template)]
#[template(path = "holding.html")]
struct HoldingPage<'a> {
    shell: Shell<'a>,
    row: Row<'a>,
    leads_home: bool,
    /// The same address with the mark.
    again: String,
    page: &'a str,
}

/// The surroundings of what is still to come.
pub(super) struct Empty<'a> {
    pub(super) shell: Shell<'a>,
    pub(super) place: Place<'a>,
    /// True where the way from the page leads to the application.
    pub(super) leads_home: bool,
}

/// The outcome of `work`, or a page that waits for it when it takes longer than a moment. The work is then given up, and the
/// second request begins it anew: it must be safe to leave at any point, as it is when a visitor leaves.
///
/// Only a browser that shows the answer gets such a page. Everybody else waits for the outcome.
pub(super) async fn soon<'a>(
    (site, request): (&'a Site, &HttpRequest),
    work: impl Future<Output = Outcome>,
    empty: impl FnOnce() -> Empty<'a>,
) -> Outcome {
    let waited = request.query_string().split('&').any(|part| part == WAITED);
    if waited || !is_shown(request) {
        return work.await;
    }
    // The future of a page is large, and the timer around it would carry it along if it were not boxed.
    let in_time = tokio::time::timeout(SOON, Box::pin(work)).await;
    in_time.unwrap_or_else(|_| Ok(holding(site, request, empty())))
}

fn holding(site: &Site, request: &HttpRequest, empty: Empty<'_>) -> Answer {
    let query = request.query_string();
    let and = if query.is_empty() { "" } else { "&" };
    let page = HoldingPage {
        row: match empty.place {
            Place::Home => Row::to_come(site, empty.shell.words),
            Place::Elsewhere(title) => Row::plain(site, empty.shell.words, title, None),
        },
        shell: empty.shell,
        leads_home: empty.leads_home,
        again: format!("?{query}{and}{WAITED}"),
        page: site.paths.page(),
    };
    Answer::page(&page, &page.shell.nonce)
}

/// The query of an address as it was before the mark came to it.
pub(super) fn unmarked(query: &str) -> String {
    let parts: Vec<_> = query.split('&').filter(|part| *part != WAITED).collect();
    parts.join("&")
}
