//! The workflows as addresses: each reads its object fresh, takes the link by its purpose, and opens it in the page.

mod kind;
mod objects;

use actix_web::{HttpRequest, HttpResponse, web};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use thiserror::Error;

use crate::crylk;
use crate::customers::Unresolved;
use crate::error::Problem;
use crate::html::Plain;
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::proabono::{InvoiceId, Links, OfferReference, SubscriptionId};
use crate::sign_in::see_other;

use super::destination::offer;
use super::opening::{self, NothingOpened, Opening};
use super::problem::{Cause, problem, too_often};
use super::returns::{break_out, is_framed, is_unsettled, waiting};
use super::show::{Said, page};
use super::visitor::{Visitor, visitor};
use super::words::Words;

pub(crate) use kind::Workflow;

/// What a reference keeps as it is in a path.
pub(super) const IN_PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');
/// The parameter that says why a visitor is here who wanted something else.
const NOTICE: &str = "notice";
const UNKNOWN_OFFER: &str = "unknown-offer";

/// Why a workflow does not open.
#[derive(Debug, Error)]
enum Closed {
    #[error(transparent)]
    Opened(#[from] NothingOpened),
    #[error("ProAbono does not offer it now")]
    NotOffered,
    /// Neither is said: that there is no such thing, or that it is somebody else's.
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

/// `GET {base}/plans`: choose a plan.
pub(crate) async fn plans(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    walk(&portal, &request, Workflow::Plans, "").await
}

/// `GET {base}/subscribe?refo=…`: the same as with the offer in the path, for who can only append a parameter.
pub(crate) async fn subscribe(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = match offer(request.query_string()) {
        // ProAbono's own table of offers may lead here inside its frame.
        _ if is_framed(&request) => break_out(&portal, &request),
        Some(offer) => to_offer(&portal, &offer),
        None => see_other(&portal.path("/plans")),
    };
    response.extensions_mut().insert(RouteName("subscribe"));
    response
}

/// `GET {base}/subscribe/{offer}`: subscribe to an offer, or change to it.
pub(crate) async fn subscribe_to(
    portal: web::ThinData<Portal>,
    request: HttpRequest,
    offer: web::Path<String>,
) -> HttpResponse {
    walk(&portal, &request, Workflow::Subscribe, &offer).await
}

/// `GET {base}/change-plan`: choose another plan.
pub(crate) async fn change_plan(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    walk(&portal, &request, Workflow::ChangePlan, "").await
}

/// `GET {base}/restart/{subscription}`: go on with a suspended subscription, or keep one that is to end.
pub(crate) async fn restart(
    portal: web::ThinData<Portal>,
    request: HttpRequest,
    id: web::Path<String>,
) -> HttpResponse {
    walk(&portal, &request, Workflow::Restart, &id).await
}

/// `GET {base}/payment-method`: register a payment method, or replace it.
pub(crate) async fn payment_method(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    walk(&portal, &request, Workflow::PaymentMethod, "").await
}

/// `GET {base}/invoices/{id}/pay`.
pub(crate) async fn pay_invoice(
    portal: web::ThinData<Portal>,
    request: HttpRequest,
    id: web::Path<String>,
) -> HttpResponse {
    walk(&portal, &request, Workflow::PayInvoice, &id).await
}

/// `GET {base}/subscriptions/{id}`.
pub(crate) async fn subscription(
    portal: web::ThinData<Portal>,
    request: HttpRequest,
    id: web::Path<String>,
) -> HttpResponse {
    walk(&portal, &request, Workflow::Subscription, &id).await
}

/// Sends on to the workflow of an offer that somebody named. It is checked there.
pub(super) fn to_offer(portal: &Portal, offer: &str) -> HttpResponse {
    // A browser folds dots away, and would never arrive.
    if OfferReference::new(offer).is_err() || matches!(offer, "." | "..") {
        return to_catalogue(portal);
    }
    let offer = utf8_percent_encode(offer, IN_PATH);
    see_other(&portal.path(&format!("/subscribe/{offer}")))
}

fn to_catalogue(portal: &Portal) -> HttpResponse {
    see_other(&portal.path(&format!("/plans?{NOTICE}={UNKNOWN_OFFER}")))
}

async fn walk(portal: &Portal, request: &HttpRequest, workflow: Workflow, about: &str) -> HttpResponse {
    let mut response = answer(portal, request, workflow, about).await;
    response.extensions_mut().insert(RouteName(workflow.route()));
    response
}

async fn answer(portal: &Portal, request: &HttpRequest, workflow: Workflow, about: &str) -> HttpResponse {
    let visitor = match visitor(portal, request).await {
        Ok(visitor) => visitor,
        Err(response) => return response,
    };
    if !portal.may_ask(&visitor.user) {
        return too_often(portal, request, &visitor);
    }
    if workflow.sells() && is_unsettled(portal, &visitor.customer).await {
        return waiting(portal, request, &visitor);
    }
    let closed = match opened(portal, &visitor, workflow, about).await {
        Ok(opening) => {
            portal.metrics().opened(match &opening {
                Opening::Frame(_) => "workflow",
                Opening::InSite { .. } => "insite_workflow",
            });
            let said = Said {
                title: |words: &'static Words| words.workflow(workflow),
                notice: |words| notice(words, workflow, request),
            };
            return page(portal, request, &visitor, &opening, &said);
        }
        Err(Closed::UnknownOffer) => return to_catalogue(portal),
        Err(closed) => closed,
    };
    let kind = match &closed {
        Closed::Opened(error) => error.problem(),
        Closed::NotOffered => Problem::NotOffered(workflow),
        Closed::Unknown | Closed::UnknownOffer => Problem::NotFound,
    };
    problem(portal, request, Some(&visitor.user), kind, &Cause::of(&closed))
}

/// Why the visitor is here who wanted something else.
fn notice(words: &'static Words, workflow: Workflow, request: &HttpRequest) -> Option<&'static Plain> {
    let why = crylk::value(request.query_string(), NOTICE).ok().flatten();
    let unknown = workflow == Workflow::Plans && why.as_deref() == Some(UNKNOWN_OFFER);
    unknown.then_some(&words.unknown_offer)
}

async fn opened(
    portal: &Portal,
    visitor: &Visitor<'_>,
    workflow: Workflow,
    about: &str,
) -> Result<Opening, Closed> {
    let (links, purpose) = match workflow {
        Workflow::Plans | Workflow::ChangePlan | Workflow::PaymentMethod => {
            let customer = portal
                .customers()
                .read(&visitor.user, &visitor.customer, None)
                .await?;
            (customer.links, workflow.purpose())
        }
        Workflow::Subscribe => of_offer(portal, visitor, about).await?,
        Workflow::Restart | Workflow::Subscription => {
            let id = about.parse().map(SubscriptionId).map_err(|_| Closed::Unknown)?;
            let found = objects::own_subscription(portal, &visitor.customer, id).await?;
            (found.ok_or(Closed::Unknown)?.links, workflow.purpose())
        }
        Workflow::PayInvoice => {
            let id = about.parse().map(InvoiceId).map_err(|_| Closed::Unknown)?;
            let found = objects::own_invoice(portal, &visitor.customer, id).await?;
            (found.ok_or(Closed::Unknown)?.links, workflow.purpose())
        }
    };
    opening::purpose(portal, &links, purpose)?.ok_or(Closed::NotOffered)
}

/// The links of a customer who is to subscribe to the offer, or whose subscription is to change to it.
async fn of_offer(
    portal: &Portal,
    visitor: &Visitor<'_>,
    offer: &str,
) -> Result<(Links, &'static str), Closed> {
    let offer = OfferReference::new(offer).map_err(|_| Closed::UnknownOffer)?;
    let found = objects::visible_offer(portal, &visitor.customer, &offer).await?;
    if found.is_none() {
        return Err(Closed::UnknownOffer);
    }
    let customer = portal
        .customers()
        .read(&visitor.user, &visitor.customer, Some(&offer))
        .await?;
    // Only who has a running subscription has this link; ProAbono does not subscribe them a second time.
    if customer.links.purpose(Workflow::ChangePlan.purpose()).is_none() {
        return Ok((customer.links, Workflow::Subscribe.purpose()));
    }
    let links = objects::links_of_upgrade(portal, &visitor.customer, &offer).await?;
    Ok((links, "upgrade"))
}
