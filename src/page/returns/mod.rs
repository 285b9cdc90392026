//! The way back from ProAbono's workflows.

mod arrival;
mod standing;
mod unsettled;

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::config::PublicOffers;
use crate::customers::Unresolved;
use crate::error::Problem;
use crate::headers::{Class, Nonce};
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::sign_in::{navigates, same_origin, see_other};

use super::destination::offer;
use super::problem::{Cause, RETRY_AFTER, problem, too_often};
use super::view::{BreakOutPage, ReturnedPage, Shell, WaitingPage, respond};
use super::visitor::{Visitor, known, visitor};
use super::words::spoken;
use super::workflows::to_offer;
use arrival::{Arrival, Place};
use standing::Standing;

pub(crate) use arrival::{From, Outcome};
pub(crate) use unsettled::{Unsettled, is_unsettled};

/// The parameter of our own script: the address is at the top now.
const AT_TOP: &str = "framed=no";

/// `GET` and `HEAD` of `{base}/return`. Inside a frame it only leads out of it: a `Lax` session does not come along there.
pub(crate) async fn returned(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = if is_framed(&request) {
        break_out(&portal, &request)
    } else {
        arrive(&portal, &request).await
    };
    let class = response.extensions_mut().remove::<Class>();
    // A browser checks who may frame a page before its script could lead out.
    response.extensions_mut().insert(match class {
        Some(Class::Page(nonce)) => Class::Return(nonce),
        class => class.unwrap_or(Class::Machine),
    });
    response.extensions_mut().insert(RouteName("return"));
    response
}

/// `POST {base}/return`: a visitor says that nothing is under way, and sees the subscription again.
pub(crate) async fn not_waiting(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = match visitor(&portal, &request).await {
        Err(response) => response,
        Ok(visitor) if !same_origin(&portal, &request) => problem(
            &portal,
            &request,
            Some(&visitor.user),
            Problem::FromElsewhere,
            &Cause::none(),
        ),
        Ok(visitor) => {
            portal.unsettled().release(&visitor.customer);
            see_other(portal.page_path())
        }
    };
    response.extensions_mut().insert(RouteName("return"));
    response
}

/// How the visitor stands, for the script of an open page.
#[derive(Serialize)]
struct StandingView {
    /// Changes with the subscription.
    standing: String,
    /// Whether no return waits for ProAbono's word.
    settled: bool,
}

/// `GET {base}/standing.json`.
pub(crate) async fn standing(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = match known(&portal, &request).await {
        // A script asked: nobody is sent to sign in.
        Err((kind, _)) => HttpResponse::build(kind.status()).finish(),
        Ok(visitor) if !portal.may_ask(&visitor.user) => HttpResponse::TooManyRequests()
            .insert_header((header::RETRY_AFTER, RETRY_AFTER))
            .finish(),
        Ok(visitor) => match Standing::read(&portal, &visitor.customer).await {
            Ok(standing) => HttpResponse::Ok().json(StandingView {
                standing: standing.digest(),
                settled: !is_unsettled(&portal, &visitor.customer).await,
            }),
            Err(error) => {
                tracing::info!(%error, "how a customer stands could not be read");
                HttpResponse::build(Problem::from(&error).status()).finish()
            }
        },
    };
    response.extensions_mut().insert(RouteName("standing"));
    response
}

/// Whether the browser loads this into a frame. One that does not say is believed to be at the top only when our own script
/// says so.
pub(super) fn is_framed(request: &HttpRequest) -> bool {
    let headers = request.headers();
    // Only our script writes it, at the outermost page that is ours: an application may hold that in a frame of its own.
    if request.query_string().split('&').any(|pair| pair == AT_TOP) {
        return false;
    }
    if let Some(destination) = headers.get("sec-fetch-dest") {
        return matches!(
            destination.as_bytes(),
            b"iframe" | b"frame" | b"embed" | b"object"
        );
    }
    headers.contains_key("referer")
}

pub(super) fn break_out(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let words = spoken(portal, request, None);
    let nonce = Nonce::new();
    let page = BreakOutPage {
        shell: Shell::new(portal, words, None),
        nonce: nonce.as_str(),
    };
    let mut response = respond(&page, StatusCode::OK, nonce.clone());
    // A browser checks who may frame a page before its script could lead out.
    response.extensions_mut().insert(Class::Return(nonce));
    response
}

