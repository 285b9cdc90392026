use std::time::Duration;

use actix_session::SessionExt as _;
use actix_web::http::header;
use actix_web::web;
use serde::{Deserialize, Serialize};

use crate::identity::{HandedOver, HandoffRefusal, User};
use crate::sessions::{SignedIn, proof};
use crate::store::Space;
use crate::visit::{Answer, Outcome, Shell, Stop, Visit};
use crate::web::{Nonce, only, same_origin};
use crate::words::Problem;

use super::enter::{already_in, enter};
use super::kept::wanted_before;
use super::view::ContinuePage;
use super::wanted::Wanted;
use super::ways::{HANDOFF, HandoffWay, SignIn};

/// The cookie of a user who was handed over and is not signed in yet.
pub(super) const COOKIE: &str = "handoff";
const PLACE: (Space, &str) = (Space::Handoff, COOKIE);
/// How long a visitor may think about "continue as …?".
const WHILE: Duration = Duration::from_mins(10);
/// The largest form that is read, in bytes: a token and an address.
const LARGEST: usize = 32 << 10;

/// The limits for the forms of the hand-off.
pub(crate) fn forms() -> web::FormConfig {
    web::FormConfig::default().limit(LARGEST)
}

/// A user whom a valid token named, until they are signed in.
#[derive(Serialize, Deserialize)]
struct Guest {
    who: SignedIn,
    /// The token's id, when it was made, and when it expires.
    token: (String, u64, u64),
    /// True when the token is not used up yet. A token in a link is used up only when the visitor has said yes, since
    /// mail scanners and previews open links too.
    unused: bool,
    /// True when another user was signed in when this one arrived. The visitor is then asked, however often they load
    /// the page.
    #[serde(default)]
    asked: bool,
    next: Option<Wanted>,
}

