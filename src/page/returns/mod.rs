//! The way back from ProAbono's workflows.

mod arrival;
mod standing;
mod unsettled;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;

use crate::customers::Unresolved;
use crate::error::Problem;
use crate::headers::{Class, Nonce};
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::sign_in::{same_origin, see_other};

use super::destination::offer;
use super::problem::{Cause, problem};
use super::view::{BreakOutPage, ReturnedPage, Shell, WaitingPage, respond};
use super::visitor::{Visitor, visitor};
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
    // A browser checks who may frame a page before its script could lead out.
    let class = response.extensions_mut().remove::<Class>();
    response.extensions_mut().insert(match class {
        Some(Class::Page(nonce)) => Class::Return(nonce),
        Some(class) => class,
        None => Class::Machine,
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
    let mut response = match visitor(&portal, &request).await {
        Err(response) => response,
        Ok(visitor) => match Standing::read(&portal, &visitor.customer).await {
            Ok(standing) => HttpResponse::Ok().json(StandingView {
                standing: standing.digest(),
                settled: !is_unsettled(&portal, &visitor.customer).await,
            }),
            Err(error) => problem(
                &portal,
                &request,
                Some(&visitor.user),
                Problem::from(&error),
                &Cause::of(&error),
            ),
        },
    };
    response.extensions_mut().insert(RouteName("standing"));
    response
}

/// Whether the browser loads this into a frame. One that does not say is believed to be at the top only when our own script
/// says so.
fn is_framed(request: &HttpRequest) -> bool {
    let headers = request.headers();
    if let Some(destination) = headers.get("sec-fetch-dest") {
        return matches!(
            destination.as_bytes(),
            b"iframe" | b"frame" | b"embed" | b"object"
        );
    }
    let at_top = request.query_string().split('&').any(|pair| pair == AT_TOP);
    headers.contains_key("referer") && !at_top
}

fn break_out(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let words = spoken(portal, request, None);
    let nonce = Nonce::new();
    let page = BreakOutPage {
        shell: Shell::new(portal, words, None),
        nonce: nonce.as_str(),
    };
    respond(&page, StatusCode::OK, nonce.clone())
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
    match settle(portal, &visitor, (from, outcome)).await {
        Ok(Some(standing)) => {
            portal.unsettled().release(&visitor.customer);
            message(portal, request, &visitor, (from, outcome), &standing)
        }
        Ok(None) | Err(Unresolved::NoAnswer(_)) => {
            portal.unsettled().hold(&visitor.customer, from, outcome);
            waiting(portal, request, &visitor)
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
    let standing = Standing::read(portal, &visitor.customer).await?;
    let settled = unsettled::is_settled(portal, &visitor.customer, said, &standing).await?;
    Ok(settled.then_some(standing))
}

fn message(
    portal: &Portal,
    request: &HttpRequest,
    visitor: &Visitor<'_>,
    (from, outcome): (From, Outcome),
    standing: &Standing,
) -> HttpResponse {
    let words = spoken(portal, request, Some(&visitor.user));
    let (title, text) = words.returned.of(from, outcome);
    let running = standing.running();
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
