//! The way back from ProAbono's workflows.

use crate::customers::{From, Outcome as Ended, Standing, Unresolved};
use crate::openings::offer;
use crate::rights::Cause;
use crate::visit::{Answer, Outcome, Visit, Visitor};
use crate::web::{navigates, navigates_in_frame, same_origin};

use super::arrival::{Arrival, Place};
use super::break_out::{break_out, is_framed};
use super::holding::{Empty, soon, unmarked};
use super::message::message;
use super::parts::Pages;
use super::row;
use super::settings::PublicOffers;
use super::waiting::waiting;
use super::ways::to_offer;

/// `GET` and `HEAD` of `{base}/return`. Inside a frame, it only leads out of the frame.
pub(crate) async fn returned(pages: &Pages, visit: &Visit<'_>) -> Outcome {
    if is_framed(visit.request) {
        return Ok(break_out(visit));
    }
    let said = match Arrival::of(visit.request.query_string()) {
        Arrival::Ended(from, outcome) => (from, outcome),
        Arrival::On(place) => return Ok(go_on(pages, visit, place)),
    };
    let visitor = Visitor::of(visit.site, visit.request).await?;
    let answer = soon((visit.site, visit.request), arrive(pages, &visitor, said), || {
        Empty {
            shell: visitor.shell(),
            place: row::Place::Elsewhere(&visitor.words().title),
            leads_home: false,
        }
    })
    .await;
    answer.map_err(|stop| stop.for_user(&visitor.user))
}

/// `POST {base}/return`. From our waiting page: a visitor says that nothing is under way, and sees the subscription again.
/// From elsewhere, such as a bank that sends its customers back by a form: on to the same address by GET. Nothing that was
/// posted is believed; a body of more than 32 kB gets 413. A browser leaves the session's cookie out of such a request, so
/// that nobody is known yet.
pub(crate) async fn posted(pages: &Pages, visit: &Visit<'_>) -> Outcome {
    let paths = &visit.site.paths;
    if !same_origin(paths, visit.request) {
        let query = visit.request.query_string();
        let mark = if query.is_empty() { "" } else { "?" };
        return Ok(Answer::see_other(&paths.path(&format!("/return{mark}{query}"))));
    }
    let visitor = Visitor::of(visit.site, visit.request).await?;
    // This instance may not know yet of a payment that another one has heard of.
    let _ = pages.holds(&visitor).await;
    pages.unsettled.disclaim(&visitor.customer);
    Ok(Answer::see_other(paths.page()))
}

async fn arrive(pages: &Pages, visitor: &Visitor<'_>, said: (From, Ended)) -> Outcome {
    let (_, outcome) = said;
    let customer = &visitor.customer;
    pages.may_ask(&visitor.user)?;
    // The customer may have bought something, whatever ProAbono confirms so far.
    pages.rights.outdate(customer, Cause::Return);
    pages.customers.glances().outdate(customer).await;
    let read = read(pages, visitor, said).await;
    pages.hears(visitor).await;
    let standing = match read {
        Ok(standing) => Some(standing),
        // Nobody knows whether a bank is confirming a payment now.
        Err(error @ Unresolved::NoAnswer(_)) if outcome == Ended::Failed => return Err(error.into()),
        Err(Unresolved::NoAnswer(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let offer = offer(visitor.request.query_string());
    if let Some(standing) = &standing {
        pages.unsettled.settle_by(customer, standing);
        if standing.settles(said, offer.as_deref()) {
            return Ok(message(pages, visitor, said, Some(standing)));
        }
    }
    if !outcome.is_success() {
        return Ok(message(pages, visitor, said, None));
    }
    let (request, paying) = (visitor.request, standing.as_ref().and_then(Standing::paying));
    // A return that a browser requests ahead of time, or in a frame for somebody else, holds nobody. In a frame of the
    // application it is our own page that goes on to it.
    let seen = navigates(request) || navigates_in_frame(request);
    let held = seen
        && pages
            .unsettled
            .hold(customer, (said, offer), &unmarked(request.query_string()), paying)
            .await;
    if held || pages.unsettled.holds(customer) {
        return Ok(waiting(pages, visitor));
    }
    let neutral = (From::Elsewhere, Ended::Unknown);
    Ok(message(pages, visitor, neutral, standing.as_ref()))
}

fn go_on(pages: &Pages, visit: &Visit<'_>, place: Place) -> Answer {
    let paths = &visit.site.paths;
    let below = match place {
        Place::Chosen => {
            let offer = offer(visit.request.query_string());
            return to_offer(paths, &offer.unwrap_or_default());
        }
        Place::Offers if pages.offers.show != PublicOffers::Off => "/offers",
        Place::Offers | Place::Plans => "/plans",
        Place::ChangePlan => "/change-plan",
    };
    Answer::see_other(&paths.path(below))
}

/// Reads the customer, the subscriptions and the invoices again before anything is shown. The customer is always that of the
/// signed-in visitor, whatever `idc`, `refo` and `idsub` say.
async fn read(
    pages: &Pages,
    visitor: &Visitor<'_>,
    (_, outcome): (From, Ended),
) -> Result<Standing, Unresolved> {
    let (customers, customer) = (&pages.customers, &visitor.customer);
    customers.read(&visitor.user, customer, None).await?;
    let mut standing = Standing::read(customers.live(), customer).await?;
    match standing.read_invoices(customers.live(), customer).await {
        // A payment is said to be taken, to be under way or to have failed by its invoice alone.
        Err(error) if matches!(outcome, Ended::Paid | Ended::Pending | Ended::Failed) => Err(error),
        _ => Ok(standing),
    }
}
