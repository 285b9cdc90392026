use crate::openings::Destination;
use crate::visit::{Outcome, Visitor};

use super::opened::{Around, opened};
use super::parts::Pages;
use super::waiting::waiting;
use super::ways::to_offer;

/// `GET` and `HEAD` of the base path.
pub(crate) async fn subscription(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let destination = Destination::of(visitor.request.query_string());
    if let Destination::Offer(offer) = &destination {
        return Ok(to_offer(&visitor.site.paths, offer));
    }
    let Some(decision) = pages.decide(visitor, &destination).await? else {
        return Ok(waiting(pages, visitor));
    };
    let around = Around {
        title: &visitor.words.title,
        notice: decision.refused_link.map(|_| &visitor.words.link_refused),
    };
    Ok(opened(
        pages,
        visitor,
        (&decision.opening, decision.existence),
        &around,
    ))
}
