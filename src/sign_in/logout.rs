use actix_session::SessionExt as _;

use crate::identity::Identity;
use crate::sessions::SignedIn;
use crate::visit::{Answer, Outcome, Shell, Stop, Visit};
use crate::web::{Nonce, same_origin};
use crate::words::Problem;

use super::view::SignedOutPage;
use super::{SignIn, oidc};

/// `POST {base}/logout`: the session ends here and in the store, so that its cookie is worth nothing from now on.
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
    Ok(elsewhere.unwrap_or_else(|| Answer::see_other(&paths.path("/logout"))))
}

/// `GET {base}/logout`: says that nobody is signed in or, to somebody who is, asks whether they want to sign out.
/// A link to it is harmless.
pub(crate) async fn logout_page(_: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let (site, request) = (visit.site, visit.request);
    let user = SignedIn::of(&request.get_session()).and_then(|signed_in| {
        let user = signed_in.user().ok()?;
        Some(user.provider(signed_in.provider))
    });
    // Whom another provider names cannot sign out here: there, when it is known where, or nowhere.
    if user.is_none() && matches!(site.identity.identify(request).await, (_, Identity::User(_))) {
        let there = site.page.sign_out_url.as_deref();
        return Ok(Answer::see_other(there.unwrap_or(site.paths.page())));
    }
    let words = user.as_ref().map_or(visit.words, |user| visit.words_for(user));
    let login = site.paths.path("/login");
    let view = SignedOutPage {
        shell: Shell::new(site, words, user.as_ref()),
        action: user.is_some().then(|| site.paths.path("/logout")),
        still_there: false,
        sign_in_url: site.page.sign_in_url.as_deref().unwrap_or(&login),
    };
    Ok(Answer::page(&view, &Nonce::new()))
}
