use std::time::Duration;

use actix_web::cookie::Cookie;
use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::identity::{HandedOver, HandoffRefusal};
use crate::sessions::SignedIn;
use crate::sign_in::wanted::Wanted;
use crate::sign_in::ways::{HANDOFF, HandoffWay, SignIn};
use crate::store::{Space, StoreError};
use crate::visit::Stop;
use crate::words::Problem;

/// The cookie of a user who was handed over and is not signed in yet.
pub(super) const COOKIE: &str = "handoff";
/// The place of that user.
pub(super) const PLACE: (Space, &str) = (Space::Handoff, COOKIE);
/// How long a visitor may think about "continue as …?".
const WHILE: Duration = Duration::from_mins(10);

/// A user whom a valid token named, until they are signed in.
#[derive(Serialize, Deserialize)]
pub(super) struct Guest {
    pub(super) who: SignedIn,
    /// The token's id, when it was made, and when it expires.
    token: (String, u64, u64),
    /// True when the token is not used up yet. A token in a link is used up only when the visitor has said yes, since
    /// mail scanners and previews open links too.
    pub(super) unused: bool,
    /// True when another user was signed in when this one arrived. The visitor is then asked, however often they load
    /// the page.
    #[serde(default)]
    pub(super) asked: bool,
    pub(super) next: Option<Wanted>,
}

impl Guest {
    pub(super) fn new(handed_over: HandedOver, unused: bool, next: Option<Wanted>) -> Self {
        let HandedOver {
            user,
            id,
            issued,
            until,
        } = handed_over;
        Self {
            who: SignedIn::new(HANDOFF, &user),
            token: (id, issued, until),
            unused,
            asked: false,
            next,
        }
    }

    /// Keeps the guest until they are signed in, for as long as is left of the time to think. Without room for the page
    /// that they wanted, they are kept without it.
    pub(super) async fn keep(&mut self, sign_in: &SignIn) -> Result<Cookie<'static>, Stop> {
        let end = self.who.since + WHILE.as_secs();
        let left = Duration::from_secs(end.saturating_sub(now()));
        let sessions = sign_in.sessions();
        let mut cookie = sessions.keep(PLACE, self, left).await?;
        if cookie.is_none() {
            self.next = None;
            cookie = sessions.keep(PLACE, self, left).await?;
        }
        cookie.ok_or_else(full)
    }

    /// Marks the token as used. Returns false when it was used before.
    pub(super) async fn use_up(&self, sign_in: &SignIn, way: &HandoffWay) -> Result<bool, StoreError> {
        self.mark(sign_in, &way.handoff.once(&self.token.0)).await
    }

    /// Lets the guest in once: marks the token as used or, when that has happened before the question, marks that its
    /// guest was let in.
    pub(super) async fn spend(&self, sign_in: &SignIn, way: &HandoffWay) -> Result<(), Stop> {
        let counts = if self.unused {
            self.use_up(sign_in, way).await?
        } else {
            let [provider, app, id] = way.handoff.once(&self.token.0);
            self.mark(sign_in, &[provider, app, id, "let in"]).await?
        };
        counts.then_some(()).ok_or_else(|| refused(&HandoffRefusal::Used))
    }

    /// The mark outlives every guest of the token, and so every copy of their cookies: the last of them arrived before
    /// the token expired.
    async fn mark(&self, sign_in: &SignIn, name: &[&str]) -> Result<bool, StoreError> {
        let (_, issued, until) = self.token;
        let end = until + WHILE.as_secs();
        sign_in.sessions().vault().use_once(name, (issued, end)).await
    }
}

fn full() -> Stop {
    Stop::because(
        Problem::SessionsAway,
        "more users with long claims arrive than can be kept",
    )
}

/// The problem of a token that lets nobody in.
pub(super) fn refused(refusal: &HandoffRefusal) -> Stop {
    let problem = match refusal {
        HandoffRefusal::Expired { .. } | HandoffRefusal::Used => Problem::SignInFailed,
        HandoffRefusal::KeysAway(_) => Problem::SignInAway,
        _ => Problem::IdentityRefused,
    };
    Stop::because(problem, &refusal.to_string())
}
