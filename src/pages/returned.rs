//! The way back from ProAbono's workflows.

use askama::Template;

use crate::customers::{From, Outcome as Ended, Standing, Unresolved};
use crate::openings::offer;
use crate::rights::Cause;
use crate::visit::{Answer, Outcome, Shell, Visit, Visitor};
use crate::web::{navigates, navigates_in_frame, same_origin};

use super::arrival::{Arrival, Place};
use super::break_out::{break_out, is_framed};
use super::parts::Pages;
use super::settings::PublicOffers;
use super::waiting::waiting;
use super::ways::to_offer;

/// A return that ProAbono confirms.
#[derive(Template)]
#[template(path = "returned.html")]
struct ReturnedPage<'a> {
    shell: Shell<'a>,
    title: &'static str,
    text: &'static str,
    /// The title of the running plan.
    plan: Option<&'a str>,
    /// The place that the operator configured.
    next: Option<&'a str>,
    /// Seconds until the visitor goes there without a click.
    after: Option<u64>,
    page: &'a str,
}

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
    let answer = arrive(pages, &visitor, said).await;
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
    pages.unsettled.release(&visitor.customer);
    Ok(Answer::see_other(paths.page()))
}

async fn arrive(pages: &Pages, visitor: &Visitor<'_>, said: (From, Ended)) -> Outcome {
    let (from, outcome) = said;
    pages.may_ask(&visitor.user)?;
    // The customer may have bought something, whatever ProAbono confirms so far.
    pages.rights.outdate(&visitor.customer, Cause::Return);
    match settle(pages, visitor, said).await {
        Ok(Some(standing)) => {
            pages.unsettled.release(&visitor.customer);
            let said = standing.confirmed(from, outcome);
            Ok(message(pages, visitor, said, Some(&standing)))
        }
        Ok(None) | Err(Unresolved::NoAnswer(_)) => {
            let request = visitor.request;
            // A return that a browser requests ahead of time, or in a frame for somebody else, holds nobody. In a frame of the
            // application it is our own page that goes on to it.
            let seen = navigates(request) || navigates_in_frame(request);
            let query = request.query_string();
            let held = seen && pages.unsettled.hold(&visitor.customer, from, outcome, query);
            if held || pages.unsettled.holds(&visitor.customer) {
                Ok(waiting(pages, visitor))
            } else {
                let neutral = (From::Elsewhere, Ended::Unsaid);
                Ok(message(pages, visitor, neutral, None))
            }
        }
        Err(error) => Err(error.into()),
    }
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

/// Reads the customer again before anything is shown, and returns the standing when ProAbono confirms the outcome. The
/// customer is always that of the signed-in visitor, whatever `idc`, `refo` and `idsub` say.
async fn settle(
    pages: &Pages,
    visitor: &Visitor<'_>,
    said: (From, Ended),
) -> Result<Option<Standing>, Unresolved> {
    let customers = &pages.customers;
    customers.read(&visitor.user, &visitor.customer, None).await?;
    let mut standing = Standing::read(customers.live(), &visitor.customer).await?;
    if matches!(said.1, Ended::Paid | Ended::Pending) {
        standing
            .read_invoices(customers.live(), &visitor.customer)
            .await?;
    }
    Ok(standing.settles(said).then_some(standing))
}

fn message(
    pages: &Pages,
    visitor: &Visitor<'_>,
    (from, outcome): (From, Ended),
    standing: Option<&Standing>,
) -> Answer {
    let (title, text) = visitor.words.returned.of(from, outcome);
    let running = standing.and_then(Standing::running);
    let page = ReturnedPage {
        shell: visitor.shell(),
        title,
        text,
        plan: running.and_then(|one| one.title_localized.as_deref()),
        next: pages.returns.url.as_deref(),
        after: Some(pages.returns.after.as_secs()).filter(|seconds| *seconds > 0),
        page: visitor.site.paths.page(),
    };
    Answer::page(&page, &page.shell.nonce)
}
