use crate::visit::{Answer, Outcome, Stop, Visit};
use crate::web::navigates;
use crate::words::Problem;

use super::kept::{PLACE, WHILE, already_wanted};
use super::oidc;
use super::wanted::Wanted;
use super::ways::SignIn;

/// Offers a way to sign in that leads back to exactly the page that was asked for.
pub(crate) async fn ask(sign_in: &SignIn, visit: &Visit<'_>) -> Outcome {
    let wanted = Wanted::of(visit);
    let page = || Stop::from(Problem::NotSignedIn).page(visit.site, visit.request);
    if !navigates(visit.request) {
        return Ok(page());
    }
    if let Some(oidc) = sign_in.oidc().filter(|oidc| oidc.automatic()) {
        return oidc::begin(sign_in, oidc, visit, wanted).await;
    }
    if wanted.is_home() || already_wanted(sign_in, visit.request, &wanted).await? {
        return Ok(page());
    }
    let Some(cookie) = sign_in.sessions().keep(PLACE, &wanted, WHILE).await? else {
        return Ok(page());
    };
    // The query is kept, so it can leave the address bar and the history: it may hold an encrypted link.
    let clean = wanted.without_query(&visit.site.paths);
    clean
        .map_or_else(page, |clean| Answer::see_other(&clean))
        .cookie(&cookie)
}
