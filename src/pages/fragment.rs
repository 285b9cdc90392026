//! The page as a piece of HTML, for a page of the application: a server-side include, or a request of its script.

use actix_web::http::StatusCode;
use askama::Template;

use crate::crylk::FrameUrl;
use crate::openings::{Destination, Opening};
use crate::visit::{Answer, Outcome, Shell, Visitor};
use crate::words::Sentences;

use super::opened::InSiteView;
use super::parts::Pages;
use super::waiting::waits_for;

/// The piece. Its names do not collide with those of the page around it, except for the one that ProAbono prescribes.
#[derive(Template)]
#[template(path = "fragment.html")]
struct Fragment<'a> {
    shell: Shell<'a>,
    /// The sentences about a return that waits for ProAbono's confirmation, while nothing is for sale.
    waiting: Option<&'a Sentences>,
    refused_link: bool,
    frame: Option<&'a FrameUrl>,
    insite: Option<InSiteView<'a>>,
    page: &'a str,
    /// The address from which the script learns that the subscription has changed.
    standing: String,
    /// The address from which the page hears of changes, where this server does.
    events: Option<String>,
    /// True when ProAbono closes the frame after the change.
    closed: bool,
    /// The member of the messages in which the framed page says its height.
    height: Option<&'a str>,
}

/// `GET {base}/fragment`. The query takes a `crylk` or a `pa_query`.
pub(crate) async fn fragment(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let destination = Destination::of(visitor.request.query_string());
    let decision = pages.decide(visitor, &destination).await?;
    let opening = decision
        .as_ref()
        .map(|decision| (&decision.opening, decision.existence));
    let frame = match opening {
        Some((Opening::Frame(url), _)) => Some(url),
        _ => None,
    };
    let waiting = decision.is_none().then(|| {
        let paying = pages.unsettled.paying(&visitor.customer);
        waits_for(visitor.words(), paying.as_ref())
    });
    let view = Fragment {
        shell: Shell::new(visitor.site, visitor.words(), Some(&visitor.user)),
        waiting,
        refused_link: decision
            .as_ref()
            .is_some_and(|decision| decision.refused_link.is_some()),
        frame,
        insite: opening.and_then(|opening| InSiteView::of(pages, visitor, opening)),
        page: visitor.site.paths.page(),
        standing: visitor.site.paths.path("/standing.json"),
        events: pages.stream(visitor),
        closed: pages.frame.closed_after_subscribe,
        height: pages.frame.height_member.as_deref(),
    };
    Ok(Answer::fragment(&view, StatusCode::OK))
}
