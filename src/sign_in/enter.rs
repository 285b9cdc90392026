use actix_session::Session;

use crate::sessions::SignedIn;
use crate::visit::{Answer, Outcome, Stop, Visit};

use super::ask::WAY;
use super::wanted::Wanted;
use super::ways::SignIn;

/// The end of every way to sign in: the session begins anew, and the visitor goes where they wanted to.
pub(crate) fn enter(
    sign_in: &SignIn,
    visit: &Visit<'_>,
    session: &Session,
    who: &SignedIn,
    wanted: &Wanted,
) -> Outcome {
    who.begin(session)
        .map_err(|error| Stop::internal(&error.to_string()))?;
    visit.site.metrics.sign_in(&who.provider, "done");
    let answer = Answer::see_other(&wanted.address(&visit.site.paths));
    // A cookie that cannot be written would only make the browser keep one that leads nowhere.
    Ok(answer.spare_cookie(&sign_in.sessions().cookies().gone(WAY)))
}
