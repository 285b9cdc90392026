use crate::openings::{Decision, Destination};
use crate::visit::{Home, Outcome, Visitor};

use super::holding::{Empty, soon};
use super::opened::{Around, Came, opened};
use super::parts::Pages;
use super::row::Place;
use super::tab;
use super::waiting::waiting;
use super::ways::to_offer;

/// `GET` and `HEAD` of the base path.
pub(crate) async fn subscription(pages: &Pages, visitor: &Visitor<'_>) -> Outcome {
    let destination = Destination::of(visitor.request.query_string());
    if let Destination::Offer(offer) = &destination {
        return Ok(to_offer(&visitor.site.paths, offer));
    }
    let work = show(pages, visitor, &destination);
    // A link does not wait for ProAbono, and its address, which may be a secret, is repeated in no page.
    if !matches!(destination, Destination::Home) {
        return work.await;
    }
    soon((visitor.site, visitor.request), work, || Empty {
        shell: visitor.shell(),
        place: Place::Home,
        leads_home: true,
    })
    .await
}

async fn show(pages: &Pages, visitor: &Visitor<'_>, destination: &Destination) -> Outcome {
    if !matches!(destination, Destination::Link(_) | Destination::Query(_)) {
        pages.glance_ahead(visitor).await;
    }
    let Some(decision) = pages.decide(visitor, destination).await? else {
        return Ok(waiting(pages, visitor));
    };
    if let Some(way) = tab::asked(visitor.request, &decision.opening) {
        return Ok(way);
    }
    let around = around(pages, visitor, destination, &decision).await;
    let opened_for = (&decision.opening, decision.existence);
    Ok(opened(pages, visitor, opened_for, around))
}

async fn around<'a>(
    pages: &Pages,
    visitor: &Visitor<'a>,
    destination: &Destination,
    decision: &Decision,
) -> Around<'a> {
    let (words, frame) = (visitor.words(), decision.opening.frame());
    let linked = matches!(destination, Destination::Link(_) | Destination::Query(_));
    if linked && decision.refused_link.is_none() {
        let new_tab = frame.map(|url| url.as_str().to_owned());
        return Around {
            row: pages
                .row(visitor, Place::Elsewhere(&words.from_link_title), new_tab)
                .await,
            came: Came::Link,
            notice: None,
            cards: None,
        };
    }
    let portal = tab::asks_for_portal(visitor.request);
    let overview = visitor.site.page.home == Home::Overview;
    let cards = if overview && !portal {
        pages.cards(visitor).await
    } else {
        None
    };
    let new_tab = frame.map(|_| tab::address(visitor.site.paths.page()));
    Around {
        row: pages.row(visitor, Place::Home, new_tab).await,
        came: if overview && portal {
            Came::Address
        } else {
            Came::Home
        },
        notice: decision.refused_link.map(|_| &words.link_refused),
        cards,
    }
}
