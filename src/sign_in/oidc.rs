//! Sign-in at the OpenID provider: the way there, the way back, and the sign-out.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use actix_web::http::header;
use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::identity::oidc::{Attempt, Callback, OIDC, Oidc, Stopped};
use crate::sessions::{LOGIN, SignedIn};
use crate::store::Space;
use crate::visit::{Answer, Outcome, Shell, Stop, Visit};
use crate::words::Problem;

use super::enter::{already_in, enter};
use super::kept::{WHILE, forget_way, keep_way};
use super::view::{LeavingPage, SignedOutPage};
use super::wanted::Wanted;
use super::ways::SignIn;

/// The length of the part of the `state` with which the name of a sign-in's cookie ends, in characters.
const PART: usize = 8;
/// The most sign-ins that may be under way in one browser, as tabs that wait at the provider. Beyond that, the oldest
/// are dropped.
const TABS: usize = 5;
/// The most characters that their cookies may take together; nginx accepts 8 kB in one header.
const TOGETHER: usize = 3_200;
/// The most languages that the provider is told of.
const LANGUAGES: usize = 5;

/// The data that is kept while the visitor is at the provider, sealed, in the visitor's own browser.
#[derive(Serialize, Deserialize)]
struct Kept {
    attempt: Attempt,
    wanted: Wanted,
    /// When it began, in seconds since 1970.
    since: u64,
}

/// Sends a visitor to the provider. The response counts only in the browser that has the cookie which is set here.
pub(super) async fn begin(sign_in: &SignIn, oidc: &Oidc, visit: &Visit<'_>, wanted: Wanted) -> Outcome {
    let begun = match oidc.begin(&languages(visit.request)).await {
        Ok(begun) => begun,
        Err(stopped) => return Ok(stop(sign_in, visit, stopped, Some(wanted)).await),
    };
    let name = cookie(&begun.attempt.state);
    let mut kept = Kept {
        attempt: begun.attempt,
        wanted,
        since: now(),
    };
    let sessions = sign_in.sessions();
    let place = (Space::Attempt, name.as_str());
    let mut cookie = sessions.keep(place, &kept, WHILE).await?;
    if cookie.is_none() {
        kept.wanted = Wanted::default();
        cookie = sessions.keep(place, &kept, WHILE).await?;
    }
    let cookie = cookie.ok_or_else(|| Stop::internal("a sign-in does not fit into a cookie"))?;
    let answer = Answer::see_other(begun.address.as_str());
    let answer = forget_way(sign_in, visit.request, answer);
    make_room(sign_in, visit.request, &cookie)
        .into_iter()
        .chain([cookie])
        .try_fold(answer, |answer, cookie| answer.cookie(&cookie))
}

