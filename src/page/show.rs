use actix_session::SessionExt as _;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::{Identity, User};
use crate::observe::RouteName;
use crate::portal::Portal;
use crate::sessions::SignedIn;
use crate::sign_in;
use crate::store::now;

use super::destination::Destination;
use super::frame::{self, Opening, Visit};
use super::problem::{Cause, problem};
use super::view::{Ending, Shell, SubscriptionsPage, respond};
use super::words::spoken;

/// `GET` and `HEAD` of the base path: one step after the other, in one direction.
pub(crate) async fn show(portal: web::ThinData<Portal>, request: HttpRequest) -> HttpResponse {
    let mut response = answer(&portal, &request).await;
    response.extensions_mut().insert(RouteName("page"));
    response
}

async fn answer(portal: &Portal, request: &HttpRequest) -> HttpResponse {
    let user = match who(portal, request).await {
        Ok(user) => user,
        Err((Problem::NotSignedIn, _)) => return sign_in::ask(portal, request).await,
        Err((kind, cause)) => return problem(portal, request, None, kind, &cause),
    };
    let destination = Destination::of(request.query_string());
    let customer = match portal.mapping().customer(&user) {
        Ok(customer) => customer,
        Err(error) => {
            return problem(
                portal,
                request,
                Some(&user),
                Problem::from(&error),
                &Cause::of(&error),
            );
        }
    };
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let visit = Visit {
        user: &user,
        customer: &customer,
        host: host.unwrap_or_default(),
    };
    match frame::open(portal, &destination, visit).await {
        Ok(opening) => page(portal, request, &visit, &opening),
        Err(error) => problem(portal, request, Some(&user), error.problem(), &Cause::of(&error)),
    }
}

/// Who is asking, or what to answer to somebody unknown.
async fn who(portal: &Portal, request: &HttpRequest) -> Result<User, (Problem, Cause)> {
    let (provider, identity) = portal.identity().identify(request).await;
    let (outcome, result) = match identity {
        Identity::User(user) => ("user", Ok(user)),
        Identity::Nothing => ("nothing", Err((Problem::NotSignedIn, Cause::none()))),
        Identity::Refused(reason) => ("refused", Err((Problem::IdentityRefused, Cause::reason(reason)))),
    };
    portal.metrics().identity(provider, outcome);
    result
}

fn page(portal: &Portal, request: &HttpRequest, visit: &Visit<'_>, opening: &Opening) -> HttpResponse {
    let words = spoken(portal, request, Some(visit.user));
    let nonce = Nonce::new();
    let view = SubscriptionsPage {
        shell: Shell::new(portal, words, Some(visit.user)),
        nonce: nonce.as_str(),
        frame: &opening.url,
        refused_link: opening.refused_link,
        parameters: portal.widget().parameters(visit.user, visit.customer),
        widget_script: portal.widget().script_url(),
        widget_button: portal.widget().needs_button(),
        ending: ending(portal, request, visit.user),
    };
    respond(&view, actix_web::http::StatusCode::OK, nonce.clone())
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
