use std::time::Duration;

use actix_session::SessionExt as _;
use actix_web::http::header;
use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::identity::{HandedOver, HandoffRefusal, User};
use crate::sessions::SignedIn;
use crate::store::Space;
use crate::visit::{Answer, Outcome, Shell, Stop, Visit};
use crate::web::{Nonce, only, same_origin};
use crate::words::Problem;

use super::ask::wanted_before;
use super::enter::enter;
use super::view::ContinuePage;
use super::{HandoffWay, SignIn, Wanted};

/// The name of the provider.
pub(crate) const HANDOFF: &str = "handoff";
/// The cookie with the ticket of somebody who was handed over and is not signed in yet.
const COOKIE: &str = "handoff";
/// How long a visitor may think about "continue as …?".
const WHILE: Duration = Duration::from_mins(10);
/// The largest form that is read, in bytes: a token and an address.
const LARGEST: usize = 32 << 10;

/// How the forms of the hand-off are read.
pub(crate) fn forms() -> web::FormConfig {
    web::FormConfig::default().limit(LARGEST)
}

/// Somebody whom a good token named, until they are signed in.
#[derive(Serialize, Deserialize)]
struct Guest {
    who: SignedIn,
    /// The name of a token that is not used up yet, and how long that must be remembered: one that came in a link
    /// counts only once the visitor has said yes, for mail scanners and previews open links, too.
    unused: Option<(String, u64)>,
    next: Option<Wanted>,
}

/// What arrives: a token, or the answer to our question.
#[derive(Default, Deserialize)]
pub(crate) struct Arrival {
    token: Option<String>,
    next: Option<String>,
    #[serde(rename = "continue")]
    goes_on: Option<String>,
    about: Option<String>,
}

/// `POST {base}/handoff`: a token from a page of the application, or "yes" from a page of ours.
pub(crate) async fn hand_over(
    sign_in: &SignIn,
    visit: &Visit<'_>,
    form: Option<web::Form<Arrival>>,
) -> Outcome {
    let form = form.map(web::Form::into_inner).unwrap_or_default();
    let way = sign_in.handoff().ok_or(Problem::NotFound)?;
    let outcome = if form.goes_on.is_some() {
        goes_on(sign_in, way, visit, &form).await
    } else {
        handed_over(sign_in, way, visit, form).await
    };
    outcome.inspect_err(|_| visit.site.metrics.sign_in(HANDOFF, "refused"))
}

/// `GET {base}/handoff`: where a token in a link arrives, and then, at the clean address, whoever was handed over.
pub(crate) async fn arrive(sign_in: &SignIn, visit: &Visit<'_>, (): ()) -> Outcome {
    let way = sign_in.handoff().ok_or(Problem::NotFound)?;
    let outcome = if visit.request.query_string().is_empty() {
        welcome(sign_in, way, visit).await
    } else {
        linked(sign_in, way, visit).await
    };
    outcome.inspect_err(|_| visit.site.metrics.sign_in(HANDOFF, "refused"))
}

/// A token in a form. The browser says which page posted it: a token of an attacker's own, posted from a page of theirs,
/// would sign a visitor in as somebody else without a word.
async fn handed_over(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>, form: Arrival) -> Outcome {
    let origin = only(visit.request.headers(), &header::ORIGIN);
    if !origin.is_some_and(|origin| way.origins.iter().any(|known| known == origin)) {
        let cause = match origin {
            Some("null") => {
                "a token was posted by a page whose origin the browser hides (Referrer-Policy: no-referrer?)"
            }
            _ => "a token was posted by a page of an origin that identity.handoff.origins does not list",
        };
        tracing::warn!(cause, "a hand-off was refused");
        return Err(Stop::because(Problem::FromElsewhere, cause));
    }
    let Some(token) = form.token else {
        return Err(refused(&HandoffRefusal::NotAToken));
    };
    let guest = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let name = way.handoff.once(&guest.id);
    if !sign_in.sessions().vault().use_once(&name, guest.until).await? {
        return Err(refused(&HandoffRefusal::Used));
    }
    let next = next(visit, form.next.as_deref());
    let guest = Guest {
        who: SignedIn::new(HANDOFF, &guest.user),
        unused: None,
        next,
    };
    to_the_clean_address(sign_in, visit, &guest).await
}

