use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::Identity;
use crate::observe::RouteName;
use crate::page::{Cause, Shell, SignedOutPage, problem, respond, spoken};
use crate::portal::Portal;
use crate::sessions::SignedIn;

use super::origin::same_origin;
use super::{oidc, see_other};

/// `POST {base}/logout`: the session ends here and in the store, so that its cookie is worth nothing from now on.
pub(crate) async fn logout(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
) -> HttpResponse {
    let mut response = if same_origin(&portal, &request) {
        let signed_in = SignedIn::of(&session);
        session.purge();
        let elsewhere = match portal.sign_in() {
            Some(sign_in) => oidc::leave(&portal, sign_in, &request, signed_in).await,
            None => None,
        };
        elsewhere.unwrap_or_else(|| see_other(&portal.path("/logout")))
    } else {
        problem(
            &portal,
            &request,
            None,
            Problem::FromElsewhere,
            &Cause::reason("a sign-out that no page of this server asked for"),
        )
    };
    response.extensions_mut().insert(RouteName("logout"));
    response
}

/// `GET {base}/logout`: says that nobody is signed in or, to somebody who is, asks whether they want to sign out.
/// A link to it is harmless.
pub(crate) async fn logout_page(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
) -> HttpResponse {
    let user = SignedIn::of(&session).and_then(|signed_in| {
        let user = signed_in.user().ok()?;
        Some(user.provider(signed_in.provider))
    });
    // Whom another provider names cannot sign out here: there, when it is known where, or nowhere.
    if user.is_none() && matches!(portal.identity().identify(&request).await, (_, Identity::User(_))) {
        let there = portal.page().sign_out_url.as_deref();
        let mut response = see_other(there.unwrap_or(portal.page_path()));
        response.extensions_mut().insert(RouteName("logout"));
        return response;
    }
    let words = spoken(&portal, &request, user.as_ref());
    let login = portal.path("/login");
    let view = SignedOutPage {
        shell: Shell::new(&portal, words, user.as_ref()),
        action: user.is_some().then(|| portal.path("/logout")),
        still_there: false,
        sign_in_url: portal.page().sign_in_url.as_deref().unwrap_or(&login),
    };
    let mut response = respond(&view, StatusCode::OK, Nonce::new());
    response.extensions_mut().insert(RouteName("logout"));
    response
}
