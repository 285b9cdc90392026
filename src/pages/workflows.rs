//! The addresses of the workflows. Each reads its object afresh, takes the link for its purpose, and opens it in the
//! page.

use actix_web::{FromRequest as _, HttpRequest, web};
use thiserror::Error;

use crate::crylk;
use crate::customers::{
    Existence, Unresolved, links_of_upgrade, own_invoice, own_subscription, visible_offer,
};
use crate::openings::{NothingOpened, Opening, Workflow, offer};
use crate::proabono::{InvoiceId, Links, OfferReference, SubscriptionId};
use crate::visit::{Answer, Cause, Findings, Outcome, Stop, Visit, Visitor};
use crate::words::{Problem, Text, Words};

use super::break_out::{break_out, is_framed};
use super::holding::{Empty, soon};
use super::opened::{Around, Came, opened};
use super::parts::Pages;
use super::row::Place;
use super::tab;
use super::waiting::waiting;
use super::ways::{NOTICE, UNKNOWN_OFFER, fits_in_path, to_offer, to_plans_instead};

/// The reasons why a workflow does not open.
#[derive(Debug, Error)]
enum Closed {
    #[error(transparent)]
    Opened(#[from] NothingOpened),
    #[error("ProAbono does not offer it now")]
    NotOffered,
    /// There is no such object, or it is somebody else's; the visitor is not told which.
    #[error("the customer has no such thing")]
    Unknown,
    #[error("there is no such offer that customers may see")]
    UnknownOffer,
}

impl From<Unresolved> for Closed {
    fn from(error: Unresolved) -> Self {
        Self::Opened(NothingOpened::Unresolved(error))
    }
}

/// `GET {base}/subscribe?refo=…`: the same as with the offer in the path, for callers who can only append a parameter.
pub(crate) async fn subscribe(pages: &Pages, visit: &Visit<'_>) -> Outcome {
    let paths = &visit.site.paths;
    // ProAbono's own table of offers may lead here inside its frame.
    if is_framed(visit.request) {
        return Ok(break_out(visit));
    }
    match offer(visit.request.query_string()) {
        Some(offer) if !fits_in_path(&offer) => {
            let visitor = Visitor::of(visit.site, visit.request).await?;
            let outcome = walk(pages, &visitor, Workflow::Subscribe, &offer).await;
            outcome.map_err(|stop| stop.for_user(&visitor.user))
        }
        Some(offer) => Ok(to_offer(paths, &offer)),
        None => Ok(Answer::see_other(&paths.path("/plans"))),
    }
}

/// `GET` of a workflow's address, with the reference or the number of its object in the path where it has one.
pub(crate) async fn workflow(pages: &Pages, visitor: &Visitor<'_>, workflow: Workflow) -> Outcome {
    walk(pages, visitor, workflow, &about(visitor.request).await).await
}

async fn walk(pages: &Pages, visitor: &Visitor<'_>, workflow: Workflow, about: &str) -> Outcome {
    let work = open(pages, visitor, workflow, about);
    soon((visitor.site, visitor.request), work, || Empty {
        shell: visitor.shell(),
        place: Place::Elsewhere(visitor.words().workflow(workflow)),
        leads_home: false,
    })
    .await
}

async fn open(pages: &Pages, visitor: &Visitor<'_>, workflow: Workflow, about: &str) -> Outcome {
    pages.may_ask(&visitor.user)?;
    if workflow.sells() && pages.holds(visitor).await {
        return Ok(waiting(pages, visitor));
    }
    let (opening, existence) = match link(pages, visitor, workflow, about).await {
        Ok(found) => found,
        Err(Closed::UnknownOffer) => return Ok(to_plans_instead(&visitor.site.paths)),
        Err(closed) => return Err(closed.stop(workflow)),
    };
    pages.hears(visitor).await;
    pages.openings.metrics.opened(match &opening {
        Opening::Frame(_) => "workflow",
        Opening::InSite { .. } => "insite_workflow",
    });
    Findings::note(visitor.request, |findings| findings.opened = Some(opening.how()));
    if let Some(way) = tab::asked(visitor.request, &opening) {
        return Ok(way);
    }
    let new_tab = opening.frame().map(|_| tab::address(visitor.request.path()));
    let title = visitor.words().workflow(workflow);
    let around = Around {
        row: pages.row(visitor, Place::Elsewhere(title), new_tab).await,
        came: Came::Address,
        notice: notice(visitor.words(), workflow, visitor.request),
        cards: None,
    };
    Ok(opened(pages, visitor, (&opening, existence), around))
}

impl Closed {
    fn stop(self, workflow: Workflow) -> Stop {
        let problem = match &self {
            Self::Opened(error) => Problem::from(error),
            Self::NotOffered => Problem::NotOffered(workflow),
            Self::Unknown | Self::UnknownOffer => Problem::NotFound,
        };
        Stop::new(problem, Cause::of(&self))
    }
}

/// The object that the path names; empty when it names none.
async fn about(request: &HttpRequest) -> String {
    let path = web::Path::<String>::extract(request).await;
    path.map(web::Path::into_inner).unwrap_or_default()
}

/// The sentence for a visitor who wanted something else and was sent here.
fn notice<'a>(words: &'a Words, workflow: Workflow, request: &HttpRequest) -> Option<&'a Text> {
    let why = crylk::value(request.query_string(), NOTICE).ok().flatten();
    let unknown = workflow == Workflow::Plans && why.as_deref() == Some(UNKNOWN_OFFER);
    unknown.then_some(&words.unknown_offer)
}

