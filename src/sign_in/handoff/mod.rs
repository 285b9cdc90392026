//! The hand-off: a token of the application's, in a form or in a link, and the user whom it names.

mod guest;
mod welcome;

use actix_web::http::header;
use actix_web::web;
use serde::Deserialize;

use crate::identity::HandoffRefusal;
use crate::visit::{Answer, Outcome, Stop, Visit};
use crate::web::only;
use crate::words::Problem;

use super::wanted::Wanted;
use super::ways::{HANDOFF, HandoffWay, SignIn};

pub(super) use guest::COOKIE;
use guest::{Guest, refused};
use welcome::{goes_on, welcome};

/// The largest form that is read, in bytes: a token and an address.
const LARGEST: usize = 32 << 10;

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
    outcome.inspect_err(|_| visit.site.metrics.sign_in(HANDOFF, "refused"))
}

/// `GET {base}/handoff`: takes a token in a link, and then, at the address without it, the user who was handed over.
pub(crate) async fn arrive(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let way = sign_in.handoff().ok_or(Problem::NotFound)?;
    let outcome = if visit.request.query_string().is_empty() {
        welcome(sign_in, way, visit).await
    } else {
        linked(sign_in, way, visit).await
    };
    outcome.inspect_err(|_| visit.site.metrics.sign_in(HANDOFF, "refused"))
}

/// Takes a token in a form. The browser says which page posted it: an attacker's own token, posted from the attacker's
/// page, would silently sign a visitor in as somebody else.
async fn handed_over(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>, form: Arrival) -> Outcome {
    let origin = only(visit.request.headers(), &header::ORIGIN);
    if !origin.is_some_and(|origin| way.origins.iter().any(|known| known == origin)) {
        return Err(refused(&HandoffRefusal::of_origin(origin, &way.origins)));
    }
    let guest = guest(way, visit, form, false).await?;
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
    let guest = guest(way, visit, arrival, true).await?;
    to_the_clean_address(sign_in, visit, guest).await
}

/// The user whom a good token hands over. It stays `unused` in a link, since the visitor is asked first.
async fn guest(way: &HandoffWay, visit: &Visit<'_>, arrival: Arrival, unused: bool) -> Result<Guest, Stop> {
    let token = arrival.token.filter(|token| !token.is_empty());
    let none = || {
        let kind = only(visit.request.headers(), &header::CONTENT_TYPE);
        refused(&HandoffRefusal::without_token(kind, unused))
    };
    let token = token.ok_or_else(none)?;
    let verified = way.handoff.verify(&token).await;
    let handed_over = verified.map_err(|refusal| refused(&refusal))?;
    Ok(Guest::new(
        handed_over,
        unused,
        next(visit, arrival.next.as_deref()),
    ))
}

fn next(visit: &Visit<'_>, said: Option<&str>) -> Option<Wanted> {
    let wanted = Wanted::parse(&visit.site.paths, said?);
    if wanted.is_none() {
        tracing::warn!(
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
