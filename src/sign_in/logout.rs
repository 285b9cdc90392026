use actix_session::SessionExt as _;
use actix_web::HttpRequest;
use serde::Deserialize;
use url::Url;

use crate::identity::Identity;
use crate::identity::oidc::OIDC;
use crate::sessions::{LOGIN, SignedIn};
use crate::visit::{Answer, Outcome, Shell, Site, Stop, Visit};
use crate::web::{navigates, same_origin};
use crate::words::Problem;

use super::kept::WAY;
use super::view::SignedOutPage;
use super::ways::SignIn;
use super::{handoff, oidc};

/// `POST {base}/logout`: the session ends here and in the store, so its cookie is worthless from now on.
pub(crate) async fn logout(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let paths = &visit.site.paths;
    if !same_origin(paths, visit.request) {
        return Err(Stop::because(
            Problem::FromElsewhere,
            "a sign-out that no page of this server asked for",
        ));
    }
    let session = visit.request.get_session();
    let signed_in = SignedIn::of(&session);
    session.purge();
    let elsewhere = oidc::leave(sign_in, visit, signed_in).await;
    let answer = elsewhere.unwrap_or_else(|| Answer::see_other(&paths.path("/logout")));
    Ok(forget_all(sign_in, visit.request, answer))
}

/// `GET {base}/logout`: signs out a user whom the application sends here with a token. Without one it says that nobody
/// is signed in, or asks a signed-in visitor whether they want to sign out, so a link to it is harmless.
pub(crate) async fn logout_page(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    if let Some(answer) = from_application(sign_in, visit).await {
        return Ok(answer);
    }
    let (site, request) = (visit.site, visit.request);
    let user = SignedIn::of(&request.get_session()).and_then(|signed_in| {
        let user = signed_in.user().ok()?;
        Some(user.provider(signed_in.provider))
    });
    // A user who is known by another provider cannot sign out here, but only at the configured address, if there is
    // one.
    if user.is_none() && matches!(site.identity.identify(request).await, (_, Identity::User(_))) {
        let there = site.page.sign_out_url.as_deref();
        return Ok(Answer::see_other(there.unwrap_or(site.paths.page())));
    }
    let words = user.as_ref().map_or(visit.words, |user| visit.words_for(user));
    let login = site.paths.path("/login");
    let view = SignedOutPage {
        shell: Shell::new(site, words, user.as_ref()).with_chat(site, request, None),
        action: user.is_some().then(|| site.paths.path("/logout")),
        still_there: false,
        sign_in_url: site.page.sign_in_url.as_deref().unwrap_or(&login),
    };
    Ok(Answer::page(&view, &view.shell.nonce))
}

/// The parameters with which the application's own sign-out sends its user here.
#[derive(Default, Deserialize)]
struct Leaving {
    /// A token that the application has signed, as for the hand-off.
    token: Option<String>,
    /// The user's ID token from the OpenID provider, under the protocol's name for it.
    id_token_hint: Option<String>,
    /// The address that the visitor goes to afterwards.
    next: Option<String>,
}

/// The answer to a visitor whom the application has signed out and sent here. An invalid token leads to the question
/// whether to sign out, at the address without a query.
async fn from_application(sign_in: &SignIn, visit: &Visit<'_>) -> Option<Answer> {
    if !navigates(visit.request) {
        return None;
    }
    let leaving: Leaving = serde_urlencoded::from_str(visit.request.query_string()).unwrap_or_default();
    let session = visit.request.get_session();
    let present = SignedIn::of(&session);
    let told = match (&leaving.token, &leaving.id_token_hint) {
        (Some(token), _) => signed_by_application(sign_in, token).await,
        (None, Some(hint)) => names_present(sign_in, visit.site, hint, present.as_ref()).await,
        (None, None) => return None,
    };
    let clean = Answer::see_other(&visit.site.paths.path("/logout"));
    if let Err(cause) = told {
        tracing::warn!(
            code = "sign-out-not-believed",
            %cause,
            "the application's sign-out was not believed; the visitor is asked"
        );
        return Some(clean);
    }
    session.purge();
    let on = || {
        let next = leaving.next.and_then(|next| place(sign_in, visit.site, &next));
        next.map_or(clean, |next| Answer::see_other(next.as_str()))
    };
    let answer = oidc::leave(sign_in, visit, present).await.unwrap_or_else(on);
    Some(forget_all(sign_in, visit.request, answer))
}

/// Checks the application's token. It signs out whoever is signed in, since the application says that nobody uses this
/// browser any more.
async fn signed_by_application(sign_in: &SignIn, token: &str) -> Result<(), String> {
    let way = sign_in.handoff().ok_or("no hand-off is configured")?;
    let read = way.handoff.verify_sign_out(token).await;
    read.map(drop).map_err(|refusal| refusal.to_string())
}

/// Checks that an ID token names the signed-in user, if there is one. It may be for any client of the provider, so it
/// signs out nobody else.
async fn names_present(
    sign_in: &SignIn,
    site: &Site,
    hint: &str,
    present: Option<&SignedIn>,
) -> Result<(), String> {
    let oidc = sign_in.oidc().ok_or("no OpenID provider is configured")?;
    let user = oidc
        .hinted(hint)
        .await
        .map_err(|stopped| format!("{stopped:?}"))?;
    let named = SignedIn::new(OIDC, &user);
    let shared = site.identity.shares_ids();
    if present.is_none_or(|present| present.same_user(&named, shared)) {
        return Ok(());
    }
    Err("the ID token names another user than is signed in".to_owned())
}

/// Removes everything in this browser that waits for a sign-in: a user who was handed over, the page that was wanted,
/// attempts at the OpenID provider. The next visitor to sign in here is somebody else.
fn forget_all(sign_in: &SignIn, request: &HttpRequest, answer: Answer) -> Answer {
    let cookies = sign_in.sessions().cookies();
    let one = handoff::COOKIES.into_iter().chain([WAY]).map(str::to_owned);
    let one = one.filter(|name| cookies.read(request, name).is_some());
    let attempts = cookies.starting_with(request, LOGIN);
    let names = one.chain(attempts.into_iter().map(|(name, _)| name));
    names.fold(answer, |answer, name| answer.spare_cookie(&cookies.gone(&name)))
}

/// An address that a visitor may be sent to: at an origin that the configuration names.
fn place(sign_in: &SignIn, site: &Site, next: &str) -> Option<Url> {
    let url = Url::parse(next)
        .ok()
        .filter(|url| url.username().is_empty() && url.password().is_none())?;
    let origin = url.origin();
    let pages = [
        &site.page.home_url,
        &site.page.sign_in_url,
        &site.page.sign_out_url,
    ];
    let pages = pages.into_iter().flatten().map(String::as_str);
    let handed_over = sign_in
        .handoff()
        .into_iter()
        .flat_map(|way| &way.origins)
        .map(String::as_str);
    let known = pages
        .chain(handed_over)
        .chain(site.paths.origin.as_deref())
        .filter_map(|text| Url::parse(text).ok())
        .any(|known| known.origin() == origin && origin.is_tuple());
    if !known {
        tracing::warn!(
            code = "sign-out-page-unknown",
            "a sign-out asked for a page of an origin that the configuration does not name"
        );
    }
    known.then_some(url)
}