async fn link(
    pages: &Pages,
    visitor: &Visitor<'_>,
    workflow: Workflow,
    about: &str,
) -> Result<(Opening, Existence), Closed> {
    let (links, purpose, existence) = match workflow {
        Workflow::Plans | Workflow::ChangePlan | Workflow::PaymentMethod => {
            let read = pages
                .customers
                .read(&visitor.user, &visitor.customer, None)
                .await?;
            (read.customer.links, workflow.purpose(), read.existence)
        }
        Workflow::Subscribe => of_offer(pages, visitor, about).await?,
        Workflow::Restart | Workflow::Subscription => {
            let id = about.parse().map(SubscriptionId).map_err(|_| Closed::Unknown)?;
            let found = own_subscription(pages.customers.live(), &visitor.customer, id).await?;
            (
                found.ok_or(Closed::Unknown)?.links,
                workflow.purpose(),
                Existence::Existed,
            )
        }
        Workflow::PayInvoice => {
            let id = about.parse().map(InvoiceId).map_err(|_| Closed::Unknown)?;
            let found = own_invoice(pages.customers.live(), &visitor.customer, id).await?;
            (
                found.ok_or(Closed::Unknown)?.links,
                workflow.purpose(),
                Existence::Existed,
            )
        }
    };
    let opening = pages.openings.purpose(&links, purpose)?;
    Ok((opening.ok_or(Closed::NotOffered)?, existence))
}

/// The links by which a customer subscribes to the offer, or changes the subscription to it.
async fn of_offer(
    pages: &Pages,
    visitor: &Visitor<'_>,
    offer: &str,
) -> Result<(Links, &'static str, Existence), Closed> {
    let offer = OfferReference::new(offer).map_err(|_| Closed::UnknownOffer)?;
    let found = visible_offer(pages.customers.live(), &visitor.customer, &offer).await?;
    if found.is_none() {
        return Err(Closed::UnknownOffer);
    }
    let read = pages
        .customers
        .read(&visitor.user, &visitor.customer, Some(&offer))
        .await?;
    let (existence, customer) = (read.existence, read.customer);
    // Only a customer with a running subscription has this link, and ProAbono does not subscribe them a second time.
    if customer.links.purpose(Workflow::ChangePlan.purpose()).is_none() {
        return Ok((customer.links, Workflow::Subscribe.purpose(), existence));
    }
    let links = links_of_upgrade(pages.customers.live(), &visitor.customer, &offer).await?;
    Ok((links, "upgrade", existence))
}