/// The cookies that remove the oldest sign-ins of this browser, until there is room for the new one.
fn make_room(sign_in: &SignIn, request: &HttpRequest, new: &Cookie<'_>) -> Vec<Cookie<'static>> {
    let cookies = sign_in.sessions().cookies();
    // Browsers send the oldest cookies first.
    let old = cookies.starting_with(request, LOGIN);
    let (mut tabs, mut room) = (
        TABS - 1,
        TOGETHER.saturating_sub(new.name().len() + new.value().len()),
    );
    let stays = old.iter().rev().take_while(|(_, length)| {
        let fits = tabs > 0 && *length <= room;
        tabs = tabs.saturating_sub(1);
        room = room.saturating_sub(*length);
        fits
    });
    let gone = old.len() - stays.count();
    old.iter()
        .take(gone)
        .map(|(name, _)| cookies.gone(name))
        .collect()
}

/// `GET {base}/callback`: the visitor comes back from the provider. Any error ends in a page with a way on and never in
/// another redirect, so that no loop can arise.
pub(crate) async fn callback(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let oidc = sign_in.oidc().ok_or(Problem::NotFound)?;
    let request = visit.request;
    let stale = "its state is unknown, was used before, or belongs to another browser";
    let Some(callback) = Callback::parse(request.query_string()) else {
        return Ok(nothing_begun(sign_in, visit, "the address is no answer to a sign-in").await);
    };
    let sessions = sign_in.sessions();
    let name = cookie(&callback.state);
    let kept = sessions.take::<Kept>((Space::Attempt, &name), request).await?;
    let Some(kept) = kept.filter(|kept| kept.attempt.state == callback.state) else {
        return Ok(nothing_begun(sign_in, visit, stale).await);
    };
    // This answer removes the cookie, and the mark below refuses a copy of it. Only completed sign-ins are marked,
    // since anybody can begin one.
    let once = ["oidc", kept.attempt.issuer.as_str(), &callback.state];
    if sessions.vault().was_used(&once).await? {
        return Ok(nothing_begun(sign_in, visit, stale).await);
    }
    let answer = match oidc.finish(&kept.attempt, &callback).await {
        Ok(arrived) => {
            let until = kept.since + WHILE.as_secs();
            if !sessions.vault().use_once(&once, (kept.since, until)).await? {
                return Ok(nothing_begun(sign_in, visit, stale).await);
            }
            let mut who = SignedIn::new(OIDC, &arrived.user);
            who.id_token = Some(arrived.id_token);
            enter(sign_in, visit, &who, &kept.wanted)?
        }
        Err(stopped) => stop(sign_in, visit, stopped, Some(kept.wanted)).await,
    };
    // If the cookie stays, it leads nowhere, and expires by itself.
    Ok(answer.spare_cookie(&sessions.cookies().gone(&name)))
}

/// The answer to somebody who arrives without a sign-in that is under way here. Whoever is signed in went back in the
/// history, or opened a bookmark, and wants their page.
async fn nothing_begun(sign_in: &SignIn, visit: &Visit<'_>, cause: &'static str) -> Answer {
    match already_in(sign_in, visit) {
        Some(answer) => answer,
        None => stop(sign_in, visit, Stopped::Failed(cause), None).await,
    }
}

/// The page for a visitor who is not signed in after all. The page that they wanted is kept for the next try.
async fn stop(sign_in: &SignIn, visit: &Visit<'_>, stopped: Stopped, wanted: Option<Wanted>) -> Answer {
    let (problem, outcome, cause) = match stopped {
        Stopped::Away(cause) => (Problem::SignInAway, "away", cause),
        Stopped::Denied => (Problem::SignInDenied, "denied", "access_denied".to_owned()),
        Stopped::Failed(cause) => (Problem::SignInFailed, "failed", cause.to_owned()),
        Stopped::Refused(cause) => (Problem::SignInRefused, "refused", cause),
    };
    visit.site.metrics.sign_in(OIDC, outcome);
    let page = Stop::because(problem, &cause).page(visit.site, visit.request);
    match wanted {
        Some(wanted) => keep_way(sign_in, page, &wanted).await,
        None => page,
    }
}

/// The answer to a user who has just signed out here, when their provider has a sign-out of its own.
///
/// It is a page that goes on by itself and not a redirect: browsers apply `form-action` to every address in a chain of
/// redirects after a form, and the provider's further redirects are not known here.
pub(super) async fn leave(
    sign_in: &SignIn,
    visit: &Visit<'_>,
    signed_in: Option<SignedIn>,
) -> Option<Answer> {
    let oidc = sign_in.oidc().filter(|oidc| oidc.signs_out())?;
    let signed_in = signed_in.filter(|signed_in| signed_in.provider == OIDC && sign_in.counts(signed_in))?;
    let end = oidc.end_session(signed_in.id_token.as_deref()?).await;
    let user = signed_in.user().ok();
    let words = user.as_ref().map_or(visit.words, |user| visit.words_for(user));
    let shell = Shell::new(visit.site, words, None);
    match end {
        Ok(None) => None,
        Ok(Some(next)) => {
            let page = LeavingPage { shell, next: &next };
            Some(Answer::page(&page, &page.shell.nonce))
        }
        Err(stopped) => {
            tracing::warn!(
                code = "provider-sign-out-failed",
                ?stopped,
                "a user signed out here, and could not at the OpenID provider"
            );
            let login = visit.site.paths.path("/login");
            let page = SignedOutPage {
                shell: shell.with_chat(visit.site, visit.request, None),
                action: None,
                still_there: true,
                sign_in_url: visit.site.page.sign_in_url.as_deref().unwrap_or(&login),
            };
            Some(Answer::page(&page, &page.shell.nonce))
        }
    }
}

/// The name of the cookie of a sign-in.
fn cookie(state: &str) -> String {
    format!("{LOGIN}{}", state.get(..PART).unwrap_or_default())
}

/// The languages of the visitor's browser, as it lists them: the best one first.
fn languages(request: &HttpRequest) -> Vec<String> {
    let lines = request.headers().get_all(header::ACCEPT_LANGUAGE);
    let lines = lines.filter_map(|line| line.to_str().ok());
    let tags = lines.flat_map(|line| line.split(','));
    let tags = tags.map(|item| item.split(';').next().unwrap_or_default().trim());
    let tag = |tag: &&str| {
        (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    tags.filter(tag).take(LANGUAGES).map(str::to_owned).collect()
}
