use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use url::Url;

use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::Identity;
use crate::identity::oidc::OIDC;
use crate::observe::RouteName;
use crate::page::{Cause, Shell, SignedOutPage, problem, respond, spoken};
use crate::portal::Portal;
use crate::sessions::SignedIn;

use super::ask::navigates;
use super::origin::same_origin;
use super::{SignIn, oidc, see_other};

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

/// `GET {base}/logout`: signs out whom the application sends here with a token. Else it says that nobody is signed in or,
/// to somebody who is, asks whether they want to sign out: a link to it is harmless.
pub(crate) async fn logout_page(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
) -> HttpResponse {
    if let Some(mut response) = from_application(&portal, &session, &request).await {
        response.extensions_mut().insert(RouteName("logout"));
        return response;
    }
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

/// What the application's own sign-out sends its user along with.
#[derive(Default, Deserialize)]
struct Leaving {
    /// Signed by the application, as for the hand-off.
    token: Option<String>,
    /// The ID token of the user at the OpenID provider, under the name that the protocol has for it.
    id_token_hint: Option<String>,
    /// Where the visitor goes afterwards.
    next: Option<String>,
}

/// The answer to somebody whom the application has signed out and sent here. A token that does not count leads to the
/// question, at the clean address.
async fn from_application(portal: &Portal, session: &Session, request: &HttpRequest) -> Option<HttpResponse> {
    let sign_in = portal.sign_in().filter(|_| navigates(request))?;
    let leaving: Leaving = serde_urlencoded::from_str(request.query_string()).unwrap_or_default();
    let present = SignedIn::of(session);
    let told = match (&leaving.token, &leaving.id_token_hint) {
        (Some(token), _) => signed_by_application(sign_in, token).await,
        (None, Some(hint)) => names_present(portal, sign_in, hint, present.as_ref()).await,
        (None, None) => return None,
    };
    let clean = see_other(&portal.path("/logout"));
    if let Err(cause) = told {
        tracing::warn!(%cause, "the application's sign-out was not believed; the visitor is asked");
        return Some(clean);
    }
    session.purge();
    if let Some(page) = oidc::leave(portal, sign_in, request, present).await {
        return Some(page);
    }
    let next = leaving.next.and_then(|next| place(portal, sign_in, &next));
    Some(next.map_or(clean, |next| see_other(next.as_str())))
}

/// Whoever is signed in: the application says that nobody is in this browser any more.
async fn signed_by_application(sign_in: &SignIn, token: &str) -> Result<(), String> {
    let way = sign_in.handoff().ok_or("no hand-off is configured")?;
    let read = way.handoff.verify_sign_out(token).await;
    read.map(drop).map_err(|refusal| refusal.to_string())
}

/// An ID token may be of any client of the provider, and so signs out nobody but the user whom it names.
async fn names_present(
    portal: &Portal,
    sign_in: &SignIn,
    hint: &str,
    present: Option<&SignedIn>,
) -> Result<(), String> {
    let oidc = sign_in.oidc().ok_or("no OpenID provider is configured")?;
    let user = oidc
        .hinted(hint)
        .await
        .map_err(|stopped| format!("{stopped:?}"))?;
    let named = SignedIn::new(OIDC, &user);
    let shared = portal.identity().shares_ids();
    if present.is_none_or(|present| present.same_user(&named, shared)) {
        return Ok(());
    }
    Err("the ID token names another user than is signed in".to_owned())
}

/// An address that a visitor may be sent to: at an origin that the configuration names.
fn place(portal: &Portal, sign_in: &SignIn, next: &str) -> Option<Url> {
    let url = Url::parse(next)
        .ok()
        .filter(|url| url.username().is_empty() && url.password().is_none())?;
    let origin = url.origin();
    let page = portal.page();
    let pages = [&page.home_url, &page.sign_in_url, &page.sign_out_url];
    let pages = pages.into_iter().flatten().map(String::as_str);
    let handed_over = sign_in
        .handoff()
        .into_iter()
        .flat_map(|way| &way.origins)
        .map(String::as_str);
    let known = pages
        .chain(handed_over)
        .chain(portal.public_origin())
        .filter_map(|text| Url::parse(text).ok())
        .any(|known| known.origin() == origin && origin.is_tuple());
    if !known {
        tracing::warn!("a sign-out asked for a page of an origin that the configuration does not name");
    }
    known.then_some(url)
}
