use crate::openings::Destination;
use crate::visit::{Outcome, Visitor};

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
    soon((visitor.site, visitor.request), work, || Empty {
        shell: visitor.shell(),
        place: Place::Home,
        leads_home: true,
    })
    .await
}

async fn show(pages: &Pages, visitor: &Visitor<'_>, destination: &Destination) -> Outcome {
    pages.glance_ahead(visitor).await;
    let Some(decision) = pages.decide(visitor, destination).await? else {
        return Ok(waiting(pages, visitor));
    };
    if let Some(way) = tab::asked(visitor.request, &decision.opening) {
        return Ok(way);
    }
    let words = visitor.words();
    let linked = matches!(destination, Destination::Link(_) | Destination::Query(_))
        && decision.refused_link.is_none();
    let around = if linked {
        let new_tab = decision.opening.frame().map(|url| url.as_str().to_owned());
        Around {
            row: pages.row(visitor, Place::Elsewhere(&words.title), new_tab).await,
            came: Came::Link,
            notice: None,
        }
    } else {
        let new_tab = decision
            .opening
            .frame()
            .map(|_| tab::address(visitor.site.paths.page()));
        Around {
            row: pages.row(visitor, Place::Home, new_tab).await,
            came: Came::Home,
            notice: decision.refused_link.map(|_| &words.link_refused),
        }
    };
    Ok(opened(
        pages,
        visitor,
        (&decision.opening, decision.existence),
        around,
    ))
}
