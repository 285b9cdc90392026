use actix_session::SessionExt as _;

use crate::identity::Identity;
use crate::sessions::SignedIn;
use crate::visit::{Answer, Findings, Outcome, Stop, Visit};

use super::kept::forget_way;
use super::wanted::Wanted;
use super::ways::SignIn;

/// Sends somebody who is signed in already to their page, when a way to sign in is walked a second time: a double click, a
/// step back in the history, a bookmark.
pub(super) fn already_in(sign_in: &SignIn, visit: &Visit<'_>) -> Option<Answer> {
    let present = SignedIn::of(&visit.request.get_session())?;
    let page = visit.site.paths.page();
    sign_in.counts(&present).then(|| Answer::see_other(page))
}

/// Ends every way to sign in: a new session begins, and the visitor goes on to the page that they wanted.
pub(crate) fn enter(sign_in: &SignIn, visit: &Visit<'_>, who: &SignedIn, wanted: &Wanted) -> Outcome {
    who.begin(&visit.request.get_session())
        .map_err(|error| Stop::internal(&error.to_string()))?;
    visit.site.metrics.sign_in(&who.provider, "done");
    Findings::note(visit.request, |findings| {
        let user = who.user().map(|user| user.provider(who.provider.clone()));
        findings.identity = user.ok().map(Identity::User);
    });
    let answer = Answer::see_other(&wanted.address(&visit.site.paths));
    Ok(forget_way(sign_in, visit.request, answer))
}
