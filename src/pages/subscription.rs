use crate::openings::Destination;
use crate::visit::{Findings, Outcome, Visitor};

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
    let customer = &visitor.customer;
    let held = pages.unsettled.holds(customer);
    if held && (pages.may_ask(&visitor.user).is_err() || pages.unsettled.remain(customer).await) {
        return Ok(waiting(visitor));
    }
    let decision = pages
        .openings
        .decide(&destination, &pages.customers, visitor.who())
        .await?;
    Findings::note(visitor.request, |findings| {
        findings.refused_link = decision.refused_link.map(|refusal| refusal.to_string());
    });
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