impl Guest {
    fn new(handed_over: HandedOver, unused: bool, next: Option<Wanted>) -> Self {
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

    /// Lets the guest in once: marks the token as used or, when that has happened before the question, marks that its
    /// guest was let in.
    async fn spend(&self, sign_in: &SignIn, way: &HandoffWay) -> Result<(), Stop> {
        let (id, issued, until) = &self.token;
        let vault = sign_in.sessions().vault();
        let counts = if self.unused {
            vault.use_once(&way.handoff.once(id), (*issued, *until)).await?
        } else {
            let [provider, app, name] = way.handoff.once(id);
            let until = self.who.since + WHILE.as_secs();
            vault
                .use_once(&[provider, app, name, "let in"], (*issued, until))
                .await?
        };
        counts.then_some(()).ok_or_else(|| refused(&HandoffRefusal::Used))
    }
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
    let outcome = if form.goes_on.is_some() {
        goes_on(sign_in, way, visit, &form).await
    } else {
        handed_over(sign_in, way, visit, form).await
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
    let handed_over = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let (name, times) = (
        way.handoff.once(&handed_over.id),
        (handed_over.issued, handed_over.until),
    );
    if !sign_in.sessions().vault().use_once(&name, times).await? {
        // A second click on the application's button. The browser keeps its cookies back from a form of another site, so
        // whether the first click has signed this one in shows at the clean address alone.
        tracing::info!("a hand-off token came a second time; it lets nobody in");
        return Ok(Answer::see_other(&visit.site.paths.path("/handoff")));
    }
    let guest = Guest::new(handed_over, false, next(visit, form.next.as_deref()));
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
    let Some(token) = arrival.token else {
        return Err(refused(&HandoffRefusal::NotAToken));
    };
    let handed_over = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let guest = Guest::new(handed_over, true, next(visit, arrival.next.as_deref()));
    to_the_clean_address(sign_in, visit, guest).await
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
    let sessions = sign_in.sessions();
    let mut cookie = sessions.keep(PLACE, &guest, WHILE).await?;
    if cookie.is_none() {
        guest.next = None;
        cookie = sessions.keep(PLACE, &guest, WHILE).await?;
    }
    let answer = Answer::see_other(&visit.site.paths.path("/handoff"));
    answer.cookie(&cookie.ok_or_else(full)?)
}

fn full() -> Stop {
    Stop::because(
        Problem::SessionsAway,
        "more users with long claims arrive than can be kept",
    )
}

/// Welcomes a user who was handed over. They are signed in at once, or asked first when a link brought them or when
/// another user is signed in. The session of that other user ends before the question, whatever the answer is: they
/// have left the application, or are about to lose this browser to somebody else.
async fn welcome(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let (sessions, session) = (sign_in.sessions(), visit.request.get_session());
    let text = sessions.cookies().read(visit.request, COOKIE);
    let guest = sessions.kept::<Guest>(PLACE, visit.request).await?;
    let Some((text, mut guest)) = text.zip(guest) else {
        return already_in(sign_in, visit).ok_or_else(lost);
    };
    let shared = visit.site.identity.shares_ids();
    let another = SignedIn::of(&session).filter(|present| !present.same_user(&guest.who, shared));
    let Some(another) = another else {
        if guest.unused || guest.asked {
            return question(visit, &guest, (None, &proof(&text)));
        }
        return goes_in(sign_in, way, visit).await;
    };
    session.purge();
    guest.asked = true;
    let cookie = sessions.keep(PLACE, &guest, WHILE).await?.ok_or_else(full)?;
    question(visit, &guest, (Some(&another), &proof(cookie.value())))?.cookie(&cookie)
}

fn question(visit: &Visit<'_>, guest: &Guest, (present, proof): (Option<&SignedIn>, &str)) -> Outcome {
    let unreadable = |_| Stop::internal("a kept user cannot be read");
    let user = guest.who.user().map_err(unreadable)?;
    let present = present.map(SignedIn::user).transpose().map_err(unreadable)?;
    let page = ContinuePage {
        shell: Shell::new(visit.site, visit.words_for(&user), None),
        user: &user.shown_apart(),
        proof,
        present: present.as_ref().map(User::shown_apart),
        action: &visit.site.paths.path("/handoff"),
    };
    Ok(Answer::page(&page, &Nonce::new()))
}

/// Takes the answer to "Continue as …?". It is about the user whom the form showed: for another user who was handed
/// over meanwhile, in another tab, the question is asked again.
async fn goes_on(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>, form: &Arrival) -> Outcome {
    if !same_origin(&visit.site.paths, visit.request) {
        return Err(Stop::because(
            Problem::FromElsewhere,
            "an answer to our question that no page of ours sent",
        ));
    }
    let sessions = sign_in.sessions();
    let text = sessions.cookies().read(visit.request, COOKIE);
    let shown = text.filter(|text| form.about.as_deref() == Some(proof(text).as_str()));
    match (shown, form.goes_on.as_deref()) {
        (Some(_), Some("yes")) => goes_in(sign_in, way, visit).await,
        (Some(_), _) => {
            sessions.take::<Guest>(PLACE, visit.request).await?;
            let answer = Answer::see_other(visit.site.paths.page());
            // If the cookie cannot be written, the browser only keeps one that leads nowhere.
            Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
        }
        (None, _) => already_in(sign_in, visit).ok_or_else(|| {
            Stop::because(
                Problem::SignInFailed,
                "an answer about somebody else than is waiting now, or too late",
            )
        }),
    }
}

async fn goes_in(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let sessions = sign_in.sessions();
    let Some(guest) = sessions.take::<Guest>(PLACE, visit.request).await? else {
        return already_in(sign_in, visit).ok_or_else(lost);
    };
    if let Err(stop) = guest.spend(sign_in, way).await {
        return already_in(sign_in, visit).ok_or(stop);
    }
    let before = wanted_before(sign_in, visit.request).await?;
    let answer = enter(sign_in, visit, &guest.who, &guest.next.unwrap_or(before))?;
    // If the cookie cannot be written, the browser only keeps one that leads nowhere.
    Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
}

fn lost() -> Stop {
    Stop::because(
        Problem::SignInFailed,
        "nobody was handed over, too long ago, or by a token that was used before",
    )
}

fn refused(refusal: &HandoffRefusal) -> Stop {
    let problem = match refusal {
        HandoffRefusal::Expired { .. } | HandoffRefusal::Used => Problem::SignInFailed,
        HandoffRefusal::KeysAway(_) => Problem::SignInAway,
        _ => Problem::IdentityRefused,
    };
    Stop::because(problem, &refusal.to_string())
}
