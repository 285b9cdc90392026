use actix_session::Session;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::Problem;
use crate::identity::Identity;
use crate::observe::RouteName;
use crate::page::{Cause, problem};
use crate::portal::Portal;
use crate::sessions::SignedIn;

use super::ask::{Failed, forget_way, navigates, wanted_before};
use super::{SignIn, oidc, see_other};

/// `GET {base}/login`: starts the sign-in; whoever is signed in already goes on.
pub(crate) async fn login(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
) -> HttpResponse {
    let outcome = match portal.sign_in() {
        Some(sign_in) => answer(&portal, sign_in, &session, &request).await,
        None => Err(Failed::new(Problem::NotFound, "nobody signs in here")),
    };
    let mut response = outcome.unwrap_or_else(|failed| failed.page(&portal, &request));
    response.extensions_mut().insert(RouteName("login"));
    response
}

async fn answer(
    portal: &Portal,
    sign_in: &SignIn,
    session: &Session,
    request: &HttpRequest,
) -> Result<HttpResponse, Failed> {
    let known = matches!(portal.identity().identify(request).await, (_, Identity::User(_)));
    if known || SignedIn::of(session).is_some_and(|signed_in| sign_in.counts(&signed_in)) {
        let wanted = wanted_before(sign_in, request).await?;
        let mut response = see_other(&wanted.address(portal));
        forget_way(sign_in, request, &mut response);
        return Ok(response);
    }
    if let Some(oidc) = sign_in.oidc().filter(|_| navigates(request)) {
        let wanted = wanted_before(sign_in, request).await?;
        return oidc::begin(portal, sign_in, oidc, request, wanted).await;
    }
    Ok(problem(
        portal,
        request,
        None,
        Problem::NotSignedIn,
        &Cause::none(),
    ))
}
