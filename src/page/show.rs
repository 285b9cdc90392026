use actix_session::SessionExt as _;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::headers::{Class, Nonce};
use crate::html::Plain;
use crate::identity::User;
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::sessions::SignedIn;
use crate::store::now;

use super::destination::Destination;
use super::opening::{self, Opening};
use super::problem::{Cause, problem};
use super::returns::{is_unsettled, waiting};
use super::view::{Ending, InSiteView, Shell, SubscriptionsPage, respond};
use super::visitor::{Visitor, visitor};
use super::words::{Words, spoken};
use super::workflows;

/// `GET` and `HEAD` of the base path: one step after the other, in one direction.
pub(crate) async fn show(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = answer(&portal, &request).await;
    response.extensions_mut().insert(RouteName("page"));
    response
}

async fn answer(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let visitor = match visitor(portal, request).await {
        Ok(visitor) => visitor,
        Err(response) => return response,
    };
    let destination = Destination::of(request.query_string());
    if let Destination::Offer(offer) = &destination {
        return workflows::to_offer(portal, offer);
    }
    let customer = &visitor.customer;
    let held = portal.unsettled().holds(customer);
    if held && (!portal.may_ask(&visitor.user) || is_unsettled(portal, customer).await) {
        return waiting(portal, request, &visitor);
    }
    match opening::decide(portal, &destination, &visitor).await {
        Ok(decision) => {
            let said = Said {
                title: |words: &'static Words| &words.title,
                notice: |words: &'static Words| decision.refused_link.then_some(&words.link_refused),
            };
            page(portal, request, &visitor, &decision.opening, &said)
        }
        Err(error) => problem(
            portal,
            request,
            Some(&visitor.user),
            error.problem(),
            &Cause::of(&error),
        ),
    }
}

/// What stands around one of ProAbono's pages, in the visitor's language.
pub(super) struct Said<T, N> {
    pub(super) title: T,
    pub(super) notice: N,
}

/// One of ProAbono's pages within ours.
pub(super) fn page<T, N>(
    portal: &Portal,
    request: &HttpRequest,
    visitor: &Visitor<'_>,
    opening: &Opening,
    said: &Said<T, N>,
) -> HttpResponse
where
    T: Fn(&'static Words) -> &'static Plain,
    N: Fn(&'static Words) -> Option<&'static Plain>,
{
    let words = spoken(portal, request, Some(&visitor.user));
    let nonce = Nonce::new();
    let (user, customer) = (&visitor.user, &visitor.customer);
    let (frame, insite) = match opening {
        Opening::Frame(url) => (Some(url), None),
        Opening::InSite { query, fallback } => {
            let insite = InSiteView {
                script_url: portal.insite().script_url(),
                parameters: portal.insite().of(user, customer, portal.proof(), query.as_ref()),
                fallback: fallback.as_ref(),
            };
            (None, Some(insite))
        }
    };
    let is_insite = insite.is_some();
    // The widget sells, too.
    let held = portal.unsettled().holds(customer);
    let widget_script = portal.widget().script_url().filter(|_| !held);
    // The hash holds for ever: it stands there only for a script that takes it.
    let hash = widget_script.and_then(|_| portal.proof().hash(&customer.reference));
    let parameters = portal.widget().parameters(user, customer, hash);
    let view = SubscriptionsPage {
        shell: Shell::new(portal, words, Some(user)),
        nonce: nonce.as_str(),
        title: (said.title)(words),
        frame,
        insite,
        notice: (said.notice)(words),
        parameters: Some(parameters),
        widget_script,
        widget_start: portal.widget().start_call(),
        widget_button: portal.widget().needs_button() && !held,
        ending: ending(portal, request, user),
        page: portal.page_path(),
        standing: Some(portal.path("/standing.json")),
        closed: portal.closed_after_subscribe(),
    };
    let mut response = respond(&view, StatusCode::OK, nonce.clone());
    if is_insite {
        response.extensions_mut().insert(Class::InSite(nonce));
    }
    response
}

/// When the session of a visitor ends who signed in here. Another provider's visitor may have one, too, and it is not
/// what lets them in.
fn ending(portal: &Portal, request: &HttpRequest, user: &User) -> Option<Ending> {
    let sign_in = portal.sign_in().filter(|_| portal.signed_in_here(user))?;
    let since = SignedIn::of(&request.get_session())?.since;
    let end = since + sign_in.sessions().absolute().as_secs();
    Some(Ending {
        seconds: end.saturating_sub(now()),
        idle: sign_in.sessions().idle().as_secs(),
        login: portal.path("/login"),
    })
}