async fn arrive(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let (from, outcome) = match Arrival::of(request.query_string()) {
        Arrival::Ended(from, outcome) => (from, outcome),
        Arrival::On(place) => return go_on(portal, request, place),
    };
    let visitor = match visitor(portal, request).await {
        Ok(visitor) => visitor,
        Err(response) => return response,
    };
    if !portal.may_ask(&visitor.user) {
        return too_often(portal, request, &visitor);
    }
    match settle(portal, &visitor, (from, outcome)).await {
        Ok(Some(standing)) => {
            portal.unsettled().release(&visitor.customer);
            let said = standing.confirmed(from, outcome);
            message(portal, request, &visitor, said, Some(&standing))
        }
        Ok(None) | Err(Unresolved::NoAnswer(_)) => {
            let unsettled = portal.unsettled();
            // What nobody sees holds nobody.
            let held = navigates(request)
                && unsettled.hold(&visitor.customer, from, outcome, request.query_string());
            if held || unsettled.holds(&visitor.customer) {
                waiting(portal, request, &visitor)
            } else {
                message(
                    portal,
                    request,
                    &visitor,
                    (From::Elsewhere, Outcome::Unsaid),
                    None,
                )
            }
        }
        Err(error) => problem(
            portal,
            request,
            Some(&visitor.user),
            Problem::from(&error),
            &Cause::of(&error),
        ),
    }
}

fn go_on(portal: &Portal, request: &HttpRequest, place: Place) -> HttpResponse {
    match place {
        Place::Offers if portal.offers().show == PublicOffers::Off => see_other(&portal.path("/plans")),
        Place::Offers => see_other(&portal.path("/offers")),
        Place::Chosen => to_offer(portal, &offer(request.query_string()).unwrap_or_default()),
        Place::Plans => see_other(&portal.path("/plans")),
        Place::ChangePlan => see_other(&portal.path("/change-plan")),
    }
}

/// Reads the customer again, before anything is said; how they stand, when ProAbono confirms what the return says. It is about
/// the visitor who is signed in, whatever `idc`, `refo` and `idsub` say.
async fn settle(
    portal: &Portal,
    visitor: &Visitor<'_>,
    said: (From, Outcome),
) -> Result<Option<Standing>, Unresolved> {
    portal
        .customers()
        .read(&visitor.user, &visitor.customer, None)
        .await?;
    let mut standing = Standing::read(portal, &visitor.customer).await?;
    if matches!(said.1, Outcome::Paid | Outcome::Pending) {
        standing.read_invoices(portal, &visitor.customer).await?;
    }
    Ok(standing.settles(said).then_some(standing))
}

fn message(
    portal: &Portal,
    request: &HttpRequest,
    visitor: &Visitor<'_>,
    (from, outcome): (From, Outcome),
    standing: Option<&Standing>,
) -> HttpResponse {
    let words = spoken(portal, request, Some(&visitor.user));
    let (title, text) = words.returned.of(from, outcome);
    let running = standing.and_then(Standing::running);
    let page = ReturnedPage {
        shell: Shell::new(portal, words, Some(&visitor.user)),
        title,
        text,
        plan: running.and_then(|one| one.title_localized.as_deref()),
        next: portal.returns().url.as_deref(),
        after: Some(portal.returns().after.as_secs()).filter(|seconds| *seconds > 0),
        page: portal.page_path(),
    };
    respond(&page, StatusCode::OK, Nonce::new())
}

/// What a visitor sees in place of anything to buy.
pub(super) fn waiting(portal: &Portal, request: &HttpRequest, visitor: &Visitor<'_>) -> HttpResponse {
    let words = spoken(portal, request, Some(&visitor.user));
    let nonce = Nonce::new();
    let page = WaitingPage {
        shell: Shell::new(portal, words, Some(&visitor.user)),
        nonce: nonce.as_str(),
        standing: portal.path("/standing.json"),
        page: portal.page_path(),
        action: portal.path("/return"),
        support_url: portal.page().support_url.as_deref(),
    };
    respond(&page, StatusCode::OK, nonce.clone())
}
