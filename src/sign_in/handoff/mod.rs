//! The hand-off: a token of the application's, in a form or in a link, and the user whom it names.

mod guest;
mod late;
mod welcome;

use actix_web::http::header;
use actix_web::web;
use serde::Deserialize;

use crate::identity::{HandoffRefusal, Verified};
use crate::visit::{Answer, Outcome, Stop, Visit};
use crate::web::only;
use crate::words::Problem;

use super::wanted::Wanted;
use super::ways::{HANDOFF, HandoffWay, SignIn};

#[cfg(feature = "cli")]
pub(crate) use late::COOKIE as LATE_COOKIE;

use guest::{COOKIE, Guest, refused};
use welcome::{goes_on, welcome};

/// The largest form that is read, in bytes: a token and an address.
const LARGEST: usize = 32 << 10;

/// The cookies of users who are not signed in yet.
pub(super) const COOKIES: [&str; 2] = [COOKIE, late::COOKIE];

/// The limits for the forms of the hand-off.
pub(crate) fn forms() -> web::FormConfig {
    web::FormConfig::default().limit(LARGEST)
}

/// The fields of a form: a token, or the answer to the question.
#[derive(Default, Deserialize)]
pub(crate) struct Arrival {
    token: Option<String>,
    next: Option<String>,
    #[serde(rename = "continue")]
    goes_on: Option<String>,
    about: Option<String>,
}

/// `POST {base}/handoff`: a token from a page of the application, or "yes" from a page of this server.
pub(crate) async fn hand_over(
    sign_in: &SignIn,
    visit: &Visit<'_>,
    form: Option<web::Form<Arrival>>,
) -> Outcome {
    let form = form.map(web::Form::into_inner).unwrap_or_default();
    let way = sign_in.handoff().ok_or(Problem::NotFound)?;
    let outcome = match &form.goes_on {
        Some(says) => goes_on(sign_in, way, visit, (says, form.about.as_deref())).await,
        None => handed_over(sign_in, way, visit, form).await,
    };
    outcome.inspect_err(|stop| count(visit, stop))
}

/// Counts a hand-off that came to nothing.
fn count(visit: &Visit<'_>, stop: &Stop) {
    let away = stop.problem() == Problem::SignInAway;
    let outcome = if away { "away" } else { "refused" };
    visit.site.metrics.sign_in(HANDOFF, outcome);
}

/// `GET {base}/handoff`: takes a token in a link, and then, at the address without it, the user who was handed over.
pub(crate) async fn arrive(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let way = sign_in.handoff().ok_or(Problem::NotFound)?;
    let outcome = if visit.request.query_string().is_empty() {
        welcome(sign_in, way, visit).await
    } else {
        linked(sign_in, way, visit).await
    };
    outcome.inspect_err(|stop| count(visit, stop))
}

/// Takes a token in a form. The browser says which page posted it: an attacker's own token, posted from the attacker's
/// page, would silently sign a visitor in as somebody else.
async fn handed_over(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>, form: Arrival) -> Outcome {
    let origin = only(visit.request.headers(), &header::ORIGIN);
    if !origin.is_some_and(|origin| way.origins.iter().any(|known| known == origin)) {
        return Err(refused(&HandoffRefusal::of_origin(origin, &way.origins)));
    }
    let handed_over = match verified(way, visit, form.token.as_deref(), false).await? {
        Verified::InTime(handed_over) => handed_over,
        Verified::Late(late) => return late::to_the_clean_address(sign_in, visit, &late).await,
    };
    let guest = Guest::new(handed_over, false, next(visit, form.next.as_deref()));
    if !guest.use_up(sign_in, way).await? {
        // A second click on the application's button. The browser keeps its cookies back from a form of another site, so
        // whether the first click has signed this one in shows at the clean address alone.
        tracing::info!("a hand-off token came a second time; it lets nobody in");
        return Ok(Answer::see_other(&visit.site.paths.path("/handoff")));
    }
    to_the_clean_address(sign_in, visit, guest).await
}

/// Takes a token in a link. Anybody may have written the link, so the visitor is asked first.
async fn linked(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    if !way.links {
        return Err(Stop::because(
            Problem::SignInFailed,
            "a token came in a link, and identity.handoff.links is off",
        ));
    }
    let arrival: Arrival = serde_urlencoded::from_str(visit.request.query_string()).unwrap_or_default();
    let handed_over = match verified(way, visit, arrival.token.as_deref(), true).await? {
        Verified::InTime(handed_over) => handed_over,
        Verified::Late(late) => return late::to_the_clean_address(sign_in, visit, &late).await,
    };
    // The token is not used up, since the visitor is asked first.
    let guest = Guest::new(handed_over, true, next(visit, arrival.next.as_deref()));
    to_the_clean_address(sign_in, visit, guest).await
}

/// Checks the token of a form or of a link.
async fn verified(
    way: &HandoffWay,
    visit: &Visit<'_>,
    token: Option<&str>,
    in_link: bool,
) -> Result<Verified, Stop> {
    let none = || {
        let kind = only(visit.request.headers(), &header::CONTENT_TYPE);
        refused(&HandoffRefusal::without_token(kind, in_link))
    };
    let token = token.filter(|token| !token.is_empty()).ok_or_else(none)?;
    let verified = way.handoff.verify(token).await;
    verified.map_err(|refusal| refused(&refusal))
}

fn next(visit: &Visit<'_>, said: Option<&str>) -> Option<Wanted> {
    let wanted = Wanted::parse(&visit.site.paths, said?);
    if wanted.is_none() {
        tracing::warn!(
            code = "handoff-page-unknown",
            "a hand-off asked for a page that is not below this server's; the start page is shown"
        );
    }
    wanted
}

/// Sends the browser on to the address without the token. The request that carried the token came from another site,
/// without this server's cookies; the next one has them, and so says who is signed in already.
async fn to_the_clean_address(sign_in: &SignIn, visit: &Visit<'_>, mut guest: Guest) -> Outcome {
    let cookie = guest.keep(sign_in).await?;
    Answer::see_other(&visit.site.paths.path("/handoff")).cookie(&cookie)
}
