use actix_session::SessionExt as _;

use crate::identity::Identity;
use crate::sessions::SignedIn;
use crate::visit::{Answer, Outcome, Visit};
use crate::web::navigates;
use crate::words::Problem;

use super::kept::{forget_way, wanted_before};
use super::oidc;
use super::ways::SignIn;

/// `GET {base}/login`: starts the sign-in; a visitor who is signed in already goes on to the page that they wanted.
pub(crate) async fn login(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let request = visit.request;
    let known = matches!(
        visit.site.identity.identify(request).await,
        (_, Identity::User(_))
    );
    let signed_in = SignedIn::of(&request.get_session());
    if known || signed_in.is_some_and(|signed_in| sign_in.counts(&signed_in)) {
        let wanted = wanted_before(sign_in, request).await?;
        let answer = Answer::see_other(&wanted.address(&visit.site.paths));
        return Ok(forget_way(sign_in, request, answer));
    }
    if let Some(oidc) = sign_in.oidc().filter(|_| navigates(request)) {
        let wanted = wanted_before(sign_in, request).await?;
        return oidc::begin(sign_in, oidc, visit, wanted).await;
    }
    Err(Problem::NotSignedIn.into())
}