/// A token in a link: anybody may have written the link, so the visitor is asked first.
async fn linked(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    if !way.links {
        return Err(Stop::because(
            Problem::SignInFailed,
            "a token came in a link, and identity.handoff.links is off",
        ));
    }
    let arrival: Arrival = serde_urlencoded::from_str(visit.request.query_string()).unwrap_or_default();
    let Some(token) = arrival.token else {
        return Err(refused(&HandoffRefusal::NotAToken));
    };
    let HandedOver { user, id, until } = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let guest = Guest {
        who: SignedIn::new(HANDOFF, &user),
        unused: Some((id, until)),
        next: next(visit, arrival.next.as_deref()),
    };
    to_the_clean_address(sign_in, visit, &guest).await
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

/// The token leaves the address bar, and the request that a browser sends without the cookies of a page of its own: what
/// follows arrives with them, and so says who is signed in already.
async fn to_the_clean_address(sign_in: &SignIn, visit: &Visit<'_>, guest: &Guest) -> Outcome {
    let sessions = sign_in.sessions();
    let ticket = sessions.vault().keep(Space::Handoff, guest, WHILE).await?;
    let answer = Answer::see_other(&visit.site.paths.path("/handoff"));
    answer.cookie(&sessions.cookies().ticket(COOKIE, &ticket, WHILE))
}

/// Somebody with a ticket: signed in at once, or asked when a link brought them or another user is signed in.
async fn welcome(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let sessions = sign_in.sessions();
    let lost = || Stop::because(Problem::SignInFailed, "nobody was handed over, or too long ago");
    let ticket = sessions.cookies().read(visit.request, COOKIE).ok_or_else(lost)?;
    let found = sessions.vault().read::<Guest>(Space::Handoff, &ticket).await?;
    let (guest, _) = found.ok_or_else(lost)?;
    let present = SignedIn::of(&visit.request.get_session());
    let another = present
        .as_ref()
        .is_some_and(|present| !present.same_user(&guest.who, visit.site.identity.shares_ids()));
    if guest.unused.is_none() && !another {
        return goes_in(sign_in, way, visit).await;
    }
    question(
        visit,
        &guest,
        (present.filter(|_| another).as_ref(), &ticket.proof()),
    )
}

fn question(visit: &Visit<'_>, guest: &Guest, (present, proof): (Option<&SignedIn>, &str)) -> Outcome {
    let unreadable = |_| Stop::internal("a kept user cannot be read");
    let user = guest.who.user().map_err(unreadable)?;
    let present = present.map(SignedIn::user).transpose().map_err(unreadable)?;
    let page = ContinuePage {
        shell: Shell::new(visit.site, visit.words_for(&user), None),
        user: &named(&user),
        proof,
        present: present.as_ref().map(named),
        action: &visit.site.paths.path("/handoff"),
    };
    Ok(Answer::page(&page, &Nonce::new()))
}

/// A name that people choose themselves does not tell two of them apart.
fn named(user: &User) -> String {
    let other = user.known_email().unwrap_or(user.id());
    user.known_name()
        .map_or_else(|| user.shown().to_owned(), |name| format!("{name} ({other})"))
}

/// "Yes, continue as …", or no. The answer is about the user whom the form showed: another who was handed over meanwhile,
/// in another tab, is asked about anew.
async fn goes_on(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>, form: &Arrival) -> Outcome {
    if !same_origin(&visit.site.paths, visit.request) {
        return Err(Stop::because(
            Problem::FromElsewhere,
            "an answer to our question that no page of ours sent",
        ));
    }
    let sessions = sign_in.sessions();
    let ticket = sessions.cookies().read(visit.request, COOKIE);
    let shown = ticket.filter(|ticket| form.about.as_deref() == Some(ticket.proof().as_str()));
    match (shown, form.goes_on.as_deref()) {
        (Some(_), Some("yes")) => goes_in(sign_in, way, visit).await,
        (Some(ticket), _) => {
            sessions.vault().remove(Space::Handoff, &ticket).await?;
            let answer = Answer::see_other(visit.site.paths.page());
            // A cookie that cannot be written would only make the browser keep one that leads nowhere.
            Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
        }
        (None, _) => Err(Stop::because(
            Problem::SignInFailed,
            "an answer about somebody else than is waiting now, or too late",
        )),
    }
}

async fn goes_in(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let sessions = sign_in.sessions();
    let lost = || Stop::because(Problem::SignInFailed, "nobody was handed over, or too long ago");
    let ticket = sessions.cookies().read(visit.request, COOKIE).ok_or_else(lost)?;
    let guest = sessions.vault().take::<Guest>(Space::Handoff, &ticket).await?;
    let guest = guest.ok_or_else(lost)?;
    if let Some((id, until)) = &guest.unused
        && !sessions.vault().use_once(&way.handoff.once(id), *until).await?
    {
        return Err(refused(&HandoffRefusal::Used));
    }
    let before = wanted_before(sign_in, visit.request).await?;
    let next = guest.next.unwrap_or(before);
    let session = visit.request.get_session();
    let answer = enter(sign_in, visit, &session, &guest.who, &next)?;
    // A cookie that cannot be written would only make the browser keep one that leads nowhere.
    Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
}

fn refused(refusal: &HandoffRefusal) -> Stop {
    let problem = match refusal {
        HandoffRefusal::Expired | HandoffRefusal::Used => Problem::SignInFailed,
        HandoffRefusal::KeysAway(_) => Problem::SignInAway,
        _ => Problem::IdentityRefused,
    };
    Stop::because(problem, &refusal.to_string())
}
