//! A token that came after its end: the form of a tab that was restored, a step back in the history. It lets nobody in, and
//! somebody who is signed in already goes on to their page.

use std::time::Duration;

use actix_session::SessionExt as _;
use serde::{Deserialize, Serialize};

use crate::identity::{HandoffRefusal, Late};
use crate::sessions::SignedIn;
use crate::sign_in::enter::already_in;
use crate::sign_in::ways::{HANDOFF, SignIn};
use crate::store::Space;
use crate::visit::{Answer, Outcome, Stop, Visit};

use super::guest::refused;

/// The cookie of a user who was handed over too late.
pub(crate) const COOKIE: &str = "late";
/// The place of that user.
const PLACE: (Space, &str) = (Space::Late, COOKIE);
/// The time for one redirect, on a slow line too.
const WHILE: Duration = Duration::from_mins(1);

/// The user whom an expired token named, until the clean address shows who is signed in. It has a type and a seal of its own,
/// so that nothing can take it for a guest.
#[derive(Serialize, Deserialize)]
struct Latecomer {
    who: SignedIn,
    /// The token's `exp`, in seconds since 1970.
    expires: u64,
}

/// Sends the browser on to the address without the token. The form of another site came without this server's cookies, so
/// that only the next request shows who is signed in.
pub(super) async fn to_the_clean_address(sign_in: &SignIn, visit: &Visit<'_>, late: &Late) -> Outcome {
    let latecomer = Latecomer {
        who: SignedIn::id_alone(HANDOFF, &late.user),
        expires: late.expires,
    };
    let refusal = HandoffRefusal::late(late.expires);
    tracing::info!(%refusal, "a hand-off token came too late; it lets nobody in");
    let cookie = sign_in.sessions().keep(PLACE, &latecomer, WHILE).await?;
    let cookie = cookie.ok_or_else(|| Stop::internal("an id does not fit into a cookie"))?;
    Answer::see_other(&visit.site.paths.path("/handoff")).cookie(&cookie)
}

/// The answer to a user whose token came too late, `None` when no such token came. Their own session leads to their page, and
/// without it the token is refused. The session of anybody else stays as it is.
pub(super) async fn welcome(sign_in: &SignIn, visit: &Visit<'_>) -> Result<Option<Answer>, Stop> {
    let sessions = sign_in.sessions();
    let Some(late) = sessions.take::<Latecomer>(PLACE, visit.request).await? else {
        return Ok(None);
    };
    let shared = visit.site.identity.shares_ids();
    let present = SignedIn::of(&visit.request.get_session());
    let own = present.is_some_and(|present| present.same_user(&late.who, shared));
    let in_already = own.then(|| already_in(sign_in, visit)).flatten();
    let answer = in_already.unwrap_or_else(|| {
        visit.site.metrics.sign_in(HANDOFF, "refused");
        refused(&HandoffRefusal::late(late.expires)).page(visit.site, visit.request)
    });
    // If the cookie stays, it expires by itself.
    Ok(Some(answer.spare_cookie(&sessions.cookies().gone(COOKIE))))
}
